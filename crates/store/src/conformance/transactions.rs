//! Changes are whole, durable and heard, or not at all.

use conversas_domain::entry::Seq;
use conversas_domain::person::Role;
use conversas_domain::plan::Plan;

use super::Opened;
use super::town::{self, channel, school};
use crate::{Lane, Scope, StoreError};

fn lane() -> Lane {
    Lane::School(school())
}

/// An error undoes everything that its change wrote, and nobody hears of it.
pub async fn a_change_that_fails_leaves_nothing_and_rings_nobody(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let failed: Result<(), StoreError> = opened
        .store
        .write(lane(), |tx| {
            tx.update_plan(school(), Plan::Basic)?;
            tx.ring(Scope::school(school()));
            Err(StoreError::Missing("reason to keep this"))
        })
        .await;
    assert!(matches!(failed, Err(StoreError::Missing(_))), "the caller's own error comes back");
    let found = opened.store.read(|db| db.school(school())).await?;
    assert_eq!((found.plan, opened.heard.all()), (Plan::Premium, Vec::new()));
    Ok(())
}

/// A panic undoes its change alone.
pub async fn a_change_that_panics_is_undone_and_the_store_goes_on(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let failed: Result<(), StoreError> = opened
        .store
        .write(lane(), |tx| {
            tx.update_plan(school(), Plan::Basic)?;
            panic!("on purpose")
        })
        .await;
    assert!(matches!(failed, Err(StoreError::Panicked)));
    assert_eq!(opened.store.read(|db| db.school(school())).await?.plan, Plan::Premium);
    opened.store.write(lane(), |tx| tx.update_plan(school(), Plan::Standard)).await?;
    assert_eq!(opened.store.read(|db| db.school(school())).await?.plan, Plan::Standard);
    Ok(())
}

/// Reads inside a change see its writes; reads beside it do not.
pub async fn a_change_reads_its_own_writes(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let plan = opened
        .store
        .write(lane(), |tx| {
            tx.update_plan(school(), Plan::Basic)?;
            tx.school(school()).map(|found| found.plan)
        })
        .await?;
    assert_eq!(plan, Plan::Basic);
    Ok(())
}

/// A change that rings a scope twice is heard once.
pub async fn a_commit_is_heard_once_for_each_scope(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let (one, other) = (Scope::school(school()), Scope::channel(channel()));
    let rung: Result<(), StoreError> = opened
        .store
        .write(lane(), move |tx| {
            [one, other, one].into_iter().for_each(|scope| tx.ring(scope));
            Ok(())
        })
        .await;
    rung?;
    // The listener is called after the caller is answered.
    opened.store.close();
    assert_eq!(opened.heard.all(), [one, other]);
    Ok(())
}

/// Many writers at once get each number once, and none is left out.
pub async fn changes_at_once_take_numbers_without_gaps(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let mut taking = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let store = opened.store.clone();
        taking.spawn(async move {
            let mut numbers = Vec::new();
            for _ in 0..10 {
                numbers.push(store.write(lane(), |tx| tx.next_seq(school())).await?);
            }
            Ok::<_, StoreError>(numbers)
        });
    }
    let mut numbers = Vec::new();
    for taken in taking.join_all().await {
        let taken = taken?;
        assert!(taken.is_sorted(), "a later change has a later number");
        numbers.extend(taken);
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=80).map(Seq).collect::<Vec<_>>());
    Ok(())
}

/// A change takes all its numbers in one go; they follow what was taken before.
pub async fn many_numbers_are_taken_at_once_and_none_for_none(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let taken = opened
        .store
        .write(lane(), |tx| {
            let mut taken = tx.next_seqs(school(), 3)?;
            taken.extend(tx.next_seqs(school(), 0)?);
            taken.push(tx.next_seq(school())?);
            taken.extend(tx.next_seqs(school(), 2)?);
            Ok::<_, StoreError>(taken)
        })
        .await?;
    assert_eq!(taken, (1..=6).map(Seq).collect::<Vec<_>>());
    Ok(())
}

/// The numbers of a change that was undone are given to the next one.
pub async fn a_number_that_is_not_kept_is_taken_again(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let failed: Result<(), StoreError> = opened
        .store
        .write(lane(), |tx| {
            tx.next_seq(school())?;
            Err(StoreError::Undone)
        })
        .await;
    assert!(failed.is_err());
    assert_eq!(opened.store.write(lane(), |tx| tx.next_seq(school())).await?, Seq(1));
    Ok(())
}

/// A change after the end is refused, and nothing waits for ever.
pub async fn a_closed_store_says_so(opened: &Opened) -> Result<(), StoreError> {
    opened.store.close();
    let late = opened.store.write(Lane::Any, |tx| town::insert_person(tx, 40, "Tarde", Role::Staff)).await;
    assert!(matches!(late, Err(StoreError::Closed)));
    Ok(())
}
