//! Messages that are selected, to be copied or forwarded.

use std::sync::Arc;

use conversas_domain::ids::EntryId;
use conversas_ipc::{ItemContent, ItemKind, Position, ThreadItem};

/// Selected messages. Empty: nothing is being selected.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Selection(Vec<EntryId>);

impl Selection {
    /// Whether somebody selects.
    pub(crate) fn is_active(&self) -> bool {
        !self.0.is_empty()
    }

    /// How many.
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// Whether this one is.
    pub(crate) fn contains(&self, id: EntryId) -> bool {
        self.0.contains(&id)
    }

    /// Adds or takes away.
    pub(crate) fn toggle(&mut self, id: EntryId) {
        match self.0.iter().position(|other| *other == id) {
            Some(place) => drop(self.0.remove(place)),
            None => self.0.push(id),
        }
    }

    /// Adds it.
    pub(crate) fn add(&mut self, id: EntryId) {
        if !self.contains(id) {
            self.0.push(id);
        }
    }

    /// Nothing is selected.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// The selected items in the order of the thread.
    pub(crate) fn items(&self, all: &[Arc<ThreadItem>]) -> Vec<Arc<ThreadItem>> {
        all.iter().filter(|item| self.contains(item.id)).cloned().collect()
    }
}

/// What a selectable item says, a file by its name; events say nothing.
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

/// Notes stay within their channel; what the server does not have yet cannot be given on.
pub(crate) fn can_forward(item: &ThreadItem) -> bool {
    let said = matches!(item.kind, ItemKind::Message { .. } | ItemKind::Forwarded { .. });
    said && item.position.seq != Position::UNSENT
}

/// What is put on the clipboard: a single message as it is, several each with who wrote it and when.
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
