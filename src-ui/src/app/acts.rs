//! Acts that are possible now: parts of the screen offer them, keys and the palette perform them. So no part
//! needs another.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;

use crate::state::shortcuts::Act;

#[derive(Clone)]
struct Offer {
    id: u64,
    act: Act,
    can: Rc<dyn Fn() -> bool>,
    run: Rc<dyn Fn()>,
}

thread_local! {
    static OFFERS: RefCell<Vec<Offer>> = const { RefCell::new(Vec::new()) };
    static NEXT: Cell<u64> = const { Cell::new(0) };
}

/// Offers an act, until the reactive owner around it is gone. `can`: whether the act makes sense now.
pub(crate) fn offer(act: Act, can: impl Fn() -> bool + 'static, run: impl Fn() + 'static) {
    let id = NEXT.replace(NEXT.get() + 1);
    let offer = Offer { id, act, can: Rc::new(can), run: Rc::new(run) };
    OFFERS.with_borrow_mut(|offers| offers.push(offer));
    on_cleanup(move || OFFERS.with_borrow_mut(|offers| offers.retain(|offer| offer.id != id)));
}

/// Whether an act is possible now.
pub(crate) fn is_possible(act: Act) -> bool {
    able(act).is_some()
}

/// Performs an act; the newest offer counts. Answers whether it was possible.
pub(crate) fn perform(act: Act) -> bool {
    let able = able(act);
    if let Some(offer) = &able {
        (offer.run)();
    }
    able.is_some()
}

fn able(act: Act) -> Option<Offer> {
    let offers: Vec<Offer> =
        OFFERS.with_borrow(|offers| offers.iter().rev().filter(|offer| offer.act == act).cloned().collect());
    offers.into_iter().find(|offer| untrack(|| (offer.can)()))
}
