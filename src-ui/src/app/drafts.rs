//! What is typed anywhere and not sent: the host keeps it while the person types, so that whatever ends the page, the session
//! or the program costs less than a second of it.

use std::collections::HashMap;
use std::time::Duration;

use conversas_ipc::{DraftPlace, DraftQuery, FailureCode, SaveDraft};
use futures_util::lock::Mutex;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::clock;
use crate::state::pace::Pace;
use crate::transport::call;

/// What is typed; a handle, copied freely. Lives as long as the page.
#[derive(Clone, Copy)]
pub(crate) struct Drafts {
    /// What the host may not have yet.
    waiting: RwSignal<HashMap<DraftPlace, Typed>>,
    /// What the host keeps, as far as the page knows.
    kept: StoredValue<HashMap<DraftPlace, String>>,
    /// A timer runs.
    armed: StoredValue<bool>,
    /// One after the other: an older text never overtakes a newer one.
    turn: &'static Mutex<()>,
}

#[derive(Debug, Clone, PartialEq, Default)]
struct Typed {
    text: String,
    /// The letters that are not on their way to the host; the default: all are.
    pace: Pace,
}

impl Drafts {
    pub(super) fn new() -> Drafts {
        Drafts {
            waiting: RwSignal::new(HashMap::new()),
            kept: StoredValue::new(HashMap::new()),
            armed: StoredValue::new(false),
            turn: Box::leak(Box::new(Mutex::new(()))),
        }
    }

    /// The page may end whenever it is not looked at.
    pub(super) fn follow_page(self) {
        window_event_listener(ev::blur, move |_| self.hurry());
        window_event_listener(ev::visibilitychange, move |_| self.hurry());
        window_event_listener(ev::pagehide, move |_| self.tell_all());
    }

    /// This stands at a place now; empty: nothing any more.
    pub(crate) fn typed(self, place: DraftPlace, text: String) {
        let before = self.newest(place);
        let is_known = match &before {
            Some(waiting) => *waiting == text,
            None => self.kept.with_value(|kept| kept.get(&place).map_or("", String::as_str) == text),
        };
        if !is_known {
            self.note(place, text);
        }
    }

    fn note(self, place: DraftPlace, text: String) {
        self.waiting.update(|waiting| {
            let typed = waiting.entry(place).or_default();
            typed.text = text;
            typed.pace.typed(clock::device_now());
        });
        self.arm();
    }

    /// The same, and the host gets it at once.
    pub(crate) fn leave(self, place: DraftPlace, text: String) {
        self.typed(place, text);
        self.hurry();
    }

    /// The words were handed over: they are no draft any more, unless handing over fails. Answers whether the host kept any.
    pub(crate) fn hand_over(self, place: DraftPlace) -> bool {
        let was_waiting = self.waiting.try_update(|waiting| waiting.remove(&place)).flatten().is_some();
        let was_kept = self.kept.try_update_value(|kept| kept.remove(&place)).flatten().is_some();
        was_waiting || was_kept
    }

    /// The host has taken the words. What it kept of them may have come later: it goes, unless more was typed.
    pub(crate) fn handed_over(self, place: DraftPlace) {
        if self.newest(place).is_none() {
            self.note(place, String::new());
            self.hurry();
        }
    }

    /// What stands at a place, if the host may not have it yet.
    pub(crate) fn newest(self, place: DraftPlace) -> Option<String> {
        self.waiting.with_untracked(|waiting| waiting.get(&place).map(|typed| typed.text.clone()))
    }

    /// Whether the host has all that was typed at a place.
    pub(crate) fn is_safe(self, place: DraftPlace) -> bool {
        self.waiting.with(|waiting| !waiting.contains_key(&place))
    }

    /// The same, without being told of changes.
    pub(crate) fn is_safe_untracked(self, place: DraftPlace) -> bool {
        untrack(move || self.is_safe(place))
    }

    /// What the host said it keeps of a place, or what was typed since.
    pub(crate) fn came(self, place: DraftPlace, text: String) -> String {
        self.has(place, text.clone());
        self.newest(place).unwrap_or(text)
    }

    /// What is kept of a place.
    pub(crate) async fn ask(self, place: DraftPlace) -> String {
        let kept = call(DraftQuery { place }).await.unwrap_or_default();
        self.came(place, kept.text)
    }

    /// Puts what is kept of a place into an empty field.
    pub(crate) fn bring(self, place: DraftPlace, field: RwSignal<String>) {
        spawn_local(async move {
            let text = self.ask(place).await;
            if field.try_with_untracked(String::is_empty) == Some(true) && !text.is_empty() {
                field.set(text);
            }
        });
    }

    /// Keeps everything now.
    pub(crate) fn hurry(self) {
        spawn_local(self.keep());
    }

    /// Keeps everything; when this is over the host has it, or cannot.
    pub(crate) async fn keep(self) {
        let _turn = self.turn.lock().await;
        for (place, text) in self.take_due() {
            let answer = call(SaveDraft { place, text: text.clone() }).await;
            let is_over = match &answer {
                Ok(_) => true,
                // Whoever typed it is not the person any more, or the conversation is gone.
                Err(failure) => matches!(failure.code, FailureCode::SignedOut | FailureCode::NotFound),
            };
            // Otherwise the next letter tries again, and leaving the page.
            if is_over {
                self.has(place, if answer.is_ok() { text.clone() } else { String::new() });
                self.waiting.update(|waiting| {
                    if waiting.get(&place).is_some_and(|typed| typed.text == text) {
                        waiting.remove(&place);
                    }
                });
            }
        }
        // What was typed meanwhile.
        self.arm();
    }

    /// Another person is here: what the one before typed is not theirs.
    pub(super) fn forget(self) {
        self.waiting.set(HashMap::new());
        self.kept.set_value(HashMap::new());
    }

    /// The page ends: nothing waits for its turn.
    fn tell_all(self) {
        let all = self.waiting.get_untracked();
        for (place, Typed { text, .. }) in all {
            spawn_local(async move { drop(call(SaveDraft { place, text }).await) });
        }
    }

    /// Everything with letters that are not on their way.
    fn take_due(self) -> Vec<(DraftPlace, String)> {
        let mut due = Vec::new();
        self.waiting.update_untracked(|waiting| {
            for (place, typed) in waiting.iter_mut().filter(|(_, typed)| typed.pace.due().is_some()) {
                typed.pace = Pace::default();
                due.push((*place, typed.text.clone()));
            }
        });
        due
    }

    /// The host keeps this.
    fn has(self, place: DraftPlace, text: String) {
        self.kept.update_value(|kept| {
            match text.is_empty() {
                true => kept.remove(&place),
                false => kept.insert(place, text),
            };
        });
    }

    fn arm(self) {
        let due =
            self.waiting.with_untracked(|waiting| waiting.values().filter_map(|it| it.pace.due()).min());
        let Some(due) = due.filter(|_| !self.armed.get_value()) else { return };
        self.armed.set_value(true);
        let wait = u64::try_from(due - clock::device_now()).unwrap_or(0);
        let look = move || {
            self.armed.set_value(false);
            let now = clock::device_now();
            let is_due = |typed: &Typed| typed.pace.due().is_some_and(|due| due <= now);
            match self.waiting.with_untracked(|waiting| waiting.values().any(is_due)) {
                true => self.hurry(),
                false => self.arm(),
            }
        };
        set_timeout(look, Duration::from_millis(wait));
    }
}
