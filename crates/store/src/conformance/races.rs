//! Changes of one lane that run at once: each sees what the ones before it have written, as if it had waited for them.

use std::collections::BTreeSet;

use tokio::task::JoinSet;

use super::Opened;
use super::town::{self, JULIANA, START, person, school, upload};
use crate::{Lane, StoreError, Write};

/// Changes that run at once.
const WRITERS: u128 = 8;

/// Runs a change as often as there are writers, all at once, each with a number of its own; answers their
/// outcomes.
async fn at_once<T: Send + 'static>(
    opened: &Opened,
    lane: Lane,
    change: fn(&mut dyn Write, u128) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut writers = JoinSet::new();
    for number in 0..WRITERS {
        let store = opened.store.clone();
        writers.spawn(async move { store.write(lane, move |tx| change(tx, number)).await });
    }
    writers.join_all().await.into_iter().collect()
}

/// The same uploads that are begun on several lines are begun once; the other lines find them.
pub async fn an_upload_that_begins_many_times_at_once_is_begun_once(
    opened: &Opened,
) -> Result<(), StoreError> {
    const UPLOADS: u128 = 20;
    town::build(&opened.store).await?;
    let begun = at_once(opened, Lane::School(school()), |tx, number| {
        let (mut is_new, mut found) = (0, Vec::new());
        for id in 61..61 + UPLOADS {
            let mut new = upload(id);
            new.bytes = u64::try_from(number).unwrap_or_default() + 1;
            match tx.attachment(new.id)? {
                Some(there) => found.push(there.bytes),
                None => {
                    tx.insert_attachment(&new, START)?;
                    is_new += 1;
                    found.push(new.bytes);
                }
            }
        }
        Ok((is_new, found))
    })
    .await?;
    assert_eq!(begun.iter().map(|(is_new, _)| is_new).sum::<u128>(), UPLOADS);
    let found: BTreeSet<_> = begun.into_iter().map(|(_, found)| found).collect();
    assert_eq!(found.len(), 1, "everybody finds the winner's: {found:?}");
    Ok(())
}

/// Counts that a change reads before it writes are still true when it writes.
pub async fn a_limit_holds_however_many_begin_at_once(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let begun = at_once(opened, Lane::School(school()), |tx, number| {
        let is_room = tx.count_open_uploads(person(JULIANA))? < 3;
        if is_room {
            tx.insert_attachment(&upload(61 + number), START)?;
        }
        Ok(is_room)
    })
    .await?;
    assert_eq!(begun.iter().filter(|is_begun| **is_begun).count(), 3, "{begun:?}");
    assert_eq!(opened.store.read(|db| db.count_open_uploads(person(JULIANA))).await?, 3);
    Ok(())
}

/// Servers that start at once have the same key, though they name no lane.
pub async fn a_key_is_made_once_however_many_ask_for_it(opened: &Opened) -> Result<(), StoreError> {
    let keys = at_once(opened, Lane::Any, |tx, number| {
        tx.secret_or_insert("links", [u8::try_from(number).unwrap_or_default(); 32])
    })
    .await?;
    let different: BTreeSet<_> = keys.iter().collect();
    assert_eq!(different.len(), 1, "{keys:?}");
    Ok(())
}
