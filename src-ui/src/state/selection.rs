//! Messages that are selected, to be copied or forwarded.

use std::sync::Arc;

use conversas_domain::ids::EntryId;
use conversas_ipc::{ItemContent, ItemKind, Position, ThreadItem};

/// Selected messages. Empty: nothing is being selected.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Selection(Vec<EntryId>);

impl Selection {
    /// Whether messages are being selected.
    pub(crate) fn is_active(&self) -> bool {
        !self.0.is_empty()
    }

    /// The number of selected messages.
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// Whether this message is selected.
    pub(crate) fn contains(&self, id: EntryId) -> bool {
        self.0.contains(&id)
    }

    /// Adds a message or takes it away.
    pub(crate) fn toggle(&mut self, id: EntryId) {
        match self.0.iter().position(|other| *other == id) {
            Some(place) => drop(self.0.remove(place)),
            None => self.0.push(id),
        }
    }

    /// Adds a message.
    pub(crate) fn add(&mut self, id: EntryId) {
        if !self.contains(id) {
            self.0.push(id);
        }
    }

    /// Ends the selection.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// The selected items in the order of the thread.
    pub(crate) fn items(&self, all: &[Arc<ThreadItem>]) -> Vec<Arc<ThreadItem>> {
        all.iter().filter(|item| self.contains(item.id)).cloned().collect()
    }
}

/// The words of a selectable item, for a file its name; events have none.
pub(crate) fn words(item: &ThreadItem) -> Option<&str> {
    match &item.kind {
        ItemKind::Message { content } | ItemKind::Forwarded { content, .. } => Some(match content {
            ItemContent::Text { text } => text,
            ItemContent::File { file } => &file.name,
        }),
        ItemKind::Note { text, .. } => Some(text),
        ItemKind::Assigned { .. }
        | ItemKind::StatusChanged { .. }
        | ItemKind::ForwardedAway { .. }
        | ItemKind::GuardianAdded { .. }
        | ItemKind::CsatAnswered { .. }
        | ItemKind::Unreadable
        | ItemKind::Unknown => None,
    }
}

/// Whether an item can be forwarded: notes stay within their channel, and so do messages that the server does
/// not have yet.
pub(crate) fn can_forward(item: &ThreadItem) -> bool {
    let said = matches!(item.kind, ItemKind::Message { .. } | ItemKind::Forwarded { .. });
    said && item.position.seq != Position::UNSENT
}

/// The text for the clipboard: a single message as it is, several each with author and time.
pub(crate) fn copied(items: &[Arc<ThreadItem>], heading: impl Fn(&ThreadItem) -> String) -> String {
    match items {
        [one] => words(one).unwrap_or_default().to_owned(),
        several => {
            let line = |item: &Arc<ThreadItem>| Some(format!("{}: {}", heading(item), words(item)?));
            several.iter().filter_map(line).collect::<Vec<_>>().join("\n")
        }
    }
}

#[cfg(test)]
mod tests;
