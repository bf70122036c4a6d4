//! The questions and offers of the palette.

use std::sync::Arc;

use conversas_domain::ids::{ChannelId, ConversationId, EntryId};
use conversas_domain::person::Side;
use conversas_ipc::{Event, Failure, InboxRow, MessageHit, SearchQuery};
use leptos::prelude::*;

use crate::app::{App, Flight, PaletteState, acts, app};
use crate::browser;
use crate::i18n::shortcuts;
use crate::state::channels::readable;
use crate::state::marks::has_all;
use crate::state::shortcuts::{Act, COMMANDS};
use crate::transport::call;
use crate::transport::events::{self, News};

/// Messages asked for at a time.
const PAGE: u32 = 30;

/// With fewer hits than this below the active one, more are asked for.
const SPARE: usize = 6;

/// A result that can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Hit {
    /// A conversation, by a name in it.
    Conversation(Arc<InboxRow>),
    /// A command.
    Command(Act),
    /// Another channel.
    Channel(ChannelId, String),
    /// A message, by its words.
    Message(Arc<MessageHit>),
}

impl Hit {
    /// The group of a hit.
    pub(super) fn group(&self) -> Group {
        match self {
            Hit::Conversation(_) => Group::Conversations,
            Hit::Command(_) | Hit::Channel(..) => Group::Commands,
            Hit::Message(_) => Group::Messages,
        }
    }
}

/// The parts of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Group {
    Conversations,
    Commands,
    Messages,
}

/// An answer to a search.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Found {
    /// The words that were searched for.
    pub(super) words: String,
    conversations: Vec<Arc<InboxRow>>,
    messages: Vec<Arc<MessageHit>>,
    pub(super) more: bool,
    pub(super) incomplete: bool,
}

/// The palette's state; a handle, copied freely.
#[derive(Clone, Copy)]
pub(super) struct Finder {
    pub(super) app: App,
    /// Whether it is open.
    pub(super) palette: PaletteState,
    pub(super) words: RwSignal<String>,
    pub(super) found: RwSignal<Found>,
    pub(super) failure: RwSignal<Option<Failure>>,
    /// All hits, in their order.
    pub(super) hits: Memo<Vec<Hit>>,
    /// The place of the hit that Enter chooses.
    pub(super) active: RwSignal<usize>,
    /// Whether Enter was pressed before the answer was there.
    entered: StoredValue<bool>,
    asking: Flight,
    paging: Flight,
}

impl Finder {
    /// Makes the state, with the words that the palette was opened with.
    pub(super) fn new() -> Finder {
        let app = app();
        let palette = expect_context::<PaletteState>();
        let words = RwSignal::new(palette.first_words());
        let found = RwSignal::new(Found::default());
        let hits = Memo::new(move |_| words.with(|words| found.with(|found| hits(app, words.trim(), found))));
        let finder = Finder {
            app,
            palette,
            words,
            found,
            failure: RwSignal::new(None),
            hits,
            active: RwSignal::new(0),
            entered: StoredValue::new(false),
            asking: Flight::new(),
            paging: Flight::new(),
        };
        // More of the history may be coming to the device at this moment.
        events::listen(move |news| {
            if let News::Restarted | News::Event(Event::InboxChanged { .. } | Event::ThreadChanged { .. }) =
                news
            {
                finder.ask_again();
            }
        });
        finder.ask();
        finder
    }

    /// Asks again for an incomplete answer, as long as the person has not gone far into it.
    fn ask_again(self) {
        let is_early =
            self.found.with_untracked(|found| found.incomplete && found.messages.len() <= PAGE as usize);
        if is_early && self.active.get_untracked() == 0 {
            self.ask();
        }
    }

    /// Sets the words.
    pub(super) fn set_words(self, words: String) {
        self.entered.set_value(false);
        self.words.set(words);
        self.active.set(0);
        self.ask();
    }

    fn ask(self) {
        self.asking.run(move || async move {
            let Some(words) = self.words.try_get_untracked() else { return };
            let words = words.trim().to_owned();
            if words.is_empty() {
                self.failure.set(None);
                return self.found.set(Found::default());
            }
            let answer = call(query(&words, None)).await;
            // Other words were typed meanwhile: their answer follows.
            if self.words.try_get_untracked().is_none_or(|now| now.trim() != words) {
                return;
            }
            match answer {
                Ok(page) => {
                    self.failure.set(None);
                    self.found.set(Found {
                        words,
                        conversations: page.conversations.into_iter().map(Arc::new).collect(),
                        messages: page.messages.into_iter().map(Arc::new).collect(),
                        more: page.more,
                        incomplete: page.incomplete,
                    });
                    if self.entered.get_value() {
                        self.entered.set_value(false);
                        self.choose_active();
                    }
                }
                Err(failure) => self.failure.set(Some(failure)),
            }
        });
    }

    /// Loads the next messages.
    pub(super) fn load_more(self) {
        self.paging.run(move || async move {
            let Some(found) = self.found.try_get_untracked().filter(|found| found.more) else { return };
            let after = found.messages.last().map(|hit| hit.entry_id);
            let answer = call(query(&found.words, after)).await;
            if let Ok(page) = answer {
                self.found.try_update(|now| {
                    if now.words == found.words && now.messages.len() == found.messages.len() {
                        now.more = page.more && !page.messages.is_empty();
                        now.messages.extend(page.messages.into_iter().map(Arc::new));
                    }
                });
            }
        });
    }

    /// The numbers of conversations and messages that were found.
    pub(super) fn counted(self) -> (usize, usize) {
        self.found.with(|found| (found.conversations.len(), found.messages.len()))
    }

    /// Moves up or down, around the ends.
    pub(super) fn step(self, by: isize) {
        let count = self.hits.with_untracked(Vec::len);
        if count == 0 {
            return;
        }
        let at = self.active.get_untracked();
        let last = count - 1;
        let to = match by {
            1 if at >= last => 0,
            -1 if at == 0 => last,
            _ => at.saturating_add_signed(by).min(last),
        };
        self.active.set(to);
        if to + SPARE > count {
            self.load_more();
        }
        browser::bring_into_view(&hit_id(to));
    }

    /// The element of the active hit.
    pub(super) fn active_id(self) -> Option<String> {
        let count = self.hits.with(Vec::len);
        (count > 0).then(|| hit_id(self.active.get().min(count - 1)))
    }

    /// Chooses by Enter. While the answer to the last letters is on its way, Enter means that answer's first
    /// hit.
    pub(super) fn choose_active(self) {
        let is_answered =
            self.words.with_untracked(|words| self.found.with_untracked(|f| f.words == words.trim()));
        if !is_answered {
            return self.entered.set_value(true);
        }
        let hit = self.hits.with_untracked(|hits| hits.get(self.active.get_untracked()).cloned());
        if let Some(hit) = hit {
            self.choose(&hit);
        }
    }

    /// Goes to a hit, or performs its act; in the next frame, because closing gives the focus back first.
    pub(super) fn choose(self, hit: &Hit) {
        let app = self.app;
        self.palette.close();
        match hit {
            Hit::Conversation(row) => open(app, row.id),
            Hit::Message(message) => open_at(app, message.conversation_id, message.entry_id),
            Hit::Channel(channel, _) => app.choose(*channel),
            Hit::Command(act) => {
                let act = *act;
                request_animation_frame(move || {
                    acts::perform(act);
                });
            }
        }
    }
}

fn open(app: App, conversation: ConversationId) {
    request_animation_frame(move || app.open(conversation));
}

fn open_at(app: App, conversation: ConversationId, entry: EntryId) {
    request_animation_frame(move || app.open_at(conversation, entry));
}

fn query(words: &str, after: Option<EntryId>) -> SearchQuery {
    SearchQuery { words: words.to_owned(), conversation_id: None, after, limit: PAGE }
}

/// The id of a hit's element.
pub(super) fn hit_id(place: usize) -> String {
    format!("hit-{place}")
}

fn hits(app: App, words: &str, found: &Found) -> Vec<Hit> {
    let commands = COMMANDS
        .iter()
        .filter(|act| has_all(shortcuts::act(**act), words) && acts::is_possible(**act))
        .map(|act| Hit::Command(*act));
    let channels = channels(app).into_iter().filter(|(_, name)| has_all(&shortcuts::go_to(name), words));
    let channels = channels.map(|(id, name)| Hit::Channel(id, name));
    let conversations = found.conversations.iter().cloned().map(Hit::Conversation);
    let messages = found.messages.iter().cloned().map(Hit::Message);
    conversations.chain(commands).chain(channels).chain(messages).collect()
}

/// The other channels that the person can look into.
fn channels(app: App) -> Vec<(ChannelId, String)> {
    if app.side() == Side::Family {
        return Vec::new();
    }
    let here = app.route().get_untracked().channel;
    let (own, others) = readable(&app.me_untracked());
    let elsewhere = own.into_iter().chain(others).filter(|channel| Some(channel.id) != here);
    elsewhere.map(|channel| (channel.id, channel.name)).collect()
}
