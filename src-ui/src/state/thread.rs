//! The part of a thread that is in the page: a window that grows at one end and is cut at the other. [`news`] says
//! which events change it.

pub(crate) mod news;

use std::sync::Arc;

use conversas_domain::ids::{AttachmentId, EntryId};
use conversas_ipc::{Delivery, FileHere, ItemKind, Position, ThreadItem, ThreadPage, ThreadWindow, Upload};

use super::files::{file_of, file_within};

/// Items asked for at a time.
pub(crate) const PAGE: u32 = 60;

/// Items the page holds at most while the person scrolls.
pub(crate) const MOST: usize = 300;

/// A window of a thread, oldest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct ThreadList {
    items: Vec<Arc<ThreadItem>>,
    /// Older items exist.
    pub(crate) has_older: bool,
    /// Whether older items exist, but cannot be reached now.
    pub(crate) older_offline: bool,
    /// Newer items exist.
    pub(crate) has_newer: bool,
}

impl ThreadList {
    /// The items.
    pub(crate) fn items(&self) -> &[Arc<ThreadItem>] {
        &self.items
    }

    /// The place where older items end.
    pub(crate) fn first(&self) -> Option<Position> {
        self.items.first().map(|item| item.position)
    }

    /// The place where newer items begin.
    pub(crate) fn last(&self) -> Option<Position> {
        self.items.last().map(|item| item.position)
    }

    /// The newest place that the server has numbered.
    pub(crate) fn newest_numbered(&self) -> Option<Position> {
        self.items.iter().rev().map(|item| item.position).find(|position| position.seq != Position::UNSENT)
    }

    /// The question for the same part again; up to the end when the end is shown.
    pub(crate) fn refresh_window(&self) -> (ThreadWindow, u32) {
        match self.first() {
            None => (ThreadWindow::Latest, PAGE),
            // An item on its way gets another place once the server has numbered it.
            Some(first) if first.seq == Position::UNSENT => (ThreadWindow::Latest, PAGE),
            // The whole thread is shown: a late item that belongs before the first one is shown too.
            Some(_) if !self.has_newer && !self.has_older => {
                (ThreadWindow::From { position: Position { seq: 0, local: 0 } }, PAGE)
            }
            Some(position) if !self.has_newer => (ThreadWindow::From { position }, PAGE),
            Some(first) => {
                let before = Position { local: first.local - 1, ..first };
                let limit = u32::try_from(self.items.len()).unwrap_or(500).clamp(1, 500);
                (ThreadWindow::After { position: before }, limit)
            }
        }
    }

    /// Shows another part of the thread, or the same part anew.
    pub(crate) fn show(&mut self, page: ThreadPage) {
        let mut shown = ThreadList {
            has_older: page.has_older,
            older_offline: page.older_offline,
            has_newer: page.has_newer,
            items: Vec::new(),
        };
        shown.items = self.keep(page.items);
        *self = shown;
    }

    /// Takes over the same part, asked for again. `follow`: the person is at the end, so the beginning may be
    /// cut.
    pub(crate) fn refresh(&mut self, page: ThreadPage, follow: bool) {
        self.show(page);
        if follow && self.items.len() > MOST {
            self.items.drain(..self.items.len() - MOST);
            self.has_older = true;
            self.older_offline = false;
        }
    }

    /// Older items on top; the newest ones are cut when it becomes too much.
    pub(crate) fn prepend(&mut self, page: ThreadPage) {
        let first = self.first();
        let older = page.items.into_iter().filter(|item| first.is_none_or(|first| item.position < first));
        self.items.splice(0..0, older.map(Arc::new));
        self.has_older = page.has_older;
        self.older_offline = page.older_offline;
        if self.items.len() > MOST {
            self.items.truncate(MOST);
            self.has_newer = true;
        }
    }

    /// Newer items at the end; the oldest ones are cut when it becomes too much.
    pub(crate) fn append(&mut self, page: ThreadPage) {
        let last = self.last();
        let newer = page.items.into_iter().filter(|item| last.is_none_or(|last| item.position > last));
        self.items.extend(newer.map(Arc::new));
        self.has_newer = page.has_newer;
        if self.items.len() > MOST {
            self.items.drain(..self.items.len() - MOST);
            self.has_older = true;
            self.older_offline = false;
        }
    }

    /// Whether an item is here.
    pub(crate) fn has(&self, entry: EntryId) -> bool {
        self.items.iter().any(|item| item.id == entry)
    }

    /// The place of an item, if it is here.
    pub(crate) fn position_of(&self, entry: EntryId) -> Option<Position> {
        self.items.iter().rev().find(|item| item.id == entry).map(|item| item.position)
    }

    /// The number of messages of others that are new and have not been on the screen. `unread`: the number
    /// that the person has still to act on, also those that are not in the page.
    /// also where they are not in the page.
    pub(crate) fn come(&self, new: New, unread: usize) -> usize {
        let is_new = |item: &&Arc<ThreadItem>| new.begins.is_some_and(|it| it.includes(item.position));
        let fresh = || self.items.iter().filter(|item| is_message(item) && !item.author.is_me).filter(is_new);
        let passed = fresh().filter(|item| Some(item.position) <= new.shown_up_to).count();
        fresh().count().max(unread) - passed
    }

    /// Shows how much of a file is at the server. Answers whether the file is here and on its way.
    pub(crate) fn goes_up(&mut self, entry: EntryId, percent: u8) -> bool {
        let found = self.items.iter_mut().rev().find(|item| item.id == entry);
        let Some(item) = found.filter(|item| matches!(item.delivery, Some(Delivery::Sending { .. }))) else {
            return false;
        };
        Arc::make_mut(item).delivery =
            Some(Delivery::Sending { upload: Some(Upload::Uploading { percent }) });
        true
    }

    /// Shows how much of a file is on this device. Answers whether an item shows it as a file that is not here.
    pub(crate) fn comes_down(&mut self, file: AttachmentId, percent: u8) -> bool {
        let mut is_shown = false;
        // A file that was forwarded back occurs twice in the thread.
        for item in &mut self.items {
            if file_of(item).is_some_and(|shown| shown.id == file && shown.here != FileHere::Here)
                && let Some(shown) = file_within(Arc::make_mut(item))
            {
                shown.here = FileHere::Fetching { percent };
                is_shown = true;
            }
        }
        is_shown
    }

    fn keep(&self, items: Vec<ThreadItem>) -> Vec<Arc<ThreadItem>> {
        let old: std::collections::HashMap<EntryId, &Arc<ThreadItem>> =
            self.items.iter().map(|item| (item.id, item)).collect();
        let kept = |item: ThreadItem| match old.get(&item.id) {
            Some(same) if ***same == item => Arc::clone(same),
            _ => Arc::new(item),
        };
        items.into_iter().map(kept).collect()
    }
}

/// The new part of a thread for its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct New {
    /// The beginning of the new part; none: nothing of it is in the page.
    pub(crate) begins: Option<Beginning>,
    /// The newest item that has been on the screen.
    pub(crate) shown_up_to: Option<Position>,
}

/// The beginning of the new part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beginning {
    /// The new part begins behind the newest item of the moment when the end was last seen.
    After(Position),
    /// The new part begins with the first unread message.
    With(Position),
}

impl Beginning {
    fn includes(self, position: Position) -> bool {
        match self {
            Beginning::After(seen) => position > seen,
            Beginning::With(first) => position >= first,
        }
    }
}

/// Whether an item counts for unread numbers.
pub(crate) fn is_message(item: &ThreadItem) -> bool {
    matches!(item.kind, ItemKind::Message { .. } | ItemKind::Forwarded { .. })
}

#[cfg(test)]
pub(crate) mod tests;
