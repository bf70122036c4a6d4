//! Search within the open conversation: a bar above the log, from match to match.

use std::time::Duration;

use conversas_domain::ids::EntryId;
use conversas_ipc::SearchQuery;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::KeyboardEvent;

use super::model::Thread;
use crate::app::Flight;
use crate::browser;
use crate::components::{icon, icon_button, small_icon, tiny_icon};
use crate::i18n::search as t;
use crate::transport::call;

/// Typing pauses shorter than this do not make the log jump.
const PAUSE: Duration = Duration::from_millis(200);

/// Matches asked for at a time.
const PAGE: u32 = 100;

/// The matches, newest first; a handle, copied freely.
#[derive(Clone, Copy)]
struct Matches {
    thread: Thread,
    words: RwSignal<String>,
    /// The words that were answered.
    answered: RwSignal<String>,
    entries: RwSignal<Vec<EntryId>>,
    at: RwSignal<usize>,
    more: RwSignal<bool>,
    incomplete: RwSignal<bool>,
    asking: Flight,
}

impl Matches {
    fn of(thread: Thread) -> Matches {
        Matches {
            thread,
            words: RwSignal::new(String::new()),
            answered: RwSignal::new(String::new()),
            entries: RwSignal::new(Vec::new()),
            at: RwSignal::new(0),
            more: RwSignal::new(false),
            incomplete: RwSignal::new(false),
            asking: Flight::new(),
        }
    }

    fn ask(self) {
        self.asking.run(move || async move {
            let Some(words) = self.words.try_get_untracked() else { return };
            let page = self.page(&words, None).await;
            if self.words.try_get_untracked().as_ref() != Some(&words) {
                return;
            }
            self.entries.set(page.0);
            self.more.set(page.1);
            self.incomplete.set(page.2);
            self.at.set(0);
            self.answered.set(words);
            self.show();
        });
    }

    async fn page(self, words: &str, after: Option<EntryId>) -> (Vec<EntryId>, bool, bool) {
        let (words, conversation_id) = (words.trim().to_owned(), Some(self.thread.id));
        if words.is_empty() {
            return (Vec::new(), false, false);
        }
        match call(SearchQuery { words, conversation_id, after, limit: PAGE }).await {
            Ok(page) => (page.messages.iter().map(|hit| hit.entry_id).collect(), page.more, page.incomplete),
            Err(_) => (Vec::new(), false, false),
        }
    }

    fn show(self) {
        let entry = self.entries.with_untracked(|all| all.get(self.at.get_untracked()).copied());
        if let Some(entry) = entry {
            self.thread.go_to(entry, false);
        }
    }

    /// The match before this one in time.
    fn older(self) {
        let (at, count) = (self.at.get_untracked() + 1, self.entries.with_untracked(Vec::len));
        if at < count {
            self.at.set(at);
            self.show();
        } else if self.more.get_untracked() {
            spawn_local(async move {
                let words = self.answered.get_untracked();
                let (more, follows, _) =
                    self.page(&words, self.entries.with_untracked(|all| all.last().copied())).await;
                if self.answered.try_get_untracked().as_ref() == Some(&words) {
                    self.more.set(follows && !more.is_empty());
                    let is_longer = !more.is_empty();
                    self.entries.update(|all| all.extend(more));
                    if is_longer {
                        self.older();
                    }
                }
            });
        }
    }

    /// The match after this one in time.
    fn newer(self) {
        if let Some(at) = self.at.get_untracked().checked_sub(1) {
            self.at.set(at);
            self.show();
        }
    }

    fn is_at_the_oldest(self) -> bool {
        self.at.get() + 1 >= self.entries.with(Vec::len) && !self.more.get()
    }

    /// The place of this match among all, once there is an answer.
    fn count(self) -> Option<String> {
        let answered = self.answered.with(|words| !words.trim().is_empty());
        let found = self.entries.with(Vec::len);
        answered.then(|| match found {
            0 => t::none_here().to_owned(),
            found => t::place(self.at.get() + 1, found, self.more.get()),
        })
    }

    fn press(self, event: &KeyboardEvent) {
        match event.key().as_str() {
            "Escape" => {
                event.prevent_default();
                event.stop_propagation();
                self.close();
            }
            "Enter" if event.shift_key() => self.newer(),
            "ArrowDown" => {
                event.prevent_default();
                self.newer();
            }
            "Enter" | "ArrowUp" => {
                event.prevent_default();
                self.older();
            }
            _ => {}
        }
    }

    fn close(self) {
        self.thread.finding.set(false);
        browser::focus_later(browser::HEADING);
    }
}

/// The bar, while the search is open.
#[component]
pub(super) fn FindBar() -> impl IntoView {
    let thread = expect_context::<Thread>();
    view! {
        <Show when=move || thread.finding.get()>
            <Bar />
        </Show>
    }
}

#[component]
fn Bar() -> impl IntoView {
    let matches = Matches::of(expect_context::<Thread>());
    let hint = move || {
        matches.incomplete.get().then(|| {
            view! { <p class="find-hint">{tiny_icon("info")} <span>{t::incomplete()} " " {t::incomplete_hint()}</span></p> }
        })
    };
    view! {
        <div class="find" role="search" aria-label=t::here()>
            <div class="find-row">
                <div class="search">
                    {small_icon("search")}
                    {field(matches)}
                    <span class="find-count tabular" role="status">{move || matches.count()}</span>
                </div>
                <button
                    class="icon-button"
                    type="button"
                    aria-label=t::older()
                    title=t::older()
                    aria-disabled=move || matches.is_at_the_oldest().to_string()
                    on:click=move |_| matches.older()
                >
                    {icon("chevron-up")}
                </button>
                <button
                    class="icon-button"
                    type="button"
                    aria-label=t::newer()
                    title=t::newer()
                    aria-disabled=move || (matches.at.get() == 0).to_string()
                    on:click=move |_| matches.newer()
                >
                    {icon("chevron-down")}
                </button>
                {icon_button("close", t::close_here(), move || matches.close())}
            </div>
            {hint}
        </div>
    }
}

/// The field for the words, which takes the focus as soon as it is there.
fn field(matches: Matches) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let mut ask = debounce(PAUSE, move |()| matches.ask());
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
    view! {
        <input
            type="text"
            enterkeyhint="search"
            autocomplete="off"
            aria-label=t::here()
            placeholder=t::here()
            node_ref=input
            prop:value=matches.words
            on:input=move |event| {
                matches.words.set(event_target_value(&event));
                ask(());
            }
            on:keydown=move |event| matches.press(&event)
        />
    }
}
