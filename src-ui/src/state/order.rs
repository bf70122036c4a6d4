//! The order of envelopes, which may overtake each other on the way: they are handed out by index.

use std::collections::BTreeMap;

use conversas_ipc::{Envelope, Event};

/// The envelopes that came too early.
#[derive(Debug, Default)]
pub(crate) struct Reorder {
    next: u64,
    early: BTreeMap<u64, Event>,
}

impl Reorder {
    /// Takes an envelope; answers the events that are ready now. A repeated index is dropped.
    pub(crate) fn push(&mut self, envelope: Envelope) -> Vec<Event> {
        if envelope.index >= self.next {
            self.early.insert(envelope.index, envelope.event);
        }
        let mut ready = Vec::new();
        while let Some(event) = self.early.remove(&self.next) {
            ready.push(event);
            self.next += 1;
        }
        ready
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use conversas_ipc::Connection;

    fn envelope(index: u64) -> Envelope {
        let connection = Connection { waiting: index as u32, ..Connection::default() };
        Envelope { index, event: Event::ConnectionChanged { connection } }
    }

    #[test]
    fn what_overtook_waits_for_what_came_before() {
        let mut order = Reorder::default();
        assert_eq!(order.push(envelope(0)).len(), 1);
        assert!(order.push(envelope(2)).is_empty());
        let ready = order.push(envelope(1));
        assert_eq!(ready, vec![envelope(1).event, envelope(2).event]);
    }

    #[test]
    fn a_repeated_index_is_given_once() {
        let mut order = Reorder::default();
        order.push(envelope(0));
        assert!(order.push(envelope(0)).is_empty());
    }
}
