//! Operations on a channel's canned replies ("Respostas prontas").

use std::borrow::Cow;

use conversas_domain::ids::{CannedReplyId, ChannelId};
use conversas_domain::rejection::RefusedAct;
use conversas_domain::target::Target;
use serde::{Deserialize, Serialize};

use super::operation::Operation;

/// The making or replacing of a canned reply. The same operation again changes nothing.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct SaveReply {
    /// The channel.
    pub channel_id: ChannelId,
    /// The canned reply's identifier, chosen by the client that makes it.
    pub reply_id: CannedReplyId,
    /// The title by which people find the canned reply.
    pub title: String,
    /// The words.
    pub text: String,
}

/// The removal of a canned reply. A canned reply that does not exist counts as removed.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct DeleteReply {
    /// The channel.
    pub channel_id: ChannelId,
    /// The canned reply.
    pub reply_id: CannedReplyId,
}

impl Operation for SaveReply {
    fn target(&self) -> Target {
        self.channel_id.into()
    }

    fn words(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Owned(format!("{}\n{}", self.title, self.text)))
    }

    fn refused_act(&self) -> Option<RefusedAct> {
        Some(RefusedAct::SaveReply)
    }
}

impl Operation for DeleteReply {
    fn target(&self) -> Target {
        self.channel_id.into()
    }

    fn refused_act(&self) -> Option<RefusedAct> {
        Some(RefusedAct::DeleteReply)
    }
}
