//! The proof that what belongs to a person may leave a device: [`Inner::erase`](crate::engine::inner::Inner::erase), the one
//! door, asks for an [`Erasure`].
//!
//! There are four reasons and three functions that make one, all here; nothing else can. Whatever else happens (a portal,
//! a missing token, a locked keyring, a server that knows nobody) keeps, locks or waits (rule 34).

use conversas_view::Unsent;

use crate::error::{Error, Result};
use crate::net::Revocation;
use crate::store::session::{Owner, SessionRow, SigningIn};

/// A proof that what belongs to the person of this profile may go.
pub(crate) struct Erasure(Reason);

enum Reason {
    /// The installation that the person was signed in to said that it ended the session.
    Revoked,
    /// The person signed out.
    SignedOut,
    /// Another person signed in, and knows what is lost.
    AnotherPerson(SigningIn),
    /// A person signed in who knows what is lost, and nothing here says who had the profile before.
    NobodyKnown(SigningIn),
}

impl Erasure {
    /// Makes the proof from the server's own word.
    pub(super) fn by_word_of_the_server(_: Revocation) -> Erasure {
        Erasure(Reason::Revoked)
    }

    /// Makes the proof from the person's own sign-out, if they agree to what is lost.
    pub(super) fn by_the_person(
        unsent: Unsent,
        agrees: impl FnOnce(Unsent) -> std::result::Result<(), Unsent>,
    ) -> Result<Erasure> {
        agrees(unsent).map_err(Error::UnsentItems)?;
        Ok(Erasure(Reason::SignedOut))
    }

    /// Another person's sign-in, which the server has confirmed, if they agree to what is lost. None: the
    /// person is the same as before, and nothing goes but `takes`: so many recordings of another role. Damaged data that nobody is known to own may belong to
    /// the person who signs in: such data stay.
    pub(super) fn by_another_person(
        before: &SessionRow,
        me: Owner,
        (unsent, takes): (Unsent, u32),
        agrees: impl FnOnce(Owner, Unsent) -> std::result::Result<(), Unsent>,
    ) -> Result<Option<Erasure>> {
        let signing_in = SigningIn { me, before: before.owner() };
        let (lost, reason) = match signing_in.before {
            Some(kept) if me.is(kept) => (Unsent { audios: takes, ..Unsent::default() }, None),
            Some(_) => (unsent, Some(Reason::AnotherPerson(signing_in))),
            None => {
                (Unsent { damaged: 0, is_nobodys: true, ..unsent }, Some(Reason::NobodyKnown(signing_in)))
            }
        };
        agrees(me, lost).map_err(Error::UnsentItems)?;
        Ok(reason.map(Erasure))
    }

    /// Whether unsent items stay: after a revocation, because the person may sign in again.
    pub(crate) fn keeps_unsent(&self) -> bool {
        matches!(self.0, Reason::Revoked)
    }

    /// Whether copies of damaged data stay, also if nobody has been told of the damage.
    pub(crate) fn keeps_damaged(&self) -> bool {
        matches!(self.0, Reason::NobodyKnown(_))
    }

    /// The person who signs in, if one does: takes of this person stay.
    pub(crate) fn signing_in(&self) -> Option<SigningIn> {
        match self.0 {
            Reason::AnotherPerson(signing_in) | Reason::NobodyKnown(signing_in) => Some(signing_in),
            Reason::Revoked | Reason::SignedOut => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use conversas_domain::person::Role;
    use conversas_testkit::fresh;

    use super::*;

    #[test]
    fn the_same_person_in_another_role_is_asked_about_their_recordings_and_nothing_else() {
        let before =
            SessionRow { person_id: Some(fresh()), installation: Some(fresh()), ..Default::default() };
        let (person_id, installation) = (before.person_id.expect("a person"), before.installation);
        let me = Owner { person_id, installation, role: Some(Role::Guardian) };
        let unsent = Unsent { messages: 2, audios: 3, ..Unsent::default() };
        let mut asked = None;
        let agreed = Erasure::by_another_person(&before, me, (unsent, 1), |_, lost| {
            asked = Some(lost);
            Ok(())
        });
        assert!(agreed.expect("agreed").is_none());
        assert_eq!(asked, Some(Unsent { audios: 1, ..Unsent::default() }));
        let refused = Erasure::by_another_person(&before, me, (unsent, 1), |_, lost| lost.may_be_lost(false));
        assert!(matches!(refused, Err(Error::UnsentItems(lost)) if lost.audios == 1));
    }
}
