//! The rows in view. The list has its true height; the page holds only what is seen and a little more.

use std::sync::Arc;

use conversas_domain::ids::ConversationId;
use conversas_domain::person::Side;
use conversas_ipc::InboxRow;
use leptos::html;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::blank::{Blank, skeletons};
use super::keys;
use super::model::{Inbox, Loading};
use super::row::row;
use crate::browser;
use crate::clock;
use crate::i18n::inbox as t;
use crate::state::viewport::rows_in_view;

/// Above the first row, below the last one: as `.conversations` has it.
const PADDING: (f64, f64) = (2.0, 16.0);

/// A row's height until one was measured.
const USUAL_PITCH: f64 = 81.0;

/// A place of the list: a row, or a gap that is still loading. The pointer tells a changed row from the same one.
#[derive(Clone, PartialEq)]
pub(super) enum Slot {
    /// A row.
    Row(Arc<InboxRow>),
    /// Not here yet.
    Gap(usize),
}

impl Slot {
    fn key(&self) -> (Option<ConversationId>, usize) {
        match self {
            Slot::Row(row) => (Some(row.id), Arc::as_ptr(row) as usize),
            Slot::Gap(place) => (None, *place),
        }
    }
}

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
    let scroller = NodeRef::<html::Div>::new();
    let list = NodeRef::<html::Ul>::new();
    let pitch = RwSignal::new(USUAL_PITCH);
    let total = Memo::new(move |_| inbox.list.with(|list| list.total()));
    let look = move || {
        let Some(scroller) = scroller.get_untracked() else { return };
        let top = f64::from(scroller.scroll_top()) - PADDING.0;
        let view = rows_in_view(
            top,
            f64::from(scroller.client_height()),
            pitch.get_untracked(),
            total.get_untracked(),
        );
        if inbox.view.with_untracked(|old| *old != view) {
            inbox.view.set(view);
            inbox.load_more();
        }
    };
    let measure = move || {
        let row = list
            .try_get_untracked()
            .flatten()
            .and_then(|list| list.query_selector(".conversation").ok().flatten());
        let height = row
            .and_then(|row| row.dyn_into::<HtmlElement>().ok())
            .map(|row| f64::from(row.offset_height()) + 1.0);
        if let Some(height) = height.filter(|height| *height > 1.0 && *height != pitch.get_untracked()) {
            pitch.set(height);
        }
        look();
    };
    // The list's own size: space above the rows in view, and the height of all.
    Effect::new(move |_| {
        let (pitch, total, first) = (pitch.get(), total.get(), inbox.view.with(|view| view.start));
        if let Some(list) = list.get() {
            browser::set_style(
                &list,
                "padding-block-start",
                &format!("{}px", PADDING.0 + first as f64 * pitch),
            );
            browser::set_style(
                &list,
                "block-size",
                &format!("{}px", PADDING.0 + total as f64 * pitch + PADDING.1),
            );
        }
    });
    Effect::new(move |_| {
        total.track();
        spawn_local(async move {
            tick().await;
            if scroller.try_get_untracked().flatten().is_some() {
                measure();
            }
        });
    });
    Effect::new(move |_| {
        if let (true, Some(list)) = (inbox.app.wants_list.get(), list.get()) {
            // A list that is in the page takes the focus.
            let _ = list.focus();
            inbox.app.wants_list.set(false);
        }
    });
    // Another question starts at the top.
    Effect::new(move |before: Option<u64>| {
        let question = inbox.question.get();
        if let (Some(scroller), true) =
            (scroller.get_untracked(), before.is_some_and(|before| before != question))
        {
            scroller.set_scroll_top(0);
        }
        question
    });
    // What came in above does not push away what is looked at.
    Effect::new(move |_| {
        let rows = inbox.shift.get();
        if let (Some(scroller), true) = (scroller.get_untracked(), rows != 0) {
            let by = rows as f64 * pitch.get_untracked();
            scroller.set_scroll_top((f64::from(scroller.scroll_top()) + by).round() as i32);
            inbox.shift.set(0);
        }
    });
    // Another size may mean another height of rows, and more of them.
    Effect::new(move |_| {
        if let Some(scroller) = scroller.get() {
            browser::watch_size(&scroller, measure);
        }
    });
    let slots = Memo::new(move |_| {
        let view = inbox.view.get();
        inbox.list.with(|list| {
            let end = view.end.min(list.total());
            let slot = |place| list.row(place).map_or(Slot::Gap(place), |row| Slot::Row(Arc::clone(row)));
            (view.start.min(end)..end).map(slot).collect::<Vec<_>>()
        })
    });
    // The place of a row in the whole list, from 1.
    let place = move |id: ConversationId| {
        let within = slots.with(|slots| slots.iter().position(|slot| slot.key().0 == Some(id)));
        within.map(|within| inbox.view.with(|view| view.start) + within + 1)
    };
    let label = match (inbox.side, inbox.channel) {
        (Side::School, Some(id)) => {
            let me = inbox.app.me_untracked();
            me.channels
                .iter()
                .find(|channel| channel.id == id)
                .map(|channel| t::list_of(&channel.name))
                .unwrap_or_default()
        }
        _ => crate::i18n::common::conversations().to_owned(),
    };
    view! {
        <div class="scroll" node_ref=scroller on:scroll=move |_| look()>
            <ul
                class="conversations"
                id=browser::LIST
                role="listbox"
                tabindex="0"
                aria-label=label
                aria-activedescendant=move || keys::active_row(inbox)
                node_ref=list
                on:pointermove=move |_| inbox.hold.update_value(|hold| hold.moved(clock::device_now()))
                on:pointerdown=move |_| inbox.hold.update_value(|hold| hold.pressed(clock::device_now()))
                on:pointerup=move |_| inbox.hold.update_value(|hold| hold.released(clock::device_now()))
                on:pointercancel=move |_| inbox.hold.update_value(|hold| hold.released(clock::device_now()))
                on:pointerleave=move |_| inbox.let_go()
                on:focus=move |_| keys::arrive(inbox)
                on:keydown=move |event| keys::press(inbox, &event, scroller, pitch.get_untracked())
            >
                <For each=move || slots.get() key=Slot::key children=move |slot| row(inbox, slot, place, total) />
            </ul>
        </div>
    }
}
