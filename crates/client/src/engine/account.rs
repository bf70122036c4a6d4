//! Signing in and out, and what a revoked session leaves.

use std::sync::Arc;

use conversas_domain::ids::{DeviceId, PersonId};
use conversas_protocol::{Directory, SignIn};

use super::Engine;
use crate::error::{Error, Result};
use crate::net::{self, Remote, address};
use crate::secrets::Secret;
use crate::store::session::SessionRow;
use crate::store::{Unsent, erase, session, unsent};
use crate::sync::poll;

mod lifecycle;

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
        Ok(self.inner.store.read(session::load).await?.device_id)
    }

    /// Signs in. The same person as before the session was revoked finds their unsent items and drafts. Of anybody
    /// else's `may_erase` is told how much there is, once it is known who comes; nothing is changed if it refuses.
    pub async fn sign_in(
        &self,
        server: &str,
        email: &str,
        password: &str,
        may_erase: impl FnOnce(PersonId, Unsent) -> Result<()> + Send,
    ) -> Result<Session> {
        let base = address::parse(server).ok_or(Error::BadAddress)?;
        let request = SignIn {
            email: email.trim().to_owned(),
            password: password.to_owned(),
            device_name: device_name().to_owned(),
        };
        let signed_in = net::sign_in(&self.inner.http, &base, &request).await?;
        let inner = &self.inner;
        let _account = inner.account.lock().await;
        let me = signed_in.directory.me.id;
        let remote = Remote::new(inner.http.clone(), base.clone(), signed_in.token.clone());
        let others = inner.store.read(move |db| {
            let is_mine = session::load(db)?.person_id == Some(me);
            if is_mine { Ok(Unsent::default()) } else { unsent::count(db) }
        });
        if let Err(refusal) = may_erase(me, others.await?) {
            // The server is told, if it can be reached, that nobody uses this session.
            tokio::spawn(async move { remote.sign_out().await });
            return Err(refusal);
        }
        inner.stop_tasks().await;
        let secret = Secret { server: base.to_string(), token: signed_in.token.clone() };
        inner.secrets.save(&secret).await?;
        inner.begin_session(server.trim().to_owned(), &signed_in).await?;
        inner.go_live(remote, signed_in.directory).await?;
        poll::is_online(inner);
        self.session().await
    }

    /// Signs out and erases the profile's data, unless `may_erase`, told what is not sent, refuses.
    pub async fn sign_out(&self, may_erase: impl FnOnce(Unsent) -> Result<()> + Send) -> Result<Session> {
        let inner = &self.inner;
        let _account = inner.account.lock().await;
        may_erase(inner.store.read(unsent::count).await?)?;
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
        inner.erase_for_good().await?;
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
