//! Stories across a real server and real clients, over a network that can be cut. One file per kind of trouble.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod stories {
    mod access;
    mod agreement;
    mod clock;
    mod decisions;
    mod everyday;
    mod host;
    mod offline;
    mod recovery;
    mod repeats;
}
