//! Finding, and canned replies.

use conversas_client::Hit;
use conversas_ipc::{
    DeleteReply, Done, Failure, MessageHit, SaveReply, SearchCommands, SearchPage, SearchQuery,
};
use conversas_protocol::Directory;

use crate::failure::failure;
use crate::inbox::row_of;
use crate::view::channel_name;
use crate::{Host, session};

impl SearchCommands for Host {
    async fn search(&self, query: SearchQuery) -> Result<SearchPage, Failure> {
        let engine = &self.engine;
        let query = SearchQuery { limit: query.limit.clamp(1, 100), ..query };
        let page = engine.search(query).await.map_err(failure)?;
        let directory = session::directory(engine).await?;
        let with_takes = self.recording.waits_in().await?;
        let rows = page.conversations.into_iter().map(|row| row_of(row, &directory, &with_takes));
        Ok(SearchPage {
            conversations: rows.collect(),
            messages: page.messages.into_iter().map(|hit| hit_of(hit, &directory)).collect(),
            more: page.more,
            incomplete: page.incomplete,
        })
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

fn hit_of(hit: Hit, directory: &Directory) -> MessageHit {
    MessageHit {
        conversation_id: hit.conversation_id,
        entry_id: hit.entry_id,
        author: hit.author,
        guardians: hit.guardians,
        student: hit.student,
        channel: channel_name(directory, hit.channel_id),
        at: hit.at,
        text: hit.text,
    }
}
