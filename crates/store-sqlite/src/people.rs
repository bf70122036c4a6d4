//! Accounts.

use conversas_domain::ids::{ChannelId, PersonId, SchoolId};
use conversas_domain::person::{Actor, Role};
use conversas_store::accounts::{Credentials, NewPerson};
use conversas_store::threads::Names;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::sql::{Id, Ids, Json, name_in};

pub(crate) fn insert(conn: &Connection, person: &NewPerson) -> rusqlite::Result<()> {
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

pub(crate) fn credentials(conn: &Connection, email: &str) -> rusqlite::Result<Option<Credentials>> {
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
pub(crate) fn count_refused_try(conn: &Connection, id: PersonId) -> rusqlite::Result<()> {
    conn.prepare_cached("UPDATE people SET refused_tries = refused_tries + 1 WHERE id = ?1")?
        .execute([Id(id)])?;
    Ok(())
}

/// The wrong passwords since this was last forgotten.
pub(crate) fn refused_tries(conn: &Connection, id: PersonId) -> rusqlite::Result<u32> {
    conn.prepare_cached("SELECT refused_tries FROM people WHERE id = ?1")?
        .query_row([Id(id)], |row| row.get(0))
}

/// The person knows of the wrong passwords.
pub(crate) fn forget_refused_tries(conn: &Connection, id: PersonId) -> rusqlite::Result<()> {
    conn.prepare_cached("UPDATE people SET refused_tries = 0 WHERE id = ?1 AND refused_tries > 0")?
        .execute([Id(id)])?;
    Ok(())
}

/// The names of people and of channels.
pub(crate) fn names(
    conn: &Connection,
    people: &[PersonId],
    channels: &[ChannelId],
) -> rusqlite::Result<Names> {
    let mut statement = conn.prepare_cached(
        "SELECT p.id, p.name, 0 FROM json_each(?1) AS ids CROSS JOIN people p ON p.id = unhex(ids.value)
         UNION ALL SELECT h.id, h.name, 1 FROM json_each(?2) AS ids CROSS JOIN channels h ON h.id = unhex(ids.value)",
    )?;
    let mut names = Names::default();
    let mut rows = statement.query(params![Ids(people), Ids(channels)])?;
    while let Some(row) = rows.next()? {
        if row.get(2)? {
            let id = row.get::<_, Id<ChannelId>>(0)?.0;
            names.channels.insert(id, name_in(row, 1, id)?);
        } else {
            let id = row.get::<_, Id<PersonId>>(0)?.0;
            names.people.insert(id, name_in(row, 1, id)?);
        }
    }
    Ok(names)
}

pub(crate) fn actor(conn: &Connection, id: PersonId) -> rusqlite::Result<Option<Actor>> {
    conn.prepare_cached("SELECT id, school_id, role_json FROM people WHERE id = ?1")?
        .query_row([Id(id)], actor_in)
        .optional()
}

/// People with their school and role.
pub(crate) fn actors(conn: &Connection, ids: &[PersonId]) -> rusqlite::Result<Vec<Actor>> {
    let mut statement = conn.prepare_cached(
        "SELECT p.id, p.school_id, p.role_json FROM json_each(?1) AS ids CROSS JOIN people p ON p.id = unhex(ids.value)",
    )?;
    let rows = statement.query_map([Ids(ids)], actor_in)?;
    rows.collect()
}

fn actor_in(row: &Row<'_>) -> rusqlite::Result<Actor> {
    Ok(Actor {
        person_id: row.get::<_, Id<PersonId>>(0)?.0,
        school_id: row.get::<_, Id<SchoolId>>(1)?.0,
        role: row.get::<_, Json<Role>>(2)?.0,
    })
}

/// Everybody who runs a school.
pub(crate) fn administrators(conn: &Connection, school: SchoolId) -> rusqlite::Result<Vec<PersonId>> {
    let mut statement =
        conn.prepare_cached("SELECT id FROM people WHERE school_id = ?1 AND role_json = ?2 ORDER BY id")?;
    let rows = statement.query_map(params![Id(school), Json(Role::Admin)], |row| {
        row.get::<_, Id<PersonId>>(0).map(|id| id.0)
    })?;
    rows.collect()
}
