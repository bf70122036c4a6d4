//! Lists of conversations and their filters.

use conversas_client::List;
use conversas_domain::filter::InboxFilter;
use conversas_ipc::{
    ChannelSummary, ChannelsQuery, Done, Failure, InboxCommands, InboxPage, InboxQuery, SaveFilter,
    SavedFilter, SavedFilterQuery, Summaries,
};

use crate::Host;
use crate::failure::failure;

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
        self.engine.inbox(query).await.map_err(failure)
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
