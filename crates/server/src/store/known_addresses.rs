//! From where each account was signed in to, for the security log: keyed hashes, as addresses tell where people are.

use conversas_domain::ids::PersonId;
use conversas_domain::moment::{DAY, Moment};
use rusqlite::{Connection, params};

use super::StoreError;
use super::sql::Id;
use crate::security_log::Tag;

/// Remembered for each person; the ones that were not used for longest go.
const KEPT: i64 = 20;
/// And for so long.
const LIFE: i64 = 180 * DAY;

/// Whether the person signed in from there lately.
pub(crate) fn contains(
    conn: &Connection,
    person: PersonId,
    address: Tag,
    now: Moment,
) -> Result<bool, StoreError> {
    let found = conn
        .prepare_cached(
            "SELECT 1 FROM known_addresses WHERE person_id = ?1 AND address = ?2 AND last_at > ?3",
        )?
        .exists(params![Id(person), address.0, now.plus(-LIFE).0])?;
    Ok(found)
}

/// The person signed in from there. Where a clock that was ahead says that they did later, they did just before: its addresses
/// would leave no room for this one.
pub(crate) fn note(conn: &Connection, person: PersonId, address: Tag, now: Moment) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE known_addresses SET last_at = ?2 - 1 WHERE person_id = ?1 AND last_at > ?2")?
        .execute(params![Id(person), now.0])?;
    conn.prepare_cached(
        "INSERT INTO known_addresses (person_id, address, last_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (person_id, address) DO UPDATE SET last_at = excluded.last_at",
    )?
    .execute(params![Id(person), address.0, now.0])?;
    conn.prepare_cached(
        "DELETE FROM known_addresses WHERE person_id = ?1 AND (last_at <= ?2 OR address NOT IN (
            SELECT address FROM known_addresses WHERE person_id = ?1 ORDER BY last_at DESC LIMIT ?3))",
    )?
    .execute(params![Id(person), now.plus(-LIFE).0, KEPT])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{House, START};

    #[tokio::test]
    async fn an_address_is_known_for_half_a_year_and_the_newest_are_kept() {
        let house = House::new().await;
        let (rita, ana) = (house.rita.id(), house.ana.id());
        let found = house.store.write(move |tx| {
            let known =
                |tx: &Connection, person, number: u8, now| contains(tx, person, Tag([number; 8]), now);
            for number in 0..30 {
                note(tx, rita, Tag([number; 8]), START.plus(number.into()))?;
            }
            let later = START.plus(LIFE + 5);
            Ok::<_, StoreError>([
                known(tx, rita, 29, START.plus(30))?,
                known(tx, rita, 9, START.plus(30))?,
                known(tx, ana, 29, START.plus(30))?,
                known(tx, rita, 29, later)?,
                known(tx, rita, 29, START.plus(LIFE + 40))?,
            ])
        });
        assert_eq!(found.await.unwrap(), [true, false, false, true, false]);
    }

    #[tokio::test]
    async fn addresses_of_a_clock_that_was_ahead_make_room_for_a_new_one() {
        let house = House::new().await;
        let rita = house.rita.id();
        let found = house.store.write(move |tx| {
            for number in 0..20 {
                note(tx, rita, Tag([number; 8]), START.plus(3_650 * DAY))?;
            }
            note(tx, rita, Tag([99; 8]), START)?;
            contains(tx, rita, Tag([99; 8]), START)
        });
        assert!(found.await.unwrap());
    }
}
