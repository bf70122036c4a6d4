//! The one door through which what belongs to a person leaves a device: [`Inner::erase`], which asks for an [`Erasure`].
//!
//! There are four reasons and three functions that make one, all here; nothing else can. Whatever else happens (a portal,
//! a missing token, a locked keyring, a server that knows nobody) keeps, locks or waits (rule 34).

use crate::engine::{Inner, Owner};
use crate::error::Result;
use crate::net::Revocation;
use crate::store::session::{self, SessionRow};
use crate::store::{Transaction, Unsent, erase};

/// A proof that what belongs to the person of this profile may go.
pub(crate) struct Erasure(Reason);

enum Reason {
    /// The installation that was signed in to said that it ended the session.
    Revoked,
    /// The person signed out.
    SignedOut,
    /// Another person signed in, and knows what is lost.
    AnotherPerson,
    /// Somebody signed in, and nothing here says whose the profile was. They know what is lost.
    NobodyKnown,
}

impl Erasure {
    /// The server's own word.
    pub(super) fn by_word_of_the_server(_: Revocation) -> Erasure {
        Erasure(Reason::Revoked)
    }

    /// The person's own sign-out, if they agree to what is lost.
    pub(super) fn by_the_person(
        unsent: Unsent,
        agrees: impl FnOnce(Unsent) -> Result<()>,
    ) -> Result<Erasure> {
        agrees(unsent).map(|()| Erasure(Reason::SignedOut))
    }

    /// Another person's sign-in, which the server has confirmed, if they agree to what is lost. None: it is the same
    /// person as before, and nothing goes. Damaged data that nobody is known to own may be the comer's: they stay.
    pub(super) fn by_another_person(
        before: &SessionRow,
        me: Owner,
        unsent: Unsent,
        agrees: impl FnOnce(Owner, Unsent) -> Result<()>,
    ) -> Result<Option<Erasure>> {
        let (lost, reason) = match before.owner() {
            Some(kept) if me.is(kept) => (Unsent::default(), None),
            Some(_) => (unsent, Some(Reason::AnotherPerson)),
            None => (Unsent { damaged: 0, is_nobodys: true, ..unsent }, Some(Reason::NobodyKnown)),
        };
        agrees(me, lost)?;
        Ok(reason.map(Erasure))
    }

    /// What the person did not send stays for them after a revocation: they may sign in again.
    pub(crate) fn keeps_unsent(&self) -> bool {
        matches!(self.0, Reason::Revoked)
    }

    /// Whether copies of damaged data stay, also if nobody has been told of the damage.
    pub(crate) fn keeps_damaged(&self) -> bool {
        matches!(self.0, Reason::NobodyKnown)
    }
}

impl Inner {
    /// Erases what belongs to the person of this profile, and writes what the session is from now on, in one transaction: an
    /// error means that nothing was erased. Then no disk has it any more.
    pub(super) async fn erase(
        &self,
        erasure: Erasure,
        then: impl FnOnce(&Transaction<'_>, SessionRow) -> Result<SessionRow> + Send + 'static,
    ) -> Result<()> {
        let keeps_damaged = erasure.keeps_damaged();
        let profile = self.folder.profile().to_owned();
        let erasing = self.store.write(move |tx| {
            let before = session::load(tx)?;
            erase::of_person(tx, &profile, &erasure)?;
            Ok::<_, crate::Error>(session::save(tx, &then(tx, before)?)?)
        });
        erasing.await?;
        if let Err(error) = self.erase_for_good(keeps_damaged).await {
            tracing::error!(%error, "what was erased leaves the disk at the next start");
        }
        Ok(())
    }

    /// What a transaction erased is on no disk any more: neither bytes of files nor pages of the log.
    async fn erase_for_good(&self, keeps_damaged: bool) -> Result<()> {
        self.remove_doomed().await?;
        let emptying = if keeps_damaged { self.store.empty_log().await } else { self.store.scrub().await };
        Ok(emptying?)
    }
}
