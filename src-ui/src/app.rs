//! What everything shares: who is signed in, where they are, how the device stands to the server.

pub(crate) mod acts;
mod care;
mod connection;
mod files;
mod flight;
mod media;
mod navigation;
mod outgoing;
mod player;
mod presence;
mod recorder;
mod root;
mod toast;
mod told;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use conversas_domain::ids::{AttachmentId, ConversationId};
use conversas_domain::person::{Role, Side};
use conversas_ipc::{
    Account, ChannelSummary, ChannelsQuery, Connection, ConversationDetail, Failure, MediaBase, Preferences,
    PreferencesQuery, RescuedText, SavePreferences, Session, SessionQuery, SignedOut, Theme,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

pub(crate) use flight::Flight;
pub(crate) use navigation::Jump;
pub(crate) use outgoing::{Outgoing, Written};
pub(crate) use player::Player;
pub(crate) use presence::Presence;
pub(crate) use recorder::Recorder;
pub(crate) use root::Root;
pub(crate) use toast::Toast;

use crate::state::route::Route;
use crate::state::selection::Selection;
use crate::{browser, clock, transport};

/// How long a start may not know whether it is online before it says "Sem conexão".
const PATIENCE: Duration = Duration::from_secs(2);

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
    /// The server has answered once, or has had the time to: being offline means something.
    pub(crate) connection_known: RwSignal<bool>,
    /// What waits in each channel; empty for families.
    pub(crate) summaries: RwSignal<Vec<ChannelSummary>>,
    /// Unread conversations of a family.
    pub(crate) family_unread: RwSignal<u32>,
    pub(crate) toast: RwSignal<Option<Toast>>,
    /// Words that could not be sent before access ended: to be copied.
    pub(crate) rescued: RwSignal<Vec<RescuedText>>,
    /// Messages of the open conversation that are selected.
    pub(crate) selection: RwSignal<Selection>,
    /// Where the person is.
    pub(crate) presence: Presence,
    /// The conversation whose "Finalizar" is asked for from elsewhere.
    pub(crate) wants_finish: RwSignal<Option<ConversationId>>,
    /// Internal notes that are being written: never a draft, which could be sent to the family.
    pub(crate) notes: StoredValue<HashMap<ConversationId, String>>,
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
    /// The image that the viewer shows.
    pub(crate) viewer: RwSignal<Option<AttachmentId>>,
    /// Files that the system is asked to open.
    pub(crate) opening: RwSignal<Vec<AttachmentId>>,
    /// Where media is served; none before the host has told.
    pub(crate) media: RwSignal<Option<MediaBase>>,
    /// What is played.
    pub(crate) player: Player,
    /// The take that is recorded or waits.
    pub(crate) recorder: Recorder,
    /// The palette, with search and commands, is open.
    pub(crate) palette: RwSignal<bool>,
    /// What it begins with when it opens.
    pub(crate) sought: RwSignal<String>,
    /// The sheet of shortcuts is open.
    pub(crate) sheet: RwSignal<bool>,
    /// The dialog "Exportar o histórico" is open.
    pub(crate) exporting: RwSignal<bool>,
    /// A message that the thread goes to as soon as it can.
    pub(crate) jump: RwSignal<Option<Jump>>,
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
        set_interval(move || set_minute.set(clock::now().0 / 60_000), Duration::from_secs(20));
        App {
            phase: RwSignal::new(Phase::Starting),
            route: RwSignal::new(Route::default()),
            preferences: RwSignal::new(Preferences::default()),
            connection: RwSignal::new(Connection { online: true, ..Connection::default() }),
            connection_known: RwSignal::new(false),
            summaries: RwSignal::new(Vec::new()),
            family_unread: RwSignal::new(0),
            toast: RwSignal::new(None),
            rescued: RwSignal::new(Vec::new()),
            selection: RwSignal::new(Selection::default()),
            presence: Presence::new(),
            wants_finish: RwSignal::new(None),
            notes: StoredValue::new(HashMap::new()),
            minute,
            is_wide: browser::follow_media("(min-width: 68.75em)"),
            details_over: RwSignal::new(false),
            starting: RwSignal::new(false),
            wants_to_write: RwSignal::new(false),
            wants_list: RwSignal::new(false),
            detail: RwSignal::new(None),
            outgoing: Outgoing::new(),
            viewer: RwSignal::new(None),
            opening: RwSignal::new(Vec::new()),
            media: RwSignal::new(None),
            player: Player::new(),
            recorder: Recorder::new(),
            palette: RwSignal::new(false),
            sought: RwSignal::new(String::new()),
            sheet: RwSignal::new(false),
            exporting: RwSignal::new(false),
            jump: RwSignal::new(None),
            account: RwSignal::new(None),
            connection_told: RwSignal::new(false),
            counting: Flight::new(),
            remembered: StoredValue::new(false),
        }
    }

    /// Asks the host who is signed in and what they prefer.
    pub(crate) fn start(self) {
        set_timeout(move || self.connection_known.set(true), PATIENCE);
        self.ask_media();
        spawn_local(async move {
            if let Ok(preferences) = transport::call(PreferencesQuery {}).await {
                self.preferences.set(preferences);
            }
            self.ask_session().await;
        });
    }

    /// Asks again who is signed in: what the account has may have changed.
    pub(crate) fn ask_account(self) {
        spawn_local(self.ask_session());
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
                    self.take_connection(account.connection);
                }
                self.account.set(Some(Arc::from(account)));
                self.phase.set(Phase::SignedIn);
                self.ask_rescued();
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

    /// Conversations with something unread, in all lists of the person.
    pub(crate) fn unread(self) -> u32 {
        match self.side() {
            Side::Family => self.family_unread.get(),
            Side::School => {
                let me = self.me();
                let mine = |id| me.channels.iter().any(|channel| channel.member && channel.id == id);
                let own = |all: &Vec<ChannelSummary>| {
                    all.iter().filter(|summary| mine(summary.id)).map(|summary| summary.unread).sum()
                };
                self.summaries.with(own)
            }
        }
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

    /// The open conversation's detail, as it is now.
    pub(crate) fn take_detail(self, detail: ConversationDetail) {
        self.follow(&detail);
        if self.detail.with_untracked(|known| known.as_deref() != Some(&detail)) {
            self.detail.set(Some(Arc::new(detail)));
        }
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
}

/// The shared state, from anywhere below the root.
pub(crate) fn app() -> App {
    expect_context::<App>()
}
