//! An entry with the names it mentions.

use conversas_domain::entry::EntryKind;
use conversas_protocol::EntryView;
use rusqlite::Connection;

use crate::store::entries::Entry;
use crate::store::{StoreError, channels, people};

/// The view; who may see the entry was decided when it was loaded.
pub(crate) fn entry(conn: &Connection, entry: Entry) -> Result<EntryView, StoreError> {
    let Entry { conversation_id, seq, counts, entry } = entry;
    let (person, channel) = match &entry.kind {
        EntryKind::Forwarded { provenance, .. } => (Some(provenance.author_id), Some(provenance.channel_id)),
        EntryKind::GuardianAdded { person_id } => (Some(*person_id), None),
        EntryKind::ForwardedAway { channel_id, .. } => (None, Some(*channel_id)),
        EntryKind::Message { .. }
        | EntryKind::Note { .. }
        | EntryKind::StatusChanged { .. }
        | EntryKind::CsatAnswered { .. } => (None, None),
    };
    let people = person.map(|id| people::by_id(conn, id)).transpose()?;
    let channels = channel.map(|id| channels::name(conn, id).map(|name| (id, name))).transpose()?;
    Ok(EntryView {
        id: entry.id,
        seq,
        conversation_id,
        ticket_id: entry.ticket_id,
        author: people::by_id(conn, entry.author_id)?,
        side: entry.side,
        at: entry.at,
        written_at: entry.written_at,
        counts,
        kind: entry.kind,
        people: people.into_iter().collect(),
        channels: channels.into_iter().collect(),
    })
}
