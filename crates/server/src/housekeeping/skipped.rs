//! Keeps data from growing older by time in which the server was off or its clock was wrong.
//!
//! A clock that was behind for a day has dated everything back: once the clock is right again, the time of
//! all that data would be over. A clock that jumps ahead makes everything old at once, also one that jumps by
//! so little that it is believed.

use conversas_domain::ids::{EntityId, PersonId};
use conversas_domain::moment::{DAY, HOUR, Moment};
use uuid::Uuid;

use crate::store::upkeep::{Known, Skipped};
use crate::store::{Lane, Store, StoreError, Write};

/// The time without a sweep, in milliseconds, that still counts as use: a server may be switched off each
/// night.
const GAP: i64 = DAY;
/// The number of people in one transaction: each has some thousand receipts at most.
const PEOPLE: usize = 20;

/// Makes everything younger by the time since the last sweep, if that is long.
pub(super) async fn make_up_for(store: &Store, known: Known, now: Moment) -> Result<(), StoreError> {
    let ms = known.last.or(known.newest).map_or(0, |last| now.since(last));
    if ms <= GAP {
        return Ok(());
    }
    tracing::info!(hours = ms / HOUR, "the time without a sweep makes nothing older");
    let mut after = PersonId::from_uuid(Uuid::nil());
    loop {
        let people = store.read(move |db| db.people_after(after, PEOPLE)).await?;
        let Some(last) = people.last() else { return Ok(()) };
        after = *last;
        let batch = move |tx: &mut dyn Write| {
            let mut people = people.into_iter();
            people.try_for_each(|person| tx.make_up_for(person, Skipped { ms, now }))
        };
        store.write(Lane::Any, batch).await?;
    }
}
