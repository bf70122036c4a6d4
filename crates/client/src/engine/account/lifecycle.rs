//! A session from beginning to end: begun, taken up at a start, recovered after a rebuild, revoked.

use std::sync::Arc;

use conversas_protocol::{Directory, SignedIn};

use crate::connection::Connection;
use crate::engine::{Inner, Live};
use crate::error::Result;
use crate::event::Event;
use crate::net::{Remote, address};
use crate::outbox::OutboxItem;
use crate::store::session::SessionRow;
use crate::store::{anew, bootstraps, erase, outbox, session};
use crate::sync::directory::lists_of;

impl Inner {
    /// Takes up the session that the store and the secret hold.
    pub(in crate::engine) async fn resume(self: &Arc<Self>, rebuilt: bool) -> Result<()> {
        let row = self.store.read(session::load).await?;
        if row.directory.is_none() && !rebuilt {
            return Ok(());
        }
        let Some(secret) = self.secrets.load().await else {
            return if row.directory.is_some() { self.end_revoked_session().await } else { Ok(()) };
        };
        let Some(base) = address::parse(&secret.server) else { return Ok(()) };
        let remote = Remote::new(self.http.clone(), base, secret.token);
        match row.directory {
            Some(directory) => {
                let lists = lists_of(&directory);
                let want = move |tx: &rusqlite::Transaction<'_>| {
                    lists.iter().try_for_each(|list| bootstraps::want(tx, *list).map(|_| ()))
                };
                if rebuilt {
                    self.store.write(want).await?;
                }
                self.go_live(remote, directory).await
            }
            None => self.recover(secret.server, remote).await,
        }
    }

    /// The store was rebuilt and knows nobody, but the token is there: asks the server who it is. Offline this waits
    /// for the next start.
    async fn recover(self: &Arc<Self>, server: String, remote: Remote) -> Result<()> {
        let Ok(directory) = remote.directory().await else { return Ok(()) };
        let row = SessionRow {
            server,
            person_id: Some(directory.me.id),
            directory: Some(directory.clone()),
            ..SessionRow::default()
        };
        let lists = lists_of(&directory);
        self.store
            .write(move |tx| {
                session::save(tx, &row)?;
                lists.iter().try_for_each(|list| bootstraps::want(tx, *list).map(|_| ()))
            })
            .await?;
        self.go_live(remote, directory).await
    }

    /// Another person's data goes; the same person's unsent items and drafts stay.
    pub(crate) async fn begin_session(&self, server: String, signed_in: &SignedIn) -> Result<()> {
        let directory = signed_in.directory.clone();
        let device_id = signed_in.device_id;
        let beginning = self.store.write(move |tx| {
            let before = session::load(tx)?;
            if before.person_id != Some(directory.me.id) {
                erase::everything(tx)?;
            }
            for list in lists_of(&directory) {
                bootstraps::want(tx, list)?;
            }
            let row = SessionRow {
                server,
                person_id: Some(directory.me.id),
                device_id: Some(device_id),
                directory: Some(directory),
                cursor: None,
                was_revoked: false,
            };
            session::save(tx, &row)?;
            anew::places(tx)
        });
        beginning.await?;
        self.erase_for_good().await
    }

    /// What a transaction erased is on no disk any more: neither bytes of files nor pages of the log.
    pub(super) async fn erase_for_good(&self) -> Result<()> {
        self.remove_doomed().await?;
        Ok(self.store.scrub().await?)
    }

    pub(crate) async fn go_live(self: &Arc<Self>, remote: Remote, directory: Directory) -> Result<()> {
        self.presence.i_am(None);
        self.set_live(Some(Live { remote, directory: Arc::new(directory) }));
        let (numbers, catching_up) =
            self.store.read(|db| Ok((outbox::numbers(db)?, bootstraps::next_pending(db)?.is_some()))).await?;
        self.connection.change(|connection| {
            *connection = Connection {
                online: connection.online,
                waiting: numbers.waiting,
                blocked: numbers.blocked,
                catching_up,
            };
        });
        self.start_tasks();
        self.events.tell(Event::SessionChanged);
        Ok(())
    }

    /// The server does not know the token any more. Runs beside the task that noticed, which it ends.
    pub(crate) fn session_was_revoked(self: &Arc<Self>) {
        let inner = Arc::clone(self);
        tokio::spawn(async move {
            let _account = inner.account.lock().await;
            if inner.live().is_ok()
                && let Err(error) = inner.end_revoked_session().await
            {
                tracing::error!(%error, "a revoked session could not be erased");
            }
        });
    }

    async fn end_revoked_session(&self) -> Result<()> {
        self.stop_tasks().await;
        self.store
            .write(|tx| {
                let before = session::load(tx)?;
                erase::synced(tx)?;
                let after = SessionRow { directory: None, cursor: None, was_revoked: true, ..before };
                session::save(tx, &after)
            })
            .await?;
        self.erase_for_good().await?;
        self.set_live(None);
        self.secrets.clear().await;
        self.tell_session_changed();
        Ok(())
    }

    pub(super) fn tell_session_changed(&self) {
        self.connection.change(|connection| *connection = Connection::default());
        self.events.tell(Event::SessionChanged);
    }

    /// Everything I did that is not done, in order.
    pub(crate) async fn outbox_items(&self) -> Result<Vec<OutboxItem>> {
        Ok(self.store.read(outbox::all).await?)
    }
}
