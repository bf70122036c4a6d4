//! The rows of a list around those on the screen, and the next question to the host. A far jump asks for the
//! rows around its goal; scrolling on asks for the rows after the last one.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use conversas_domain::ids::ConversationId;
use conversas_domain::inbox::RowKey;
use conversas_ipc::{InboxCounts, InboxPage, InboxRow};

/// The rows of a usual page, and the number of rows kept around those in view.
pub(crate) const PAGE: usize = 100;

/// The rows that answer a new question: those of one screen, quickly.
const FIRST_PAGE: usize = 40;

/// The rows of the largest page.
const LARGEST_PAGE: usize = 500;

/// With fewer rows than this above the view, more are asked for.
const SPARE: usize = 25;

/// The most rows that are kept; those far above are dropped.
const MOST: usize = 1_000;

/// A run of rows that are here.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct InboxList {
    /// The place of the first of them.
    first: usize,
    rows: Vec<Arc<InboxRow>>,
    more: bool,
    counts: InboxCounts,
    is_whole: bool,
}

/// The question that the rows of a list answer; none at first.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Answered(Option<u64>);

impl Answered {
    /// Notes the answer to a question; answers whether the list takes it. A list that `holds` does not take
    /// it, so that the question is asked again.
    /// answered before, so that the question is put again.
    pub(crate) fn take(&mut self, question: u64, holds: bool) -> bool {
        if !holds {
            self.0 = Some(question);
        }
        !holds
    }

    /// Whether the rows answer this question.
    pub(crate) fn is(self, question: u64) -> bool {
        self.0 == Some(question)
    }
}

/// A question for rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ask {
    /// The row after which the wanted rows come; none: counted from the top.
    pub(crate) after: Option<RowKey>,
    /// The place of the first row of the answer.
    place: usize,
    /// The most rows of the answer.
    limit: usize,
}

impl Ask {
    /// The first question about a list.
    pub(crate) const FIRST: Ask = Ask { after: None, place: 0, limit: FIRST_PAGE };

    /// Rows to leave out, counted from the top.
    pub(crate) fn skip(&self) -> u32 {
        if self.after.is_some() { 0 } else { u32::try_from(self.place).unwrap_or(u32::MAX) }
    }

    /// The most rows of the answer.
    pub(crate) fn limit(&self) -> u32 {
        self.limit.clamp(1, LARGEST_PAGE) as u32
    }

    /// Whether all rows in view are asked for.
    pub(crate) fn covers(&self, view: &Range<usize>) -> bool {
        self.place <= view.start && view.end <= self.place + self.limit
    }

    /// The question for the rows in view and around them.
    pub(crate) fn around(view: &Range<usize>) -> Ask {
        let place = view.start.saturating_sub(PAGE);
        Ask { after: None, place, limit: (view.end + PAGE - place).min(LARGEST_PAGE) }
    }
}

impl InboxList {
    /// The numbers of the whole list.
    pub(crate) fn counts(&self) -> InboxCounts {
        self.counts
    }

    /// Whether the whole list is on this device.
    pub(crate) fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The number of rows of the list, here or not.
    pub(crate) fn total(&self) -> usize {
        if self.more { (self.counts.matching as usize).max(self.end() + 1) } else { self.end() }
    }

    /// The row at a place, when it is here.
    pub(crate) fn row(&self, place: usize) -> Option<&Arc<InboxRow>> {
        self.rows.get(place.checked_sub(self.first)?)
    }

    /// The place of a conversation, when it is here.
    pub(crate) fn place(&self, id: ConversationId) -> Option<usize> {
        self.rows.iter().position(|row| row.id == id).map(|place| self.first + place)
    }

    fn end(&self) -> usize {
        self.first + self.rows.len()
    }

    /// The question that brings the rows in view, with a few more.
    pub(crate) fn next(&self, view: &Range<usize>) -> Option<Ask> {
        let is_above = self.first > 0 && view.start < self.first + SPARE;
        if is_above || (self.more && view.start > self.end() + PAGE) {
            return Some(Ask::around(view));
        }
        let lacking = (view.end + PAGE / 2).min(self.total()).saturating_sub(self.end());
        let after = self.rows.last().map(|row| row.key.clone());
        (self.more && lacking > 0).then(|| Ask { after, place: self.end(), limit: lacking.max(PAGE) })
    }

    /// Takes an answer. Rows that did not change stay the same allocation.
    pub(crate) fn take(&mut self, ask: &Ask, page: InboxPage) {
        match &ask.after {
            Some(after) => self.append(after, page),
            None => self.replace(ask.place, page),
        }
    }

    fn replace(&mut self, first: usize, page: InboxPage) {
        let old = std::mem::take(&mut self.rows);
        let shift = first.wrapping_sub(self.first);
        let fresh = page.rows.into_iter().enumerate();
        self.rows = fresh.map(|(place, row)| kept(&old, place.wrapping_add(shift), row)).collect();
        self.counts = page.counts;
        self.is_whole = page.is_whole;
        // The list got so short that no row is left at this place: it is asked for again, from where it is.
        let is_lost = self.rows.is_empty() && first > 0;
        self.first = if is_lost { 0 } else { first };
        self.more = if is_lost { self.counts.matching > 0 } else { page.more };
    }

    /// Appends an answer; dropped when the list meanwhile ends with another row.
    fn append(&mut self, after: &RowKey, page: InboxPage) {
        if self.rows.last().is_none_or(|row| row.key != *after) {
            return;
        }
        let known: HashSet<ConversationId> = self.rows.iter().map(|row| row.id).collect();
        self.rows.extend(page.rows.into_iter().filter(|row| !known.contains(&row.id)).map(Arc::new));
        self.more = page.more;
        self.counts = page.counts;
        self.is_whole = page.is_whole;
        if self.rows.len() > MOST {
            let far = self.rows.len() - MOST;
            self.rows.drain(..far);
            self.first += far;
        }
    }

    /// Takes over the words of the rows, and not their order: no row moves. New rows come last, where there
    /// is room.
    pub(crate) fn take_in_place(&mut self, page: InboxPage) {
        let mut fresh: HashMap<ConversationId, InboxRow> = HashMap::new();
        let mut order = Vec::with_capacity(page.rows.len());
        for row in page.rows {
            order.push(row.id);
            fresh.insert(row.id, row);
        }
        for row in &mut self.rows {
            if let Some(now) = fresh.remove(&row.id).filter(|now| *now != **row) {
                *row = Arc::new(now);
            }
        }
        if !self.more {
            self.rows.extend(order.iter().filter_map(|id| fresh.remove(id)).map(Arc::new));
        }
        self.counts = page.counts;
        self.is_whole = page.is_whole;
    }

    /// The rows in view with their places.
    pub(crate) fn seen(&self, view: &Range<usize>) -> Vec<(usize, ConversationId)> {
        view.clone().filter_map(|place| Some((place, self.row(place)?.id))).collect()
    }

    /// The number of places that most of these rows have moved down.
    pub(crate) fn moved(&self, seen: &[(usize, ConversationId)]) -> isize {
        let by = |(before, id): &(usize, ConversationId)| Some(self.place(*id)? as isize - *before as isize);
        let mut moves: Vec<isize> = seen.iter().filter_map(by).collect();
        moves.sort_unstable();
        moves.get(moves.len() / 2).copied().unwrap_or(0)
    }
}

/// Keeps the old row if it is equal; the old row at the same place is compared first, because mostly nothing
/// moved.
fn kept(old: &[Arc<InboxRow>], place: usize, row: InboxRow) -> Arc<InboxRow> {
    let same = |candidate: &&Arc<InboxRow>| ***candidate == row;
    let near = place.saturating_sub(1).min(old.len())..place.saturating_add(2).min(old.len());
    let found = old.get(near).and_then(|near| near.iter().find(same));
    found.or_else(|| old.iter().find(same)).map(Arc::clone).unwrap_or_else(|| Arc::new(row))
}

#[cfg(test)]
pub(crate) mod tests;
