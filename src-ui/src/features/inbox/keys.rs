//! The list by keyboard: Tab reaches the list once, the arrows move within it.

use conversas_domain::ids::ConversationId;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::model::Inbox;
use super::scroller::Scroller;
use crate::browser;
use crate::state::hands::Hand;

/// The id of a row's element.
pub(super) fn row_id(id: ConversationId) -> String {
    format!("row-{id}")
}

/// The active row's element, when it is in the page.
pub(super) fn active_row(inbox: Inbox) -> Option<String> {
    let id = inbox.active.get()?;
    let place = inbox.list.with(|list| list.place(id))?;
    inbox.view.with(|view| view.contains(&place)).then(|| row_id(id))
}

/// Sets the active row when the list gets the focus: the open conversation, or the top.
pub(super) fn arrive(inbox: Inbox) {
    let here = |id: ConversationId| inbox.list.with_untracked(|list| list.place(id)).map(|_| id);
    if inbox.active.get_untracked().and_then(here).is_none() {
        let open = inbox.app.route().get_untracked().conversation.and_then(here);
        inbox.active.set(open.or_else(|| first_here(inbox)));
    }
}

fn first_here(inbox: Inbox) -> Option<ConversationId> {
    let top = inbox.view.with_untracked(|view| view.start);
    inbox.list.with_untracked(|list| list.row(0).or_else(|| list.row(top)).map(|row| row.id))
}

/// Moves the keyboard to the row that it goes to, if that row is here.
pub(super) fn catch_up(inbox: Inbox) {
    let Some(to) = inbox.heading.get_value() else { return };
    if let Some(id) = inbox.list.with_untracked(|list| list.row(to).map(|row| row.id)) {
        inbox.heading.set_value(None);
        inbox.active.set(Some(id));
    }
}

/// Handles a key in the list.
pub(super) fn press(inbox: Inbox, event: &KeyboardEvent, scroller: Scroller) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let total = inbox.list.with_untracked(|list| list.total());
    let place = inbox.active.get_untracked().and_then(|id| inbox.list.with_untracked(|list| list.place(id)));
    let page = scroller.rows_of_a_page();
    let top = inbox.view.with_untracked(|view| view.start);
    let at = inbox.heading.get_value().or(place).unwrap_or(top);
    let to = match event.key().as_str() {
        "ArrowDown" => at + 1,
        "ArrowUp" => at.saturating_sub(1),
        "PageDown" => at + page,
        "PageUp" => at.saturating_sub(page),
        "Home" => 0,
        "End" => total,
        // Letters are commands for a person who walks through the list, and so is the space between two
        // words.
        " " if browser::hand() != Hand::Walking => return event.prevent_default(),
        "Enter" | " " => {
            event.prevent_default();
            if let Some(id) = inbox.active.get_untracked() {
                inbox.app.open(id);
            }
            return;
        }
        _ => return,
    };
    event.prevent_default();
    let to = to.min(total.saturating_sub(1));
    inbox.heading.set_value(Some(to));
    catch_up(inbox);
    scroller.show(to);
}
