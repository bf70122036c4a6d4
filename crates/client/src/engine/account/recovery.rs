//! A session whose row was lost with damaged data: the token may still be there, and the server says whose it
//! is.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use conversas_protocol::{Directory, Kept};
use tokio::task::JoinHandle;
use tokio::time::sleep;

use crate::engine::Inner;
use crate::error::Result;
use crate::net::{Line, NetError, Remote, SessionEnd, address};
use crate::secrets;
use crate::store::session::SessionRow;
use crate::store::{self, Connection, Owner, anew, bootstraps, losses, preferences, session};
use crate::sync::directory::lists_of;

/// The pause before a server that did not answer is asked again.
const AGAIN: Duration = Duration::from_secs(60);

/// A session that was lost with the store, as the server describes it.
pub(super) struct Found {
    row: SessionRow,
    remote: Remote,
    directory: Kept<Directory>,
}

/// The owner of a session that was lost with the store, as the server says.
pub(crate) struct LostSession {
    pub(super) owner: Owner,
    /// Whether the store has the owner from now on.
    pub(super) kept: Result<()>,
}

/// The server's answer about a token whose session was lost with the store.
enum Answer {
    /// The token opens this session.
    Session(Box<Found>),
    /// No token is there, or the token opens nothing any more, or says nothing of whose the data are: only signing in helps.
    Nothing,
    /// The question cannot be answered now.
    Later(Wait),
}

/// The keyring or server that the answer about a lost session waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wait {
    /// The keyring cannot be read now.
    Keyring,
    /// The server was not reached, or does not know the token: its right folder may come back.
    Server,
}

impl Inner {
    /// Asks the server whose the token is: now, and if the answer cannot be had now, as soon as it can.
    pub(super) async fn recover(self: &Arc<Self>) -> Result<()> {
        if let Some(wait) = self.waits_for().await? {
            self.keep(tokio::spawn(run(Arc::clone(self), wait)));
        }
        Ok(())
    }

    /// Asks again for a session that was lost with the store, because nobody is signed in after all.
    pub(super) fn recover_again(self: &Arc<Self>) {
        let inner = Arc::clone(self);
        self.keep(tokio::spawn(async move {
            match inner.store.read(may_recover).await {
                Ok(true) => run(inner, Wait::Server).await,
                Ok(false) => {}
                Err(error) => tracing::warn!(%error, "whether a session can be recovered is not known"),
            }
        }));
    }

    /// Stops the recovery while somebody signs in by hand: a session that was lost with the store may be
    /// another person's, and does not go on during the sign-in. It goes on at the next start, if the sign-in
    /// is given up. A session that is just being taken up is not stopped in the middle, because it would
    /// stand without its tasks.
    pub(in crate::engine) async fn stop_recovery(&self) {
        let _account = self.account.lock().await;
        if self.live().is_err() {
            self.stop_tasks().await;
        }
    }

    /// Asks whose the lost session is before somebody signs in by hand: what is here may be theirs, and this
    /// is the last moment to ask.
    pub(super) async fn find_lost(&self) -> Option<Found> {
        let is_lost = self.live().is_err() && self.store.read(may_recover).await.unwrap_or_default();
        match is_lost.then_some(self.whose_is_the_token())?.await {
            Answer::Session(found) => Some(*found),
            Answer::Nothing | Answer::Later(_) => None,
        }
    }

    /// Keeps and answers whose the data here are, under the account's lock, before somebody signs in. The
    /// lost session does not go on by this, because its person is not known to be the one who signs in.
    pub(super) async fn know_owner(&self, found: Option<Found>) -> Option<LostSession> {
        let found = found.filter(|_| self.live().is_err())?;
        let owner = found.row.owner()?;
        let kept = self.keep_session(found.row, &found.directory).await;
        Some(LostSession { owner, kept })
    }

    fn keep(&self, task: JoinHandle<()>) {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner).push(task);
    }

    /// Takes up the lost session if its owner is known. Answers what has to be waited for first; none: the
    /// question is settled.
    async fn waits_for(self: &Arc<Self>) -> Result<Option<Wait>> {
        let Found { row, remote, directory } = match self.whose_is_the_token().await {
            Answer::Session(found) => *found,
            Answer::Nothing => return Ok(None),
            Answer::Later(wait) => return Ok(Some(wait)),
        };
        let _account = self.account.lock().await;
        if self.live().is_ok() {
            return Ok(None);
        }
        self.keep_session(row, &directory).await?;
        self.go_live(remote, directory.into_value()).await?;
        Ok(None)
    }

    async fn keep_session(&self, row: SessionRow, directory: &Directory) -> Result<()> {
        let lists = lists_of(directory);
        let keeping = self.store.write(move |tx| {
            session::save(tx, &row)?;
            // Conversations that no server knows may have been brought over, and their owner is known only
            // now.
            anew::places(tx)?;
            bootstraps::want_all(tx, &lists)
        });
        Ok(keeping.await?)
    }

    async fn whose_is_the_token(&self) -> Answer {
        let beginning = match self.store.read(preferences::beginning).await {
            Ok(beginning) => beginning,
            Err(error) => {
                tracing::warn!(%error, "whether a token says whose the data are is not known");
                return Answer::Later(Wait::Server);
            }
        };
        let secret = match self.secrets.load(None).await {
            // A sign-in ended in the middle: the data are not known to belong to the person of this token.
            secrets::Kept::Found(secret) if beginning.is_some() && secret.device_id == beginning => {
                return Answer::Nothing;
            }
            secrets::Kept::Found(secret) => secret,
            secrets::Kept::Nothing => return Answer::Nothing,
            secrets::Kept::Unreadable => return Answer::Later(Wait::Keyring),
        };
        let Some(base) = address::kept(&secret.server) else { return Answer::Nothing };
        let remote = Remote::new(Line::new(self.http.clone(), base, secret.installation), secret.token);
        let directory = match remote.directory().await {
            Ok(directory) => directory,
            Err(NetError::SessionEnded(SessionEnd::Revoked(_))) => return Answer::Nothing,
            Err(error) => {
                tracing::debug!(%error, "the server does not say yet whose the token is");
                return Answer::Later(Wait::Server);
            }
        };
        let row = SessionRow {
            server: address::shown(&remote.line().base()),
            person_id: Some(directory.me.id),
            device_id: secret.device_id,
            directory: Some(directory.clone()),
            // The server's answer names the installation: whoever signs in by hand is compared with it.
            installation: remote.line().known().borrow().installation,
            ..SessionRow::default()
        };
        Answer::Session(Box::new(Found { row, remote, directory }))
    }
}

/// Whether the store has lost its session, or cannot read it. A session that ended here does not come back by
/// a token that could not be removed.
/// does not come back by a token that could not be removed.
pub(super) fn may_recover(db: &Connection) -> store::Result<bool> {
    let is_lost = (losses::happened(db)? && !session::exists(db)?) || session::is_signed_in(db)?;
    Ok(is_lost && !preferences::is_token_left(db)?)
}

/// Asks again when the person asks for it, when a slow keyring has answered, and now and then. A sign-in ends
/// this task.
async fn run(inner: Arc<Inner>, mut wait: Wait) {
    loop {
        tokio::select! {
            () = inner.bells.poll.notified() => {}
            () = inner.secrets.late_answer() => {}
            // The keyring is not asked by the clock, because a keyring may ask the person for a password.
            () = sleep(AGAIN), if wait == Wait::Server => {}
        }
        match inner.waits_for().await {
            Ok(None) => return,
            Ok(Some(now)) => wait = now,
            Err(error) => {
                tracing::warn!(%error, "a session that damaged data say nothing of could not go on")
            }
        }
    }
}
