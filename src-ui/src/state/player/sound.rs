//! Sounds for the player: voice messages, other sounds, takes.

use std::sync::Arc;

use conversas_domain::attachment::{AttachmentKind, FileType};
use conversas_domain::ids::{AttachmentId, ConversationId, EntryId};
use conversas_ipc::{FileItem, ItemAuthor, ItemContent, ItemKind, TakeId, ThreadItem};

/// The key of a sound.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    /// A voice message, or another sound.
    Message(EntryId),
    /// A take that waits.
    Take(TakeId),
}

/// The place of a voice message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// The conversation.
    pub(crate) conversation: ConversationId,
    /// The message.
    pub(crate) entry: EntryId,
    /// The file.
    pub(crate) file: AttachmentId,
}

/// Something to be played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sound {
    /// The sound's key.
    pub(crate) key: Key,
    /// The path below the media's address.
    pub(crate) path: String,
    /// The duration, in milliseconds.
    pub(crate) duration_ms: u64,
    /// The place of a voice message; none for takes.
    pub(crate) place: Option<Place>,
    /// The speaker; for another sound its name.
    pub(crate) author: String,
    /// Whether the host decodes the sound, so that every page plays it; else the page has to know its type.
    pub(crate) is_decoded: bool,
}

impl Sound {
    /// A voice message, or another sound.
    pub(crate) fn message(
        conversation: ConversationId,
        entry: EntryId,
        file: &FileItem,
        author: &str,
    ) -> Sound {
        let opus = FileType::Opus.media_type();
        let is_decoded = file.kind == AttachmentKind::Voice || file.media_type == opus;
        let what = if is_decoded { "voice.wav" } else { "original" };
        Sound {
            is_decoded,
            key: Key::Message(entry),
            path: format!("/files/{}/{what}", file.id),
            duration_ms: file.duration_ms.unwrap_or(0),
            place: Some(Place { conversation, entry, file: file.id }),
            author: if file.kind == AttachmentKind::Audio { file.name.clone() } else { author.to_owned() },
        }
    }

    /// A take. Its address changes when it grows, so that nothing old is played.
    pub(crate) fn take(id: &TakeId, duration_ms: u64) -> Sound {
        Sound {
            key: Key::Take(id.clone()),
            path: format!("/takes/{id}.wav?v={duration_ms}"),
            duration_ms,
            place: None,
            author: String::new(),
            is_decoded: true,
        }
    }
}

/// Voice messages that follow at once from the same person: they are heard in one go.
pub(crate) fn run_after(
    conversation: ConversationId,
    items: &[Arc<ThreadItem>],
    entry: EntryId,
    name: impl Fn(&ItemAuthor) -> String,
) -> Vec<Sound> {
    let mut rest = items.iter().skip_while(|item| item.id != entry);
    let is_voice = |file: &FileItem| file.kind == AttachmentKind::Voice;
    let first = rest.next().and_then(|item| spoken(item)).filter(|(_, file)| is_voice(file));
    let Some((author, _)) = first else { return Vec::new() };
    let name = name(author);
    let is_next = |by: &ItemAuthor, file: &FileItem| by.id == author.id && is_voice(file);
    rest.map_while(|item| {
        spoken(item).filter(|(by, file)| is_next(by, file)).map(|(_, file)| (item.id, file))
    })
    .map(|(id, file)| Sound::message(conversation, id, file, &name))
    .collect()
}

/// Who speaks in a voice message or has sent another sound, and its file.
pub(crate) fn spoken(item: &ThreadItem) -> Option<(&ItemAuthor, &FileItem)> {
    let (author, content) = match &item.kind {
        ItemKind::Message { content } => (&item.author, content),
        ItemKind::Forwarded { content, author, .. } => (author, content),
        _ => return None,
    };
    match content {
        ItemContent::File { file } if matches!(file.kind, AttachmentKind::Voice | AttachmentKind::Audio) => {
            Some((author, file))
        }
        ItemContent::File { .. } | ItemContent::Text { .. } => None,
    }
}
