//! Looks of administrators into channels they do not belong to: `GET /v1/looks?before=&limit=`.

use conversas_domain::ids::{ChannelId, ConversationId};
use conversas_domain::moment::Moment;
use conversas_domain::text::Name;
use serde::{Deserialize, Serialize};

use crate::{PersonRef, StudentRef};

/// A page of the school's record, newest first.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LooksPage {
    /// The looks.
    pub looks: Vec<LookView>,
    /// Give it back as `before` for the next page; none on the last one.
    pub next: Option<i64>,
}

/// One conversation on one day: who was shown it, and how much of it.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookView {
    /// Its number in the record; only grows.
    pub number: i64,
    /// The administrator.
    pub person: PersonRef,
    /// The channel, to which they did not belong.
    pub channel_id: ChannelId,
    /// Its name.
    pub channel: Name,
    /// Which conversation; none: the channel's list, as earlier servers wrote it down.
    pub conversation_id: Option<ConversationId>,
    /// Whom the conversation is about.
    pub student: Option<StudentRef>,
    /// Messages or files were shown; else no more than its row in the list, with the beginning of its newest message.
    pub messages: bool,
    /// The first time on that day (UTC), server time.
    pub at: Moment,
}
