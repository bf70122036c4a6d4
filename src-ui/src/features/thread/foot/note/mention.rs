//! Mentions ("@"): the colleagues to choose from, by keyboard or by a press.

use conversas_ipc::PersonItem;
use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::components::avatar;
use crate::features::thread::model::Thread;
use crate::i18n::team as t;
use crate::state::mentions::{Asked, asked, insert, matching};

/// The id of the list.
pub(super) const LIST: &str = "mention-list";

/// The colleagues that can be chosen now; a handle, copied freely.
#[derive(Clone, Copy)]
pub(super) struct Picker {
    thread: Thread,
    area: NodeRef<html::Textarea>,
    asked: RwSignal<Option<Asked>>,
    found: Memo<Vec<PersonItem>>,
    at: RwSignal<usize>,
}

impl Picker {
    pub(super) fn new(thread: Thread, area: NodeRef<html::Textarea>) -> Picker {
        let asked = RwSignal::new(None::<Asked>);
        let found = Memo::new(move |_| {
            let Some(asked) = asked.get() else { return Vec::new() };
            let detail = thread.app.detail().get();
            let colleagues = detail.as_ref().map(|detail| &*detail.colleagues).unwrap_or_default();
            let others: Vec<&PersonItem> = colleagues.iter().filter(|colleague| !colleague.is_me).collect();
            let names: Vec<&str> = others.iter().map(|colleague| colleague.name.as_str()).collect();
            let places = matching(&names, &asked.letters).into_iter();
            places.filter_map(|place| others.get(place).copied().cloned()).collect()
        });
        Picker { thread, area, asked, found, at: RwSignal::new(0) }
    }

    /// Looks at the text before the caret.
    pub(super) fn look(self) {
        let caret = self.area.get_untracked().and_then(|area| area.selection_start().ok().flatten());
        let now = caret.and_then(|caret| {
            self.thread.note.with_untracked(|note| asked(note, usize::try_from(caret).unwrap_or(usize::MAX)))
        });
        if self.asked.get_untracked() != now {
            self.asked.set(now);
            self.at.set(0);
        }
    }

    pub(super) fn close(self) {
        self.asked.set(None);
    }

    pub(super) fn is_open(self) -> bool {
        self.found.with(|found| !found.is_empty())
    }

    /// The option that the arrows are on.
    pub(super) fn active_id(self) -> Option<String> {
        self.is_open().then(|| option_id(self.at.get()))
    }

    /// Handles a key in the note; answers whether the key was for the list.
    pub(super) fn press(self, event: &KeyboardEvent) -> bool {
        let count = self.found.with_untracked(Vec::len);
        if count == 0 {
            return false;
        }
        match event.key().as_str() {
            "ArrowDown" => self.at.update(|at| *at = (*at + 1) % count),
            "ArrowUp" => self.at.update(|at| *at = (*at + count - 1) % count),
            "Enter" | "Tab" => self.choose(self.at.get_untracked()),
            "Escape" => self.close(),
            _ => return false,
        }
        true
    }

    fn choose(self, place: usize) {
        let chosen = self.found.with_untracked(|found| found.get(place).cloned());
        let (Some(person), Some(asked)) = (chosen, self.asked.get_untracked()) else { return };
        let (text, caret) = self.thread.note.with_untracked(|note| insert(note, &asked, &person.name));
        self.thread.note.set(text.clone());
        self.thread.keep_note();
        self.close();
        if let Some(area) = self.area.get_untracked() {
            area.set_value(&text);
            // Ignored: a caret that the field does not take stays at the end.
            let _ = area.set_selection_range(caret, caret);
            let _ = area.focus();
        }
    }
}

/// The list above the note.
pub(super) fn picker_list(picker: Picker) -> impl IntoView {
    move || {
        let found = picker.found.get();
        let option = |(place, person): (usize, PersonItem)| {
            view! {
                <li
                    class="menu-item"
                    role="option"
                    id=option_id(place)
                    aria-selected=move || (picker.at.get() == place).to_string()
                    on:mousedown=move |event| {
                        event.prevent_default();
                        picker.choose(place);
                    }
                >
                    {avatar(&person.name, "sm")}
                    <span class="what"><bdi>{person.name.clone()}</bdi></span>
                </li>
            }
        };
        (!found.is_empty()).then(|| {
            let count = found.len();
            view! {
                <ul class="menu mentions" role="listbox" id=LIST aria-label=t::colleagues()>
                    {found.into_iter().enumerate().map(option).collect_view()}
                </ul>
                <p class="vh" role="status">{t::colleagues_found(count)}</p>
            }
        })
    }
}

fn option_id(place: usize) -> String {
    format!("mention-{place}")
}
