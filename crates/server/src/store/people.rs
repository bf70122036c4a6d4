//! Accounts.

use conversas_domain::ids::{PersonId, SchoolId};
use conversas_domain::person::{Actor, Role};
use conversas_domain::text::Name;
use conversas_protocol::PersonRef;
use rusqlite::{Connection, OptionalExtension, params};

use super::StoreError;
use super::sql::{Id, Json, name_in};

/// An account to add.
#[derive(Clone)]
pub struct NewPerson {
    /// Identifier, school and role.
    pub actor: Actor,
    /// Full name.
    pub name: Name,
    /// Unique over all schools, without regard to case.
    pub email: String,
    /// Made by [`crate::password::hash`].
    pub password_hash: String,
}

/// What signing in needs to know.
pub(crate) struct Credentials {
    pub(crate) actor: Actor,
    pub(crate) password_hash: String,
}

pub(crate) fn insert(conn: &Connection, person: &NewPerson) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO people (id, school_id, name, email, password_hash, role_json) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        Id(person.actor.person_id),
        Id(person.actor.school_id),
        person.name.as_str(),
        person.email,
        person.password_hash,
        Json(person.actor.role),
    ])?;
    Ok(())
}

pub(crate) fn credentials(conn: &Connection, email: &str) -> Result<Option<Credentials>, StoreError> {
    let found = conn
        .prepare_cached("SELECT id, school_id, role_json, password_hash FROM people WHERE email = ?1")?
        .query_row([email], |row| {
            Ok(Credentials {
                actor: Actor {
                    person_id: row.get::<_, Id<PersonId>>(0)?.0,
                    school_id: row.get::<_, Id<SchoolId>>(1)?.0,
                    role: row.get::<_, Json<Role>>(2)?.0,
                },
                password_hash: row.get(3)?,
            })
        })
        .optional()?;
    Ok(found)
}

/// Somebody tried a wrong password.
pub(crate) fn count_refused_try(conn: &Connection, id: PersonId) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE people SET refused_tries = refused_tries + 1 WHERE id = ?1")?
        .execute([Id(id)])?;
    Ok(())
}

/// How often somebody tried a wrong password since this was last asked.
pub(crate) fn take_refused_tries(conn: &Connection, id: PersonId) -> Result<u32, StoreError> {
    let tries = conn
        .prepare_cached("SELECT refused_tries FROM people WHERE id = ?1")?
        .query_row([Id(id)], |row| row.get(0))?;
    conn.prepare_cached("UPDATE people SET refused_tries = 0 WHERE id = ?1 AND refused_tries > 0")?
        .execute([Id(id)])?;
    Ok(tries)
}

pub(crate) fn name(conn: &Connection, id: PersonId) -> Result<Name, StoreError> {
    Ok(conn
        .prepare_cached("SELECT name FROM people WHERE id = ?1")?
        .query_row([Id(id)], |row| name_in(row, 0))?)
}

pub(crate) fn by_id(conn: &Connection, id: PersonId) -> Result<PersonRef, StoreError> {
    Ok(PersonRef { id, name: name(conn, id)? })
}

pub(crate) fn actor(conn: &Connection, id: PersonId) -> Result<Option<Actor>, StoreError> {
    let found = conn
        .prepare_cached("SELECT school_id, role_json FROM people WHERE id = ?1")?
        .query_row([Id(id)], |row| {
            Ok(Actor {
                person_id: id,
                school_id: row.get::<_, Id<SchoolId>>(0)?.0,
                role: row.get::<_, Json<Role>>(1)?.0,
            })
        })
        .optional()?;
    Ok(found)
}

/// Who runs a school.
pub(crate) fn administrators(conn: &Connection, school: SchoolId) -> Result<Vec<PersonId>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT id FROM people WHERE school_id = ?1 AND role_json = ?2 ORDER BY id")?;
    let rows = statement.query_map(params![Id(school), Json(Role::Admin)], |row| {
        row.get::<_, Id<PersonId>>(0).map(|id| id.0)
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

#[cfg(test)]
pub(crate) fn set_password(conn: &Connection, id: PersonId, hash: &str) -> Result<(), StoreError> {
    conn.execute("UPDATE people SET password_hash = ?2 WHERE id = ?1", params![Id(id), hash])?;
    Ok(())
}
