//! An entry with the names it mentions.

use conversas_domain::entry::EntryKind;
use conversas_domain::ids::{ChannelId, PersonId};
use conversas_protocol::EntryView;

use super::names::{Mentions, Names};
use crate::store::StoreError;
use crate::store::threads::Entry;

/// Adds everybody whose name the view needs.
pub(super) fn mention(mentions: &mut Mentions, entry: &Entry) {
    let (people, channel) = mentioned(&entry.entry.kind);
    mentions.people.insert(entry.entry.author_id);
    mentions.people.extend(people);
    mentions.channels.extend(channel);
}

/// Builds the view; the reader's right to the entry was checked when it was loaded.
pub(super) fn view(entry: Entry, names: &Names) -> Result<EntryView, StoreError> {
    let Entry { conversation_id, seq, counts, entry } = entry;
    let (people, channel) = mentioned(&entry.kind);
    Ok(EntryView {
        id: entry.id,
        seq,
        conversation_id,
        ticket_id: entry.ticket_id,
        author: names.person(entry.author_id)?,
        side: entry.side,
        at: entry.at,
        written_at: entry.written_at,
        counts,
        kind: entry.kind,
        people: people.into_iter().map(|id| names.person(id)).collect::<Result<_, _>>()?,
        channels: channel.into_iter().map(|id| names.channel(id)).collect::<Result<_, _>>()?,
    })
}

/// The people and the channel that an entry names.
fn mentioned(kind: &EntryKind) -> (Vec<PersonId>, Option<ChannelId>) {
    match kind {
        EntryKind::Forwarded { provenance, .. } => (vec![provenance.author_id], Some(provenance.channel_id)),
        EntryKind::GuardianAdded { person_id } => (vec![*person_id], None),
        EntryKind::Note { mentions, .. } => (mentions.clone(), None),
        EntryKind::Assigned { person_id } => (person_id.iter().copied().collect(), None),
        EntryKind::ForwardedAway { channel_id, .. } => (Vec::new(), Some(*channel_id)),
        EntryKind::Message { .. }
        | EntryKind::StatusChanged { .. }
        | EntryKind::CsatAnswered { .. }
        | EntryKind::Unreadable
        | EntryKind::Unknown => (Vec::new(), None),
    }
}
