//! Members of channels, guardians of students, and the channels that administrators follow.

use std::collections::BTreeMap;

use conversas_domain::ids::{ChannelId, PersonId, SchoolId, StudentId};
use conversas_domain::moment::Moment;
use conversas_domain::person::{Actor, Relationship, Role, Side};

use super::delivery::tell;
use super::school::directory_changed;
use crate::store::log::{Pointed, Pointer};
use crate::store::threads::ConversationRow;
use crate::store::{Read, Scope, StoreError, Write};

/// Lets a staff member read and answer a channel.
pub fn add_member(tx: &mut dyn Write, person: PersonId, channel: ChannelId) -> Result<(), StoreError> {
    if tx.insert_member(person, channel)? {
        members_changed(tx, person, channel)?;
    }
    Ok(())
}

/// Takes a channel away from a staff member.
pub fn remove_member(tx: &mut dyn Write, person: PersonId, channel: ChannelId) -> Result<(), StoreError> {
    if tx.delete_member(person, channel)? {
        keep_news(tx, person, channel)?;
        members_changed(tx, person, channel)?;
    }
    Ok(())
}

/// Makes an administrator who belonged to a channel follow it from then on, as if they had opened it: their devices would
/// erase its list at once, and with it what was not sent yet.
fn keep_news(tx: &mut dyn Write, person: PersonId, channel: ChannelId) -> Result<(), StoreError> {
    if tx.person(person)?.is_some_and(|person| person.roles.contains(&Role::Admin))
        && let Some(now) = tx.newest_moment()?
    {
        tx.follow(person, channel, now)?;
        tx.set_opened(person, channel, now)?;
    }
    Ok(())
}

/// Links a guardian to a student, or says how they are related.
pub fn link_guardian(
    tx: &mut dyn Write,
    guardian: PersonId,
    student: StudentId,
    relationship: Relationship,
) -> Result<(), StoreError> {
    tx.link(guardian, student, relationship)?;
    guardians_changed(tx, guardian, student)?;
    let rows = conversations_about(tx, guardian, student)?;
    tell(tx, &rows, &[Side::Family, Side::School])
}

/// Ends a guardian's link to a student, and with it what they see about them.
pub fn unlink_guardian(
    tx: &mut dyn Write,
    guardian: PersonId,
    student: StudentId,
    at: Moment,
) -> Result<(), StoreError> {
    if !tx.unlink(guardian, student, at)? {
        return Ok(());
    }
    guardians_changed(tx, guardian, student)?;
    let rows = conversations_about(tx, guardian, student)?;
    let Some(first) = rows.first() else { return Ok(()) };
    let numbers = tx.next_seqs(first.school_id, rows.len())?;
    for (row, seq) in rows.iter().zip(numbers) {
        tx.append(Pointer { seq, to: Pointed::Conversation(row.id) }, &[Scope::person(guardian)])?;
    }
    Ok(())
}

/// The conversations about a student in which a guardian takes part, in the order of their identifiers.
fn conversations_about(
    db: &dyn Read,
    guardian: PersonId,
    student: StudentId,
) -> Result<Vec<ConversationRow>, StoreError> {
    let ids = db.conversations_about(guardian, student)?;
    let rows = db.conversations(&ids)?.rows.into_iter();
    let mut rows: Vec<_> = rows.map(|(row, _)| row).collect();
    rows.sort_unstable_by_key(|row| row.id);
    Ok(rows)
}

/// Notes that an administrator looks into a channel that they do not belong to: its news come by sync from
/// now on. Answers whether that is new.
pub(crate) fn follow(
    tx: &mut dyn Write,
    actor: Actor,
    channel: ChannelId,
    at: Moment,
) -> Result<bool, StoreError> {
    let is_new = tx.follow(actor.person_id, channel, at)?;
    if is_new {
        directory_changed(tx, actor.school_id, &[Scope::person(actor.person_id)])?;
    }
    Ok(is_new)
}

/// Ends the news of channels that were not opened since a moment, at most `limit`; answers how many. Devices
/// erase what they have of such a channel, which would not be true for long.
pub(crate) fn unfollow(tx: &mut dyn Write, since: Moment, limit: usize) -> Result<usize, StoreError> {
    let ended = tx.unfollow(since, limit)?;
    let mut of_schools: BTreeMap<SchoolId, Vec<Scope>> = BTreeMap::new();
    for person in tx.people(&ended)? {
        of_schools.entry(person.school_id).or_default().push(Scope::person(person.id));
    }
    for (school, scopes) in of_schools {
        directory_changed(tx, school, &scopes)?;
    }
    Ok(ended.len())
}

/// Tells everybody who sees the channel's members: the person who joined or left, its members, and all
/// administrators.
fn members_changed(tx: &mut dyn Write, person: PersonId, channel: ChannelId) -> Result<(), StoreError> {
    let Some(school_id) = tx.person(person)?.map(|person| person.school_id) else { return Ok(()) };
    let mut scopes = vec![Scope::person(person), Scope::channel(channel)];
    scopes.extend(tx.administrators(school_id)?.into_iter().map(Scope::person));
    directory_changed(tx, school_id, &scopes)
}

/// Tells everybody who sees the student's guardians: the person who was linked or unlinked, and all
/// guardians.
fn guardians_changed(tx: &mut dyn Write, guardian: PersonId, student: StudentId) -> Result<(), StoreError> {
    let Some(school_id) = tx.person(guardian)?.map(|guardian| guardian.school_id) else { return Ok(()) };
    let mut scopes = vec![Scope::person(guardian)];
    let linked = tx.guardians_of(student)?;
    scopes.extend(linked.into_iter().map(|guardian| Scope::person(guardian.id)));
    directory_changed(tx, school_id, &scopes)
}
