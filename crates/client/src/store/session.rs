//! Table `session`: the owner of the profile, the server, and how far the profile is synced.

use conversas_domain::ids::{DeviceId, InstallationId, PersonId};
use conversas_domain::person::Role;
use conversas_protocol::{Cursor, Directory, Kept};
use rusqlite::{Connection, OptionalExtension, params};

use super::Result;
use super::sql::{Id, Json, readable};

/// The owner of a profile. The same identifier at another installation is somebody else: examples and copies
/// have the same identifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner {
    /// The person.
    pub person_id: PersonId,
    /// The installation that knows the person; none: an earlier version has not kept it.
    pub installation: Option<InstallationId>,
    /// The role in which the person acts: a member of staff may see what the same person may not see as a
    /// guardian. None: the session has ended, and nothing that only one role may see is left.
    pub role: Option<Role>,
}

impl Owner {
    /// Whether what was kept for `kept` belongs to this owner. What names no installation belongs to its
    /// person.
    pub fn is(self, kept: Owner) -> bool {
        let is_there = self.installation.zip(kept.installation).is_none_or(|(mine, of_kept)| mine == of_kept);
        let acts_so = self.role.zip(kept.role).is_none_or(|(mine, of_kept)| mine == of_kept);
        self.person_id == kept.person_id && is_there && acts_so
    }

    /// Whether a recording that was kept for `kept` belongs to this owner: the same person on the same side. A member of the staff
    /// who becomes an administrator keeps what they have recorded.
    pub fn has_recorded(self, kept: Owner) -> bool {
        let sides = self.role.zip(kept.role).map(|(mine, of_kept)| (mine.side(), of_kept.side()));
        let is_on_side = sides.is_none_or(|(mine, of_kept)| mine == of_kept);
        is_on_side && Owner { role: None, ..self }.is(kept)
    }
}

/// A person who signs in, and the person who had the profile before.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SigningIn {
    /// The person.
    pub(crate) me: Owner,
    /// The person who had the profile before; none: nobody knows.
    pub(crate) before: Option<Owner>,
}

impl SigningIn {
    /// Whether a recording that was kept for `kept` belongs to this person after the sign-in. One that names no installation
    /// was kept for the person who had the profile before.
    pub(crate) fn owns(self, kept: Owner) -> bool {
        let was_theirs = self.before.is_none_or(|before| self.me.is(before));
        self.me.has_recorded(kept) && (kept.installation.is_some() || was_theirs)
    }
}

/// The row of the table. The default stands for a profile that was never used.
#[derive(Debug, Clone, Default)]
pub(crate) struct SessionRow {
    /// Base address of the server.
    pub(crate) server: String,
    /// The owner of the unsent items and drafts, also after a revocation.
    pub(crate) person_id: Option<PersonId>,
    /// The server's identifier of this device.
    pub(crate) device_id: Option<DeviceId>,
    /// The directory; none: nobody is signed in, or it cannot be read.
    pub(crate) directory: Option<Kept<Directory>>,
    /// The cursor to poll from; none: the next poll begins with a bootstrap.
    pub(crate) cursor: Option<Cursor>,
    /// The server ended the session.
    pub(crate) was_revoked: bool,
    /// The installation that the session is, or was, of; none: an earlier version has not kept it, and no
    /// answer has said it yet.
    pub(crate) installation: Option<InstallationId>,
}

impl SessionRow {
    /// The person whose profile this is, or was.
    pub(crate) fn owner(&self) -> Option<Owner> {
        let installation = self.installation;
        let role = self.directory.as_ref().map(|directory| directory.me.role);
        self.person_id.map(|person_id| Owner { person_id, installation, role })
    }
}

pub(crate) fn load(db: &Connection) -> Result<SessionRow> {
    let sql =
        "SELECT server, person_id, device_id, directory, cursor, was_revoked, installation FROM session";
    let row = db
        .prepare_cached(sql)?
        .query_row([], |row| {
            Ok(SessionRow {
                server: row.get(0)?,
                person_id: row.get::<_, Option<Id<_>>>(1)?.map(|id| id.0),
                device_id: row.get::<_, Option<Id<_>>>(2)?.map(|id| id.0),
                directory: readable::<Option<_>>(row, 3, "session")?.flatten(),
                cursor: row.get::<_, Option<String>>(4)?.map(Cursor),
                was_revoked: row.get(5)?,
                installation: row.get::<_, Option<Id<_>>>(6)?.map(|id| id.0),
            })
        })
        .optional()?;
    Ok(row.unwrap_or_default())
}

/// Answers the person whose profile this is, also after a revocation; none: nobody knows.
pub(crate) fn owner(db: &Connection) -> Result<Option<Owner>> {
    let sql =
        "SELECT person_id, installation, CASE WHEN json_valid(directory) THEN directory -> '$.me.role' END
        FROM session";
    let owner = db.prepare_cached(sql)?.query_row([], |row| {
        let installation = row.get::<_, Option<Id<_>>>(1)?.map(|id| id.0);
        let role = readable::<Option<_>>(row, 2, "session")?.flatten();
        let person_id = row.get::<_, Option<Id<_>>>(0)?;
        Ok(person_id.map(|id| Owner { person_id: id.0, installation, role }))
    });
    Ok(owner.optional()?.flatten())
}

/// Whether somebody is signed in, even if what they may see cannot be read.
pub(crate) fn is_signed_in(db: &Connection) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM session WHERE directory IS NOT NULL")?.exists([])?)
}

/// Whether this person of this installation is signed in. A session that names no installation is its
/// person's.
pub(crate) fn is_of(
    db: &Connection,
    person_id: PersonId,
    installation: Option<InstallationId>,
) -> Result<bool> {
    let sql = "SELECT 1 FROM session WHERE directory IS NOT NULL AND person_id = ?1
        AND (installation IS NULL OR ?2 IS NULL OR installation = ?2)";
    Ok(db.prepare_cached(sql)?.exists(params![Id(person_id), installation.map(Id)])?)
}

/// Whether the store says of anybody that they are signed in, or that nobody is.
pub(crate) fn exists(db: &Connection) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM session")?.exists([])?)
}

/// Answers the cursor to poll from; none: the next poll begins with a bootstrap.
pub(crate) fn cursor(db: &Connection) -> Result<Option<Cursor>> {
    let cursor =
        db.prepare_cached("SELECT cursor FROM session")?.query_row([], |row| row.get(0)).optional()?;
    Ok(cursor.flatten().map(Cursor))
}

/// Answers the person's directory; none: nobody is signed in. Large for a school: readers take the one in
/// memory.
pub(crate) fn directory(db: &Connection) -> Result<Option<Directory>> {
    let mut query = db.prepare_cached("SELECT directory FROM session")?;
    let found = query.query_row([], |row| readable::<Option<_>>(row, 0, "session")).optional()?;
    Ok(found.flatten().flatten())
}

pub(crate) fn save(db: &Connection, session: &SessionRow) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO session VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7)")?.execute(
        params![
            session.server,
            session.person_id.map(Id),
            session.device_id.map(Id),
            session.directory.as_ref().map(Json),
            session.cursor.as_ref().map(|cursor| &cursor.0),
            session.was_revoked,
            session.installation.map(Id),
        ],
    )?;
    Ok(())
}

pub(crate) fn set_cursor(db: &Connection, cursor: &Cursor) -> Result<()> {
    db.prepare_cached("UPDATE session SET cursor = ?1")?.execute([&cursor.0])?;
    Ok(())
}

pub(crate) fn set_directory(db: &Connection, directory: &Kept<Directory>) -> Result<()> {
    db.prepare_cached("UPDATE session SET directory = ?1")?.execute([Json(directory)])?;
    Ok(())
}

/// Keeps the installation of the session, once an answer has said it.
pub(crate) fn set_installation(db: &Connection, installation: InstallationId) -> Result<()> {
    db.execute("UPDATE session SET installation = ?1 WHERE installation IS NULL", [Id(installation)])?;
    Ok(())
}

/// Forgets the installation, as in a profile of an earlier version.
pub(crate) fn forget_installation(db: &Connection) -> Result<()> {
    db.execute("UPDATE session SET installation = NULL", [])?;
    Ok(())
}

/// Keeps the address where the server is reached from now on.
pub(crate) fn set_server(db: &Connection, server: &str) -> Result<()> {
    db.execute("UPDATE session SET server = ?1", [server])?;
    Ok(())
}

/// Forgets the cursor: the next poll begins with a bootstrap.
pub(crate) fn forget_cursor(db: &Connection) -> Result<()> {
    db.execute("UPDATE session SET cursor = NULL", [])?;
    Ok(())
}

#[cfg(test)]
mod tests;
