//! "Respostas prontas": administration of a channel, so only online. They come to all members by sync.

use conversas_domain::ids::{CannedReplyId, ChannelId};
use conversas_domain::rejection::Rejection;
use conversas_domain::text::{MessageText, Name};
use conversas_protocol::{ErrorCode, SaveCannedReply};

use super::Engine;
use crate::error::Result;
use crate::net::NetError;

impl Engine {
    /// Makes a canned reply, or replaces the one with this identifier.
    pub async fn save_reply(
        &self,
        channel_id: ChannelId,
        id: Option<CannedReplyId>,
        title: &str,
        text: &str,
    ) -> Result<()> {
        let (title, text) = (Name::parse(title)?, MessageText::parse(text)?);
        let reply = SaveCannedReply { title: title.into(), text: text.into() };
        let id = id.unwrap_or_else(|| self.inner.fresh_id());
        self.answered(self.inner.live()?.remote.save_reply(channel_id, id, &reply).await)
    }

    /// Deletes a canned reply; one that is gone is gone.
    pub async fn delete_reply(&self, channel_id: ChannelId, id: CannedReplyId) -> Result<()> {
        self.answered(self.inner.live()?.remote.delete_reply(channel_id, id).await)
    }

    fn answered(&self, answer: std::result::Result<(), NetError>) -> Result<()> {
        match answer {
            // The channel has as many as it can keep.
            Err(NetError::Refused { code: ErrorCode::TooLarge, .. }) => Err(Rejection::TextTooLong.into()),
            other => Ok(other?),
        }
    }
}
