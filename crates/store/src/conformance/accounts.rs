//! Accounts, devices and links.

use conversas_domain::ids::DeviceId;
use conversas_domain::moment::DAY;
use conversas_domain::person::{Actor, ExternalId, PersonState, Relationship, Role};

use super::Opened;
use super::town::{self, JULIANA, MARCOS, RITA, START, account, channel, id, person, school, student};
use crate::accounts::{KnownDevice, MOST_DEVICES, NewDevice, NewPerson, PersonRow};
use crate::{Lane, StoreError};

/// A device of Rita.
pub(super) fn device(number: u8) -> NewDevice {
    NewDevice {
        id: id(500 + u128::from(number)),
        account_id: account(RITA),
        actor: Actor { person_id: person(RITA), school_id: school(), role: Role::Staff },
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
        let credentials = opened.store.read(move |db| db.credentials(email)).await?;
        assert_eq!(credentials.map(|it| it.account_id), found.then_some(account(RITA)), "{email}");
    }
    Ok(())
}

/// A device whose session was ended is told apart from one that the store does not know.
pub async fn a_device_is_active_then_revoked_then_unknown(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    opened.store.write(Lane::Account(account(RITA)), |tx| tx.insert_device(&device(1))).await?;
    let known = async || opened.store.device([1; 32]).await;
    let KnownDevice::Active(active) = known().await? else { panic!("it may ask") };
    assert_eq!((active.actor.person_id, active.used_at), (person(RITA), None));
    opened.store.write(Lane::Account(account(RITA)), |tx| tx.set_device_used(device(1).id, START)).await?;
    assert!(
        matches!(known().await?, KnownDevice::Active(it) if it.used_at.is_some()),
        "a use comes after the sign-in, whatever the clock says"
    );
    let revoke = || opened.store.write(Lane::Account(account(RITA)), |tx| tx.revoke(device(1).id, START));
    assert_eq!((revoke().await?, revoke().await?), (Some(person(RITA)), None), "it ends once");
    assert!(matches!(known().await?, KnownDevice::Revoked));
    opened.store.write(Lane::Any, |tx| tx.forget_revoked_devices(START.plus(1), 10)).await?;
    assert!(matches!(known().await?, KnownDevice::Unknown));
    Ok(())
}

/// Room for one more device is made by forgetting one that was never used, then the one that was not used for
/// longest, but for those that wait.
pub async fn a_person_has_so_many_devices(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let displaced: Vec<DeviceId> = opened
        .store
        .write(Lane::Account(account(RITA)), |tx| {
            for number in 0..20 {
                tx.insert_device(&device(number))?;
            }
            tx.set_device_used(device(1).id, START)?;
            let mut displaced = tx.make_room(account(RITA), &[device(0).id])?;
            for number in (0..20).filter(|number| ![1, 2].contains(number)) {
                tx.set_device_used(device(number).id, START.plus(DAY))?;
            }
            tx.insert_device(&device(20))?;
            tx.set_device_used(device(20).id, START.plus(DAY))?;
            displaced.extend(tx.make_room(account(RITA), &[device(0).id])?);
            Ok::<_, StoreError>(displaced)
        })
        .await?;
    assert_eq!((MOST_DEVICES, displaced), (20, vec![device(2).id, device(1).id]));
    Ok(())
}

/// Revoking one session finds them all, also those that were revoked before.
pub async fn sessions_on_a_device_are_those_with_its_secret(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let secret = [9; 32];
    let of_secret = opened
        .store
        .write(Lane::Account(account(RITA)), move |tx| {
            for number in 1..=3 {
                tx.insert_device(&NewDevice { secret_hash: Some(secret), ..device(number) })?;
            }
            tx.insert_device(&device(4))?;
            tx.revoke(device(1).id, START)?;
            let mut of_secret = tx.sessions_on(device(2).id)?;
            of_secret.sort_unstable();
            assert_eq!(tx.sessions_on(device(4).id)?, [device(4).id], "without a secret it is one");
            Ok::<_, StoreError>(of_secret)
        })
        .await?;
    assert_eq!(of_secret, [1, 2, 3].map(|number| device(number).id));
    Ok(())
}

/// Reading the number of wrong passwords forgets none.
pub async fn wrong_passwords_are_told_until_they_are_forgotten(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let told = opened
        .store
        .write(Lane::Account(account(RITA)), |tx| {
            tx.count_refused_try(account(RITA))?;
            tx.count_refused_try(account(RITA))?;
            let mut told = vec![tx.refused_tries(account(RITA))?, tx.refused_tries(account(RITA))?];
            tx.forget_refused_tries(account(RITA))?;
            told.push(tx.refused_tries(account(RITA))?);
            Ok::<_, StoreError>(told)
        })
        .await?;
    assert_eq!(told, [2, 2, 0]);
    Ok(())
}

/// An address is remembered however many of a later time there are.
pub async fn an_address_of_a_clock_that_was_ahead_leaves_room(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let known = opened
        .store
        .write(Lane::Account(account(RITA)), |tx| {
            for number in 0..20 {
                tx.note_address(account(RITA), [number; 8], START.plus(3_650 * DAY))?;
            }
            tx.note_address(account(RITA), [99; 8], START)?;
            tx.knows_address(account(RITA), [99; 8], START)
        })
        .await?;
    assert!(known);
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

/// A set of identifiers answers those who are there.
pub async fn people_come_with_school_and_roles(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    opened.store.write(Lane::Any, |tx| tx.give_role(person(RITA), Role::Guardian)).await?;
    let mut people = opened.store.read(|db| db.people(&[person(MARCOS), id(99), person(RITA)])).await?;
    people.sort_unstable_by_key(|person| person.id);
    people.iter_mut().for_each(|person| person.roles.sort_unstable_by_key(|role| *role as u8));
    let row =
        |number, roles: &[Role]| PersonRow { id: person(number), school_id: school(), roles: roles.to_vec() };
    assert_eq!(people, [row(RITA, &[Role::Guardian, Role::Staff]), row(MARCOS, &[Role::Guardian])]);
    Ok(())
}

/// One account acts as several people in several schools, each in each of their roles, but not as a person
/// who has left.
pub async fn an_account_acts_as_people_in_their_roles(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let choices = async || {
        let found = opened.store.read(|db| db.choices(account(RITA))).await?;
        Ok::<_, StoreError>(
            found.into_iter().map(|it| (it.actor.person_id, it.actor.role)).collect::<Vec<_>>(),
        )
    };
    opened
        .store
        .write(Lane::Any, |tx| {
            town::insert_neighbour(tx, 42, account(RITA), &[Role::Guardian])?;
            tx.give_role(person(RITA), Role::Guardian)
        })
        .await?;
    let [guardian, staff] = [Role::Guardian, Role::Staff].map(|role| (person(RITA), role));
    let neighbour = (person(42), Role::Guardian);
    assert_eq!(choices().await?, [guardian, staff, neighbour], "by school and name");
    opened.store.write(Lane::Any, |tx| tx.end_role(person(RITA), Role::Staff, START)).await?;
    opened.store.write(Lane::Any, |tx| tx.set_person_state(person(42), PersonState::Inactive)).await?;
    assert_eq!(choices().await?, [guardian]);
    opened.store.write(Lane::Any, |tx| tx.set_person_state(person(42), PersonState::Missing)).await?;
    assert_eq!(choices().await?, [guardian, neighbour], "missing is not gone");
    Ok(())
}

/// A person who leaves, or loses a role, loses the devices that acted so, and no others; a person who comes
/// back has them again.
pub async fn access_ends_with_the_role_and_with_the_stay(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let as_guardian = || {
        let actor = Actor { role: Role::Guardian, ..device(2).actor };
        NewDevice { actor, ..device(2) }
    };
    opened
        .store
        .write(Lane::Account(account(RITA)), move |tx| {
            tx.give_role(person(RITA), Role::Guardian)?;
            tx.insert_device(&device(1))?;
            tx.insert_device(&as_guardian())
        })
        .await?;
    let active = async || {
        let mut active = Vec::new();
        for number in [1, 2] {
            let known = opened.store.device([number; 32]).await?;
            active.push(match known {
                KnownDevice::Active(device) => Some(device.actor.role),
                KnownDevice::Revoked => None,
                KnownDevice::Unknown => panic!("rows say that it was signed in"),
            });
        }
        Ok::<_, StoreError>(active)
    };
    let [staff, guardian] = [Some(Role::Staff), Some(Role::Guardian)];
    assert_eq!(active().await?, [staff, guardian]);
    let ended = opened.store.write(Lane::Any, |tx| {
        Ok::<_, StoreError>([
            tx.end_role(person(RITA), Role::Staff, START)?,
            tx.end_role(person(RITA), Role::Staff, START)?,
        ])
    });
    assert_eq!((ended.await?, active().await?), ([true, false], vec![None, guardian]));
    opened.store.write(Lane::Any, |tx| tx.set_person_state(person(RITA), PersonState::Inactive)).await?;
    assert_eq!(active().await?, [None, None]);
    opened.store.write(Lane::Any, |tx| tx.set_person_state(person(RITA), PersonState::Active)).await?;
    opened.store.write(Lane::Any, |tx| tx.give_role(person(RITA), Role::Staff)).await?;
    assert_eq!(active().await?, [staff, guardian]);
    Ok(())
}

/// Two people of a school cannot be the same one in a roster; in two schools or of two sources they can.
pub async fn an_external_id_is_of_one_person_in_a_school(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let external = |source: &str| Some(ExternalId { source: source.to_owned(), id: "4711".to_owned() });
    let add = async |number, source| {
        let new = NewPerson { external_id: external(source), ..town::nobody(number) };
        opened.store.write(Lane::Any, move |tx| tx.insert_person(&new)).await
    };
    add(43, "sistema").await?;
    add(44, "planilha").await?;
    let twice: Result<(), StoreError> = add(45, "sistema").await;
    assert!(matches!(twice, Err(StoreError::Conflict(_))), "{twice:?}");
    Ok(())
}

/// Administrators are told of their school's changes until they leave it or lose the role.
pub async fn administrators_are_those_who_have_not_left(opened: &Opened) -> Result<(), StoreError> {
    town::build(&opened.store).await?;
    let administrators = async || opened.store.read(|db| db.administrators(school())).await;
    opened
        .store
        .write(Lane::Any, |tx| {
            tx.give_role(person(RITA), Role::Admin)?;
            tx.give_role(person(MARCOS), Role::Admin)?;
            tx.insert_member(person(MARCOS), channel()).map(drop)
        })
        .await?;
    assert_eq!(administrators().await?, [person(RITA), person(MARCOS)]);
    opened
        .store
        .write(Lane::Any, |tx| {
            tx.end_role(person(RITA), Role::Admin, START)?;
            tx.set_person_state(person(MARCOS), PersonState::Inactive)
        })
        .await?;
    assert!(administrators().await?.is_empty());
    Ok(())
}
