//! Drafts: typed text that is not sent. The host keeps it while the person types, so that an end of the page,
//! the session or the program costs less than a second of typing. `state::drafts` has the drafts' state.

use std::sync::Arc;
use std::time::Duration;

use conversas_ipc::{DraftPlace, DraftQuery, FailureCode, SaveDraft};
use futures_util::lock::Mutex;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Listeners;
use crate::clock;
use crate::state::drafts::Book;
use crate::transport::call;

/// The drafts; a handle, copied freely. Lives as long as the page.
#[derive(Clone, Copy)]
pub(crate) struct Drafts {
    book: RwSignal<Book>,
    /// The number of people who have been signed in here.
    people: StoredValue<u32>,
    /// Whether a timer runs.
    armed: StoredValue<bool>,
    /// Lets one text be kept after the other: an older text never overtakes a newer one.
    turn: StoredValue<Arc<Mutex<()>>>,
    /// Words that are handed over and not on their way yet.
    handing: StoredValue<Vec<(Handed, String)>>,
    /// The number of times that words were handed over.
    count: StoredValue<u32>,
    /// Fields on the screen, which are told when words that were handed over are drafts again.
    fields: Listeners<()>,
}

/// Words that were handed to the host, which has not answered.
#[derive(Clone, Copy)]
pub(crate) struct Handed {
    number: u32,
    place: DraftPlace,
    /// Whether the host may keep the words as a draft.
    had_draft: bool,
    /// The number of the person who wrote the words.
    person: u32,
}

impl Drafts {
    pub(super) fn new() -> Drafts {
        Drafts {
            book: RwSignal::new(Book::default()),
            people: StoredValue::new(0),
            armed: StoredValue::new(false),
            turn: StoredValue::new(Arc::default()),
            handing: StoredValue::new(Vec::new()),
            count: StoredValue::new(0),
            fields: Listeners::new(),
        }
    }

    /// Follows the page, which may end whenever it is not looked at.
    pub(super) fn follow_page(self) {
        window_event_listener(ev::blur, move |_| self.hurry());
        window_event_listener(ev::visibilitychange, move |_| self.hurry());
        window_event_listener(ev::pagehide, move |_| self.tell_all());
    }

    /// Notes the text that stands at a place now; empty: none any more.
    pub(crate) fn typed(self, place: DraftPlace, text: &str) {
        let is_known = self.book.with_untracked(|book| book.held(place).unwrap_or_default() == text);
        if !is_known {
            self.change(|book, now| book.typed(place, text, now));
            self.arm();
        }
    }

    /// Notes the text, and gives it to the host at once.
    pub(crate) fn leave(self, place: DraftPlace, text: &str) {
        self.typed(place, text);
        self.hurry();
    }

    /// Notes the text of a place that is left before it is known what is kept there: the words are put behind
    /// that.
    pub(crate) fn leave_unknown(self, place: DraftPlace, text: &str) {
        if !text.trim().is_empty() {
            self.change(|book, _| book.follows(place, text));
            spawn_local(async move {
                self.ask(place).await;
                self.keep().await;
            });
        }
    }

    /// Hands over the words of a place: they are no draft any more, unless handing over fails or the page
    /// ends before it begins.
    /// begins.
    pub(crate) fn hand_over(self, place: DraftPlace, text: &str) -> Handed {
        let had_draft = self.book.try_update(|book| book.hand_over(place)).unwrap_or_default();
        self.count.update_value(|count| *count += 1);
        let handed =
            Handed { number: self.count.get_value(), place, had_draft, person: self.people.get_value() };
        self.handing.update_value(|handing| handing.push((handed, text.to_owned())));
        handed
    }

    /// Whether the words wait to be on their way. If not, they are a draft again, as when they would
    /// [begin](Self::begins).
    pub(crate) fn is_handing(self, handed: Handed) -> bool {
        let is_it = |(other, _): &(Handed, String)| other.number == handed.number;
        self.handing.try_with_value(|handing| handing.iter().any(is_it)).unwrap_or_default()
    }

    /// Notes that the words are about to be on their way. False: they are a draft again, because the page has
    /// ended, or another person's.
    pub(crate) fn begins(self, handed: Handed) -> bool {
        self.handing
            .try_update_value(|handing| {
                let before = handing.len();
                handing.retain(|(other, _)| other.number != handed.number);
                handing.len() < before
            })
            .unwrap_or_default()
    }

    /// Waits until what is on its way to the host has arrived: words that are handed over stand in it, and would be kept as a
    /// draft if it overtook them.
    pub(crate) async fn arrived(self) {
        drop(self.turn.get_value().lock().await);
    }

    /// Notes that the host has taken the words.
    pub(crate) fn handed_over(self, handed: Handed) {
        if handed.person == self.people.get_value() {
            self.change(|book, now| book.handed_over(handed.place, handed.had_draft, now));
            self.hurry();
        }
    }

    /// Puts words that the host has not taken before those typed since. Answers with both; none: their author
    /// is not here any more.
    /// more.
    pub(crate) fn came_back(self, handed: Handed, text: &str) -> Option<String> {
        if handed.person != self.people.get_value() {
            return None;
        }
        let both = self.change(|book, now| book.came_back(handed.place, text, now));
        self.hurry();
        Some(both)
    }

    /// Answers the text of a place.
    pub(crate) fn held(self, place: DraftPlace) -> String {
        self.book.with_untracked(|book| book.held(place).unwrap_or_default().to_owned())
    }

    /// Whether the host has all that was typed at a place.
    pub(crate) fn is_safe(self, place: DraftPlace) -> bool {
        self.book.with(|book| book.is_safe(place))
    }

    /// Whether the host has all that was typed at a place, without following changes.
    pub(crate) fn is_safe_untracked(self, place: DraftPlace) -> bool {
        untrack(move || self.is_safe(place))
    }

    /// Takes over the text that the host keeps of a place; answers it, or the text typed since.
    pub(crate) fn came(self, place: DraftPlace, text: String) -> String {
        let held = self.change(|book, now| book.came(place, text, now));
        self.arm();
        held
    }

    /// Asks for the text that is kept of a place.
    pub(crate) async fn ask(self, place: DraftPlace) -> String {
        // Letters that are on their way belong to it, and none is kept until it is told: it would replace them.
        match self.while_kept(call(DraftQuery { place })).await {
            Ok(kept) => self.came(place, kept.text),
            Err(_) => self.held(place),
        }
    }

    /// Puts what is kept of a place into its field; whoever types there already goes on with that.
    pub(crate) fn bring(self, place: DraftPlace, field: RwSignal<String>) {
        spawn_local(async move {
            let text = self.ask(place).await;
            // A field that gets the text it has may lose what is being composed in it.
            if field.try_with_untracked(|before| *before != text) == Some(true) {
                field.set(text);
            }
        });
    }

    /// Gives everything to the host now.
    pub(crate) fn hurry(self) {
        spawn_local(self.keep());
    }

    /// Gives everything to the host; ends when the host has it, or cannot keep it.
    pub(crate) async fn keep(self) {
        self.while_kept(async {}).await;
    }

    /// Keeps everything, and then nothing until an act is over: the host may change what it keeps, and what was typed before
    /// would replace that.
    pub(crate) async fn while_kept<T>(self, act: impl Future<Output = T>) -> T {
        let turn = self.turn.get_value();
        let turn = turn.lock().await;
        self.tell_due().await;
        let done = act.await;
        drop(turn);
        // More may have been typed meanwhile.
        self.arm();
        done
    }

    async fn tell_due(self) {
        let due = self.book.try_update_untracked(Book::take_due).unwrap_or_default();
        for (place, text) in due {
            // The words were handed over meanwhile, or another person is here.
            if self.is_safe_untracked(place) {
                continue;
            }
            let answer = call(SaveDraft { place, text: text.clone() }).await;
            let is_over = match &answer {
                Ok(_) => true,
                // The author is not the signed-in person any more, or the conversation is gone.
                Err(failure) => matches!(failure.code, FailureCode::SignedOut | FailureCode::NotFound),
            };
            // Otherwise the next letter tries again, and leaving the page.
            if is_over {
                self.change(|book, _| book.saved(place, &text, answer.is_ok()));
            }
        }
    }

    /// Within [`while_kept`](Self::while_kept): the host has put words behind what it kept of a place. Answers what stands
    /// there now; none: the host does not say.
    pub(crate) async fn grew(self, place: DraftPlace) -> Option<String> {
        let kept = call(DraftQuery { place }).await.ok()?;
        Some(self.change(|book, now| book.grew(place, kept.text, now)))
    }

    /// Forgets the drafts of the person before, because another one is here.
    pub(super) fn forget(self) {
        self.book.set(Book::default());
        self.handing.set_value(Vec::new());
        self.people.update_value(|people| *people += 1);
    }

    /// Tells everything at once because the page ends.
    fn tell_all(self) {
        if self.take_back(clock::device_now()) {
            // A page that is shown again keeps them as it keeps the rest.
            self.hurry();
        }
        for (place, text) in self.book.with_untracked(Book::all) {
            spawn_local(async move { drop(call(SaveDraft { place, text }).await) });
        }
    }

    /// Calls `show` when words that were handed over are drafts again because the page ended, as it seemed: their fields are
    /// empty by then.
    pub(crate) fn when_returned(self, show: impl Fn() + Send + Sync + 'static) {
        self.fields.listen(move |()| show());
    }

    /// What has not begun its way is a draft again. Answers whether there was any.
    pub(super) fn take_back(self, now: i64) -> bool {
        let handing = self.handing.try_update_value(std::mem::take).unwrap_or_default();
        if handing.is_empty() {
            return false;
        }
        self.book.try_update(|book| {
            for (handed, text) in handing.iter().rev() {
                book.came_back(handed.place, text, now);
            }
        });
        self.fields.tell(());
        true
    }

    fn change<T: Default>(self, change: impl FnOnce(&mut Book, i64) -> T) -> T {
        self.book.try_update(|book| change(book, clock::device_now())).unwrap_or_default()
    }

    fn arm(self) {
        let Some(due) = self.book.with_untracked(Book::due).filter(|_| !self.armed.get_value()) else {
            return;
        };
        self.armed.set_value(true);
        let wait = u64::try_from(due - clock::device_now()).unwrap_or(0);
        let look = move || {
            self.armed.set_value(false);
            let now = clock::device_now();
            match self.book.with_untracked(Book::due).is_some_and(|due| due <= now) {
                true => self.hurry(),
                false => self.arm(),
            }
        };
        set_timeout(look, Duration::from_millis(wait));
    }
}

#[cfg(test)]
mod tests;
