//! An entry with the names it mentions.

use conversas_domain::entry::EntryKind;
use conversas_protocol::EntryView;

use crate::store::threads::Entry;
use crate::store::{Read, StoreError};

/// The view; who may see the entry was decided when it was loaded.
pub(crate) fn entry(db: &dyn Read, entry: Entry) -> Result<EntryView, StoreError> {
    let Entry { conversation_id, seq, counts, entry } = entry;
    let (mentioned, channel) = match &entry.kind {
        EntryKind::Forwarded { provenance, .. } => (vec![provenance.author_id], Some(provenance.channel_id)),
        EntryKind::GuardianAdded { person_id } => (vec![*person_id], None),
        EntryKind::Note { mentions, .. } => (mentions.clone(), None),
        EntryKind::Assigned { person_id } => (person_id.iter().copied().collect(), None),
        EntryKind::ForwardedAway { channel_id, .. } => (Vec::new(), Some(*channel_id)),
        EntryKind::Message { .. }
        | EntryKind::StatusChanged { .. }
        | EntryKind::CsatAnswered { .. }
        | EntryKind::Unreadable => (Vec::new(), None),
    };
    let people = mentioned.into_iter().map(|id| db.person(id)).collect::<Result<_, _>>()?;
    let channels = channel.map(|id| db.channel_name(id).map(|name| (id, name))).transpose()?;
    Ok(EntryView {
        id: entry.id,
        seq,
        conversation_id,
        ticket_id: entry.ticket_id,
        author: db.person(entry.author_id)?,
        side: entry.side,
        at: entry.at,
        written_at: entry.written_at,
        counts,
        kind: entry.kind,
        people,
        channels: channels.into_iter().collect(),
    })
}
