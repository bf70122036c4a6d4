//! The rows in view. The list has its true height; the page holds only what is seen and a little more (`scroller`).

use std::sync::Arc;

use conversas_domain::ids::ConversationId;
use conversas_domain::person::Side;
use leptos::prelude::*;

use super::blank::{Blank, skeletons};
use super::keys;
use super::model::{Inbox, Loading};
use super::row::{Slot, row};
use super::scroller::Scroller;
use crate::browser;
use crate::clock;
use crate::i18n::{common, inbox as t};
use crate::state::hold::Hold;

/// The scrolling part of the pane.
#[component]
pub(super) fn Rows() -> impl IntoView {
    let inbox = expect_context::<Inbox>();
    let shown = Memo::new(move |_| {
        inbox.loading.with(|loading| match loading {
            Loading::Waiting => 0,
            Loading::Ready if inbox.list.with(|list| list.total() > 0) => 1,
            Loading::Ready | Loading::Failed(_) => 2,
        })
    });
    move || match shown.get() {
        0 => skeletons().into_any(),
        1 => view! { <List /> }.into_any(),
        _ => view! { <Blank /> }.into_any(),
    }
}

#[component]
fn List() -> impl IntoView {
    let inbox = expect_context::<Inbox>();
    let scroller = Scroller::new(inbox);
    let slots = slots(inbox);
    // The place of a row in the whole list, from 1.
    let place = move |id: ConversationId| {
        let within = slots.with(|slots| slots.iter().position(|slot| slot.key().0 == Some(id)));
        within.map(|within| inbox.view.with(|view| view.start) + within + 1)
    };
    let pointer = move |change: fn(&mut Hold, i64)| {
        inbox.hold.update_value(|hold| change(hold, clock::device_now()));
    };
    view! {
        <div class="scroll" node_ref=scroller.element on:scroll=move |_| scroller.look()>
            <ul
                class="conversations"
                id=browser::LIST
                role="listbox"
                tabindex="0"
                aria-label=label(inbox)
                aria-activedescendant=move || keys::active_row(inbox)
                node_ref=scroller.list
                on:pointermove=move |_| pointer(Hold::moved)
                on:pointerdown=move |_| pointer(Hold::pressed)
                on:pointerup=move |_| pointer(Hold::released)
                on:pointercancel=move |_| pointer(Hold::released)
                on:pointerleave=move |_| inbox.let_go()
                on:focus=move |_| keys::arrive(inbox)
                on:keydown=move |event| keys::press(inbox, &event, scroller)
            >
                <For
                    each=move || slots.get()
                    key=Slot::key
                    children=move |slot| row(inbox, slot, place, scroller.total)
                />
            </ul>
        </div>
    }
}

/// The rows and gaps at the places in view.
fn slots(inbox: Inbox) -> Memo<Vec<Slot>> {
    Memo::new(move |_| {
        let view = inbox.view.get();
        inbox.list.with(|list| {
            let end = view.end.min(list.total());
            let slot = |place| list.row(place).map_or(Slot::Gap(place), |row| Slot::Row(Arc::clone(row)));
            (view.start.min(end)..end).map(slot).collect()
        })
    })
}

/// The list's name, by the channel whose conversations stand in it.
fn label(inbox: Inbox) -> String {
    let (Side::School, Some(id)) = (inbox.side, inbox.channel) else {
        return common::conversations().to_owned();
    };
    let me = inbox.app.me_untracked();
    let channel = me.channels.iter().find(|channel| channel.id == id);
    channel.map(|channel| t::list_of(&channel.name)).unwrap_or_default()
}
