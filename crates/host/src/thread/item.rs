//! One item of a thread.

use std::collections::HashMap;

use conversas_client::{FileHere, OutboxItem, ThreadBody, ThreadItem as Item};
use conversas_domain::attachment::Attachment;
use conversas_domain::content::Content;
use conversas_domain::entry::{EntryKind, Provenance};
use conversas_domain::ids::{AttachmentId, ChannelId, PersonId};
use conversas_domain::person::Side;
use conversas_ipc::{ItemAuthor, ItemContent, ItemKind, MentionItem, ThreadItem};
use conversas_protocol::{
    ChannelView, ConversationView, Directory, EntryView, ForwardMessages, Op, WriteNote,
};

use super::position_of;
use crate::files;

/// The place where the thread is shown, and its reader.
pub(super) struct Shown<'a> {
    pub(super) directory: &'a Directory,
    pub(super) view: &'a ConversationView,
    /// The files of the thread that are on the device.
    pub(super) files: &'a HashMap<AttachmentId, FileHere>,
}

pub(super) fn item_of(item: Item, shown: &Shown<'_>) -> ThreadItem {
    let position = position_of(item.place);
    let delivery = item.delivery;
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
            kind: shown.kind_of_mine(&mine),
            delivery,
        },
    }
}

impl Shown<'_> {
    fn kind_of_mine(&self, mine: &OutboxItem) -> ItemKind {
        let text = mine.text().unwrap_or_default().to_owned();
        match &mine.op {
            Op::WriteNote(WriteNote { mentions, .. }) => ItemKind::Note {
                text,
                mentions: mentions.iter().map(|id| self.mention(self.member(*id), *id)).collect(),
            },
            Op::ForwardMessages(ForwardMessages { channel_id, entries, note, .. }) => {
                ItemKind::ForwardedAway {
                    channel: self
                        .channel(*channel_id)
                        .map(|it| it.name.as_str().to_owned())
                        .unwrap_or_default(),
                    count: u32::try_from(entries.len()).unwrap_or(u32::MAX),
                    has_note: note.is_some(),
                }
            }
            _ => ItemKind::Message {
                content: mine
                    .attachment
                    .as_deref()
                    .map_or(ItemContent::Text { text }, |file| self.file(file)),
            },
        }
    }

    fn content(&self, content: &Content) -> ItemContent {
        match content {
            Content::Text { text } => ItemContent::Text { text: text.as_str().to_owned() },
            Content::Attachment { attachment } => self.file(attachment),
        }
    }

    fn file(&self, attachment: &Attachment) -> ItemContent {
        let here = self.files.get(&attachment.id).copied();
        ItemContent::File { file: Box::new(files::item_of(attachment, here)) }
    }

    fn channel(&self, id: ChannelId) -> Option<&ChannelView> {
        self.directory.channels.iter().find(|channel| channel.id == id)
    }

    fn member(&self, id: PersonId) -> String {
        let members = self.channel(self.view.channel_id).map(|channel| channel.members.as_slice());
        let member = members.unwrap_or_default().iter().find(|member| member.id == id);
        member.map(|member| member.name.as_str().to_owned()).unwrap_or_default()
    }

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

    fn mention(&self, name: String, id: PersonId) -> MentionItem {
        MentionItem { name, is_me: id == self.directory.me.id }
    }

    fn kind(&self, entry: &EntryView) -> ItemKind {
        match &entry.kind {
            EntryKind::Message { content } => ItemKind::Message { content: self.content(content) },
            EntryKind::Note { text, mentions } => ItemKind::Note {
                text: text.as_str().to_owned(),
                mentions: mentions.iter().map(|id| self.mention(name_in(entry, *id), *id)).collect(),
            },
            EntryKind::Assigned { person_id } => {
                ItemKind::Assigned { name: person_id.map(|id| name_in(entry, id)) }
            }
            EntryKind::Forwarded { content, provenance } => {
                let Provenance { author_id, author_side, at, channel_id, .. } = provenance;
                ItemKind::Forwarded {
                    content: self.content(content),
                    author: self.author(*author_id, name_in(entry, *author_id), *author_side),
                    channel: channel_in(entry, *channel_id),
                    at: *at,
                }
            }
            EntryKind::StatusChanged { status, opened } => {
                ItemKind::StatusChanged { status: *status, opened: *opened }
            }
            EntryKind::ForwardedAway { channel_id, count } => {
                let channel = channel_in(entry, *channel_id);
                ItemKind::ForwardedAway { channel, count: *count, has_note: false }
            }
            EntryKind::GuardianAdded { person_id } => {
                ItemKind::GuardianAdded { name: name_in(entry, *person_id) }
            }
            EntryKind::CsatAnswered { rating } => ItemKind::CsatAnswered { rating: *rating },
            EntryKind::Unreadable => ItemKind::Unreadable,
            EntryKind::Unknown => ItemKind::Unknown,
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
