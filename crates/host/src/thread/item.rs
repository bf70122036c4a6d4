//! One item of a thread.

use conversas_client::{OutboxItem, ThreadBody, ThreadItem as Item};
use conversas_domain::entry::{EntryKind, Provenance};
use conversas_domain::ids::{ChannelId, PersonId};
use conversas_domain::person::Side;
use conversas_ipc::{ItemAuthor, ItemKind, ThreadItem};
use conversas_protocol::{ConversationView, Directory, EntryView, Op};

use super::{delivery_of, position_of};

/// Where the thread is shown, and to whom.
pub(super) struct Shown<'a> {
    pub(super) directory: &'a Directory,
    pub(super) view: &'a ConversationView,
}

pub(super) fn item_of(item: Item, shown: &Shown<'_>) -> ThreadItem {
    let position = position_of(item.place);
    let delivery = item.delivery.map(delivery_of);
    match item.body {
        ThreadBody::Entry(entry) => ThreadItem {
            id: item.id,
            position,
            ticket_id: Some(entry.ticket_id),
            author: shown.author(entry.author.id, entry.author.name.as_str().to_owned(), entry.side),
            at: entry.at,
            written_at: entry.written_at,
            kind: shown.kind(&entry),
            delivery,
        },
        ThreadBody::Mine(mine) => ThreadItem {
            id: item.id,
            position,
            ticket_id: None,
            author: shown.me(),
            at: mine.written_at,
            written_at: mine.written_at,
            kind: kind_of_mine(&mine),
            delivery,
        },
    }
}

fn kind_of_mine(mine: &OutboxItem) -> ItemKind {
    let text = mine.message().map(|(_, text)| text.to_owned()).unwrap_or_default();
    match mine.op {
        Op::WriteNote { .. } => ItemKind::Note { text },
        _ => ItemKind::Message { text },
    }
}

impl Shown<'_> {
    fn me(&self) -> ItemAuthor {
        let me = &self.directory.me;
        self.author(me.id, me.name.as_str().to_owned(), me.role.side())
    }

    fn author(&self, id: PersonId, name: String, side: Side) -> ItemAuthor {
        let guardian = self.view.guardians.iter().find(|guardian| guardian.id == id);
        ItemAuthor {
            id,
            name,
            side,
            is_me: id == self.directory.me.id,
            relationship: guardian.map(|guardian| guardian.relationship),
        }
    }

    fn kind(&self, entry: &EntryView) -> ItemKind {
        match &entry.kind {
            EntryKind::Message { text } => ItemKind::Message { text: text.as_str().to_owned() },
            EntryKind::Note { text } => ItemKind::Note { text: text.as_str().to_owned() },
            EntryKind::Forwarded { text, provenance } => {
                let Provenance { author_id, author_side, at, channel_id, .. } = provenance;
                ItemKind::Forwarded {
                    text: text.as_str().to_owned(),
                    author: self.author(*author_id, name_in(entry, *author_id), *author_side),
                    channel: channel_in(entry, *channel_id),
                    at: *at,
                }
            }
            EntryKind::StatusChanged { status, opened } => {
                ItemKind::StatusChanged { status: *status, opened: *opened }
            }
            EntryKind::ForwardedAway { channel_id, count } => {
                ItemKind::ForwardedAway { channel: channel_in(entry, *channel_id), count: *count }
            }
            EntryKind::GuardianAdded { person_id } => {
                ItemKind::GuardianAdded { name: name_in(entry, *person_id) }
            }
            EntryKind::CsatAnswered { rating } => ItemKind::CsatAnswered { rating: *rating },
        }
    }
}

fn name_in(entry: &EntryView, id: PersonId) -> String {
    let person = entry.people.iter().find(|person| person.id == id);
    person.map(|person| person.name.as_str().to_owned()).unwrap_or_default()
}

fn channel_in(entry: &EntryView, id: ChannelId) -> String {
    let channel = entry.channels.iter().find(|(channel_id, _)| *channel_id == id);
    channel.map(|(_, name)| name.as_str().to_owned()).unwrap_or_default()
}
