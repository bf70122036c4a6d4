//! Signed-in devices.

use conversas_domain::ids::{DeviceId, PersonId, SchoolId};
use conversas_domain::moment::Moment;
use conversas_domain::person::{Actor, Role};
use rusqlite::{Connection, OptionalExtension, params};

use super::StoreError;
use super::sql::{Id, Json};

/// SHA-256 of a device's token.
pub(crate) type TokenHash = [u8; 32];

/// A device to write.
pub(crate) struct NewDevice {
    pub(crate) id: DeviceId,
    pub(crate) person_id: PersonId,
    pub(crate) name: String,
    pub(crate) token_hash: TokenHash,
    pub(crate) created_at: Moment,
}

pub(crate) fn insert(conn: &Connection, device: &NewDevice) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO devices (id, person_id, name, token_hash, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![Id(device.id), Id(device.person_id), device.name, device.token_hash, device.created_at.0],
    )?;
    Ok(())
}

/// What is known of a token.
pub(crate) enum Known {
    /// A signed-in device, and whose it is.
    Active(DeviceId, Actor),
    /// A device whose session was ended here: its row stays, as the positive word for it.
    Revoked,
    /// Nothing.
    Unknown,
}

/// What is known of a token.
pub(crate) fn by_token(conn: &Connection, hash: &TokenHash) -> Result<Known, StoreError> {
    let found = conn
        .prepare_cached(
            "SELECT d.id, p.id, p.school_id, p.role_json, d.revoked_at FROM devices d JOIN people p ON p.id = d.person_id
             WHERE d.token_hash = ?1",
        )?
        .query_row([hash], |row| {
            let actor = Actor {
                person_id: row.get::<_, Id<PersonId>>(1)?.0,
                school_id: row.get::<_, Id<SchoolId>>(2)?.0,
                role: row.get::<_, Json<Role>>(3)?.0,
            };
            let revoked_at: Option<i64> = row.get(4)?;
            Ok(match revoked_at {
                None => Known::Active(row.get::<_, Id<DeviceId>>(0)?.0, actor),
                Some(_) => Known::Revoked,
            })
        })
        .optional()?;
    Ok(found.unwrap_or(Known::Unknown))
}

pub(crate) fn is_active(conn: &Connection, id: DeviceId) -> Result<bool, StoreError> {
    Ok(conn.prepare_cached("SELECT 1 FROM devices WHERE id = ?1 AND revoked_at IS NULL")?.exists([Id(id)])?)
}

/// Ends a device's access; whose it was, if it had any.
pub(crate) fn revoke(conn: &Connection, id: DeviceId, at: Moment) -> Result<Option<PersonId>, StoreError> {
    let person = conn
        .query_row(
            "UPDATE devices SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL RETURNING person_id",
            params![Id(id), at.0],
            |row| row.get::<_, Id<PersonId>>(0),
        )
        .optional()?;
    Ok(person.map(|id| id.0))
}
