//! What keys and the palette can do in the list.

use conversas_domain::filter::TypeFilter;
use conversas_domain::person::Side;
use conversas_domain::ticket::Status;
use leptos::prelude::*;

use super::keys::row_id;
use super::model::Inbox;
use crate::app::acts::offer;
use crate::browser;
use crate::state::filter;
use crate::state::shortcuts::Act;

/// Offers them while the list is there.
pub(super) fn offer_acts(inbox: Inbox) {
    offer(Act::NextConversation, move || neighbour(inbox, 1).is_some(), move || go(inbox, 1));
    offer(Act::PreviousConversation, move || neighbour(inbox, -1).is_some(), move || go(inbox, -1));
    if inbox.side == Side::Family {
        return;
    }
    let status = |act, status| {
        offer(
            act,
            || true,
            move || inbox.set_filter(inbox.filter.with_untracked(|now| filter::press(now, status))),
        );
    };
    status(Act::FilterPending, Status::Pending);
    status(Act::FilterInProgress, Status::InProgress);
    status(Act::FilterFinished, Status::Finished);
    let kind = |act, kind| {
        offer(
            act,
            || true,
            move || {
                let mut filter = inbox.filter.get_untracked();
                filter.kind = kind;
                inbox.set_filter(filter);
            },
        );
    };
    kind(Act::FilterAll, TypeFilter::All);
    kind(Act::FilterMine, TypeFilter::Mine);
    kind(Act::FilterOthers, TypeFilter::Others);
    let is_filtered = move || inbox.filter.with_untracked(|filter| filter.is_active());
    offer(Act::ClearFilters, is_filtered, move || inbox.clear_filters());
}

/// The place below or above the open conversation; the top, when none is open.
fn neighbour(inbox: Inbox, by: isize) -> Option<usize> {
    let open = inbox.app.route.get_untracked().conversation.or(inbox.active.get_untracked());
    inbox.list.with_untracked(|list| {
        let to = match open.and_then(|id| list.place(id)) {
            Some(place) => place.checked_add_signed(by)?,
            None => 0,
        };
        list.row(to).map(|_| to)
    })
}

/// Opens it.
fn go(inbox: Inbox, by: isize) {
    let Some(to) = neighbour(inbox, by) else { return };
    let Some(id) = inbox.list.with_untracked(|list| list.row(to).map(|row| row.id)) else { return };
    inbox.heading.set_value(None);
    inbox.active.set(Some(id));
    inbox.app.open(id);
    browser::bring_into_view(&row_id(id));
}
