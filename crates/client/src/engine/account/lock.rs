//! A locked session: its person can read and write on the device, nothing is asked of the server, and nothing
//! is erased. The lock ends when the token can be read and is known again, or when somebody signs in.

use std::sync::Arc;
use std::time::Duration;

use conversas_view::Lock;
use tokio::time::sleep;

use crate::engine::{Inner, Live};
use crate::error::{Error, Result};
use crate::net::{Line, NetError, Remote, SessionEnd, address};
use crate::secrets::Kept;
use crate::store::session;

/// The pause before a server that did not know the session is asked again: the server's right folder may be
/// back.
const AGAIN: Duration = Duration::from_secs(60);

impl Inner {
    /// Answers why the session is locked.
    pub(crate) fn lock(&self) -> Option<Lock> {
        self.connection.get().lock
    }

    /// Goes on with the session without the server.
    pub(super) async fn go_locked(self: &Arc<Self>, lock: Lock) -> Result<()> {
        self.know_directory().await;
        let live = self.live()?;
        let remote = Remote::locked(live.remote.line().clone());
        self.set_live(Some(Live { remote, ..live }));
        self.connection.change(|connection| {
            connection.online = false;
            connection.trouble = None;
            connection.lock = Some(lock);
        });
        self.start_lock(lock);
        Ok(())
    }

    /// Answers the right to talk to the server, if the token can be read now. After a server that did not
    /// know the token, it is asked whether it knows the token by now.
    async fn unlocked(&self, lock: &mut Lock) -> Result<Option<Remote>> {
        let row = self.store.read(session::load).await?;
        let secret = match self.secrets.load(row.device_id).await {
            Kept::Found(secret) => secret,
            Kept::Nothing => {
                // The keyring is open and has no token: only signing in helps.
                *lock = Lock::SignIn;
                self.connection.change(|connection| connection.lock = Some(Lock::SignIn));
                return Ok(None);
            }
            Kept::Unreadable => return Ok(None),
        };
        let Some(base) = address::kept(&secret.server) else { return Ok(None) };
        let line = || Line::new(self.http.clone(), base.clone(), row.installation);
        let asked = match lock {
            Lock::Keyring => Ok(()),
            Lock::SignIn => Remote::new(line(), secret.token.clone()).directory().await.map(drop),
        };
        match asked {
            // The unlocked session hears a revocation again, and does what follows from it.
            Ok(()) | Err(NetError::SessionEnded(SessionEnd::Revoked(_))) => {
                Ok(Some(Remote::new(line(), secret.token)))
            }
            Err(error) => {
                tracing::debug!(%error, "the session stays locked");
                Ok(None)
            }
        }
    }

    /// Answers the right to end the session at the server; for a locked session, if its token can be read.
    pub(super) async fn remote_to_end(&self) -> Option<Remote> {
        let live = self.live().ok()?;
        if self.lock().is_none() {
            return Some(live.remote);
        }
        let row = self.store.read(session::load).await;
        let row =
            row.inspect_err(|error| tracing::warn!(%error, "the server is not told that a session ends"));
        let row = row.ok()?;
        let Kept::Found(secret) = self.secrets.load(row.device_id).await else { return None };
        let line = Line::new(self.http.clone(), address::kept(&secret.server)?, row.installation);
        Some(Remote::new(line, secret.token))
    }

    pub(in crate::engine) async fn unlock(self: &Arc<Self>, locked: &Line, remote: Remote) -> Result<()> {
        let _account = self.account.lock().await;
        let live = self.live()?;
        if live.remote.line().is(locked) && self.lock().is_some() {
            self.stop_tasks().await;
            self.know_directory().await;
            self.go_live(remote, (*self.live()?.directory).clone()).await?;
        }
        Ok(())
    }
}

/// Tries to unlock when the person asks for it, when a slow keyring has answered, and now and then. Runs
/// until the session is unlocked.
pub(in crate::engine) async fn run(inner: Arc<Inner>, mut lock: Lock) {
    let Ok(live) = inner.live() else { return };
    let locked = live.remote.line().clone();
    loop {
        tokio::select! {
            () = inner.bells.poll.notified() => {}
            () = inner.secrets.late_answer() => {}
            // The keyring is not asked by the clock, because a keyring may ask the person for a password.
            () = sleep(AGAIN), if lock == Lock::SignIn => {}
        }
        match inner.unlocked(&mut lock).await {
            Ok(Some(remote)) => {
                let inner = Arc::clone(&inner);
                // In a task of its own, because unlocking ends this one.
                tokio::spawn(async move {
                    if let Err(error) = inner.unlock(&locked, remote).await
                        && !matches!(error, Error::SignedOut)
                    {
                        tracing::error!(%error, "a locked session could not go on");
                    }
                });
                return;
            }
            Ok(None) => {}
            Err(error) => tracing::warn!(%error, "whether a session can go on is not known"),
        }
    }
}
