//! Signing in and out, and the life of a session between them.
//!
//! | file | what |
//! |---|---|
//! | [`lifecycle`] | a session begins, and is taken up at a start |
//! | [`recovery`] | a session comes back after its row was lost with damaged data |
//! | [`supervisor`] | what the server's answers say of the session |
//! | [`lock`] | a session that cannot ask the server |
//! | [`remembered`] | what this device keeps of an account for its next sign-in |
//! | [`ending`] | removing what an ended session may have left: its token, bytes on their way |
//! | [`erasing`], [`erasure`] | the one door through which a person's data leaves the device, and the proof
//! that erasing asks for |

use std::sync::Arc;

use conversas_domain::ids::DeviceId;
use conversas_protocol::{ActAs, Demo, Directory, SignIn, SignInAnswer};
use conversas_view::Unsent;

use super::Engine;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::net::{self, Remote, address};
use crate::store::session::SessionRow;
use crate::store::{Owner, Transaction, preferences, session, unsent};
use crate::sync::poll;

mod ending;
mod erasing;
pub(crate) mod erasure;
mod lifecycle;
mod lock;
mod recovery;
mod remembered;
mod supervisor;

use erasure::Erasure;
pub(super) use lock::run as keep_trying;
pub(super) use supervisor::run as supervise;

/// The person who is signed in, if anybody is.
#[derive(Debug, Clone)]
pub enum Session {
    /// Nobody is signed in.
    SignedOut {
        /// The address to offer; may be empty.
        server: String,
        /// The server ended the session.
        was_revoked: bool,
    },
    /// A person is signed in; the directory says what they may see.
    SignedIn(Arc<Directory>),
}

impl Engine {
    /// Answers who is signed in.
    pub async fn session(&self) -> Result<Session> {
        if let Ok(live) = self.inner.live() {
            return Ok(Session::SignedIn(live.directory));
        }
        let row = self.inner.store.read(session::load).await?;
        let hint = self.inner.server_hint.clone().unwrap_or_default();
        let server = if row.server.is_empty() { hint } else { row.server };
        Ok(Session::SignedOut { server, was_revoked: row.was_revoked })
    }

    /// Answers whose profile this is, also after a revocation.
    pub async fn owner(&self) -> Result<Option<Owner>> {
        Ok(self.inner.store.read(session::owner).await?)
    }

    /// Answers this device's name at the server, also after a revocation.
    pub async fn device_id(&self) -> Result<Option<DeviceId>> {
        Ok(self.inner.store.read(session::load).await?.device_id)
    }

    /// Answers the address of the server that somebody is signed in to.
    pub fn server(&self) -> Option<String> {
        Some(address::shown(&self.inner.live().ok()?.remote.line().base()))
    }

    /// Asks for the accounts that the server at this address offers, if the server is a demonstration.
    pub async fn demo(&self, server: &str) -> Result<Demo> {
        Ok(net::demo(&self.inner.http, &address::parse(server)?).await?)
    }

    /// Signs in as [`Engine::sign_in_as`] does, if the account has one person in one role.
    ///
    /// # Errors
    ///
    /// [`Error::Choose`] if the account has several: nobody is signed in, and nothing was changed.
    pub async fn sign_in(
        &self,
        server: &str,
        email: &str,
        password: &str,
        may_erase: impl FnOnce(Owner, Unsent) -> std::result::Result<(), Unsent> + Send,
    ) -> Result<Session> {
        self.sign_in_as(server, (email, password), ActAs::Ask, may_erase).await
    }

    /// Signs in. A person who was signed in before the session was revoked or locked finds their unsent items
    /// and drafts. When somebody else signs in, `may_erase` is told how much there is, once it is known who
    /// signs in; nothing is changed if `may_erase` refuses.
    pub async fn sign_in_as(
        &self,
        server: &str,
        (email, password): (&str, &str),
        act_as: ActAs,
        may_erase: impl FnOnce(Owner, Unsent) -> std::result::Result<(), Unsent> + Send,
    ) -> Result<Session> {
        let typed = address::parse(server)?;
        let inner = &self.inner;
        let email = address::email(email);
        let (line, installation) = net::find(&inner.http, &typed).await?;
        let remembered = inner.remembered(installation, &email).await?;
        let request = SignIn {
            email: email.clone(),
            password: password.to_owned(),
            device_name: device_name().to_owned(),
            device_secret: remembered.secret.clone(),
            act_as,
        };
        let signed_in = match net::sign_in(&line, &request).await {
            Ok(SignInAnswer::SignedIn(signed_in)) => *signed_in,
            Ok(SignInAnswer::Choose(choose)) => return Err(Error::Choose(choose.choices)),
            Err(error) => {
                if error.is_wrong_password() {
                    inner.remember(installation, &email, &remembered.slipped()).await;
                }
                return Err(error.into());
            }
        };
        let remembered = remembered.after(signed_in.device_secret.clone(), signed_in.refused_tries);
        inner.remember(installation, &email, &remembered).await;
        inner.stop_recovery().await;
        let lost = inner.find_lost().await;
        let _account = inner.account.lock().await;
        let lost = inner.know_owner(lost).await;
        let base = line.base();
        let remote = Remote::new(line, signed_in.token.clone());
        if let Err(refusal) = inner.begin_session(&base, &signed_in, lost, may_erase).await {
            // The server is told, if it can be reached, that nobody uses this session.
            tokio::spawn(async move { remote.sign_out().await });
            return Err(refusal);
        }
        inner.go_live(remote, signed_in.directory).await?;
        poll::is_online(inner);
        if remembered.tries > 0 {
            inner.events.tell(Event::TriesRefused { count: remembered.tries });
            inner.remember(installation, &email, &remembered.told()).await;
        }
        self.session().await
    }

    /// Signs out and erases the profile's data, unless `may_erase`, told what is not sent, refuses.
    pub async fn sign_out(
        &self,
        may_erase: impl FnOnce(Unsent) -> std::result::Result<(), Unsent> + Send,
    ) -> Result<Session> {
        let inner = &self.inner;
        let _account = inner.account.lock().await;
        let is_locked = inner.lock().is_some();
        let profile = inner.folder.profile().to_owned();
        let unsent = inner.store.read(move |db| unsent::count(db, &profile, is_locked, None)).await?;
        let erasure = Erasure::by_the_person(unsent, may_erase)?;
        let remote = inner.remote_to_end().await;
        inner.stop_tasks().await;
        let nobody = |tx: &Transaction<'_>, before: SessionRow| {
            preferences::set_token_left(tx, true)?;
            Ok(SessionRow { server: before.server, ..SessionRow::default() })
        };
        if let Err(error) = inner.erase(erasure, nobody).await {
            inner.go_on().await;
            return Err(error);
        }
        inner.leave().await;
        if let Some(remote) = remote {
            // The device forgets first; the server is told if it can be reached.
            tokio::spawn(async move { remote.sign_out().await });
        }
        inner.tell_session_changed();
        drop(_account);
        self.session().await
    }
}

fn device_name() -> &'static str {
    match std::env::consts::OS {
        "linux" => "Linux",
        "macos" => "macOS",
        "windows" => "Windows",
        "android" => "Android",
        "ios" => "iOS",
        other => other,
    }
}
