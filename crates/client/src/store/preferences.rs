//! Table `preferences`: small values the interface keeps on this device, by name. They survive a sign-out.

use conversas_domain::ids::DeviceId;
use rusqlite::{Connection, OptionalExtension, params};

use super::Result;

/// The name of the value that says: a session ended here, and its token may still be kept.
const ENDED: &str = "session_ended";

/// The name of the value that says: a session is to begin here, its token may be kept already, and the store
/// is not its person's yet.
const BEGINNING: &str = "session_beginning";

pub(crate) fn load(db: &Connection, key: &str) -> Result<Option<String>> {
    let sql = "SELECT value FROM preferences WHERE key = ?1";
    Ok(db.prepare_cached(sql)?.query_row([key], |row| row.get(0)).optional()?)
}

pub(crate) fn save(db: &Connection, key: &str, value: &str) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO preferences VALUES (?1, ?2)")?.execute(params![key, value])?;
    Ok(())
}

/// Notes whether a token may be left: in the transaction that ends a session, and in the one that begins the
/// next.
pub(crate) fn set_token_left(db: &Connection, is_left: bool) -> Result<()> {
    if is_left {
        return save(db, ENDED, "");
    }
    db.prepare_cached("DELETE FROM preferences WHERE key = ?1")?.execute([ENDED])?;
    Ok(())
}

/// Whether the token of a session that ended here may still be kept.
pub(crate) fn is_token_left(db: &Connection) -> Result<bool> {
    Ok(load(db, ENDED)?.is_some())
}

/// Notes the device of a session before its token is kept in a store that is not its person's; none: in the
/// transaction that begins the session.
pub(crate) fn set_beginning(db: &Connection, device_id: Option<DeviceId>) -> Result<()> {
    if let Some(device_id) = device_id {
        return save(db, BEGINNING, &device_id.to_string());
    }
    db.prepare_cached("DELETE FROM preferences WHERE key = ?1")?.execute([BEGINNING])?;
    Ok(())
}

/// Answers the device whose token does not say whose the store is.
pub(crate) fn beginning(db: &Connection) -> Result<Option<DeviceId>> {
    Ok(load(db, BEGINNING)?.and_then(|text| text.parse().ok()))
}
