//! A session of which damaged data say nothing any more: the token may still be there, and the server says whose it is.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use conversas_protocol::{Directory, Kept};
use tokio::time::sleep;

use crate::engine::Inner;
use crate::error::Result;
use crate::net::{Line, Remote, address};
use crate::secrets;
use crate::store::session::SessionRow;
use crate::store::{anew, bootstraps, session};
use crate::sync::directory::lists_of;

/// How often a server that did not answer is asked again.
const AGAIN: Duration = Duration::from_secs(60);

/// The server's answer about a token whose session was lost with the store.
enum Answer {
    /// The token opens this session.
    Session(Box<(SessionRow, Remote, Kept<Directory>)>),
    /// No token is there, or the token opens nothing any more: only signing in helps.
    Nothing,
    /// The server was not reached.
    None,
}

impl Inner {
    /// Asks the server whose the token is: now, and if it cannot be reached, as soon as it can.
    pub(super) async fn recover(self: &Arc<Self>) -> Result<()> {
        if !self.is_settled().await? {
            let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
            tasks.push(tokio::spawn(run(Arc::clone(self))));
        }
        Ok(())
    }

    /// False: the server was not reached.
    async fn is_settled(self: &Arc<Self>) -> Result<bool> {
        let (row, remote, directory) = match self.whose_is_the_token().await {
            Answer::Session(found) => *found,
            Answer::Nothing => return Ok(true),
            Answer::None => return Ok(false),
        };
        let _account = self.account.lock().await;
        if self.live().is_ok() {
            return Ok(true);
        }
        let lists = lists_of(&directory);
        let beginning = self.store.write(move |tx| {
            session::save(tx, &row)?;
            // Conversations that no server knows may have been brought over, and now it is known for whom.
            anew::places(tx)?;
            bootstraps::want_all(tx, &lists)
        });
        beginning.await?;
        self.go_live(remote, directory.into_value()).await?;
        Ok(true)
    }

    async fn whose_is_the_token(&self) -> Answer {
        let secrets::Kept::Found(secret) = self.secrets.load(None).await else { return Answer::Nothing };
        let Some(base) = address::kept(&secret.server) else { return Answer::Nothing };
        let remote = Remote::new(Line::new(self.http.clone(), base, None), secret.token);
        let directory = match remote.directory().await {
            Ok(directory) => directory,
            Err(error) if error.ends_session() => return Answer::Nothing,
            Err(_) => return Answer::None,
        };
        let row = SessionRow {
            server: address::shown(&remote.line().base()),
            person_id: Some(directory.me.id),
            device_id: secret.device_id,
            directory: Some(directory.clone()),
            ..SessionRow::default()
        };
        Answer::Session(Box::new((row, remote, directory)))
    }
}

/// Asks again: when the person asks for it, and now and then. A sign-in ends this task.
async fn run(inner: Arc<Inner>) {
    loop {
        tokio::select! {
            () = inner.bells.poll.notified() => {}
            () = sleep(AGAIN) => {}
        }
        match inner.is_settled().await {
            Ok(true) => return,
            Ok(false) => {}
            Err(error) => {
                tracing::warn!(%error, "a session that damaged data say nothing of could not go on")
            }
        }
    }
}
