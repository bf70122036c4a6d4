//! The takes of this device and the acts on them, wherever the person is.
//!
//! Whoever leaves a conversation while recording finds the take paused and kept there: a microphone never runs where its
//! controls cannot be seen.

mod acts;

use std::collections::HashMap;

use conversas_ipc::{Event, RecorderNews, TakeId, TakeItem, TakesQuery};
use leptos::prelude::*;

use super::{App, Flight, Phase};
use crate::i18n::recorder as t;
use crate::state::levels::Levels;
use crate::state::recorder::Takes;
use crate::state::route::Page;
use crate::transport::call;
use crate::transport::events::News;

/// The recorder; a handle, copied freely.
#[derive(Clone, Copy)]
pub(crate) struct Recorder {
    /// All takes.
    takes: RwSignal<Takes>,
    /// How long the take is that grows, in milliseconds: 20 a second.
    at: RwSignal<u64>,
    levels: StoredValue<HashMap<TakeId, Levels>>,
    asking: Flight,
}

impl Recorder {
    pub(super) fn new() -> Recorder {
        Recorder {
            takes: RwSignal::new(Takes::default()),
            at: RwSignal::new(0),
            levels: StoredValue::new(HashMap::new()),
            asking: Flight::new(),
        }
    }

    /// All takes.
    pub(crate) fn takes(self) -> ReadSignal<Takes> {
        self.takes.read_only()
    }

    /// How long the take is that grows, in milliseconds: 20 a second.
    pub(crate) fn at(self) -> ReadSignal<u64> {
        self.at.read_only()
    }

    /// How loud a take is, for the picture of it.
    pub(crate) fn levels<T>(self, id: &str, look: impl FnOnce(&Levels) -> T) -> T {
        self.levels.with_value(|all| match all.get(id) {
            Some(levels) => look(levels),
            None => look(&Levels::default()),
        })
    }

    /// Takes over a take as the host tells it.
    fn put(self, take: TakeItem) {
        self.settle(&take);
        self.takes.update(|takes| takes.put(take));
    }

    fn settle(self, take: &TakeItem) {
        self.levels.update_value(|all| {
            all.entry(take.id.clone()).or_default().settle(take.duration_ms, &take.levels);
        });
    }

    fn hear(self, news: &RecorderNews) {
        if let RecorderNews::Level { at_ms, level } = news {
            let id = self.takes.with_untracked(|takes| takes.recording().map(|take| take.id.clone()));
            if let Some(id) = id {
                self.levels.update_value(|all| all.entry(id).or_default().push(*at_ms, *level));
                self.at.set(*at_ms);
            }
            return;
        }
        let at = self.at.get_untracked();
        self.takes.update(|takes| takes.hear(news, at));
    }

    /// Asks for all takes.
    fn ask(self) {
        self.asking.run(move || async move {
            if let Ok(all) = call(TakesQuery {}).await {
                all.iter().for_each(|take| self.settle(take));
                self.levels.update_value(|known| known.retain(|id, _| all.iter().any(|take| take.id == *id)));
                self.takes.update(|takes| takes.replace(all));
            }
        });
    }

    /// Forgets the takes, because nobody is signed in, or another person is.
    pub(super) fn forget(self) {
        self.levels.update_value(HashMap::clear);
        self.takes.set(Takes::default());
    }
}

impl App {
    /// Takes follow the host, the person and where they are.
    pub(super) fn follow_recorder(self) {
        let recorder = self.recorder();
        let signed_in = Memo::new(move |_| {
            let me = self.session().account.with(|account| account.as_ref().map(|account| account.id));
            me.filter(|_| self.phase().get() == Phase::SignedIn)
        });
        crate::transport::events::listen(move |news| match news {
            News::Event(Event::Recorder { news }) => recorder.hear(news),
            News::Event(Event::TakesChanged) => recorder.ask(),
            News::Event(Event::ConversationMerged { from, into }) => {
                recorder.takes.update(|takes| takes.merge(*from, *into));
            }
            News::Restarted if signed_in.get_untracked().is_some() => recorder.ask(),
            News::Restarted | News::Event(_) => {}
        });
        Effect::new(move |_| match signed_in.get() {
            Some(_) => recorder.ask(),
            None => recorder.forget(),
        });
        let seen = Memo::new(move |_| {
            let route = self.route().get();
            route.conversation.filter(|_| route.page == Page::Conversations)
        });
        Effect::new(move |_| {
            let seen = seen.get();
            let running = recorder.takes.with_untracked(|takes| takes.running_in());
            if let Some(left) = running.filter(|running| Some(*running) != seen) {
                self.stop_recording();
                self.offer("mic", t::left_behind().to_owned(), t::go_back(), move || self.open(left));
            }
        });
    }
}
