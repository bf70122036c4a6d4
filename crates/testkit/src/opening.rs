//! A family's first message, as the interface sends it: the conversation is begun, then the message is
//! written in it.

use std::future::Future;

use conversas_client::{Engine, Error};
use conversas_domain::ids::{ChannelId, ConversationId, EntryId, StudentId};

/// The place where a first message went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened {
    /// An existing conversation, or one made on this device.
    pub conversation_id: ConversationId,
    /// The message.
    pub entry_id: EntryId,
}

/// Writes a first message.
pub trait Opening {
    /// Writes a first message to a channel about a student.
    fn open_conversation(
        &self,
        channel_id: ChannelId,
        student_id: StudentId,
        text: &str,
    ) -> impl Future<Output = Result<Opened, Error>> + Send;
}

impl Opening for Engine {
    async fn open_conversation(
        &self,
        channel_id: ChannelId,
        student_id: StudentId,
        text: &str,
    ) -> Result<Opened, Error> {
        let conversation_id = self.begin_conversation(channel_id, student_id).await?;
        match self.send_message(conversation_id, text, None).await {
            Ok(entry_id) => Ok(Opened { conversation_id, entry_id }),
            Err(refused) => {
                // The person leaves the conversation, since the message was not written.
                self.leave(conversation_id).await?;
                Err(refused)
            }
        }
    }
}
