//! The security log: events that somebody who guards the server must be able to see afterwards.
//!
//! Lines with the target `security`, apart from the log of requests. They hold identifiers, addresses, and a keyed hash
//! instead of an e-mail: the same account has the same hash on this installation and on no other. They never hold names,
//! texts, e-mails or tokens. `docs/operations.md` lists the events. To add one: a variant, its line in [`tell`], its line in
//! that list.

use std::fmt;
use std::net::IpAddr;

use conversas_domain::ids::{AttachmentId, ChannelId, ConversationId, DeviceId, PersonId};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::fresh::random_bytes;
use crate::store::{Lane, Store, StoreError};

/// The target of all lines.
pub const TARGET: &str = "security";

/// Something that concerns the safety of accounts or of the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Event {
    /// E-mail and password did not belong together.
    SignInRefused { account: Tag, from: IpAddr },
    /// Too many wrong passwords came before: this one was not checked. `of` names the count that is used up.
    SignInSlowed { account: Tag, from: IpAddr, of: &'static str, seconds: u64 },
    /// Too many passwords are being checked, so this one was not.
    SignInCrowded { account: Tag, from: IpAddr },
    /// Too many sign-ins come from this address, so the slowest was given up. Logged once a minute at most.
    BodiesCrowded { from: IpAddr },
    /// A device was signed in. `known`: the account was signed in to from this address before, or on this
    /// device. `refused`: the number of wrong passwords for the account on other devices, since the last
    /// sign-in on a known one.
    SignedIn { person: PersonId, device: DeviceId, from: IpAddr, known: bool, refused: u32 },
    /// A person has too many devices, and this one was never used, or has been unused for the longest time. Its session is
    /// over.
    SessionDisplaced { person: PersonId, device: DeviceId },
    /// The token belongs to no device.
    SessionUnknown { from: IpAddr },
    /// The token's device was revoked.
    SessionRevoked { from: IpAddr },
    /// A device ended its own session.
    SessionEnded { person: PersonId, device: DeviceId },
    /// Somebody asked for a file, or followed a link to one, without a right to it.
    LinkRefused { person: PersonId, attachment: AttachmentId },
    /// An administrator looked into a channel, or into one of its conversations, without belonging to it.
    LookedInto { person: PersonId, channel: ChannelId, conversation: Option<ConversationId> },
    /// A person asks for more than one person may. Logged once until they are below the limit again.
    LimitHit { person: PersonId, limit: &'static str },
    /// A connection was refused. Logged every ten seconds at most.
    ConnectionRefused { from: IpAddr, limit: &'static str },
}

/// Writes an event into the log.
pub(crate) fn tell(event: &Event) {
    match event {
        Event::SignInRefused { account, from } => {
            tracing::warn!(target: TARGET, %account, %from, "sign_in_refused");
        }
        Event::SignInSlowed { account, from, of, seconds } => {
            tracing::warn!(target: TARGET, %account, %from, of, seconds, "sign_in_slowed");
        }
        Event::SignInCrowded { account, from } => {
            tracing::warn!(target: TARGET, %account, %from, "sign_in_crowded");
        }
        Event::BodiesCrowded { from } => tracing::warn!(target: TARGET, %from, "bodies_crowded"),
        Event::SignedIn { person, device, from, known, refused } => {
            tracing::info!(target: TARGET, %person, %device, %from, known, refused, "signed_in");
        }
        Event::SessionDisplaced { person, device } => {
            tracing::warn!(target: TARGET, %person, %device, "session_displaced");
        }
        Event::SessionUnknown { from } => tracing::warn!(target: TARGET, %from, "session_unknown"),
        Event::SessionRevoked { from } => tracing::warn!(target: TARGET, %from, "session_revoked"),
        Event::SessionEnded { person, device } => {
            tracing::info!(target: TARGET, %person, %device, "session_ended");
        }
        Event::LinkRefused { person, attachment } => {
            tracing::warn!(target: TARGET, %person, %attachment, "link_refused");
        }
        Event::LookedInto { person, channel, conversation } => {
            let conversation = conversation.map(tracing::field::display);
            tracing::info!(target: TARGET, %person, %channel, conversation, "looked_into");
        }
        Event::LimitHit { person, limit } => {
            tracing::warn!(target: TARGET, %person, limit, "limit_hit");
        }
        Event::ConnectionRefused { from, limit } => {
            tracing::warn!(target: TARGET, %from, limit, "connection_refused");
        }
    }
}

/// A stand-in for an e-mail or an address that must be recognized but not read: 64 bits of a keyed hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Tag(pub(crate) [u8; 8]);

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

/// Makes tags with a key of this installation.
pub(crate) struct Tagger {
    key: [u8; 32],
}

impl Tagger {
    /// Makes the tagger with the key from the store, which is made at the first start.
    pub(crate) async fn open(store: &Store) -> Result<Tagger, StoreError> {
        let fresh = random_bytes();
        let key = store.write(Lane::Any, move |tx| tx.secret_or_insert("security_log", fresh)).await?;
        Ok(Tagger { key })
    }

    /// The tag of an account's e-mail, whether there is such an account or not; without regard to case.
    pub(crate) fn account(&self, email: &str) -> Tag {
        self.tag(b"account 1", email.to_lowercase().as_bytes())
    }

    /// The tag of an address from which somebody signs in.
    pub(crate) fn address(&self, from: IpAddr) -> Tag {
        self.tag(b"address 1", from.to_string().as_bytes())
    }

    fn tag(&self, kind: &[u8], text: &[u8]) -> Tag {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key).expect("a key of any length will do");
        mac.update(kind);
        mac.update(text);
        let mut tag = [0; 8];
        tag.copy_from_slice(&mac.finalize().into_bytes()[..8]);
        Tag(tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_the_same_for_an_account_and_differs_between_accounts_kinds_and_installations() {
        let here = Tagger { key: [1; 32] };
        let tag = here.account("Rita@Escola.example");
        assert_eq!(tag, here.account("rita@escola.example"));
        assert_ne!(tag, here.account("ana@escola.example"));
        assert_ne!(tag, Tagger { key: [2; 32] }.account("rita@escola.example"));
        let from: IpAddr = "10.0.0.1".parse().unwrap();
        assert_ne!(here.address(from), here.account("10.0.0.1"));
        assert_eq!(tag.to_string().len(), 16);
    }
}
