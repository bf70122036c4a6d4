//! What everything shares: who is signed in, where they are, how the device stands to the server.

mod flight;
mod navigation;
mod outgoing;
mod root;
mod toast;

use std::sync::Arc;

use conversas_domain::person::{Role, Side};
use conversas_ipc::{
    Account, ChannelSummary, ChannelsQuery, Connection, ConversationDetail, Event, Failure, Preferences,
    PreferencesQuery, Retry, SavePreferences, Session, SessionQuery, SignedOut, Theme,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

pub(crate) use flight::Flight;
pub(crate) use outgoing::{Outgoing, Written};
pub(crate) use root::Root;
pub(crate) use toast::Toast;

use crate::state::route::Route;
use crate::transport::events::News;
use crate::{browser, clock, transport};

/// How far the app has come.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Phase {
    /// The host has not answered yet.
    Starting,
    /// The host does not answer.
    Failed(Failure),
    /// Nobody is signed in.
    SignedOut(SignedOut),
    /// Somebody is.
    SignedIn,
}

/// The shared state; a handle, copied freely.
#[derive(Clone, Copy)]
pub(crate) struct App {
    pub(crate) phase: RwSignal<Phase>,
    pub(crate) route: RwSignal<Route>,
    pub(crate) preferences: RwSignal<Preferences>,
    pub(crate) connection: RwSignal<Connection>,
    /// What waits in each channel; empty for families.
    pub(crate) summaries: RwSignal<Vec<ChannelSummary>>,
    /// Unread conversations of a family.
    pub(crate) family_unread: RwSignal<u32>,
    pub(crate) toast: RwSignal<Option<Toast>>,
    /// Changes every minute: what says how long ago reads it.
    pub(crate) minute: ReadSignal<i64>,
    /// There is room for the details beside the thread.
    pub(crate) is_wide: ReadSignal<bool>,
    /// The details lie over the thread, where there is no room beside it.
    pub(crate) details_over: RwSignal<bool>,
    /// The dialog in which a family starts a conversation is open.
    pub(crate) starting: RwSignal<bool>,
    /// Whoever opens a conversation by keyboard goes on by writing.
    pub(crate) wants_to_write: RwSignal<bool>,
    /// Whoever chose a channel goes on in its list.
    pub(crate) wants_list: RwSignal<bool>,
    /// Everything about the open conversation but its thread.
    pub(crate) detail: RwSignal<Option<Arc<ConversationDetail>>>,
    /// Messages on their way to the host.
    pub(crate) outgoing: Outgoing,
    account: RwSignal<Option<Arc<Account>>>,
    /// Events have told the connection: the copy in a session may be older than they are.
    connection_told: RwSignal<bool>,
    counting: Flight,
    /// The browser's history has an entry for the open conversation.
    remembered: StoredValue<bool>,
}

impl App {
    fn new() -> App {
        let (minute, set_minute) = signal(0);
        set_interval(move || set_minute.set(clock::now().0 / 60_000), std::time::Duration::from_secs(20));
        App {
            phase: RwSignal::new(Phase::Starting),
            route: RwSignal::new(Route::default()),
            preferences: RwSignal::new(Preferences::default()),
            connection: RwSignal::new(Connection { online: true, ..Connection::default() }),
            summaries: RwSignal::new(Vec::new()),
            family_unread: RwSignal::new(0),
            toast: RwSignal::new(None),
            minute,
            is_wide: browser::follow_media("(min-width: 1100px)"),
            details_over: RwSignal::new(false),
            starting: RwSignal::new(false),
            wants_to_write: RwSignal::new(false),
            wants_list: RwSignal::new(false),
            detail: RwSignal::new(None),
            outgoing: Outgoing::new(),
            account: RwSignal::new(None),
            connection_told: RwSignal::new(false),
            counting: Flight::new(),
            remembered: StoredValue::new(false),
        }
    }

    /// Asks the host who is signed in and what they prefer.
    pub(crate) fn start(self) {
        spawn_local(async move {
            if let Ok(preferences) = transport::call(PreferencesQuery {}).await {
                self.preferences.set(preferences);
            }
            self.ask_session().await;
        });
    }

    async fn ask_session(self) {
        match transport::call(SessionQuery {}).await {
            Ok(session) => self.enter(session),
            Err(failure) if self.phase.get_untracked() == Phase::Starting => {
                self.phase.set(Phase::Failed(failure))
            }
            // Who is signed in stays so until the host says otherwise.
            Err(_) => {}
        }
    }

    /// A session was told: at the start, after signing in or out, or by an event.
    pub(crate) fn enter(self, session: Session) {
        match session {
            Session::SignedOut(state) => self.phase.set(Phase::SignedOut(state)),
            Session::SignedIn(account) => {
                let known = self.account.with_untracked(|known| known.as_ref().map(|known| known.id));
                if known != Some(account.id) || self.phase.get_untracked() != Phase::SignedIn {
                    self.route.set(Route::start(&account, &self.preferences.get_untracked()));
                }
                if !self.connection_told.get_untracked() {
                    self.connection.set(account.connection);
                }
                self.account.set(Some(Arc::from(account)));
                self.phase.set(Phase::SignedIn);
                self.count();
            }
        }
    }

    /// The signed-in person. Only below the session gate.
    pub(crate) fn me(self) -> Arc<Account> {
        self.account.get().expect("set before the gate opens, and never unset")
    }

    /// The same, without being told of changes.
    pub(crate) fn me_untracked(self) -> Arc<Account> {
        self.account.get_untracked().expect("set before the gate opens, and never unset")
    }

    /// The side the person reads and writes from.
    pub(crate) fn side(self) -> Side {
        self.me_untracked().role.side()
    }

    /// Changes a preference and remembers it.
    pub(crate) fn prefer(self, change: impl FnOnce(&mut Preferences)) {
        self.preferences.update(change);
        let preferences = self.preferences.get_untracked();
        spawn_local(async move {
            // What cannot be kept still holds until the window closes.
            let _ = transport::call(SavePreferences { preferences }).await;
        });
    }

    /// Light becomes dark and dark light.
    pub(crate) fn switch_theme(self) {
        let dark = match self.preferences.get_untracked().theme {
            Theme::System => browser::prefers_dark(),
            Theme::Light => false,
            Theme::Dark => true,
        };
        self.prefer(|preferences| preferences.theme = if dark { Theme::Light } else { Theme::Dark });
    }

    /// "Tentar agora".
    pub(crate) fn retry(self) {
        spawn_local(async move {
            if let Ok(connection) = transport::call(Retry {}).await {
                self.connection.set(connection);
            }
        });
    }

    /// The open conversation's detail, as it is now.
    pub(crate) fn take_detail(self, detail: ConversationDetail) {
        if self.detail.with_untracked(|known| known.as_deref() != Some(&detail)) {
            self.detail.set(Some(Arc::new(detail)));
        }
    }

    /// Says something for a few seconds.
    pub(crate) fn say(self, icon: &'static str, text: String) {
        Toast::show(self.toast, icon, text);
    }

    fn count(self) {
        if self.me_untracked().role == Role::Guardian {
            return;
        }
        self.counting.run(move || async move {
            if let Ok(summaries) = transport::call(ChannelsQuery {}).await {
                self.summaries.set(summaries);
            }
        });
    }

    fn hear(self, news: &News) {
        match news {
            News::Event(Event::SessionChanged) => spawn_local(self.ask_session()),
            News::Restarted => {
                self.connection_told.set(false);
                spawn_local(self.ask_session());
            }
            News::Event(Event::ConnectionChanged { connection }) => {
                self.connection_told.set(true);
                self.connection.set(*connection);
            }
            News::Event(Event::ConversationMerged { from, into }) => {
                let (from, into) = (*from, *into);
                if self.route.get_untracked().conversation == Some(from) {
                    self.route.update(|route| route.merge(from, into));
                }
            }
            News::Event(Event::InboxChanged { .. }) => {
                if self.phase.get_untracked() == Phase::SignedIn {
                    self.count();
                }
            }
            News::Event(Event::ThreadChanged { .. }) => {}
        }
    }
}

/// The shared state, from anywhere below the root.
pub(crate) fn app() -> App {
    expect_context::<App>()
}
