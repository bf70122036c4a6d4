//! After a session has ended: removes what the session may have left, now or at the next start.

use crate::engine::Inner;
use crate::error::Result;
use crate::net::{Line, Remote, address};
use crate::secrets::Kept;
use crate::store::preferences;

impl Inner {
    /// Leaves the session after the transaction that ended it: nobody is signed in from now on, and the token
    /// is removed.
    pub(super) async fn leave(&self) {
        self.set_live(None);
        // Downloads may have written since the transaction that erased the files.
        self.fetches.begun().into_iter().for_each(|id| self.folder.remove_parts(id));
        self.forget_token().await;
    }

    /// Removes what an ended session left, at a start with nobody signed in. The token of such a session may
    /// have stayed because the app was closed before the token was removed, or the keyring was locked. The
    /// server is told, if it can be reached, that nobody uses the session.
    pub(super) async fn forget_what_is_left(&self) -> Result<()> {
        if !self.store.read(preferences::is_token_left).await? {
            return Ok(());
        }
        let token = match self.secrets.load(None).await {
            Kept::Found(secret) => address::kept(&secret.server).map(|base| (base, secret.token)),
            Kept::Nothing => None,
            Kept::Unreadable => return Ok(()),
        };
        if let Some((base, token)) = token {
            let remote = Remote::new(Line::new(self.http.clone(), base, None), token);
            tokio::spawn(async move { remote.sign_out().await });
        }
        self.forget_token().await;
        Ok(())
    }

    /// Removes the token. One that the keyring or the disk refuses to remove is removed at the next start.
    async fn forget_token(&self) {
        if !self.secrets.clear().await {
            return;
        }
        if let Err(error) = self.store.write(|tx| preferences::set_token_left(tx, false)).await {
            tracing::warn!(%error, "the next start looks again for a token that is gone");
        }
    }
}
