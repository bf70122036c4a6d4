//! Pointers, receipts and looks.

use conversas_domain::entry::Seq;
use conversas_domain::moment::DAY;
use conversas_domain::person::{Actor, Role};
use conversas_domain::rejection::Rejection;
use conversas_protocol::{Outcome, Receipt};

use super::Opened;
use super::town::{self, JULIANA, MARCOS, RITA, START, channel, id, insert_conversation, person, school};
use crate::log::{Look, Pointed, Pointer};
use crate::{Lane, Scope, StoreError};

/// A number that stands in several scopes comes once; the limit counts numbers.
pub async fn pointers_come_in_order_each_number_once(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let scopes = [Scope::person(person(RITA)), Scope::channel(channel()), Scope::school(school())];
    let pointer = |seq| Pointer { seq: Seq(seq), to: Pointed::Directory };
    let appended: Result<(), StoreError> = opened
        .store
        .write(Lane::School(school()), move |tx| {
            tx.append(pointer(3), &scopes[..1])?;
            tx.append(pointer(1), &scopes[1..])?;
            tx.append(pointer(2), &scopes)?;
            tx.append(pointer(4), &[Scope::person(person(JULIANA))])
        })
        .await;
    appended?;
    let after =
        async |seq, limit| opened.store.read(move |db| db.pointers_after(&scopes, Seq(seq), limit)).await;
    assert_eq!(after(0, 10).await?, (vec![pointer(1), pointer(2), pointer(3)], false));
    assert_eq!(after(0, 2).await?, (vec![pointer(1), pointer(2)], true));
    assert_eq!(after(2, 1).await?, (vec![pointer(3)], false));
    Ok(())
}

/// A log is closed up to a number for good, and never beyond its newest.
pub async fn a_log_that_was_closed_stays_closed(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let closed = opened
        .store
        .write(Lane::School(school()), |tx| {
            for _ in 0..5 {
                tx.next_seq(school())?;
            }
            let mut closed = Vec::new();
            for up_to in [3, 2, 99] {
                tx.close_up_to(school(), Seq(up_to))?;
                closed.push(tx.school_and_log(school())?.1.pruned_to.0);
            }
            Ok::<_, StoreError>(closed)
        })
        .await?;
    assert_eq!(closed, [3, 3, 5]);
    Ok(())
}

/// The same `op_id` of another person tells nothing.
pub async fn a_receipt_is_of_one_person(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let receipt = Receipt { op_id: id(9), outcome: Outcome::Rejected { reason: Rejection::NotFound } };
    let written = receipt.clone();
    opened
        .store
        .write(Lane::School(school()), move |tx| tx.insert_receipt(person(JULIANA), &written, START))
        .await?;
    for (number, found) in [(JULIANA, Some(receipt)), (MARCOS, None)] {
        assert_eq!(opened.store.read(move |db| db.receipt(person(number), id(9))).await?, found);
    }
    Ok(())
}

/// The same look on another day is another look.
pub async fn looks_are_recorded_once_a_day(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let actor = Actor { person_id: person(RITA), school_id: school(), role: Role::Admin };
    let look = |messages| Look { channel_id: channel(), conversation_id: id(7), messages };
    let missing = opened
        .store
        .write(Lane::Person(person(RITA)), move |tx| {
            insert_conversation(tx, 7, &[person(JULIANA)], 1)?;
            tx.insert_looks(actor, &[look(true), look(true)], START)?;
            let shown = [look(false), look(true), look(false)];
            let today = tx.missing_looks(person(RITA), &shown, START.plus(1))?;
            Ok::<_, StoreError>((today, tx.missing_looks(person(RITA), &shown[1..], START.plus(DAY))?))
        })
        .await?;
    assert_eq!(missing, (vec![look(false)], vec![look(true), look(false)]));
    assert_eq!(opened.store.read(|db| db.looks_before(school(), i64::MAX, 10)).await?.len(), 1);
    Ok(())
}
