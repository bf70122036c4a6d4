//! Signing in and out, and what a revoked session leaves.

use std::sync::Arc;

use conversas_domain::ids::DeviceId;
use conversas_protocol::{Directory, SignIn, SignedIn};

use super::{Engine, Inner, Live};
use crate::connection::Connection;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::net::{self, Remote, address};
use crate::outbox::OutboxItem;
use crate::secrets::Secret;
use crate::store::session::SessionRow;
use crate::store::{bootstraps, erase, outbox, session};
use crate::sync::directory::lists_of;
use crate::sync::poll;

/// Who is signed in.
#[derive(Debug, Clone)]
pub enum Session {
    /// Nobody.
    SignedOut {
        /// The address to offer; may be empty.
        server: String,
        /// The server ended the session.
        was_revoked: bool,
    },
    /// Somebody: what they may see.
    SignedIn(Arc<Directory>),
}

impl Engine {
    /// Who is signed in.
    pub async fn session(&self) -> Result<Session> {
        if let Ok(live) = self.inner.live() {
            return Ok(Session::SignedIn(live.directory));
        }
        let row = self.inner.store.read(session::load).await?;
        let hint = self.inner.server_hint.clone().unwrap_or_default();
        let server = if row.server.is_empty() { hint } else { row.server };
        Ok(Session::SignedOut { server, was_revoked: row.was_revoked })
    }

    /// This device's name at the server, also after a revocation.
    pub async fn device_id(&self) -> Result<Option<DeviceId>> {
        Ok(self.inner.store.read(|db| session::load(db)).await?.device_id)
    }

    /// Signs in. The same person as before the session was revoked finds their unsent items and drafts.
    pub async fn sign_in(&self, server: &str, email: &str, password: &str) -> Result<Session> {
        let base = address::parse(server).ok_or(Error::BadAddress)?;
        let request = SignIn {
            email: email.trim().to_owned(),
            password: password.to_owned(),
            device_name: device_name().to_owned(),
        };
        let signed_in = net::sign_in(&self.inner.http, &base, &request).await?;
        let inner = &self.inner;
        let _account = inner.account.lock().await;
        inner.stop_tasks().await;
        let secret = Secret { server: base.to_string(), token: signed_in.token.clone() };
        inner.secrets.save(&secret).await?;
        inner.begin_session(server.trim().to_owned(), &signed_in).await?;
        let remote = Remote::new(inner.http.clone(), base, signed_in.token);
        inner.go_live(remote, signed_in.directory).await?;
        poll::is_online(inner);
        self.session().await
    }

    /// Signs out and erases the profile's data. With unsent items it refuses unless told to discard them.
    pub async fn sign_out(&self, discard_unsent: bool) -> Result<Session> {
        let inner = &self.inner;
        let _account = inner.account.lock().await;
        let unsent = inner.store.read(outbox::all).await?;
        let unsent = unsent.iter().filter(|item| item.is_unsent()).count();
        if unsent > 0 && !discard_unsent {
            return Err(Error::UnsentItems(u32::try_from(unsent).unwrap_or(u32::MAX)));
        }
        let live = inner.live().ok();
        inner.stop_tasks().await;
        inner
            .store
            .write(|tx| {
                let server = session::load(tx)?.server;
                erase::everything(tx)?;
                session::save(tx, &SessionRow { server, ..SessionRow::default() })
            })
            .await?;
        inner.set_live(None);
        inner.secrets.clear().await;
        if let Some(live) = live {
            // The device forgets first; the server is told if it can be reached.
            tokio::spawn(async move { live.remote.sign_out().await });
        }
        inner.tell_session_changed();
        drop(_account);
        self.session().await
    }
}

impl Inner {
    /// Takes up the session that the store and the secret hold.
    pub(super) async fn resume(self: &Arc<Self>, rebuilt: bool) -> Result<()> {
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
            session::save(tx, &row)
        });
        Ok(beginning.await?)
    }

    pub(crate) async fn go_live(self: &Arc<Self>, remote: Remote, directory: Directory) -> Result<()> {
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
        self.set_live(None);
        self.secrets.clear().await;
        self.tell_session_changed();
        Ok(())
    }

    fn tell_session_changed(&self) {
        self.connection.change(|connection| *connection = Connection::default());
        self.events.tell(Event::SessionChanged);
    }

    /// Everything I did that is not done, in order.
    pub(crate) async fn outbox_items(&self) -> Result<Vec<OutboxItem>> {
        Ok(self.store.read(outbox::all).await?)
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
