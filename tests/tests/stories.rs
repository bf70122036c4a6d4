//! Stories across a real server and real clients, over a network that can be cut. One file per kind of trouble.
//!
//! A rule of the product is proved by tests whose names begin with `rule_` and its number; `rules` checks this table:
//!
//! | rule | what | files |
//! |---|---|---|
//! | 1 | a conversation begins with student, channel and message; the same ones lead to the same | `offline`, `opening` |
//! | 2 | another guardian joins and sees everything | `service` |
//! | 3 | status changes by itself; nobody writes in a finished ticket | `decisions`, `service` |
//! | 4 | one history, each ticket its own chronology | `decisions`, `service` |
//! | 5 | notes are for staff and change nothing | `service` |
//! | 6 | the thread shows everything in order, to each side its own | `timeline` |
//! | 7 | the inbox: rows, order, own channels | `inbox` |
//! | 8 | status and type filters, counted, remembered, cleared | `inbox` |
//! | 9 | search, and the jump into a long thread | `history`, `search` |
//! | 10 | what can be forwarded where | `forward` |
//! | 11 | what a forward brings and leaves | `attachments`, `forward` |
//! | 12 | finishing, twice and by two people | `survey` |
//! | 13 | the survey | `deadline`, `survey` |
//! | 14 | the composer keeps what was written and chosen | `attachments`, `drafts` |
//! | 15 | files: one message each, by content, safe | `attachments`, `kinds` |
//! | 16 | voice messages | `voice` |
//! | 17 | what each plan lets through | `voice` |
//! | 18 | everything offline | `attachments`, `away`, `offline`, `replies` |
//! | 19 | how far each item got; one order; nothing lost, doubled or reordered | `attachments`, `clock`, `interleavings`, `patience`, `repeats`, `states` |
//! | 20 | decisions at sending time | `decisions`, `foreseen`, `forward`, `plan`, `voice`, `waiting` |
//! | 21 | who may see what; what becomes of a device | `access`, `attachments`, `files_gone`, `leaving`, `unlinked` |
//! | 22 | logs without names and words | `logs` |
//! | 26 | administration: what of a channel comes to somebody who only looked into it | `access` |
//! | 23 | an account acts as people in their roles, one at a time | `acting` |
//! | 34 | only the server's own word, the person or another one erases | `locked`, `world` |

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod stories {
    mod access;
    mod acting;
    mod agreement;
    mod attachments;
    mod attention;
    mod away;
    mod between;
    mod clock;
    mod crashes;
    mod deadline;
    mod decisions;
    mod drafts;
    mod everyday;
    mod export;
    mod files_gone;
    mod foreseen;
    mod forward;
    mod growing;
    mod history;
    mod host;
    mod inbox;
    mod interleavings;
    mod kinds;
    mod leaving;
    mod limits;
    mod locked;
    mod logs;
    mod notifications;
    mod offline;
    mod opening;
    mod patience;
    mod plan;
    mod presence;
    mod raw;
    mod recovery;
    mod repeats;
    mod replies;
    mod rules;
    mod scene;
    mod search;
    mod service;
    mod states;
    mod survey;
    mod timeline;
    mod unlinked;
    mod voice;
    mod waiting;
    mod world;
}
