//! A window of a thread: entries that the server has numbered, then this person's own without a number.

use std::collections::HashMap;
use std::fmt;

use conversas_domain::conversation::Progress;
use conversas_domain::entry::{EntryKind, Seq};
use conversas_domain::ids::{AttachmentId, EntryId};
use conversas_domain::person::Side;
use conversas_protocol::{ConversationView, EntryView};
use conversas_view::{Delivery, FileHere, Upload};

use crate::outbox::{OutboxItem, OutboxState};

/// A place in a thread. Places sort as the thread does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Numbered by the server.
    Numbered(Seq),
    /// A place without a number of the server: this device's number.
    Unsent(i64),
}

/// A part of a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThreadWindow {
    /// The end.
    Latest,
    /// Around this entry, about half of it on each side.
    Around(EntryId),
    /// Before this place, itself not included.
    Before(Place),
    /// After this place, itself not included.
    After(Place),
    /// From this place to the end, itself included.
    From(Place),
}

/// A window.
#[derive(Debug, Clone)]
pub struct ThreadPage {
    /// Oldest first.
    pub items: Vec<ThreadItem>,
    /// Older items exist.
    pub has_older: bool,
    /// Older items exist, but are not here and the server cannot be reached.
    pub older_offline: bool,
    /// Newer items exist.
    pub has_newer: bool,
    /// Whether the bytes of the window's files are on the device.
    pub files: HashMap<AttachmentId, FileHere>,
}

/// An item of a thread.
#[derive(Clone)]
pub struct ThreadItem {
    /// The item's identifier: the same before and after it is sent.
    pub id: EntryId,
    /// The item's place.
    pub place: Place,
    /// The content.
    pub body: ThreadBody,
    /// The delivery of an item of the reader's own side.
    pub delivery: Option<Delivery>,
}

impl fmt::Debug for ThreadItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ThreadItem")
            .field("id", &self.id)
            .field("place", &self.place)
            .field("delivery", &self.delivery)
            .finish_non_exhaustive()
    }
}

/// The origin of an item.
#[derive(Clone)]
pub enum ThreadBody {
    /// The server.
    Entry(Box<EntryView>),
    /// This device.
    Mine(Box<OutboxItem>),
}

pub(crate) fn from_server(entry: EntryView, view: &ConversationView, side: Side) -> ThreadItem {
    // A copy was not sent as a message: it carries no mark of delivery.
    let was_written_here = entry.kind.is_message() && !matches!(entry.kind, EntryKind::Forwarded { .. });
    let delivery = (entry.side == side && was_written_here).then(|| match side {
        Side::Family => reached(view.school, entry.seq),
        Side::School => reached(view.family, entry.seq),
    });
    ThreadItem {
        id: entry.id,
        place: Place::Numbered(entry.seq),
        body: ThreadBody::Entry(Box::new(entry)),
        delivery,
    }
}

fn reached(across: Progress, seq: Seq) -> Delivery {
    if across.read >= seq {
        Delivery::Read
    } else if across.delivered >= seq {
        Delivery::Delivered
    } else {
        Delivery::Sent
    }
}

/// Makes an item of an outbox row. None for a row that shows nothing in the thread, or whose entry is here
/// already. `sending`: the row is on its way, with the stage of its file.
pub(crate) fn from_outbox(item: OutboxItem, sending: Option<Option<Upload>>) -> Option<ThreadItem> {
    let id = item.shown_id().filter(|_| !item.arrived)?;
    let delivery = match (item.state, sending) {
        (OutboxState::Queued, Some(upload)) => Delivery::Sending { upload },
        (OutboxState::Queued, None) => Delivery::Queued,
        (OutboxState::Sent, _) => Delivery::Sent,
        (OutboxState::Blocked { reason }, _) => Delivery::Blocked { reason },
        (OutboxState::Failed { reason }, _) => Delivery::Failed { reason },
    };
    let place = Place::Unsent(item.n);
    Some(ThreadItem { id, place, body: ThreadBody::Mine(Box::new(item)), delivery: Some(delivery) })
}

#[cfg(test)]
mod tests {
    use conversas_domain::entry::Provenance;
    use conversas_domain::moment::Moment;
    use conversas_testkit::{fresh, views};

    use super::*;

    #[test]
    fn a_message_carries_the_mark_of_its_way_and_a_forwarded_copy_none() {
        let view = views::conversation(fresh(), "Maria Silva", "João Silva", Moment(1));
        let written = views::message(&view, Seq(1), "Bom dia");
        let text = written.kind.text().expect("it has words").clone();
        let provenance = Provenance {
            entry_id: fresh(),
            author_id: written.author.id,
            author_side: Side::Family,
            at: Moment(1),
            channel_id: fresh(),
        };
        let copy =
            EntryView { kind: EntryKind::Forwarded { content: text.into(), provenance }, ..written.clone() };
        assert_eq!(from_server(written, &view, Side::Family).delivery, Some(Delivery::Sent));
        assert_eq!(from_server(copy, &view, Side::Family).delivery, None);
    }
}
