//! The rows of a list that are here so far, and what to ask for next. Keyset pages: rows are known from the top down.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use conversas_domain::ids::ConversationId;
use conversas_domain::inbox::InboxKey;
use conversas_ipc::{InboxCounts, InboxPage, InboxRow};

/// Rows of a usual page.
pub(crate) const PAGE: u32 = 100;

/// Rows of the largest page.
pub(crate) const LARGEST_PAGE: u32 = 500;

/// From here on a refresh leaves the top alone.
const FAR: usize = 300;

/// Rows above the view that are refreshed with it.
const MARGIN: usize = 50;

/// The loaded rows, from the top.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct InboxList {
    rows: Vec<Arc<InboxRow>>,
    more: bool,
    counts: InboxCounts,
    /// So many rows at the top may be out of date.
    stale: usize,
}

impl InboxList {
    /// The numbers of the whole list.
    pub(crate) fn counts(&self) -> InboxCounts {
        self.counts
    }

    /// Rows the list has, here or not.
    pub(crate) fn total(&self) -> usize {
        let known = self.rows.len();
        if self.more { (self.counts.matching as usize).max(known + 1) } else { known }
    }

    /// The row at a place, when it is here.
    pub(crate) fn row(&self, place: usize) -> Option<&Arc<InboxRow>> {
        self.rows.get(place)
    }

    /// Rows that are here.
    pub(crate) fn loaded(&self) -> usize {
        self.rows.len()
    }

    /// Where a conversation stands.
    pub(crate) fn place(&self, id: ConversationId) -> Option<usize> {
        self.rows.iter().position(|row| row.id == id)
    }

    /// A fresh start from the top. Rows that did not change stay the same allocation.
    pub(crate) fn replace(&mut self, page: InboxPage) {
        self.replace_from(&Refresh::default(), page);
    }

    /// What was asked for again; dropped when the list meanwhile changed above it.
    pub(crate) fn replace_from(&mut self, asked: &Refresh, page: InboxPage) {
        let above = asked.keep.checked_sub(1).and_then(|place| self.rows.get(place)).map(|row| row.key);
        if above != asked.after {
            return;
        }
        let old = self.rows.split_off(asked.keep.min(self.rows.len()));
        let fresh = page.rows.into_iter().enumerate().map(|(place, row)| kept(&old, place, row));
        self.rows.extend(fresh);
        self.more = page.more;
        self.counts = page.counts;
        self.stale = asked.keep;
    }

    /// Rows near the top that were not asked for again, because the person was far below them, are in sight.
    pub(crate) fn shows_stale(&self, view: &Range<usize>) -> bool {
        self.stale > 0 && view.start <= self.stale
    }

    /// The page asked for after a row; dropped when the list meanwhile ends with another one.
    pub(crate) fn append_after(&mut self, after: Option<InboxKey>, page: InboxPage) {
        if self.rows.last().map(|row| row.key) != after {
            return;
        }
        let known: HashSet<ConversationId> = self.rows.iter().map(|row| row.id).collect();
        self.rows.extend(page.rows.into_iter().filter(|row| !known.contains(&row.id)).map(Arc::new));
        self.more = page.more;
        self.counts = page.counts;
    }

    /// What to ask for so that the rows in view are here: after which row, and how many.
    pub(crate) fn next_page(&self, view: &Range<usize>) -> Option<(Option<InboxKey>, u32)> {
        let lacking = (view.end + PAGE as usize / 2).min(self.total()).saturating_sub(self.rows.len());
        if !self.more || lacking == 0 {
            return None;
        }
        let limit = u32::try_from(lacking).unwrap_or(LARGEST_PAGE).clamp(PAGE, LARGEST_PAGE);
        Some((self.rows.last().map(|row| row.key), limit))
    }

    /// What to ask for again when something changed: all from the top, or, far below it, what is in sight.
    pub(crate) fn refresh(&self, view: &Range<usize>) -> Refresh {
        let keep = if view.start > FAR { (view.start - MARGIN).min(self.rows.len()) } else { 0 };
        let wanted = (self.rows.len() - keep).min((view.end + PAGE as usize).saturating_sub(keep));
        Refresh {
            keep,
            after: keep.checked_sub(1).and_then(|place| self.rows.get(place)).map(|row| row.key),
            limit: u32::try_from(wanted).unwrap_or(LARGEST_PAGE).clamp(PAGE, LARGEST_PAGE),
        }
    }
}

/// Rows to ask for again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Refresh {
    /// Rows at the top that stay as they are.
    keep: usize,
    /// The last of them.
    pub(crate) after: Option<InboxKey>,
    /// How many rows to ask for after it.
    pub(crate) limit: u32,
}

/// Looks for the old row at the same place first: mostly nothing moved.
fn kept(old: &[Arc<InboxRow>], place: usize, row: InboxRow) -> Arc<InboxRow> {
    let same = |candidate: &&Arc<InboxRow>| ***candidate == row;
    let near = place.saturating_sub(1)..(place + 2).min(old.len());
    let found = old.get(near).and_then(|near| near.iter().find(same));
    found.or_else(|| old.iter().find(same)).map(Arc::clone).unwrap_or_else(|| Arc::new(row))
}

#[cfg(test)]
mod tests;
