//! What everything shares: who is signed in, where they are, how the device stands to the server. What belongs to one part of the
//! screen is not here; it is provided where that part begins.

pub(crate) mod acts;
mod areas;
mod back;
mod care;
mod connection;
mod dialogs;
mod drafts;
mod files;
mod flight;
mod links;
mod listeners;
mod media;
mod memory;
mod navigation;
mod outgoing;
mod people;
mod personal;
mod player;
mod presence;
mod recorder;
mod root;
mod shared;
mod toast;
mod told;

use std::sync::Arc;
use std::time::Duration;

use conversas_domain::person::Side;
use conversas_ipc::{
    Account, ChannelsQuery, ConversationDetail, Failure, Preferences, PreferencesQuery, SavePreferences,
    Session, SessionQuery, SignedOut, Theme,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

pub(crate) use dialogs::{PaletteState, SheetState};
pub(crate) use drafts::Drafts;
pub(crate) use files::sharing::Sharing;
pub(crate) use flight::Flight;
pub(crate) use listeners::Listeners;
pub(crate) use outgoing::{Outgoing, Written};
pub(crate) use player::Player;
pub(crate) use presence::Presence;
pub(crate) use recorder::Recorder;
pub(crate) use root::Root;
pub(crate) use toast::{Saying, Toast};

use crate::{browser, transport};
use shared::Shared;

/// The time that a start may not know whether it is online before the page says "Sem conexão".
const PATIENCE: Duration = Duration::from_secs(2);

/// The progress of the app.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Phase {
    /// The host has not answered yet.
    Starting,
    /// The host does not answer.
    Failed(Failure),
    /// Nobody is signed in.
    SignedOut(SignedOut),
    /// A person is signed in whose session is locked, and signs in again.
    SigningInAgain(SignedOut),
    /// A person is signed in.
    SignedIn,
}

/// What a feature may do and read wherever it stands; a handle, copied freely: no larger than a pointer or two, because nearly
/// every closure holds one. The state itself is not handed out: an area of it is, to be read or with verbs of its own.
#[derive(Clone, Copy)]
pub(crate) struct App(StoredValue<Shared>);

impl App {
    fn new() -> App {
        App(StoredValue::new(Shared::new()))
    }

    /// Asks the host who is signed in and what they prefer.
    pub(crate) fn start(self) {
        set_timeout(move || self.device().connection_known.set(true), PATIENCE);
        self.ask_media();
        spawn_local(async move {
            if let Ok(preferences) = transport::call(PreferencesQuery {}).await {
                self.session().preferences.set(preferences);
            }
            self.session().begun.set_value(true);
            self.ask_session().await;
        });
    }

    /// Asks again who is signed in, because the account's data may have changed.
    pub(crate) fn ask_account(self) {
        spawn_local(self.ask_session());
    }

    async fn ask_session(self) {
        // Where the person begins depends on what they prefer: the start asks when that is known.
        if !self.session().begun.get_value() {
            return;
        }
        match transport::call(SessionQuery {}).await {
            Ok(session) => self.enter(session),
            Err(failure) if self.phase().get_untracked() == Phase::Starting => {
                self.session().phase.set(Phase::Failed(failure))
            }
            // The person stays signed in until the host says otherwise.
            Err(_) => {}
        }
    }

    /// Takes over a session: at the start, after signing in or out, or by an event.
    pub(crate) fn enter(self, session: Session) {
        match session {
            Session::SignedOut(state) => {
                let was_revoked = state.was_revoked;
                if !matches!(self.phase().get_untracked(), Phase::SignedOut(_)) {
                    self.ask_loss_anew();
                }
                self.session().phase.set(Phase::SignedOut(state));
                // After a revocation the same person may sign in again and finds what they typed.
                if was_revoked { self.personal().hush() } else { self.forget_person() }
            }
            Session::SignedIn(account) => {
                let is_same = self
                    .session()
                    .account
                    .with_untracked(|known| known.as_ref().map(|known| known.is_same_person(&account)));
                if is_same == Some(false) {
                    self.forget_person();
                }
                let phase = self.phase().get_untracked();
                let is_signing_in = matches!(phase, Phase::SigningInAgain(_));
                if is_same != Some(true) || !(is_signing_in || phase == Phase::SignedIn) {
                    self.ask_loss_anew();
                    self.begin_at(&account);
                }
                if !self.device().connection_told.get_untracked() {
                    self.take_connection(account.connection);
                }
                // Only unlocking takes the sign-in page away from somebody who types.
                let stays = is_signing_in && account.connection.lock.is_some();
                self.session().account.set(Some(Arc::from(account)));
                if !stays {
                    self.session().phase.set(Phase::SignedIn);
                }
                self.ask_rescued();
                self.tell_refused_tries();
                self.count();
            }
        }
    }

    /// Forgets the data of the person before: they have left, or another person is here.
    fn forget_person(self) {
        self.session().preferences.update(Preferences::forget_places);
        self.close_playback();
        self.player().forget();
        self.recorder().forget();
        self.personal().forget();
    }

    /// Answers the signed-in person. Only below the session gate.
    pub(crate) fn me(self) -> Arc<Account> {
        self.session().account.get().expect("set before the gate opens, and never unset")
    }

    /// Answers the signed-in person, without following changes.
    pub(crate) fn me_untracked(self) -> Arc<Account> {
        self.session().account.get_untracked().expect("set before the gate opens, and never unset")
    }

    /// The side the person reads and writes from.
    pub(crate) fn side(self) -> Side {
        self.me_untracked().role.side()
    }

    /// Changes a preference and remembers it.
    pub(crate) fn prefer(self, change: impl FnOnce(&mut Preferences)) {
        // What cannot be kept still holds until the window closes.
        self.prefer_then(change, |_| {});
    }

    /// The same; `then` is told whether it could be remembered.
    pub(crate) fn prefer_then(
        self,
        change: impl FnOnce(&mut Preferences),
        then: impl FnOnce(Result<(), Failure>) + 'static,
    ) {
        self.session().preferences.update(change);
        let preferences = self.preferences().get_untracked();
        spawn_local(async move { then(transport::call(SavePreferences { preferences }).await.map(drop)) });
    }

    /// Switches between light and dark.
    pub(crate) fn switch_theme(self) {
        let dark = match self.preferences().get_untracked().theme {
            Theme::System => browser::prefers_dark(),
            Theme::Light => false,
            Theme::Dark => true,
        };
        self.prefer(|preferences| preferences.theme = if dark { Theme::Light } else { Theme::Dark });
    }

    /// Takes over the open conversation's detail, as it is now.
    pub(crate) fn take_detail(self, detail: ConversationDetail) {
        self.follow(&detail);
        if self.detail().with_untracked(|known| known.as_deref() != Some(&detail)) {
            self.personal().detail.set(Some(Arc::new(detail)));
        }
    }

    /// No conversation is open, or one whose detail is not known yet.
    pub(crate) fn forget_detail(self) {
        self.personal().detail.set(None);
    }

    fn count(self) {
        self.session().counting.run(move || async move {
            if let Ok(summaries) = transport::call(ChannelsQuery {}).await {
                self.personal().summaries.set(summaries);
            }
        });
    }
}

/// The handle, anywhere below the root.
pub(crate) fn app() -> App {
    expect_context::<App>()
}
