//! Acts of this person that the server has not confirmed: kept in order per conversation, sent once, never
//! dropped silently.
//!
//! | file | what |
//! |---|---|
//! | [`item`] | one row |
//! | [`state`] | the states and every way between them |
//! | [`plan`] | pure: which rows may be sent now |
//! | [`age`] | messages that waited too long to be sent without asking |
//! | [`backoff`] | pure: how long a pause is |
//! | [`upload`] | the way of a file's bytes, before its message |
//! | [`worker`] | sends what the plan says |
//! | [`settle`] | what a receipt changes, in one transaction |
//! | [`choose`] | what a decision about a blocked or failed row changes |

pub(crate) mod age;
pub(crate) mod backoff;
pub(crate) mod choose;
pub(crate) mod item;
pub(crate) mod plan;
pub(crate) mod settle;
pub(crate) mod state;
pub(crate) mod upload;
pub(crate) mod worker;

pub use item::OutboxItem;
pub use state::OutboxState;
