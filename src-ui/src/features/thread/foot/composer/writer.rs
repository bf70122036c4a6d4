//! The field of the composer, and whether its words can be sent.

use leptos::html;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use web_sys::KeyboardEvent;

use super::audience::placeholder;
use super::clip::Clip;
use super::replies::{LIST, Picker};
use super::send;
use crate::browser;
use crate::features::thread::foot::drop;
use crate::features::thread::foot::field::fit;
use crate::features::thread::model::Thread;
use crate::i18n::thread as t;
use crate::state::arrival::Arrival;
use crate::state::writing::Writing;

/// The words being written; a handle, copied freely.
#[derive(Clone, Copy)]
pub(super) struct Writer {
    thread: Thread,
    area: NodeRef<html::Textarea>,
    pub(super) picker: Picker,
    pub(super) clip: Clip,
    pub(super) writing: Memo<Writing>,
    /// Whether it is not known yet that the person may write here: the field takes typed words and cannot be
    /// seen.
    pub(super) unknown: Memo<bool>,
    pub(super) can_send: Memo<bool>,
}

impl Writer {
    pub(super) fn new(thread: Thread) -> Writer {
        let area = NodeRef::<html::Textarea>::new();
        let writing = Memo::new(move |_| thread.text.with(|text| Writing::of(text)));
        let unknown = Memo::new(move |_| thread.app.detail().with(Option::is_none));
        let can_send = Memo::new(move |_| match writing.get() {
            _ if unknown.get() || thread.is_over() => false,
            Writing::Empty => thread.tray.has_files() && thread.tray.adding.get() == 0,
            writing => writing.can_send() && thread.tray.adding.get() == 0,
        });
        let (picker, clip) = (Picker::new(thread, area), Clip::new(thread));
        let writer = Writer { thread, area, picker, clip, writing, unknown, can_send };
        on_cleanup(move || {
            thread.typing.try_set(false);
            // Closed before the words are kept, because the "/" of the replies' button is not one of them.
            picker.close();
            thread.leave_words();
        });
        writer.take_focus();
        writer.fit_text();
        writer
    }

    /// Gives the field the focus of a person who came to write.
    fn take_focus(self) {
        let wanted = self.thread.is_to_be_written();
        Effect::new(move |_| {
            if let (true, Some(area)) = (wanted.get(), self.area.get()) {
                let _ = area.focus();
                self.thread.app.end_wish(Arrival::end_writing);
            }
        });
    }

    fn fit_text(self) {
        Effect::new(move |_| {
            self.unknown.track();
            self.thread.text.track();
            spawn_local(async move {
                tick().await;
                if let Some(area) = self.area.try_get_untracked().flatten() {
                    fit(&area);
                }
            });
        });
    }

    /// Sends the words, if they can be sent.
    pub(super) fn send(self) {
        if self.can_send.get_untracked() {
            self.thread.complaint.set(None);
            send(self.thread);
        }
    }

    fn press(self, event: &KeyboardEvent) {
        if self.picker.press(event) {
            return;
        }
        let sends = event.key() == "Enter" && !event.shift_key() && !browser::is_touch();
        // A line break stands for an early Enter until the words can be sent: the next words are not glued to
        // them.
        let is_early = sends && self.unknown.get_untracked();
        self.thread.sends_first.set_value(is_early);
        if sends && !is_early {
            event.prevent_default();
            self.send();
        }
    }

    /// Takes over another text from the field.
    fn take(self, text: String) {
        self.thread.text.set(text);
        if !self.unknown.get_untracked() {
            self.thread.typing.set(true);
        }
        self.thread.complaint.set(None);
        self.thread.typed();
        self.picker.look();
    }

    /// Keeps the words when the person goes on elsewhere.
    fn leave(self) {
        self.picker.close();
        self.thread.typing.try_set(false);
        self.thread.save_draft();
    }
}

/// The field.
pub(super) fn field(writer: Writer) -> impl IntoView {
    let (thread, picker) = (writer.thread, writer.picker);
    view! {
        <textarea
            id=browser::COMPOSER
            rows="1"
            dir="auto"
            aria-label=t::message()
            aria-describedby="composer-problem"
            aria-autocomplete=move || picker.is_open().then_some("list")
            aria-controls=move || picker.is_open().then_some(LIST)
            aria-activedescendant=move || picker.active_id()
            aria-invalid=move || matches!(writer.writing.get(), Writing::TooLong(_)).then_some("true")
            placeholder=move || placeholder(thread)
            node_ref=writer.area
            prop:value=thread.text
            on:input=move |event| writer.take(event_target_value(&event))
            on:click=move |_| picker.look()
            on:blur=move |_| writer.leave()
            on:keydown=move |event| writer.press(&event)
            on:paste=move |event| drop::pasted(thread, &event)
        ></textarea>
    }
}
