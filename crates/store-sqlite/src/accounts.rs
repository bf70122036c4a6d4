//! Accounts: the e-mails and passwords of sign-ins, and the people as whom each account can act.

use conversas_domain::ids::{AccountId, PersonId, SchoolId};
use conversas_domain::person::{Actor, PersonState, Role};
use conversas_store::accounts::{Credentials, NewAccount, RoleChoice};
use rusqlite::{Connection, OptionalExtension, params};

use crate::sql::{Id, Json, name_in};

pub(crate) fn insert(conn: &Connection, account: &NewAccount) -> rusqlite::Result<()> {
    conn.prepare_cached("INSERT INTO accounts (id, email, password_hash) VALUES (?1, ?2, ?3)")?
        .execute(params![Id(account.id), account.email, account.password_hash])?;
    Ok(())
}

pub(crate) fn credentials(conn: &Connection, email: &str) -> rusqlite::Result<Option<Credentials>> {
    conn.prepare_cached("SELECT id, password_hash FROM accounts WHERE email = ?1")?
        .query_row([email], |row| {
            Ok(Credentials { account_id: row.get::<_, Id<AccountId>>(0)?.0, password_hash: row.get(1)? })
        })
        .optional()
}

/// People of the account who have not left their school, each in each of their roles, by school and name.
pub(crate) fn choices(conn: &Connection, id: AccountId) -> rusqlite::Result<Vec<RoleChoice>> {
    let mut statement = conn.prepare_cached(
        "SELECT p.id, p.school_id, r.role_json, p.name, s.name FROM people p
         JOIN roles r ON r.person_id = p.id AND r.ended_at IS NULL JOIN schools s ON s.id = p.school_id
         WHERE p.account_id = ?1 AND p.state_json <> ?2 ORDER BY s.name, s.id, p.name, p.id, r.role_json",
    )?;
    let rows = statement.query_map(params![Id(id), Json(PersonState::Inactive)], |row| {
        let actor = Actor {
            person_id: row.get::<_, Id<PersonId>>(0)?.0,
            school_id: row.get::<_, Id<SchoolId>>(1)?.0,
            role: row.get::<_, Json<Role>>(2)?.0,
        };
        let (name, school) = (name_in(row, 3, actor.person_id)?, name_in(row, 4, actor.school_id)?);
        Ok(RoleChoice { actor, name, school })
    })?;
    rows.collect()
}

/// Counts a wrong password.
pub(crate) fn count_refused_try(conn: &Connection, id: AccountId) -> rusqlite::Result<()> {
    conn.prepare_cached("UPDATE accounts SET refused_tries = refused_tries + 1 WHERE id = ?1")?
        .execute([Id(id)])?;
    Ok(())
}

/// The number of wrong passwords since they were last forgotten.
pub(crate) fn refused_tries(conn: &Connection, id: AccountId) -> rusqlite::Result<u32> {
    conn.prepare_cached("SELECT refused_tries FROM accounts WHERE id = ?1")?
        .query_row([Id(id)], |row| row.get(0))
}

/// Forgets the wrong passwords, because the account's owner knows of them.
pub(crate) fn forget_refused_tries(conn: &Connection, id: AccountId) -> rusqlite::Result<()> {
    conn.prepare_cached("UPDATE accounts SET refused_tries = 0 WHERE id = ?1 AND refused_tries > 0")?
        .execute([Id(id)])?;
    Ok(())
}
