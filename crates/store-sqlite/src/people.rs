//! People of schools and their roles.

use std::collections::BTreeMap;

use conversas_domain::ids::{ChannelId, PersonId, SchoolId};
use conversas_domain::moment::Moment;
use conversas_domain::person::{PersonState, Role};
use conversas_store::accounts::{NewPerson, PersonRow};
use conversas_store::threads::Names;
use rusqlite::{Connection, params};

use crate::sql::{Id, Ids, Json, name_in};

pub(crate) fn insert(conn: &Connection, person: &NewPerson) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO people (id, school_id, account_id, name, state_json, source, external_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        Id(person.id),
        Id(person.school_id),
        person.account_id.map(Id),
        person.name.as_str(),
        Json(person.state),
        person.external_id.as_ref().map(|external| external.source.as_str()),
        person.external_id.as_ref().map(|external| external.id.as_str()),
    ])?;
    person.roles.iter().try_for_each(|role| give_role(conn, person.id, *role))
}

pub(crate) fn set_state(conn: &Connection, id: PersonId, state: PersonState) -> rusqlite::Result<()> {
    conn.prepare_cached("UPDATE people SET state_json = ?2 WHERE id = ?1")?
        .execute(params![Id(id), Json(state)])?;
    Ok(())
}

/// Gives a person of a school a role, also one that ended.
pub(crate) fn give_role(conn: &Connection, id: PersonId, role: Role) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO roles (person_id, role_json, school_id) SELECT id, ?2, school_id FROM people WHERE id = ?1
         ON CONFLICT DO UPDATE SET ended_at = NULL",
    )?
    .execute(params![Id(id), Json(role)])?;
    Ok(())
}

/// Ends a role; answers whether the person had it.
pub(crate) fn end_role(conn: &Connection, id: PersonId, role: Role, at: Moment) -> rusqlite::Result<bool> {
    let sql = "UPDATE roles SET ended_at = ?3 WHERE person_id = ?1 AND role_json = ?2 AND ended_at IS NULL";
    Ok(conn.prepare_cached(sql)?.execute(params![Id(id), Json(role), at.0])? > 0)
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

/// People with their school and the roles that they have now.
pub(crate) fn load_all(conn: &Connection, ids: &[PersonId]) -> rusqlite::Result<Vec<PersonRow>> {
    let mut statement = conn.prepare_cached(
        "SELECT p.id, p.school_id, r.role_json FROM json_each(?1) AS ids CROSS JOIN people p ON p.id = unhex(ids.value)
         LEFT JOIN roles r ON r.person_id = p.id AND r.ended_at IS NULL",
    )?;
    let mut people: BTreeMap<PersonId, PersonRow> = BTreeMap::new();
    let mut rows = statement.query([Ids(ids)])?;
    while let Some(row) = rows.next()? {
        let id = row.get::<_, Id<PersonId>>(0)?.0;
        let school_id = row.get::<_, Id<SchoolId>>(1)?.0;
        let person = people.entry(id).or_insert(PersonRow { id, school_id, roles: Vec::new() });
        person.roles.extend(row.get::<_, Option<Json<Role>>>(2)?.map(|role| role.0));
    }
    Ok(people.into_values().collect())
}

/// Everybody who runs a school and has not left it.
pub(crate) fn administrators(conn: &Connection, school: SchoolId) -> rusqlite::Result<Vec<PersonId>> {
    let mut statement = conn.prepare_cached(
        "SELECT p.id FROM roles r JOIN people p ON p.id = r.person_id
         WHERE r.school_id = ?1 AND r.role_json = ?2 AND r.ended_at IS NULL AND p.state_json <> ?3 ORDER BY p.id",
    )?;
    let left = Json(PersonState::Inactive);
    let rows = statement.query_map(params![Id(school), Json(Role::Admin), left], |row| {
        row.get::<_, Id<PersonId>>(0).map(|id| id.0)
    })?;
    rows.collect()
}
