//! "Respostas prontas" in the composer: a list above it, opened by "/" or by its button.

use conversas_ipc::ReplyItem;
use leptos::html;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use web_sys::{HtmlTextAreaElement, KeyboardEvent};

use crate::browser;
use crate::components::icon;
use crate::features::thread::model::Thread;
use crate::i18n::replies as t;
use crate::state::replies::{Asked, Slash, asked, found, written};
use crate::state::route::Page;

/// The id of the list, for the field.
pub(super) const LIST: &str = "replies-list";

/// The list of replies; a handle, copied freely.
#[derive(Clone, Copy)]
pub(super) struct Picker {
    thread: Thread,
    area: NodeRef<html::Textarea>,
    asked: RwSignal<Option<Asked>>,
    /// The place of the "/" for which the person closed the list.
    refused: StoredValue<Option<usize>>,
    /// The "/" that the button wrote.
    by_button: StoredValue<Option<Slash>>,
    active: RwSignal<usize>,
    shown: Memo<Vec<ReplyItem>>,
}

impl Picker {
    pub(super) fn new(thread: Thread, area: NodeRef<html::Textarea>) -> Picker {
        let asked = RwSignal::new(None::<Asked>);
        let shown = Memo::new(move |_| {
            let words = asked.with(|asked| asked.as_ref().map(|asked| asked.words.clone()));
            let Some(words) = words else { return Vec::new() };
            thread.app.detail().with(|detail| {
                let replies = detail.as_ref().filter(|detail| detail.is_member).map(|detail| &detail.replies);
                replies.map(|all| found(all, &words).into_iter().cloned().collect()).unwrap_or_default()
            })
        });
        Picker {
            thread,
            area,
            asked,
            refused: StoredValue::new(None),
            by_button: StoredValue::new(None),
            active: RwSignal::new(0),
            shown,
        }
    }

    pub(super) fn is_open(self) -> bool {
        self.shown.with(|shown| !shown.is_empty())
    }

    /// The element of the reply that Enter takes.
    pub(super) fn active_id(self) -> Option<String> {
        self.is_open().then(|| reply_id(self.active.get()))
    }

    /// Looks at the text and the cursor after a change.
    pub(super) fn look(self) {
        let Some(area) = self.area.get_untracked() else { return };
        let now = asked(&area.value(), cursor(&area));
        let start = now.as_ref().map(|asked| asked.start);
        if start.is_none() || start != self.refused.get_value() {
            self.refused.set_value(None);
            if self.asked.with_untracked(|before| *before != now) {
                self.active.set(0);
                self.asked.set(now);
            }
        }
    }

    /// Handles a key while the list is open. Answers whether the key was for the list.
    pub(super) fn press(self, event: &KeyboardEvent) -> bool {
        let count = self.shown.with_untracked(Vec::len);
        if count == 0 {
            return false;
        }
        let at = self.active.get_untracked();
        match event.key().as_str() {
            "ArrowDown" => self.go_to((at + 1) % count),
            "ArrowUp" => self.go_to((at + count - 1) % count),
            "Enter" | "Tab" if !event.shift_key() => self.take(at),
            "Escape" => self.refuse(),
            _ => return false,
        }
        event.prevent_default();
        event.stop_propagation();
        true
    }

    fn go_to(self, place: usize) {
        self.active.set(place);
        browser::bring_into_view(&reply_id(place));
    }

    /// Writes the reply.
    fn take(self, place: usize) {
        let reply = self.shown.with_untracked(|shown| shown.get(place).map(|reply| reply.filled.clone()));
        let (Some(reply), Some(asked)) = (reply, self.asked.get_untracked()) else { return };
        let (text, cursor) = self.thread.text.with_untracked(|text| written(text, &asked, &reply));
        self.by_button.set_value(None);
        self.write(text, cursor);
        self.thread.save_draft();
        self.close();
    }

    /// Closes the list by Esc: the "/" of the button goes; the person's own words stay.
    fn refuse(self) {
        let asked = self.asked.get_untracked();
        self.refused.set_value(asked.as_ref().map(|asked| asked.start));
        if let Some((text, cursor)) = self.without_slash() {
            self.write(text, cursor);
            self.thread.save_draft();
        }
        self.close();
    }

    /// Closes the list, because the focus is elsewhere, or a reply was taken.
    pub(super) fn close(self) {
        // Nothing was chosen: the "/" of the button would be sent as words.
        if let Some((text, _)) = self.without_slash() {
            self.thread.text.set(text);
            self.thread.typed();
        }
        self.asked.set(None);
    }

    /// The text without the "/" of the button, if nothing was typed since; answered once.
    fn without_slash(self) -> Option<(String, usize)> {
        let slash = self.by_button.try_update_value(Option::take).flatten()?;
        self.thread.text.try_with_untracked(|text| slash.taken_back(text)).flatten()
    }

    fn write(self, text: String, cursor: usize) {
        self.thread.text.set(text);
        spawn_local(async move {
            // The field must take the text first.
            tick().await;
            if let Some(area) = self.area.try_get_untracked().flatten() {
                let cursor = u32::try_from(cursor).unwrap_or(0);
                let _ = area.focus();
                let _ = area.set_selection_range(cursor, cursor);
                self.look();
            }
        });
    }

    /// Opens the list by the button: writes the "/" at the cursor.
    fn open_by_button(self) {
        let Some(area) = self.area.get_untracked() else { return };
        if self.is_open_untracked() {
            return self.refuse();
        }
        let text = self.thread.text.get_untracked();
        self.refused.set_value(None);
        // A "/" that is there already opens the list as well.
        if asked(&text, cursor(&area)).is_some() {
            let _ = area.focus();
            return self.look();
        }
        let slash = Slash::at(&text, cursor(&area));
        let (text, goes_to) = (slash.text.clone(), slash.goes_to);
        self.by_button.set_value(Some(slash));
        // Opening the list is no writing: the draft stays as it is.
        self.write(text, goes_to);
    }

    fn is_open_untracked(self) -> bool {
        self.shown.with_untracked(|shown| !shown.is_empty())
    }
}

/// The list above the composer.
pub(super) fn picker_list(picker: Picker) -> impl IntoView {
    let options = move || {
        let shown = picker.shown.get();
        shown.into_iter().enumerate().map(|(place, reply)| option(picker, place, reply)).collect_view()
    };
    let app = picker.thread.app;
    view! {
        <Show when=move || picker.is_open()>
            <div class="menu replies-menu" on:mousedown=move |event| event.prevent_default()>
                <div class="replies-list" id=LIST role="listbox" tabindex="0" aria-label=t::title()>
                    {options}
                </div>
                <div class="menu-foot">
                    <span class="mouse-only"><kbd>"Enter"</kbd> {t::picks()}</span>
                    <button
                        class="link"
                        type="button"
                        tabindex="-1"
                        on:click=move |_| {
                            picker.close();
                            app.go(Page::Replies);
                        }
                    >
                        {t::manage()}
                    </button>
                </div>
            </div>
        </Show>
        <p class="vh" role="status">{move || picker.is_open().then(|| t::count(picker.shown.with(Vec::len)))}</p>
    }
}

fn option(picker: Picker, place: usize, reply: ReplyItem) -> impl IntoView {
    view! {
        <div
            class="menu-item reply"
            id=reply_id(place)
            role="option"
            aria-selected=move || (picker.active.get() == place).to_string()
            on:click=move |_| picker.take(place)
        >
            <span class="what">
                {reply.title}
                " "
                <small>{reply.filled}</small>
            </span>
        </div>
    }
}

/// The button in the writer; none for people who do not belong to the channel.
pub(super) fn picker_button(picker: Picker) -> impl IntoView {
    let app = picker.thread.app;
    let count = Memo::new(move |_| {
        app.detail().with(|detail| {
            detail.as_ref().filter(|detail| detail.is_member).map(|detail| detail.replies.len())
        })
    });
    move || {
        count.get().map(|count| {
            view! {
                <button
                    class="icon-button round"
                    type="button"
                    aria-label=t::pick_one()
                    title=t::pick_one()
                    on:mousedown=move |event| event.prevent_default()
                    on:click=move |_| if count == 0 { app.go(Page::Replies) } else { picker.open_by_button() }
                >
                    {icon("reply")}
                </button>
            }
        })
    }
}

fn reply_id(place: usize) -> String {
    format!("reply-{place}")
}

fn cursor(area: &HtmlTextAreaElement) -> usize {
    area.selection_end().ok().flatten().unwrap_or(u32::MAX) as usize
}
