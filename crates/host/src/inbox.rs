//! Lists of conversations and their filters.

use std::collections::HashMap;

use conversas_client::{Engine, InboxRow as Row, List, Session};
use conversas_domain::ids::ChannelId;
use conversas_ipc::{
    ChannelSummary, Done, Failure, InboxCounts, InboxPage, InboxQuery, InboxRow, PreviewLine, SaveFilter,
    SavedFilter,
};

use crate::failure::failure;

pub(crate) async fn channels(engine: &Engine) -> Result<Vec<ChannelSummary>, Failure> {
    let lists = engine.lists().await.map_err(failure)?;
    let of_channels = lists.into_iter().filter_map(|list| {
        let id = list.list.channel_id()?;
        Some(ChannelSummary { id, pending: list.pending, unread: list.unread })
    });
    Ok(of_channels.collect())
}

pub(crate) async fn page(engine: &Engine, query: InboxQuery) -> Result<InboxPage, Failure> {
    let query = conversas_client::InboxQuery {
        list: List::of(query.channel_id),
        filter: query.filter,
        name: query.name,
        student_id: query.student_id,
        after: query.after,
        limit: query.limit.clamp(1, 500),
    };
    let page = engine.inbox(query).await.map_err(failure)?;
    let names = channel_names(engine).await?;
    Ok(InboxPage {
        rows: page.rows.into_iter().map(|row| row_of(row, &names)).collect(),
        more: page.more,
        counts: InboxCounts {
            matching: page.counts.matching,
            total: page.counts.total,
            by_status: page.counts.by_status,
            unread: page.counts.unread,
        },
    })
}

pub(crate) async fn saved_filter(engine: &Engine, channel_id: ChannelId) -> Result<SavedFilter, Failure> {
    Ok(SavedFilter { filter: engine.saved_filter(channel_id).await.map_err(failure)? })
}

pub(crate) async fn save_filter(engine: &Engine, request: SaveFilter) -> Result<Done, Failure> {
    engine.save_filter(request.channel_id, request.filter).await.map_err(failure)?;
    Ok(Done {})
}

/// Names of the channels the reader knows; one that went inactive has none for a family.
pub(crate) async fn channel_names(engine: &Engine) -> Result<HashMap<ChannelId, String>, Failure> {
    Ok(match engine.session().await.map_err(failure)? {
        Session::SignedOut { .. } => HashMap::new(),
        Session::SignedIn(directory) => {
            directory.channels.iter().map(|channel| (channel.id, channel.name.as_str().to_owned())).collect()
        }
    })
}

fn row_of(row: Row, names: &HashMap<ChannelId, String>) -> InboxRow {
    InboxRow {
        id: row.id,
        key: row.key,
        channel: names.get(&row.channel_id).cloned().unwrap_or_default(),
        channel_id: row.channel_id,
        guardians: row.guardians,
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
        }),
        unread: row.unread,
        draft: row.draft,
        unsent: row.unsent,
    }
}
