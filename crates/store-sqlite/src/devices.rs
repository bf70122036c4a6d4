//! Signed-in devices.

use conversas_domain::ids::{AccountId, DeviceId, PersonId, SchoolId};
use conversas_domain::moment::Moment;
use conversas_domain::person::{Actor, PersonState, Role};
use conversas_store::accounts::{ActiveDevice, KnownDevice, MOST_DEVICES, NewDevice, TokenHash};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::sql::{Id, Json};

pub(crate) fn insert(conn: &Connection, device: &NewDevice) -> rusqlite::Result<()> {
    conn.execute(
        "INSERT INTO devices (id, account_id, person_id, role_json, name, token_hash, secret_hash, created_at, used_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)",
        params![
            Id(device.id),
            Id(device.account_id),
            Id(device.actor.person_id),
            Json(device.actor.role),
            device.name,
            device.token_hash,
            device.secret_hash,
            device.created_at.0
        ],
    )?;
    Ok(())
}

/// Whether the account was signed in on the device with this secret, also if the session has ended.
pub(crate) fn knows(conn: &Connection, account: AccountId, secret: &TokenHash) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM devices WHERE account_id = ?1 AND secret_hash = ?2";
    conn.prepare_cached(sql)?.exists(params![Id(account), secret])
}

/// Makes room for one more device of an account: those that were not used for longest are forgotten, not
/// revoked, so that they lock and keep what they have. Before them go those that were never used, because
/// nobody got the answer to their sign-in. A device that is `waiting` for news now goes last, because its use
/// is on record to the day alone. Answers those that were forgotten.
pub(crate) fn make_room(
    conn: &Connection,
    account: AccountId,
    waiting: &[DeviceId],
) -> rusqlite::Result<Vec<DeviceId>> {
    let sql = "SELECT id FROM devices WHERE account_id = ?1 AND revoked_at IS NULL
        ORDER BY used_at <> created_at DESC, used_at DESC, created_at DESC";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([Id(account)], |row| row.get::<_, Id<DeviceId>>(0).map(|id| id.0))?;
    let mut devices = rows.collect::<Result<Vec<_>, _>>()?;
    devices.sort_by_key(|device| !waiting.contains(device));
    let displaced = devices.split_off(devices.len().min(MOST_DEVICES - 1));
    let mut forgetting = conn.prepare_cached("DELETE FROM devices WHERE id = ?1")?;
    for device in &displaced {
        forgetting.execute([Id(*device)])?;
    }
    Ok(displaced)
}

/// The columns of a device, with whether its session, its person's stay at the school and its role have
/// ended. If the row of the role is lost nothing is known of its devices: "revoked" would make them erase
/// data that only the server has lost.
const KNOWN: &str = "d.id, d.account_id, nullif(d.used_at, d.created_at), p.id, p.school_id, d.role_json,
        p.state_json, d.revoked_at IS NOT NULL OR r.ended_at IS NOT NULL
    FROM devices d JOIN people p ON p.id = d.person_id
    JOIN roles r ON r.person_id = d.person_id AND r.role_json = d.role_json";

/// Answers the device of a token.
pub(crate) fn by_token(conn: &Connection, hash: &TokenHash) -> rusqlite::Result<KnownDevice> {
    let sql = format!("SELECT {KNOWN} WHERE d.token_hash = ?1");
    let found = conn.prepare_cached(&sql)?.query_row([hash], from_row).optional()?;
    Ok(found.unwrap_or(KnownDevice::Unknown))
}

/// Answers the device as it is now.
pub(crate) fn by_id(conn: &Connection, id: DeviceId) -> rusqlite::Result<KnownDevice> {
    let sql = format!("SELECT {KNOWN} WHERE d.id = ?1");
    let found = conn.prepare_cached(&sql)?.query_row([Id(id)], from_row).optional()?;
    Ok(found.unwrap_or(KnownDevice::Unknown))
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<KnownDevice> {
    let device = ActiveDevice {
        id: row.get::<_, Id<DeviceId>>(0)?.0,
        account_id: row.get::<_, Id<AccountId>>(1)?.0,
        used_at: row.get::<_, Option<i64>>(2)?.map(Moment),
        actor: Actor {
            person_id: row.get::<_, Id<PersonId>>(3)?.0,
            school_id: row.get::<_, Id<SchoolId>>(4)?.0,
            role: row.get::<_, Json<Role>>(5)?.0,
        },
    };
    let has_left = row.get::<_, Json<PersonState>>(6)?.0 == PersonState::Inactive;
    let has_ended: bool = row.get(7)?;
    Ok(if has_left || has_ended { KnownDevice::Revoked } else { KnownDevice::Active(device) })
}

/// Notes that the device made a request: after its sign-in, whatever the clock says.
pub(crate) fn set_used(conn: &Connection, id: DeviceId, at: Moment) -> rusqlite::Result<()> {
    let sql = "UPDATE devices SET used_at = max(?2, created_at + 1) WHERE id = ?1 AND used_at < max(?2, created_at + 1)";
    conn.prepare_cached(sql)?.execute(params![Id(id), at.0])?;
    Ok(())
}

/// Brings the last use of devices to a moment where it is later, at most `limit`; how many.
pub(crate) fn clamp_used(conn: &Connection, now: Moment, limit: usize) -> rusqlite::Result<usize> {
    let sql = "UPDATE devices SET used_at = ?1 WHERE id IN (SELECT id FROM devices
        WHERE revoked_at IS NULL AND used_at > ?1 ORDER BY used_at LIMIT ?2)";
    conn.prepare_cached(sql)?.execute(params![now.0, limit])
}

/// Brings the revocations of devices to a moment where they are later, at most `limit`; how many.
pub(crate) fn clamp_revoked(conn: &Connection, now: Moment, limit: usize) -> rusqlite::Result<usize> {
    let sql = "UPDATE devices SET revoked_at = ?1 WHERE id IN (SELECT id FROM devices
        WHERE revoked_at IS NOT NULL AND revoked_at > ?1 ORDER BY revoked_at LIMIT ?2)";
    conn.prepare_cached(sql)?.execute(params![now.0, limit])
}

/// Forgets devices that did not ask since a moment, at most `limit`; how many. Their tokens are unknown from then on.
pub(crate) fn forget_unused(conn: &Connection, since: Moment, limit: usize) -> rusqlite::Result<usize> {
    let sql = "DELETE FROM devices WHERE id IN (SELECT id FROM devices
        WHERE revoked_at IS NULL AND used_at < ?1 ORDER BY used_at LIMIT ?2)";
    conn.prepare_cached(sql)?.execute(params![since.0, limit])
}

/// Forgets devices that were revoked before a moment, at most `limit`; how many.
pub(crate) fn forget_revoked(conn: &Connection, before: Moment, limit: usize) -> rusqlite::Result<usize> {
    let sql = "DELETE FROM devices WHERE id IN (SELECT id FROM devices
        WHERE revoked_at IS NOT NULL AND revoked_at < ?1 ORDER BY revoked_at LIMIT ?2)";
    conn.prepare_cached(sql)?.execute(params![before.0, limit])
}

/// Ends a device's access; answers the person as whom it acted, if it had access.
pub(crate) fn revoke(conn: &Connection, id: DeviceId, at: Moment) -> rusqlite::Result<Option<PersonId>> {
    let person = conn
        .query_row(
            "UPDATE devices SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL RETURNING person_id",
            params![Id(id), at.0],
            |row| row.get::<_, Id<PersonId>>(0),
        )
        .optional()?;
    Ok(person.map(|id| id.0))
}

/// The device itself, and all other rows of its account with the same secret: sessions on the same device.
pub(crate) fn sessions_on(conn: &Connection, id: DeviceId) -> rusqlite::Result<Vec<DeviceId>> {
    let sql = "SELECT id FROM devices WHERE id = ?1
        UNION SELECT other.id FROM devices this JOIN devices other
            ON other.account_id = this.account_id AND other.secret_hash = this.secret_hash
            WHERE this.id = ?1";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([Id(id)], |row| row.get::<_, Id<DeviceId>>(0).map(|id| id.0))?;
    rows.collect()
}

/// Forgets the secret of a device, also in rows of its earlier sessions, so that the device is not
/// recognized.
pub(crate) fn forget_secret(conn: &Connection, id: DeviceId) -> rusqlite::Result<()> {
    let sql = "UPDATE devices SET secret_hash = NULL
        WHERE secret_hash = (SELECT secret_hash FROM devices WHERE id = ?1)";
    conn.prepare_cached(sql)?.execute([Id(id)])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{START, database, id};

    #[test]
    fn a_device_that_waits_for_news_is_displaced_last() {
        let (conn, [rita, _]) = database();
        let (account_id, school_id) = (id(1), id(1));
        let waiting = id(100);
        for number in 0..20_u8 {
            let device = NewDevice {
                id: id(100 + u128::from(number)),
                account_id,
                actor: Actor { person_id: rita, school_id, role: Role::Staff },
                name: String::new(),
                token_hash: [number; 32],
                secret_hash: None,
                created_at: START.plus(number.into()),
            };
            insert(&conn, &device).unwrap();
        }
        let displaced = make_room(&conn, account_id, &[waiting]).unwrap();
        assert!(displaced.len() == 1 && displaced[0] != waiting);
    }
}
