//! Signing in and out: the engine's data and the takes go together.

use std::sync::Arc;

use conversas_client::{Owner, Unsent};
use conversas_ipc::{Failure, RoleChoice, Session, SignIn, SignInCommands, SignOut};
use conversas_protocol::ActAs;

use crate::failure::failure;
use crate::session::{owner, session_of};
use crate::{Host, preferences};

impl SignInCommands for Host {
    async fn sign_in(&self, request: SignIn) -> Result<Session, Failure> {
        let engine = &self.engine;
        let before = engine.owner().await.map_err(failure)?;
        let mut _account = None;
        let may_erase = |_: Owner, unsent: Unsent| {
            // From here on, when the server has answered: closing the app does not wait for the network.
            _account = Arc::clone(&self.account).try_lock_owned().ok();
            unsent.may_be_lost(request.discard_unsent)
        };
        let act_as = request.act_as.map_or(ActAs::Ask, |choice| {
            let RoleChoice { person_id, role, .. } = choice;
            ActAs::One { person_id, role }
        });
        let entering =
            engine.sign_in_as(&request.server, (&request.email, &request.password), act_as, may_erase);
        let known = entering.await.map_err(failure)?;
        let me = owner(engine).await?;
        // What nobody is known to own is not shown to whoever signs in either.
        if before.is_none_or(|before| !me.is(before)) {
            self.opened.clear().await;
            preferences::forget_places(engine).await?;
            self.recording.another_is_in().await?;
        }
        session_of(engine, known).await
    }

    async fn sign_out(&self, request: SignOut) -> Result<Session, Failure> {
        let engine = &self.engine;
        let _account = self.account.lock().await;
        let may_erase = |unsent: Unsent| unsent.may_be_lost(request.discard_unsent);
        let known = engine.sign_out(may_erase).await.map_err(failure)?;
        self.recording.nobody_is_in().await?;
        self.opened.clear().await;
        preferences::forget_places(engine).await?;
        session_of(engine, known).await
    }
}
