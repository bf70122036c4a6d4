//! Why the engine could not do what was asked. A variant exists only if somebody acts on it or has words for it.

use conversas_domain::rejection::Rejection;
use conversas_domain::text::TextError;
use conversas_protocol::RoleChoice;
use conversas_view::Unsent;

use crate::net::{AddressFault, NetError};
use crate::store::{MayBeDamage, StoreError};

/// A refusal; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody is signed in, or the session was revoked.
    #[error("nobody is signed in")]
    SignedOut,
    /// The server address cannot be used.
    #[error(transparent)]
    BadAddress(#[from] AddressFault),
    /// The server could not be asked, or refused.
    #[error(transparent)]
    Net(#[from] NetError),
    /// The account has several people or roles: the person has to say as whom they sign in.
    #[error("the account can act in {} ways", .0.len())]
    Choose(Vec<RoleChoice>),
    /// Unsent items would be lost: the person has to agree.
    #[error("{0:?} are not sent")]
    UnsentItems(Unsent),
    /// A rule of the domain refuses the act.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// The disk failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The token cannot be kept.
    #[error("the secret store cannot be used")]
    Secrets,
}

impl From<TextError> for Error {
    fn from(error: TextError) -> Self {
        Error::Rejected(error.into())
    }
}

impl MayBeDamage for Error {
    fn is_damage(&self) -> bool {
        matches!(self, Error::Store(error) if error.is_damage())
    }
}

/// Shorthand of this crate.
pub(crate) type Result<T> = std::result::Result<T, Error>;
