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
    /// The value to give back as `before` for the next page; none on the last one.
    pub next: Option<i64>,
}

/// A look at one conversation on one day: the administrator, and how much they were shown.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookView {
    /// The look's number in the record; only grows.
    pub number: i64,
    /// The administrator.
    pub person: PersonRef,
    /// The channel, to which the administrator did not belong.
    pub channel_id: ChannelId,
    /// The channel's name.
    pub channel: Name,
    /// The conversation; none: the look was at the channel's list, as earlier servers recorded it.
    pub conversation_id: Option<ConversationId>,
    /// The student whom the conversation is about.
    pub student: Option<StudentRef>,
    /// Whether messages or files were shown; otherwise only the conversation's row in the list, with the
    /// beginning of its newest message.
    pub messages: bool,
    /// The first time on that day (UTC), by the server's clock.
    pub at: Moment,
}
