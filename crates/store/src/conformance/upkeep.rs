//! Upkeep: skipped time makes nothing older.

use conversas_domain::ids::{EntityId, PersonId};
use conversas_domain::moment::{DAY, HOUR, Moment};
use conversas_domain::rejection::Rejection;
use conversas_protocol::{Outcome, Receipt};
use uuid::Uuid;

use super::Opened;
use super::accounts::device;
use super::attachments::file;
use super::town::{self, JULIANA, MARCOS, RITA, START, account, channel, id, person};
use crate::attachments::State;
use crate::upkeep::{Purpose, Skipped};
use crate::{Lane, StoreError, Write};

/// Data that were just made have no purpose yet.
pub async fn data_says_what_it_is_for(opened: &Opened) -> Result<(), StoreError> {
    let purpose = async || opened.store.read(|db| db.purpose()).await;
    assert_eq!(purpose().await?, None);
    for said in [Purpose::School, Purpose::Demo] {
        opened.store.write(Lane::Any, move |tx| tx.set_purpose(said)).await?;
        assert_eq!(purpose().await?, Some(said));
    }
    Ok(())
}

/// Everybody comes once, in batches that follow each other.
pub async fn people_come_in_batches(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let (mut after, mut seen) = (PersonId::from_uuid(Uuid::nil()), Vec::new());
    for expected in [2, 1, 0] {
        let people = opened.store.read(move |db| db.people_after(after, 2)).await?;
        assert_eq!(people.len(), expected);
        seen.extend_from_slice(&people);
        after = people.last().copied().unwrap_or(after);
    }
    assert_eq!(seen, [RITA, JULIANA, MARCOS].map(person));
    Ok(())
}

/// Skipped time makes the dates of one person younger by as much, never later than its end, and leaves those of others alone.
pub async fn time_that_was_skipped_makes_nothing_older(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let now = START.plus(10 * DAY);
    let receipt =
        |number| Receipt { op_id: id(number), outcome: Outcome::Rejected { reason: Rejection::NotFound } };
    opened
        .store
        .write(Lane::Any, move |tx| {
            for number in [1, 2] {
                tx.insert_device(&device(number))?;
            }
            tx.set_device_used(device(1).id, START.plus(DAY))?;
            tx.revoke(device(2).id, START)?;
            tx.follow(person(RITA), channel(), START.plus(9 * DAY))?;
            tx.insert_receipt(person(RITA), &receipt(1), START)?;
            tx.insert_receipt(person(JULIANA), &receipt(2), START)?;
            tx.note_address(account(RITA), [7; 8], START)?;
            for (number, owner) in [(1, RITA), (2, JULIANA)] {
                tx.insert_attachment(&file(number, owner, State::Ready, START.plus(DAY)), START)?;
            }
            tx.make_up_for(person(RITA), Skipped { ms: 5 * DAY, now })
        })
        .await?;
    // An address is known for 180 days.
    let known = async |days| {
        let day = START.plus(days * DAY);
        opened.store.read(move |db| db.knows_address(account(RITA), [7; 8], day)).await
    };
    assert_eq!((known(184).await?, known(186).await?), (true, false));
    let both = |db: &dyn crate::Read| Ok::<_, StoreError>([db.attachment(id(601))?, db.attachment(id(602))?]);
    let ends = opened.store.read(both).await?.map(|file| file.map(|file| file.expires_at));
    assert_eq!(ends, [Some(START.plus(6 * DAY)), Some(START.plus(DAY))], "an end lies ahead");
    let opened_at = opened.store.read(|db| db.opened(person(RITA), channel())).await?;
    assert_eq!(opened_at, Some(now), "no younger than now");
    let forgotten = opened
        .store
        .write(Lane::Any, |tx| {
            let forget = |tx: &mut dyn Write, days| {
                let before: Moment = START.plus(days * DAY + HOUR);
                Ok::<_, StoreError>([
                    tx.forget_unused_devices(before, 10)?,
                    tx.forget_revoked_devices(before, 10)?,
                    tx.forget_receipts(before, 10)?,
                ])
            };
            Ok::<_, StoreError>([forget(tx, 4)?, forget(tx, 5)?, forget(tx, 6)?])
        })
        .await?;
    assert_eq!(forgotten, [[0, 0, 1], [0, 1, 1], [1, 0, 0]]);
    Ok(())
}

/// Moments of a clock that was ahead come back, so that they are old one day.
pub async fn moments_that_lie_ahead_come_back(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let ahead = START.plus(3_650 * DAY);
    let receipt = Receipt { op_id: id(1), outcome: Outcome::Rejected { reason: Rejection::NotFound } };
    let counts = opened
        .store
        .write(Lane::Any, move |tx| {
            for number in [1, 2] {
                tx.insert_device(&device(number))?;
            }
            tx.set_device_used(device(1).id, ahead)?;
            tx.revoke(device(2).id, ahead)?;
            tx.insert_receipt(person(RITA), &receipt, ahead)?;
            let mut counts = Vec::new();
            for _ in 0..2 {
                counts.push([
                    tx.clamp_device_uses(START, 10)?,
                    tx.clamp_revocations(START, 10)?,
                    tx.clamp_receipts(START, 10)?,
                ]);
            }
            let later = START.plus(1);
            counts.push([
                tx.forget_unused_devices(later, 10)?,
                tx.forget_revoked_devices(later, 10)?,
                tx.forget_receipts(later, 10)?,
            ]);
            Ok::<_, StoreError>(counts)
        })
        .await?;
    assert_eq!(counts, [[1; 3], [0; 3], [1; 3]]);
    Ok(())
}
