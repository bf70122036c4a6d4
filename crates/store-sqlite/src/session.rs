//! A connection while a read or a change uses it: the port's verbs, each with the function of the table that answers it.

use conversas_store::{Read, Scope, Write};
use rusqlite::Connection;

/// A connection inside a transaction, and the scopes to ring once it is committed.
#[cfg_attr(
    not(any(test, feature = "testing")),
    expect(unreachable_pub, reason = "tests of other crates name it")
)]
pub struct Session<'c> {
    pub(crate) conn: &'c Connection,
    rung: Vec<Scope>,
}

impl<'c> Session<'c> {
    pub(crate) fn new(conn: &'c Connection) -> Self {
        Session { conn, rung: Vec::new() }
    }

    /// The session as callers of a read have it.
    pub(crate) fn as_read(&self) -> &dyn Read {
        self
    }

    /// The session as callers of a change have it.
    pub(crate) fn as_write(&mut self) -> &mut dyn Write {
        self
    }

    pub(crate) fn into_rung(self) -> Vec<Scope> {
        self.rung
    }
}

/// Methods of the port, each answered by a function of a table.
macro_rules! read {
    ($(fn $verb:ident($($name:ident: $of:ty),*) -> $answer:ty = $function:path;)*) => {
        $(fn $verb(&self $(, $name: $of)*) -> Result<$answer, StoreError> {
            $function(self.conn $(, $name)*).map_err(told)
        })*
    };
}

/// Methods of the port that write, each answered by a function of a table.
macro_rules! write {
    ($(fn $verb:ident($($name:ident: $of:ty),*) -> $answer:ty = $function:path;)*) => {
        $(fn $verb(&mut self $(, $name: $of)*) -> Result<$answer, StoreError> {
            $function(self.conn $(, $name)*).map_err(told)
        })*
    };
}

// The modules come after the macros, which they use.
mod accounts;
mod attachments;
mod channels;
mod log;
mod threads;
mod upkeep;
