//! The addresses from which each account was signed in to, for the security log: keyed hashes, as addresses
//! tell where people are.

use conversas_domain::ids::AccountId;
use conversas_domain::moment::{DAY, Moment};
use conversas_store::accounts::AddressHash;
use rusqlite::{Connection, params};

use crate::sql::Id;

/// The most addresses of each account; those that were not used for longest are forgotten.
const KEPT: i64 = 20;
/// The time for which an address is known.
const LIFE: i64 = 180 * DAY;

/// Whether the account was signed in to from this address lately.
pub(crate) fn contains(
    conn: &Connection,
    account: AccountId,
    address: AddressHash,
    now: Moment,
) -> rusqlite::Result<bool> {
    let found = conn
        .prepare_cached(
            "SELECT 1 FROM known_addresses WHERE account_id = ?1 AND address = ?2 AND last_at > ?3",
        )?
        .exists(params![Id(account), address, now.plus(-LIFE).0])?;
    Ok(found)
}

/// Notes that the account was signed in to from this address. A later moment, which a clock that was ahead
/// has left, counts as just before: such addresses would leave no room for this one.
/// would leave no room for this one.
pub(crate) fn note(
    conn: &Connection,
    account: AccountId,
    address: AddressHash,
    now: Moment,
) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "UPDATE known_addresses SET last_at = ?2 - 1 WHERE account_id = ?1 AND last_at > ?2",
    )?
    .execute(params![Id(account), now.0])?;
    conn.prepare_cached(
        "INSERT INTO known_addresses (account_id, address, last_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (account_id, address) DO UPDATE SET last_at = excluded.last_at",
    )?
    .execute(params![Id(account), address, now.0])?;
    conn.prepare_cached(
        "DELETE FROM known_addresses WHERE account_id = ?1 AND (last_at <= ?2 OR address NOT IN (
            SELECT address FROM known_addresses WHERE account_id = ?1 ORDER BY last_at DESC LIMIT ?3))",
    )?
    .execute(params![Id(account), now.plus(-LIFE).0, KEPT])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{START, account_of, database};

    #[test]
    fn an_address_is_known_for_half_a_year_and_the_newest_are_kept() {
        let (conn, people) = database();
        let [rita, ana] = people.map(account_of);
        let known = |person, number: u8, now| contains(&conn, person, [number; 8], now).unwrap();
        for number in 0..30 {
            note(&conn, rita, [number; 8], START.plus(number.into())).unwrap();
        }
        let found = [
            known(rita, 29, START.plus(30)),
            known(rita, 9, START.plus(30)),
            known(ana, 29, START.plus(30)),
            known(rita, 29, START.plus(LIFE + 5)),
            known(rita, 29, START.plus(LIFE + 40)),
        ];
        assert_eq!(found, [true, false, false, true, false]);
    }

    #[test]
    fn addresses_of_a_clock_that_was_ahead_make_room_for_a_new_one() {
        let (conn, [rita, _]) = database();
        let rita = account_of(rita);
        for number in 0..20 {
            note(&conn, rita, [number; 8], START.plus(3_650 * DAY)).unwrap();
        }
        note(&conn, rita, [99; 8], START).unwrap();
        assert!(contains(&conn, rita, [99; 8], START).unwrap());
    }
}
