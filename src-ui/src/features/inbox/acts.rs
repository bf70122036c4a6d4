//! Acts of keys and the palette in the list.

use conversas_domain::filter::TypeFilter;
use conversas_domain::ids::ConversationId;
use conversas_domain::inbox::Order;
use conversas_domain::person::Side;
use conversas_domain::ticket::Status;
use conversas_ipc::{InboxQuery, InboxRow};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::keys::row_id;
use super::model::Inbox;
use crate::app::acts::offer;
use crate::browser;
use crate::state::filter;
use crate::state::inbox::Ask;
use crate::state::next::Opened;
use crate::state::shortcuts::Act;
use crate::transport::call;

/// Offers the acts while the list is there.
pub(super) fn offer_acts(inbox: Inbox) {
    offer(
        Act::NextConversation,
        move || is_done(inbox) || neighbour(inbox, 1).is_some(),
        move || next(inbox),
    );
    offer(
        Act::PreviousConversation,
        move || neighbour(inbox, -1).is_some(),
        move || go(inbox, neighbour(inbox, -1)),
    );
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
    let open = inbox.app.route().get_untracked().conversation.or(inbox.active.get_untracked());
    inbox.list.with_untracked(|list| {
        let to = match open.and_then(|id| list.place(id)) {
            Some(place) => place.checked_add_signed(by)?,
            None => 0,
        };
        list.row(to).map(|_| to)
    })
}

/// Whether the open conversation was answered or finished since it was opened.
fn is_done(inbox: Inbox) -> bool {
    let is_done = |opened: &Opened| inbox.list.with_untracked(|list| opened.is_done(list));
    inbox.side == Side::School && inbox.opened.with_value(|opened| opened.as_ref().is_some_and(is_done))
}

/// Goes to the conversation below; from an answered or finished one to the longest waiting one, whatever the
/// list's order.
/// sorted.
fn next(inbox: Inbox) {
    let Some(opened) = inbox.opened.get_value().filter(|_| is_done(inbox)) else {
        return go(inbox, neighbour(inbox, 1));
    };
    spawn_local(async move {
        let query = InboxQuery { order: Order::Waiting, limit: 2, ..inbox.query(&Ask::FIRST) };
        let waiting = call(query).await.ok().and_then(|page| {
            let waits = |row: &InboxRow| row.waiting_since.is_some() && row.id != opened.id;
            page.rows.into_iter().find(waits)
        });
        match waiting {
            Some(row) => show(inbox, row.id),
            None => {
                let below = inbox.list.try_with_untracked(|list| opened.below(list));
                go(inbox, below);
            }
        }
    });
}

/// Opens the row at a place of the list.
fn go(inbox: Inbox, to: Option<usize>) {
    let row = to.and_then(|to| inbox.list.with_untracked(|list| list.row(to).map(|row| row.id)));
    if let Some(id) = row {
        show(inbox, id);
    }
}

/// Opens a conversation.
fn show(inbox: Inbox, id: ConversationId) {
    inbox.heading.set_value(None);
    inbox.active.set(Some(id));
    inbox.app.open(id);
    browser::bring_into_view(&row_id(id));
}
