//! Lists of conversations and their filters.

use std::collections::BTreeSet;

use conversas_client::{InboxRow as Row, List};
use conversas_domain::filter::InboxFilter;
use conversas_domain::ids::ConversationId;
use conversas_ipc::{
    ChannelSummary, ChannelsQuery, Done, Failure, InboxCommands, InboxPage, InboxQuery, InboxRow, SaveFilter,
    SavedFilter, SavedFilterQuery, Summaries,
};
use conversas_protocol::Directory;

use crate::failure::failure;
use crate::view::{channel_name, person_of};
use crate::{Host, session};

impl InboxCommands for Host {
    async fn channels(&self, _: ChannelsQuery) -> Result<Summaries, Failure> {
        let mut all = Summaries::default();
        for list in self.engine.lists().await.map_err(failure)? {
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

    async fn inbox(&self, query: InboxQuery) -> Result<InboxPage, Failure> {
        let engine = &self.engine;
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
        let with_takes = self.recording.waits_in().await?;
        Ok(InboxPage {
            rows: page.rows.into_iter().map(|row| row_of(row, &directory, &with_takes)).collect(),
            more: page.more,
            is_whole: page.is_whole,
            counts: page.counts,
        })
    }

    async fn saved_filter(&self, query: SavedFilterQuery) -> Result<SavedFilter, Failure> {
        let filter = match query.channel_id {
            Some(channel_id) => self.engine.saved_filter(channel_id).await.map_err(failure)?,
            None => InboxFilter::default(),
        };
        let order = self.engine.saved_order(List::of(query.channel_id)).await.map_err(failure)?;
        Ok(SavedFilter { filter, order })
    }

    async fn save_filter(&self, request: SaveFilter) -> Result<Done, Failure> {
        if let Some(channel_id) = request.channel_id {
            self.engine.save_filter(channel_id, request.filter).await.map_err(failure)?;
        }
        self.engine.save_order(List::of(request.channel_id), request.order).await.map_err(failure)?;
        Ok(Done {})
    }
}

/// One row as the interface gets it. `with_takes`: where takes wait.
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
        preview: row.preview,
        unread: row.unread,
        draft: row.draft,
        draft_files: row.draft_files,
        has_take: with_takes.contains(&row.id),
        unsent: row.unsent,
        undecided: row.undecided,
        assignee: row.assignee.map(|person| person_of(&person, directory.me.id)),
    }
}
