//! Accounts, devices and links.

use conversas_domain::ids::DeviceId;
use conversas_domain::person::{Relationship, Role};

use super::Opened;
use super::town::{self, JULIANA, MARCOS, RITA, START, id, person, student};
use crate::accounts::{KnownDevice, MOST_DEVICES, NewDevice};
use crate::{Lane, StoreError};

fn device(number: u8) -> NewDevice {
    NewDevice {
        id: id(500 + u128::from(number)),
        person_id: person(RITA),
        name: String::new(),
        token_hash: [number; 32],
        secret_hash: None,
        created_at: START.plus(number.into()),
    }
}

/// E-mail addresses are compared without regard to case, and to nothing else.
pub async fn an_account_is_found_without_regard_to_case(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    for (email, found) in
        [("rita@escola.example", true), ("RITA@ESCOLA.EXAMPLE", true), ("ita@escola.example", false)]
    {
        let account = opened.store.read(move |db| db.credentials(email)).await?;
        assert_eq!(account.map(|it| it.actor.person_id), found.then_some(person(RITA)), "{email}");
    }
    Ok(())
}

/// The word for a device whose session was ended is another one than for a device that nobody knows.
pub async fn a_device_is_active_then_revoked_then_unknown(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    opened.store.write(Lane::Person(person(RITA)), |tx| tx.insert_device(&device(1))).await?;
    let known = async || opened.store.device([1; 32]).await;
    assert!(matches!(known().await?, KnownDevice::Active(it) if it.actor.person_id == person(RITA)));
    let revoke = || opened.store.write(Lane::Person(person(RITA)), |tx| tx.revoke(device(1).id, START));
    assert_eq!((revoke().await?, revoke().await?), (Some(person(RITA)), None), "it ends once");
    assert!(matches!(known().await?, KnownDevice::Revoked));
    opened.store.write(Lane::Any, |tx| tx.forget_revoked_devices(START.plus(1), 10)).await?;
    assert!(matches!(known().await?, KnownDevice::Unknown));
    Ok(())
}

/// Room for one more is made by forgetting the device that was not used for longest, but for those that wait.
pub async fn a_person_has_so_many_devices(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let displaced: Vec<DeviceId> = opened
        .store
        .write(Lane::Person(person(RITA)), |tx| {
            for number in 0..20 {
                tx.insert_device(&device(number))?;
            }
            tx.make_room(person(RITA), &[device(0).id])
        })
        .await?;
    assert_eq!((MOST_DEVICES, displaced), (20, vec![device(1).id]));
    Ok(())
}

/// A second account with the same address contradicts the first one.
pub async fn an_email_is_taken_once(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let taken = opened.store.write(Lane::Any, |tx| town::insert_person(tx, 41, "RITA", Role::Staff)).await;
    assert!(matches!(taken, Err(StoreError::Conflict(_))), "{taken:?}");
    Ok(())
}

/// A guardian who is unlinked is registered nowhere, and can be linked again.
pub async fn a_link_that_ended_is_no_link(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let guardians = async || {
        let found = opened.store.read(|db| db.guardians_of(student())).await?;
        Ok::<_, StoreError>(found.into_iter().map(|it| it.id).collect::<Vec<_>>())
    };
    assert_eq!(guardians().await?, [person(JULIANA), person(MARCOS)], "by name");
    let unlink = || opened.store.write(Lane::Any, |tx| tx.unlink(person(MARCOS), student(), START));
    assert_eq!((unlink().await?, unlink().await?), (true, false));
    assert_eq!(guardians().await?, [person(JULIANA)]);
    assert!(opened.store.read(|db| db.students_of(person(MARCOS))).await?.is_empty());
    opened.store.write(Lane::Any, |tx| tx.link(person(MARCOS), student(), Relationship::Other)).await?;
    assert!(opened.store.read(|db| db.is_linked(person(MARCOS), student())).await?);
    Ok(())
}
