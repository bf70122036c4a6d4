//! One change of the store: a connection inside the writer's transaction, and what to ring once it is committed.

use std::ops::Deref;

use conversas_domain::entry::Seq;
use conversas_domain::ids::SchoolId;
use conversas_domain::school::School;
use conversas_protocol::StudentRef;
use rusqlite::Connection;

use super::events::Scope;
use super::people::{self, NewPerson};
use super::{StoreError, schools, students};

/// What a change gets to work with. Reads see its own writes.
pub struct Tx<'c> {
    conn: &'c Connection,
    rung: Vec<Scope>,
}

impl<'c> Tx<'c> {
    pub(super) fn new(conn: &'c Connection) -> Self {
        Tx { conn, rung: Vec::new() }
    }

    /// Adds a school.
    pub fn add_school(&mut self, school: &School) -> Result<(), StoreError> {
        schools::insert(self, school)
    }

    /// Adds an account.
    pub fn add_person(&mut self, person: &NewPerson) -> Result<(), StoreError> {
        people::insert(self, person)
    }

    /// Adds a student.
    pub fn add_student(&mut self, school_id: SchoolId, student: &StudentRef) -> Result<(), StoreError> {
        students::insert(self, school_id, student)
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
