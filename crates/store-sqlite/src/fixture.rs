//! A small database for tests of single tables.

use conversas_domain::ids::{AccountId, EntityId, PersonId, SchoolId};
use conversas_domain::moment::Moment;
use conversas_domain::person::{Actor, Role};
use conversas_domain::plan::Plan;
use conversas_domain::school::School;
use conversas_domain::text::Name;
use conversas_sqlite::connection;
use conversas_store::Newcomer;
use conversas_store::accounts::AccountWrites;
use rusqlite::Connection;
use uuid::Uuid;

use crate::session::Session;
use crate::sqlite::configure;
use crate::{migrations, schools};

/// The moment at which tests begin.
pub(crate) const START: Moment = Moment(1_800_000_000_000);

/// The identifier with this number.
pub(crate) fn id<T: EntityId>(number: u128) -> T {
    T::from_uuid(Uuid::from_u128(number))
}

/// The account of a person who has one of their own.
pub(crate) fn account_of(person: PersonId) -> AccountId {
    AccountId::from_uuid(person.uuid())
}

/// A database in memory without rows.
pub(crate) fn empty() -> Connection {
    let mut conn = Connection::open_in_memory().unwrap();
    connection::configure(&conn).unwrap();
    configure(&conn).unwrap();
    migrations::run(&mut conn).unwrap();
    conn
}

/// A database with one school of two people, whose identifiers are 1 and 2.
pub(crate) fn database() -> (Connection, [PersonId; 2]) {
    let conn = empty();
    let name = |text| Name::parse(text).unwrap();
    let school_id: SchoolId = id(1);
    let time_zone = "America/Sao_Paulo".to_owned();
    schools::insert(&conn, &School { id: school_id, name: name("Escola"), plan: Plan::Basic, time_zone })
        .unwrap();
    let people = [("Rita", id(1)), ("Ana", id(2))].map(|(text, person_id)| {
        let actor = Actor { person_id, school_id, role: Role::Staff };
        let email = format!("{text}@escola.example");
        let person = Newcomer { actor, name: name(text), email, password_hash: "-".into() };
        Session::new(&conn).admit(&person).unwrap();
        person_id
    });
    (conn, people)
}
