//! One change of the store: a connection inside the writer's transaction, and what to ring once it is committed.

use std::ops::Deref;

use conversas_domain::entry::Seq;
use conversas_domain::ids::SchoolId;
use rusqlite::Connection;

use super::events::Scope;
use super::{StoreError, schools};

/// What a change gets to work with. Reads see its own writes.
pub struct Tx<'c> {
    conn: &'c Connection,
    rung: Vec<Scope>,
}

impl<'c> Tx<'c> {
    pub(super) fn new(conn: &'c Connection) -> Self {
        Tx { conn, rung: Vec::new() }
    }

    /// The next number of the school. A rolled back change gives its numbers back.
    pub(crate) fn next_seq(&self, school_id: SchoolId) -> Result<Seq, StoreError> {
        schools::take_seq(self.conn, school_id)
    }

    /// Wakes whoever waits on the scope, after the commit.
    pub(crate) fn ring(&mut self, scope: Scope) {
        if !self.rung.contains(&scope) {
            self.rung.push(scope);
        }
    }

    pub(super) fn into_rung(self) -> Vec<Scope> {
        self.rung
    }
}

impl Deref for Tx<'_> {
    type Target = Connection;
    fn deref(&self) -> &Connection {
        self.conn
    }
}
