//! The list's scrolling: the height of all rows, the rows in view, and keeping the view still.

use leptos::html;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::model::Inbox;
use crate::browser;
use crate::state::arrival::Arrival;
use crate::state::viewport::rows_in_view;

/// The padding above the first row and below the last one, as `.conversations` has it.
const PADDING: (f64, f64) = (2.0, 16.0);

/// A row's height until one was measured.
const USUAL_PITCH: f64 = 81.0;

/// The scrolling part; a handle, copied freely.
#[derive(Clone, Copy)]
pub(super) struct Scroller {
    inbox: Inbox,
    pub(super) element: NodeRef<html::Div>,
    pub(super) list: NodeRef<html::Ul>,
    /// The pixels from row to row.
    pitch: RwSignal<f64>,
    /// The number of rows of the whole list.
    pub(super) total: Memo<usize>,
}

impl Scroller {
    /// Follows the list from now on.
    pub(super) fn new(inbox: Inbox) -> Scroller {
        let scroller = Scroller {
            inbox,
            element: NodeRef::new(),
            list: NodeRef::new(),
            pitch: RwSignal::new(USUAL_PITCH),
            total: Memo::new(move |_| inbox.list.with(|list| list.total())),
        };
        scroller.make_room();
        scroller.measure_rows();
        scroller.take_focus();
        scroller.begin_at_the_top();
        scroller.keep_in_place();
        scroller
    }

    /// Computes the rows in view.
    pub(super) fn look(self) {
        let Some(element) = self.element.get_untracked() else { return };
        let top = f64::from(element.scroll_top()) - PADDING.0;
        let height = f64::from(element.client_height());
        let view = rows_in_view(top, height, self.pitch.get_untracked(), self.total.get_untracked());
        if self.inbox.view.with_untracked(|old| *old != view) {
            self.inbox.view.set(view);
            self.inbox.load_more();
        }
    }

    /// The number of rows that fill the view.
    pub(super) fn rows_of_a_page(self) -> usize {
        let height = self.element.get_untracked().map(|element| f64::from(element.client_height()));
        height.map_or(1, |height| (height / self.pitch.get_untracked()) as usize).max(1)
    }

    /// Scrolls no farther than needed to show a row.
    pub(super) fn show(self, place: usize) {
        let Some(element) = self.element.get_untracked() else { return };
        let pitch = self.pitch.get_untracked();
        let (top, height) = (f64::from(element.scroll_top()), f64::from(element.client_height()));
        let (start, end) = (place as f64 * pitch, (place + 1) as f64 * pitch + 4.0);
        if start < top {
            element.set_scroll_top(start as i32);
        } else if end > top + height {
            element.set_scroll_top((end - height).ceil() as i32);
        }
    }

    fn measure(self) {
        let list = self.list.try_get_untracked().flatten();
        let row = list.and_then(|list| list.query_selector(".conversation").ok().flatten());
        let height = row
            .and_then(|row| row.dyn_into::<HtmlElement>().ok())
            .map(|row| f64::from(row.offset_height()) + 1.0);
        if let Some(height) = height.filter(|height| *height > 1.0 && *height != self.pitch.get_untracked()) {
            self.pitch.set(height);
        }
        self.look();
    }

    /// The list's own size: space above the rows in view, and the height of all.
    fn make_room(self) {
        Effect::new(move |_| {
            let (pitch, total) = (self.pitch.get(), self.total.get());
            let first = self.inbox.view.with(|view| view.start);
            if let Some(list) = self.list.get() {
                let above = PADDING.0 + first as f64 * pitch;
                let all = PADDING.0 + total as f64 * pitch + PADDING.1;
                browser::set_style(&list, "padding-block-start", &format!("{above}px"));
                browser::set_style(&list, "block-size", &format!("{all}px"));
            }
        });
    }

    /// Measures the rows: more rows, or another size, may mean another height of rows, and more of them in
    /// view.
    fn measure_rows(self) {
        Effect::new(move |_| {
            self.total.track();
            spawn_local(async move {
                tick().await;
                if self.element.try_get_untracked().flatten().is_some() {
                    self.measure();
                }
            });
        });
        Effect::new(move |_| {
            if let Some(element) = self.element.get() {
                browser::watch_size(&element, move || self.measure());
            }
        });
    }

    /// Gives the list the focus after a person chose its channel.
    fn take_focus(self) {
        let app = self.inbox.app;
        let wanted = Memo::new(move |_| app.arrival().get() == Arrival::List);
        Effect::new(move |_| {
            if let (true, Some(list)) = (wanted.get(), self.list.get()) {
                // Ignored: a list that is in the page takes the focus.
                let _ = list.focus();
                app.end_wish(Arrival::end_list);
            }
        });
    }

    /// Scrolls to the top for another question.
    fn begin_at_the_top(self) {
        Effect::new(move |before: Option<u64>| {
            let question = self.inbox.question.get();
            let is_another = before.is_some_and(|before| before != question);
            if let (Some(element), true) = (self.element.get_untracked(), is_another) {
                element.set_scroll_top(0);
            }
            question
        });
    }

    /// Keeps the rows in view in place when rows come in above.
    fn keep_in_place(self) {
        self.inbox.shifts.listen(move |rows| {
            spawn_local(async move {
                // The list gets its new height first: it could not be scrolled beyond its old one.
                tick().await;
                if let Some(element) = self.element.try_get_untracked().flatten() {
                    let by = rows as f64 * self.pitch.get_untracked();
                    element.set_scroll_top((f64::from(element.scroll_top()) + by).round() as i32);
                }
            });
        });
    }
}
