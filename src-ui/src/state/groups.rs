//! The lines between messages, and groups of messages: days, runs of one author, finished episodes.

use std::sync::Arc;

use conversas_domain::ids::{EntryId, TicketId};
use conversas_domain::moment::Moment;
use conversas_domain::ticket::Status;
use conversas_ipc::{ItemKind, ThreadItem};

use super::time::Date;

/// A pause that ends a run, in milliseconds.
const PAUSE: i64 = 10 * 60_000;

/// The place of a message among those of its author around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Run {
    /// Alone.
    Solo,
    /// The first.
    Start,
    /// In between.
    Middle,
    /// The last.
    End,
}

impl Run {
    /// The name in the style sheet.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Run::Solo => "solo",
            Run::Start => "start",
            Run::Middle => "middle",
            Run::End => "end",
        }
    }

    /// Whether the author is named above it.
    pub(crate) fn begins(self) -> bool {
        matches!(self, Run::Solo | Run::Start)
    }

    /// Whether the author's avatar stands beside it.
    pub(crate) fn ends(self) -> bool {
        matches!(self, Run::Solo | Run::End)
    }
}

/// One line of a log.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Block {
    /// A new day, with the number of earlier lines of this day: a wrong clock may bring a day twice.
    Day(Date, usize),
    /// The mark before the first unread message.
    Unread,
    /// A finished ticket ended here.
    Episode {
        /// The event that finished it.
        after: EntryId,
        /// Its number, when known.
        number: Option<u32>,
        /// The moment of the finish.
        at: Moment,
    },
    /// The survey of the ticket that an event finished.
    Survey {
        /// The event.
        after: EntryId,
        /// The ticket.
        ticket: TicketId,
    },
    /// A message, a note or an event.
    Entry(Arc<ThreadItem>, Run),
}

/// The key of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum BlockKey {
    /// A day, and the number of earlier lines of this day.
    Day(i64, usize),
    /// The mark.
    Unread,
    /// The end of an episode.
    Episode(EntryId),
    /// A survey.
    Survey(EntryId),
    /// An item.
    Entry(EntryId),
}

impl Block {
    /// Unique within a log.
    pub(crate) fn key(&self) -> BlockKey {
        match self {
            Block::Day(date, repeat) => BlockKey::Day(date.day_number, *repeat),
            Block::Unread => BlockKey::Unread,
            Block::Episode { after, .. } => BlockKey::Episode(*after),
            Block::Survey { after, .. } => BlockKey::Survey(*after),
            Block::Entry(item, _) => BlockKey::Entry(item.id),
        }
    }
}

/// A day with its lines; the separator stays in sight as long as they do.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DayGroup {
    /// The key of the day's separator.
    pub(crate) key: BlockKey,
    /// Its lines, the separator first.
    pub(crate) blocks: Vec<Block>,
}

/// The lines by day.
pub(crate) fn by_day(blocks: Vec<Block>) -> Vec<DayGroup> {
    let mut days: Vec<DayGroup> = Vec::new();
    for block in blocks {
        match (days.last_mut(), &block) {
            (Some(day), Block::Unread | Block::Episode { .. } | Block::Survey { .. } | Block::Entry(..)) => {
                day.blocks.push(block)
            }
            (_, _) => days.push(DayGroup { key: block.key(), blocks: vec![block] }),
        }
    }
    days
}

/// The lines of a log.
pub(crate) fn blocks(
    items: &[Arc<ThreadItem>],
    first_unread: Option<EntryId>,
    date: impl Fn(Moment) -> Date,
    number: impl Fn(TicketId) -> Option<u32>,
) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::with_capacity(items.len() + 8);
    let mut day: Option<Date> = None;
    for (place, item) in items.iter().enumerate() {
        let today = date(item.at);
        // An unreadable entry has no time of its own: it belongs to the day around it.
        let is_placed = match item.kind {
            ItemKind::Unreadable => false,
            ItemKind::Unknown => item.at != Moment::default(),
            _ => true,
        };
        if is_placed && day.replace(today) != Some(today) {
            let same = |block: &&Block| matches!(block, Block::Day(other, _) if *other == today);
            let repeat = blocks.iter().filter(same).count();
            blocks.push(Block::Day(today, repeat));
        }
        if first_unread == Some(item.id) {
            blocks.push(Block::Unread);
        }
        let before = place.checked_sub(1).and_then(|place| items.get(place));
        let after = items.get(place + 1);
        let joins = |one: &Arc<ThreadItem>, next: &Arc<ThreadItem>| {
            belong_together(one, next) && date(one.at) == date(next.at) && first_unread != Some(next.id)
        };
        let run = match (
            before.is_some_and(|before| joins(before, item)),
            after.is_some_and(|after| joins(item, after)),
        ) {
            (false, false) => Run::Solo,
            (false, true) => Run::Start,
            (true, true) => Run::Middle,
            (true, false) => Run::End,
        };
        blocks.push(Block::Entry(Arc::clone(item), run));
        if finishes(item) && after.is_some() {
            let number = item.ticket_id.and_then(&number);
            blocks.push(Block::Episode { after: item.id, number, at: item.at });
        }
    }
    blocks
}

/// The same lines, with the survey of each ticket that has one below the event that finished it.
pub(crate) fn with_surveys(blocks: Vec<Block>, has_survey: impl Fn(TicketId) -> bool) -> Vec<Block> {
    let below = |block: &Block| match block {
        Block::Entry(item, _) if finishes(item) => {
            let ticket = item.ticket_id.filter(|ticket| has_survey(*ticket))?;
            Some(Block::Survey { after: item.id, ticket })
        }
        _ => None,
    };
    blocks
        .into_iter()
        .flat_map(|block| {
            let below = below(&block);
            [Some(block), below]
        })
        .flatten()
        .collect()
}

fn finishes(item: &ThreadItem) -> bool {
    matches!(item.kind, ItemKind::StatusChanged { status: Status::Finished, .. })
}

fn belong_together(one: &ThreadItem, next: &ThreadItem) -> bool {
    let plain = |item: &ThreadItem| matches!(item.kind, ItemKind::Message { .. });
    plain(one) && plain(next) && one.author.id == next.author.id && (next.at.0 - one.at.0).abs() <= PAUSE
}

#[cfg(test)]
mod tests;
