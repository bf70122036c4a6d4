//! Events, in the order of their indexes, given to everyone who listens.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use conversas_ipc::{Envelope, Event};

use crate::state::order::Reorder;

/// A piece of news for a listener.
#[derive(Debug, Clone)]
pub(crate) enum News {
    /// The next event.
    Event(Event),
    /// The stream began anew: anything may have changed meanwhile.
    Restarted,
}

type Ear = Rc<dyn Fn(&News)>;

thread_local! {
    static ORDER: RefCell<Reorder> = RefCell::new(Reorder::default());
    static EARS: RefCell<Vec<(u64, Ear)>> = const { RefCell::new(Vec::new()) };
    static NEXT: Cell<u64> = const { Cell::new(0) };
}

/// Listens until the reactive owner around it is gone.
pub(crate) fn listen(ear: impl Fn(&News) + 'static) {
    let id = NEXT.replace(NEXT.get() + 1);
    EARS.with_borrow_mut(|ears| ears.push((id, Rc::new(ear))));
    leptos::prelude::on_cleanup(move || EARS.with_borrow_mut(|ears| ears.retain(|(other, _)| *other != id)));
}

pub(super) fn arrived(envelope: Envelope) {
    let ready = ORDER.with_borrow_mut(|order| order.push(envelope));
    for event in ready {
        tell(&News::Event(event));
    }
}

pub(super) fn restart() {
    ORDER.with_borrow_mut(|order| *order = Reorder::default());
    tell(&News::Restarted);
}

fn tell(news: &News) {
    // A listener may add or remove listeners.
    let ears: Vec<Ear> = EARS.with_borrow(|ears| ears.iter().map(|(_, ear)| Rc::clone(ear)).collect());
    for ear in ears {
        ear(news);
    }
}
