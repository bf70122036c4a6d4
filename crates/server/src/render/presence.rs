//! Which colleagues are where, as one reader sees it.

use conversas_domain::person::{Actor, Role};
use conversas_protocol::{Presence as Present, PresencePage};
use tokio::time::Instant;

use crate::presence::{Presence, number, tell};
use crate::store::{Read, StoreError};

/// Everybody but the reader in the channels the reader belongs to, and when to look again at the latest. Who has lost
/// the channel or the device since is not there, whatever they said before.
pub(crate) fn presence(
    db: &dyn Read,
    reader: Actor,
    presence: &Presence,
) -> Result<(PresencePage, Option<Instant>), StoreError> {
    let channels = match reader.role {
        Role::Guardian => Vec::new(),
        Role::Staff | Role::Admin => db.memberships(reader.person_id)?,
    };
    let mut stays = Vec::new();
    let mut first_end: Option<Instant> = None;
    for channel in channels {
        let (here, end) = presence.of_channel(channel);
        first_end = first_end.into_iter().chain(end).min();
        for stay in here.into_iter().filter(|stay| stay.person != reader.person_id) {
            if db.is_member(stay.person, channel)? && db.is_active(stay.device)? {
                stays.push(stay);
            }
        }
    }
    let told = tell(&stays);
    let number = number(&told);
    let present = |((conversation_id, person), doing)| {
        Ok(Present { conversation_id, person: db.person(person)?, doing })
    };
    let people = told.into_iter().map(present).collect::<Result<_, StoreError>>()?;
    Ok((PresencePage { number, people }, first_end))
}
