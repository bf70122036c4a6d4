//! How a person stands to a conversation or a channel: asked here and nowhere else.

use conversas_domain::ids::{ChannelId, ConversationId};
use conversas_domain::permission::{Action, Relation, may};
use conversas_domain::person::{Actor, Role};
use rusqlite::Connection;

use crate::store::conversations::{self, ConversationRow};
use crate::store::events::Scope;
use crate::store::{StoreError, channels, looks, members, participants, students};

/// How the actor stands to a conversation.
pub(crate) fn relation(
    conn: &Connection,
    actor: Actor,
    row: &ConversationRow,
) -> Result<Relation, StoreError> {
    if row.school_id != actor.school_id {
        return Ok(Relation::Stranger);
    }
    let inside = match actor.role {
        Role::Guardian => {
            participants::of(conn, row.id)?.contains(&actor.person_id)
                && students::is_linked(conn, actor.person_id, row.student_id)?
        }
        Role::Staff | Role::Admin => members::contains(conn, actor.person_id, row.channel_id)?,
    };
    Ok(match (inside, actor.role) {
        (false, _) => Relation::SameSchool,
        (true, Role::Guardian) => Relation::Participant,
        (true, Role::Staff | Role::Admin) => Relation::Member,
    })
}

/// The conversation, if the actor may do this to it.
pub(crate) fn visible(
    conn: &Connection,
    actor: Actor,
    id: ConversationId,
    action: Action,
) -> Result<Option<(ConversationRow, Relation)>, StoreError> {
    let Some(row) = conversations::load(conn, id)? else { return Ok(None) };
    let relation = relation(conn, actor, &row)?;
    Ok(may(actor.role, relation, action).then_some((row, relation)))
}

/// How staff stand to a channel.
pub(crate) fn channel_relation(
    conn: &Connection,
    actor: Actor,
    channel: ChannelId,
) -> Result<Relation, StoreError> {
    match channels::load(conn, channel)? {
        Some(found) if found.school_id == actor.school_id => {
            let member = members::contains(conn, actor.person_id, channel)?;
            Ok(if member { Relation::Member } else { Relation::SameSchool })
        }
        _ => Ok(Relation::Stranger),
    }
}

/// Where the actor gets news from.
pub(crate) fn scopes(conn: &Connection, actor: Actor) -> Result<Vec<Scope>, StoreError> {
    let mut scopes = vec![Scope::person(actor.person_id), Scope::school(actor.school_id)];
    match actor.role {
        Role::Guardian => {}
        Role::Staff => {
            let mine = members::channels_of(conn, actor.person_id)?;
            scopes.extend(mine.into_iter().map(Scope::channel));
        }
        Role::Admin => {
            let mut seen = members::channels_of(conn, actor.person_id)?;
            seen.extend(looks::channels_of(conn, actor.person_id)?);
            seen.sort_unstable();
            seen.dedup();
            scopes.extend(seen.into_iter().map(Scope::channel));
        }
    }
    Ok(scopes)
}
