//! News: entries that sync brought and that a person may want to be told of while they are elsewhere. Pure.
//! Whether news are told is not decided here: that depends on the person's choices and place.

use std::fmt;

use conversas_domain::attachment::FileGlimpse;
use conversas_domain::entry::{EntryKind, Seq};
use conversas_domain::ids::{ChannelId, ConversationId};
use conversas_domain::permission::Relation;
use conversas_domain::person::Side;
use conversas_domain::ticket::Status;
use conversas_protocol::EntryView;

use crate::reader::Reader;
use crate::store::conversations::Conversation;

#[cfg(test)]
mod tests;

/// News of one conversation: the weightiest of what came at once, and of those the newest.
#[derive(Clone, PartialEq, Eq)]
pub struct News {
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The channel of the conversation.
    pub channel_id: ChannelId,
    /// The kind of news.
    pub kind: NewsKind,
    /// The name of the person who wrote or did it.
    pub author: String,
    /// The guardian the news come from: the author, else the starter of the conversation.
    pub guardian: String,
    /// The student's name.
    pub student: String,
    /// The words, or a file's name, if it has any.
    pub text: Option<String>,
    /// The kind of the file, and how long a voice message is; none for words.
    pub file: Option<FileGlimpse>,
    /// The number of the entry: once the reader has read up to here it is no news any more.
    pub seq: Seq,
    /// The number of messages that the reader has not read.
    pub unread: u32,
}

/// Kinds of news, the weightiest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NewsKind {
    /// A message, or a forwarded one.
    Message,
    /// The ticket was finished: a family is asked for its opinion.
    Survey,
    /// A colleague handed the ticket over to the reader.
    HandedOver,
    /// A note calls the reader.
    Mention,
}

/// Never shows names or texts (rule 22).
impl fmt::Debug for News {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("News")
            .field("conversation_id", &self.conversation_id)
            .field("kind", &self.kind)
            .field("seq", &self.seq)
            .finish_non_exhaustive()
    }
}

/// Answers the news of a conversation. `entries`: new on this device, of this conversation, oldest first.
pub(crate) fn news(
    reader: &Reader,
    relation: Relation,
    known: &Conversation,
    entries: &[&EntryView],
) -> Option<News> {
    if relation == Relation::SameSchool {
        return None;
    }
    let unread = known.view.unread(reader.me, reader.side(), known.mark);
    let fresh = entries.iter().filter(|entry| entry.seq > known.mark.seq && entry.author.id != reader.me);
    let told = fresh.filter_map(|entry| Some((kind_of(reader, entry)?, *entry)));
    // A message that a colleague answered meanwhile leaves the reader nothing to do.
    let told = told.filter(|(kind, entry)| {
        *kind != NewsKind::Message || unread.includes(entry.seq, entry.counts, entry.side, &entry.kind)
    });
    let still_true =
        told.filter(|(kind, entry)| *kind != NewsKind::HandedOver || is_last_word(entry, entries));
    let (kind, entry) = still_true.max_by_key(|(kind, entry)| (*kind, entry.seq))?;
    let view = &known.view;
    let starter = view.guardians.first().map(|guardian| guardian.name.as_str());
    let author = entry.author.name.as_str();
    let guardian = if entry.side == Side::Family { Some(author) } else { starter };
    let attachment = entry.kind.attachment();
    let name = attachment.map(|attachment| attachment.name.as_str());
    Some(News {
        conversation_id: view.id,
        channel_id: view.channel_id,
        kind,
        author: author.to_owned(),
        guardian: guardian.unwrap_or_default().to_owned(),
        student: view.student.name.as_str().to_owned(),
        text: entry.kind.text().map(|text| text.as_str()).or(name).map(str::to_owned),
        file: attachment.map(FileGlimpse::of),
        seq: entry.seq,
        unread: unread.count(),
    })
}

fn kind_of(reader: &Reader, entry: &EntryView) -> Option<NewsKind> {
    match (&entry.kind, reader.side()) {
        (EntryKind::Message { .. }, Side::Family) => Some(NewsKind::Message),
        (EntryKind::Message { .. }, Side::School) => {
            (entry.side == Side::Family).then_some(NewsKind::Message)
        }
        // A reader's own words in another channel are no news.
        (EntryKind::Forwarded { provenance, .. }, _) => {
            (provenance.author_id != reader.me).then_some(NewsKind::Message)
        }
        (EntryKind::Note { mentions, .. }, Side::School) => {
            mentions.contains(&reader.me).then_some(NewsKind::Mention)
        }
        (EntryKind::Assigned { person_id }, Side::School) => {
            (*person_id == Some(reader.me)).then_some(NewsKind::HandedOver)
        }
        (EntryKind::StatusChanged { status, .. }, Side::Family) => {
            (*status == Status::Finished).then_some(NewsKind::Survey)
        }
        (
            EntryKind::Note { .. }
            | EntryKind::Assigned { .. }
            | EntryKind::StatusChanged { .. }
            | EntryKind::ForwardedAway { .. }
            | EntryKind::GuardianAdded { .. }
            | EntryKind::CsatAnswered { .. }
            | EntryKind::Unreadable
            | EntryKind::Unknown,
            _,
        ) => None,
    }
}

/// Whether nobody was assigned after this entry.
fn is_last_word(entry: &EntryView, entries: &[&EntryView]) -> bool {
    let assigned = |other: &&&EntryView| matches!(other.kind, EntryKind::Assigned { .. });
    !entries.iter().filter(assigned).any(|other| other.seq > entry.seq)
}
