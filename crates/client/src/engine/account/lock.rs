//! A locked session: what is on the device can be read and written on, nothing is asked of the server, and nothing is
//! erased. It ends when the token can be read and is known again, or when somebody signs in.

use std::sync::Arc;
use std::time::Duration;

use conversas_view::Lock;
use tokio::time::sleep;

use crate::engine::{Inner, Live};
use crate::error::{Error, Result};
use crate::net::{Line, NetError, Remote, SessionEnd, address};
use crate::secrets::Kept;
use crate::store::session;

/// How often a server that did not know the session is asked again: its right folder may be back.
const AGAIN: Duration = Duration::from_secs(60);

impl Inner {
    /// Why the session is locked.
    pub(crate) fn lock(&self) -> Option<Lock> {
        self.connection.get().lock
    }

    /// The session goes on, but for the server.
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

    /// The right to talk to the server, if the token can be read now; after a server that did not know it, only if that
    /// knows it by now.
    async fn unlocked(&self, lock: &mut Lock) -> Result<Option<Remote>> {
        let row = self.store.read(session::load).await?;
        let secret = match self.secrets.load(row.device_id).await {
            Kept::Found(secret) => secret,
            Kept::Nothing => {
                // The keyring is open, and has nothing: only signing in helps.
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
            // A revocation is heard again by the session itself, which knows what follows from it.
            Ok(()) | Err(NetError::SessionEnded(SessionEnd::Revoked(_))) => {
                Ok(Some(Remote::new(line(), secret.token)))
            }
            Err(error) => {
                tracing::debug!(%error, "the session stays locked");
                Ok(None)
            }
        }
    }

    /// The right to end the session at the server; of a locked one if its token can be read.
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

/// Tries to unlock: when the person asks for it, when a slow keyring has answered, and now and then. Runs until it worked.
pub(in crate::engine) async fn run(inner: Arc<Inner>, mut lock: Lock) {
    let Ok(live) = inner.live() else { return };
    let locked = live.remote.line().clone();
    loop {
        tokio::select! {
            () = inner.bells.poll.notified() => {}
            () = inner.secrets.late_answer() => {}
            // A keyring is not asked by itself: it may ask the person for a password.
            () = sleep(AGAIN), if lock == Lock::SignIn => {}
        }
        match inner.unlocked(&mut lock).await {
            Ok(Some(remote)) => {
                let inner = Arc::clone(&inner);
                // Beside this task, which unlocking ends.
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
