//! Lists of conversations and their filters.

use std::collections::BTreeSet;

use conversas_client::{Engine, InboxRow as Row, List};
use conversas_domain::filter::InboxFilter;
use conversas_ipc::{
    ChannelSummary, Done, Failure, InboxCounts, InboxPage, InboxQuery, InboxRow, PreviewLine, SaveFilter,
    SavedFilter, SavedFilterQuery, Summaries,
};
use conversas_protocol::Directory;

use crate::failure::failure;
use crate::view::{channel_name, person_of};
use crate::{Host, session};

pub(crate) async fn summaries(engine: &Engine) -> Result<Summaries, Failure> {
    let mut all = Summaries::default();
    for list in engine.lists().await.map_err(failure)? {
        if list.is_own {
            all.unread += list.unread;
            all.waiting += list.waiting;
        }
        if let Some(id) = list.list.channel_id() {
            all.channels.push(ChannelSummary { id, waiting: list.waiting, unread: list.unread });
        }
    }
    Ok(all)
}

pub(crate) async fn page(host: &Host, query: InboxQuery) -> Result<InboxPage, Failure> {
    let engine = &host.engine;
    let query = conversas_client::InboxQuery {
        list: List::of(query.channel_id),
        filter: query.filter,
        name: query.name,
        student_id: query.student_id,
        order: query.order,
        after: query.after,
        skip: query.skip,
        limit: query.limit.clamp(1, 500),
    };
    let page = engine.inbox(query).await.map_err(failure)?;
    let directory = session::directory(engine).await?;
    let with_takes = host.recording.waits_in().await?;
    Ok(InboxPage {
        rows: page.rows.into_iter().map(|row| row_of(row, &directory, &with_takes)).collect(),
        more: page.more,
        is_whole: page.is_whole,
        counts: InboxCounts {
            matching: page.counts.matching,
            waiting: page.counts.waiting,
            total: page.counts.total,
            by_status: page.counts.by_status,
            unread: page.counts.unread,
        },
    })
}

pub(crate) async fn saved_filter(engine: &Engine, query: SavedFilterQuery) -> Result<SavedFilter, Failure> {
    let filter = match query.channel_id {
        Some(channel_id) => engine.saved_filter(channel_id).await.map_err(failure)?,
        None => InboxFilter::default(),
    };
    let order = engine.saved_order(List::of(query.channel_id)).await.map_err(failure)?;
    Ok(SavedFilter { filter, order })
}

pub(crate) async fn save_filter(engine: &Engine, request: SaveFilter) -> Result<Done, Failure> {
    if let Some(channel_id) = request.channel_id {
        engine.save_filter(channel_id, request.filter).await.map_err(failure)?;
    }
    engine.save_order(List::of(request.channel_id), request.order).await.map_err(failure)?;
    Ok(Done {})
}

/// Answers the name of a channel that the reader knows; for a family, an inactive channel has none.
pub(crate) fn channel_name(directory: &Directory, id: ChannelId) -> String {
    let channel = directory.channels.iter().find(|channel| channel.id == id);
    channel.map(|channel| channel.name.as_str().to_owned()).unwrap_or_default()
}

/// Makes a row for the interface. `with_takes`: the conversations where takes wait.
pub(crate) fn row_of(row: Row, directory: &Directory, with_takes: &BTreeSet<ConversationId>) -> InboxRow {
    InboxRow {
        id: row.id,
        key: row.key,
        channel: channel_name(directory, row.channel_id),
        channel_id: row.channel_id,
        guardians: row.guardians,
        others: row.others,
        has_twin: row.has_twin,
        student: row.student,
        class_group: row.class_group,
        status: row.status,
        waiting_since: row.waiting_since,
        last_activity: row.last_activity,
        preview: row.preview.map(|preview| PreviewLine {
            author: preview.author,
            is_mine: preview.is_mine,
            side: preview.side,
            text: preview.text,
            file: preview.file.map(|file| (file.kind, file.duration_ms)),
            is_forwarded: preview.is_forwarded,
        }),
        unread: row.unread,
        draft: row.draft,
        draft_files: row.draft_files,
        has_take: with_takes.contains(&row.id),
        unsent: row.unsent,
        undecided: row.undecided,
        assignee: row.assignee.map(|person| person_of(&person, directory.me.id)),
    }
}
