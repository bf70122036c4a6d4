//! The relation of a person to a conversation or a channel: computed here and nowhere else.

use conversas_domain::entry::Audience;
use conversas_domain::ids::{AttachmentId, ChannelId, ConversationId};
use conversas_domain::permission::{Action, Relation, may};
use conversas_domain::person::{Actor, Role, Side};

use crate::store::attachments::{AttachmentRow, State};
use crate::store::threads::{ConversationRow, EntryPlace};
use crate::store::{Read, StoreError};

/// Answers the actor's relation to a conversation.
pub(crate) fn relation(db: &dyn Read, actor: Actor, row: &ConversationRow) -> Result<Relation, StoreError> {
    let is_inside = match actor.role {
        Role::Guardian => {
            db.participants(row.id)?.contains(&actor.person_id)
                && db.is_linked(actor.person_id, row.student_id)?
        }
        Role::Staff | Role::Admin => db.is_member(actor.person_id, row.channel_id)?,
    };
    Ok(standing(actor, row, is_inside))
}

/// Answers the actor's relation to a conversation, for callers that know whether the actor takes part or
/// belongs to the channel.
pub(crate) fn standing(actor: Actor, row: &ConversationRow, is_inside: bool) -> Relation {
    match (row.school_id == actor.school_id, is_inside, actor.role) {
        (false, _, _) => Relation::Stranger,
        (true, false, _) => Relation::SameSchool,
        (true, true, Role::Guardian) => Relation::Participant,
        (true, true, Role::Staff | Role::Admin) => Relation::Member,
    }
}

/// Answers the conversation, if the actor may do this to it.
pub(crate) fn visible(
    db: &dyn Read,
    actor: Actor,
    id: ConversationId,
    action: Action,
) -> Result<Option<(ConversationRow, Relation)>, StoreError> {
    let Some(row) = db.conversation(id)? else { return Ok(None) };
    let relation = relation(db, actor, &row)?;
    Ok(may(actor.role, relation, action).then_some((row, relation)))
}

/// Treats a damaged row as missing, for callers to whom one conversation among others is nothing without its
/// row.
pub(crate) fn readable<T>(found: Result<Option<T>, StoreError>) -> Result<Option<T>, StoreError> {
    match found {
        Err(StoreError::Unreadable(_)) => Ok(None),
        found => found,
    }
}

/// Whether the actor may see that there is an entry at this place.
pub(crate) fn sees_entry(db: &dyn Read, actor: Actor, place: &EntryPlace) -> Result<bool, StoreError> {
    let is_for_them = place.audience == Audience::Everyone || actor.side() == Side::School;
    Ok(is_for_them && visible(db, actor, place.conversation_id, Action::Read)?.is_some())
}

/// Answers the file, if the actor may read a message that has it; with the conversation that lets them, their
/// own first.
pub(crate) fn attachment(
    db: &dyn Read,
    actor: Actor,
    id: AttachmentId,
) -> Result<Option<(AttachmentRow, ConversationRow, Relation)>, StoreError> {
    let file = db.attachment(id)?;
    let Some(file) = file.filter(|file| file.school_id == actor.school_id && file.state == State::Ready)
    else {
        return Ok(None);
    };
    let mut found = None;
    for conversation in db.conversations_with(id)? {
        match readable(visible(db, actor, conversation, Action::Read))? {
            Some((row, relation @ (Relation::Participant | Relation::Member))) => {
                return Ok(Some((file, row, relation)));
            }
            Some(looked_into) => found = Some(looked_into),
            None => {}
        }
    }
    Ok(found.map(|(row, relation)| (file, row, relation)))
}

/// Answers the relation of staff to a channel.
pub(crate) fn channel_relation(
    db: &dyn Read,
    actor: Actor,
    channel: ChannelId,
) -> Result<Relation, StoreError> {
    match db.channel(channel)? {
        Some(found) if found.school_id == actor.school_id => {
            let member = db.is_member(actor.person_id, channel)?;
            Ok(if member { Relation::Member } else { Relation::SameSchool })
        }
        _ => Ok(Relation::Stranger),
    }
}
