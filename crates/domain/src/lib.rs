//! Nouns and rules of Conversas.
//!
//! Pure: no I/O, no clock, no randomness; time, identifiers and facts are arguments. Builds for wasm32.
//!
//! | module | what |
//! |---|---|
//! | [`ids`], [`moment`], [`text`] | identifiers, time, validated texts and names |
//! | [`school`], [`channel`], [`person`] | the tenant with its plan, its contact lines, people and roles |
//! | [`hours`], [`canned_reply`] | when a channel answers, and with what prepared words |
//! | [`conversation`], [`ticket`], [`entry`] | the lifelong thread, its episodes, its entries |
//! | [`naming`], [`links`] | names within sentences; addresses within texts |
//! | [`content`], [`attachment`] | the content of a message: words, a file, a voice message |
//! | [`permission`], [`plan`] | who may do what; what a plan includes |
//! | [`target`], [`operation`] | the target of an operation; facts → decision: one file per operation |
//! | [`filter`], [`inbox`], [`search`] | which conversations are shown, in which order, found by what |
//! | [`unread`] | what a person still has to act on |
//! | [`code`] | words of a newer program |
//!
//! To add an operation: a file in `operation/`, its facts, its function, its tests.

pub mod attachment;
pub mod canned_reply;
pub mod channel;
pub mod code;
pub mod content;
pub mod conversation;
pub mod csat;
pub mod entry;
pub mod exact;
pub mod filter;
pub mod hours;
pub mod ids;
pub mod inbox;
pub mod links;
pub mod moment;
pub mod naming;
pub mod operation;
pub mod permission;
pub mod person;
pub mod plan;
pub mod rejection;
pub mod school;
pub mod search;
pub mod target;
pub mod text;
pub mod ticket;
pub mod unread;
