//! Finding, and canned replies.

use conversas_ipc::{DeleteReply, Done, Failure, SaveReply, SearchCommands, SearchPage, SearchQuery};

use crate::Host;
use crate::failure::failure;

impl SearchCommands for Host {
    async fn search(&self, query: SearchQuery) -> Result<SearchPage, Failure> {
        let query = SearchQuery { limit: query.limit.clamp(1, 100), ..query };
        self.engine.search(query).await.map_err(failure)
    }

    async fn save_reply(&self, request: SaveReply) -> Result<Done, Failure> {
        let SaveReply { channel_id, id, title, text } = request;
        self.engine.save_reply(channel_id, id, &title, &text).await.map_err(failure)?;
        Ok(Done {})
    }

    async fn delete_reply(&self, request: DeleteReply) -> Result<Done, Failure> {
        self.engine.delete_reply(request.channel_id, request.id).await.map_err(failure)?;
        Ok(Done {})
    }
}
