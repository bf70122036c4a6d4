//! A window of a thread: what the server has numbered, then what I wrote and it has not.

use std::fmt;

use conversas_domain::conversation::Progress;
use conversas_domain::entry::Seq;
use conversas_domain::ids::EntryId;
use conversas_domain::person::Side;
use conversas_protocol::{ConversationView, EntryView};

use crate::outbox::{OutboxItem, OutboxState};

/// A place in a thread. Sorts as the thread does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Numbered by the server.
    Numbered(Seq),
    /// Not yet: this device's number.
    Unsent(i64),
}

/// Which part of a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThreadWindow {
    /// The end.
    Latest,
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
}

/// Something in a thread.
#[derive(Clone)]
pub struct ThreadItem {
    /// Identifier: the same before and after it is sent.
    pub id: EntryId,
    /// Its place.
    pub place: Place,
    /// What it is.
    pub body: ThreadBody,
    /// For the reader's own side: how far it got.
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

/// Where an item comes from.
#[derive(Clone)]
pub enum ThreadBody {
    /// The server.
    Entry(Box<EntryView>),
    /// This device.
    Mine(Box<OutboxItem>),
}

/// How far a message got (rule 19).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// "enviando".
    Sending,
    /// "na fila", blocked or failed as the state says, or "enviada".
    Outbox(OutboxState),
    /// "enviada".
    Sent,
    /// "entregue".
    Delivered,
    /// "lida".
    Read,
}

pub(crate) fn from_server(entry: EntryView, view: &ConversationView, side: Side) -> ThreadItem {
    let delivery = (entry.side == side && entry.kind.is_message()).then(|| match side {
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

/// None for what is not a message or is shown from the server's entry already.
pub(crate) fn from_outbox(item: OutboxItem, is_sending: bool) -> Option<ThreadItem> {
    let (id, _) = item.message().filter(|_| !item.arrived)?;
    let delivery = match item.state {
        OutboxState::Queued if is_sending => Delivery::Sending,
        OutboxState::Sent => Delivery::Sent,
        state => Delivery::Outbox(state),
    };
    let place = Place::Unsent(item.n);
    Some(ThreadItem { id, place, body: ThreadBody::Mine(Box::new(item)), delivery: Some(delivery) })
}
