//! Who belongs to which channel and which student, and what administrators follow.

use conversas_domain::ids::{ChannelId, PersonId, StudentId};
use conversas_domain::moment::Moment;
use conversas_domain::person::{Actor, Relationship, Role, Side};

use super::delivery::scopes_of;
use super::school::directory_changed;
use crate::store::events::{self, Pointed, Pointer, Scope};
use crate::store::{StoreError, Tx, conversations, looks, members, participants, people, students, sweeps};

/// Lets a staff member read and answer a channel.
pub fn add_member(tx: &mut Tx<'_>, person: PersonId, channel: ChannelId) -> Result<(), StoreError> {
    if members::insert(tx, person, channel)? {
        members_changed(tx, person, channel)?;
    }
    Ok(())
}

/// Takes a channel away from a staff member.
pub fn remove_member(tx: &mut Tx<'_>, person: PersonId, channel: ChannelId) -> Result<(), StoreError> {
    if members::delete(tx, person, channel)? {
        keep_news(tx, person, channel)?;
        members_changed(tx, person, channel)?;
    }
    Ok(())
}

/// Makes an administrator who belonged to a channel follow it from then on, as if they had opened it: their devices would
/// erase its list at once, and with it what was not sent yet.
fn keep_news(tx: &mut Tx<'_>, person: PersonId, channel: ChannelId) -> Result<(), StoreError> {
    if people::actor(tx, person)?.is_some_and(|actor| actor.role == Role::Admin)
        && let Some(now) = sweeps::newest(tx)?
    {
        looks::follow(tx, person, channel, now)?;
        looks::set_opened(tx, person, channel, now)?;
    }
    Ok(())
}

/// Links a guardian to a student, or says how they are related.
pub fn link_guardian(
    tx: &mut Tx<'_>,
    guardian: PersonId,
    student: StudentId,
    relationship: Relationship,
) -> Result<(), StoreError> {
    students::link(tx, guardian, student, relationship)?;
    guardians_changed(tx, guardian, student)?;
    for id in participants::conversations_about(tx, guardian, student)? {
        let Some(row) = conversations::load(tx, id)? else { continue };
        let mut scopes = scopes_of(tx, &row, Side::Family)?;
        scopes.push(Scope::channel(row.channel_id));
        let seq = tx.next_seq(row.school_id)?;
        events::append(tx, Pointer { seq, to: Pointed::Conversation(id) }, &scopes)?;
    }
    Ok(())
}

/// Ends a guardian's link to a student, and with it what they see about them.
pub fn unlink_guardian(
    tx: &mut Tx<'_>,
    guardian: PersonId,
    student: StudentId,
    at: Moment,
) -> Result<(), StoreError> {
    if !students::unlink(tx, guardian, student, at)? {
        return Ok(());
    }
    guardians_changed(tx, guardian, student)?;
    for id in participants::conversations_about(tx, guardian, student)? {
        let Some(row) = conversations::load(tx, id)? else { continue };
        let seq = tx.next_seq(row.school_id)?;
        let pointer = Pointer { seq, to: Pointed::Conversation(id) };
        events::append(tx, pointer, &[Scope::person(guardian)])?;
    }
    Ok(())
}

/// Notes that an administrator looks into a channel that they do not belong to: its news come by sync from now on.
pub(crate) fn follow(
    tx: &mut Tx<'_>,
    actor: Actor,
    channel: ChannelId,
    at: Moment,
) -> Result<(), StoreError> {
    if looks::follow(tx, actor.person_id, channel, at)? {
        directory_changed(tx, actor.school_id, &[Scope::person(actor.person_id)])?;
    }
    Ok(())
}

/// Ends the news of channels that were not opened since a moment, at most `limit`; how many. Devices erase what they have
/// of them: it would not be true for long.
pub(crate) fn unfollow(tx: &mut Tx<'_>, since: Moment, limit: usize) -> Result<usize, StoreError> {
    let ended = looks::unfollow(tx, since, limit)?;
    for person in &ended {
        if let Some(actor) = people::actor(tx, *person)? {
            directory_changed(tx, actor.school_id, &[Scope::person(*person)])?;
        }
    }
    Ok(ended.len())
}

/// Tells everybody who sees who belongs to the channel: the person who joined or left, its members, and all
/// administrators.
fn members_changed(tx: &mut Tx<'_>, person: PersonId, channel: ChannelId) -> Result<(), StoreError> {
    let Some(actor) = people::actor(tx, person)? else { return Ok(()) };
    let mut scopes = vec![Scope::person(person), Scope::channel(channel)];
    scopes.extend(people::administrators(tx, actor.school_id)?.into_iter().map(Scope::person));
    directory_changed(tx, actor.school_id, &scopes)
}

/// Tells everybody who sees who is registered for the student: the person who was linked or unlinked, and all who are.
fn guardians_changed(tx: &mut Tx<'_>, guardian: PersonId, student: StudentId) -> Result<(), StoreError> {
    let Some(actor) = people::actor(tx, guardian)? else { return Ok(()) };
    let mut scopes = vec![Scope::person(guardian)];
    let linked = students::guardians(tx, student)?;
    scopes.extend(linked.into_iter().map(|guardian| Scope::person(guardian.id)));
    directory_changed(tx, actor.school_id, &scopes)
}
