//! Hears what the server's answers to any request say of the server and of the session: keeps the server's
//! address and installation, and does what follows when the server says that the session is over, or unknown.

use std::sync::{Arc, Weak};

use conversas_domain::ids::InstallationId;
use conversas_view::{Connection, Lock};
use reqwest::Url;

use super::erasure::Erasure;
use crate::clock::chance;
use crate::engine::Inner;
use crate::error::Result;
use crate::net::{Line, SessionEnd, address};
use crate::outbox::backoff::{SENDING, pause};
use crate::secrets::{Kept, Secret};
use crate::store::session::{self, SessionRow};
use crate::store::{Transaction, preferences};

/// Runs until the session ends.
pub(in crate::engine) async fn run(inner: Arc<Inner>) {
    let Ok(live) = inner.live() else { return };
    let line = live.remote.line().clone();
    let mut news = line.known();
    let mut base = line.base();
    loop {
        let known = news.borrow_and_update().clone();
        if let Some(end) = known.end {
            // In a task of its own, because this ends the tasks of the session, this one among them.
            tokio::spawn(follow(Arc::downgrade(&inner), line, end));
            return;
        }
        let moved = (known.base != base).then(|| known.base.clone());
        base = known.base;
        if let Err(error) = inner.keep_known(known.installation, moved).await {
            tracing::warn!(%error, "what is known of the server is not kept");
        }
        if news.changed().await.is_err() {
            return;
        }
    }
}

/// Does what follows from the end of a session, however often the disk refuses, because the server will not
/// say anything else.
async fn follow(inner: Weak<Inner>, line: Line, end: SessionEnd) {
    let mut failures = 0;
    while let Some(inner) = inner.upgrade() {
        let Err(error) = inner.session_ended(&line, end).await else { return };
        tracing::error!(%error, "what follows from the end of a session could not be done yet");
        drop(inner);
        failures += 1;
        tokio::time::sleep(pause(SENDING, failures, chance())).await;
    }
}

impl Inner {
    /// Ends or locks the session after the server of this line ended it, or did not know it. Somebody may
    /// have signed in anew meanwhile: the server's word is not about that session.
    pub(in crate::engine) async fn session_ended(
        self: &Arc<Self>,
        line: &Line,
        end: SessionEnd,
    ) -> Result<()> {
        let _account = self.account.lock().await;
        if !self.live().is_ok_and(|live| live.remote.line().is(line)) {
            return Ok(());
        }
        self.stop_tasks().await;
        // The connection is closed first, also if the disk refuses what follows.
        self.connection.change(|connection| connection.online = false);
        match end {
            SessionEnd::Unknown => {
                tracing::warn!("the server does not know this session: it is locked");
                self.go_locked(Lock::SignIn).await?;
                self.events.tell(crate::Event::SessionChanged);
            }
            SessionEnd::Revoked(word) => {
                tracing::info!("the server ended this session");
                let ended = |tx: &Transaction<'_>, before: SessionRow| {
                    preferences::set_token_left(tx, true)?;
                    Ok(SessionRow { directory: None, cursor: None, was_revoked: true, ..before })
                };
                self.erase(Erasure::by_word_of_the_server(word), ended).await?;
                self.leave().await;
                self.tell_session_changed();
            }
        }
        Ok(())
    }

    /// Keeps the server's installation, and its address if that has changed.
    async fn keep_known(&self, installation: Option<InstallationId>, moved: Option<Url>) -> Result<()> {
        let row = self.store.read(session::load).await?;
        if let Some(installation) = installation.filter(|_| row.installation.is_none()) {
            self.store.write(move |tx| session::set_installation(tx, installation)).await?;
        }
        if let Some(base) = moved
            && let Kept::Found(secret) = self.secrets.load(row.device_id).await
        {
            tracing::info!("the server is asked by https from now on");
            self.secrets.save(&Secret { server: base.to_string(), ..secret }).await?;
            self.store.write(move |tx| session::set_server(tx, &address::shown(&base))).await?;
            self.events.tell(crate::Event::SessionChanged);
        }
        Ok(())
    }

    pub(super) fn tell_session_changed(&self) {
        self.connection.change(|connection| {
            *connection = Connection { clock_ahead: connection.clock_ahead, ..Connection::default() };
        });
        self.events.tell(crate::Event::SessionChanged);
    }
}
