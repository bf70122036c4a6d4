//! The colleagues who are in conversations now, as one reader sees them.

use std::collections::HashMap;

use conversas_protocol::{Presence as Present, PresencePage};
use tokio::time::Instant;

use super::reader::Reader;
use crate::presence::{Presence, number, tell};
use crate::store::{Read, StoreError};

/// Everybody but the reader in the channels the reader belongs to, and when to look again at the latest. A
/// colleague who has lost the channel or the device since is left out.
pub(crate) fn presence(
    db: &dyn Read,
    reader: &Reader,
    presence: &Presence,
) -> Result<(PresencePage, Option<Instant>), StoreError> {
    let mut stays = Vec::new();
    let mut first_end: Option<Instant> = None;
    for channel in &reader.member_of {
        let (here, end) = presence.of_channel(*channel);
        first_end = first_end.into_iter().chain(end).min();
        stays.extend(here.into_iter().filter(|stay| stay.person != reader.actor.person_id));
    }
    let devices: Vec<_> = stays.iter().map(|stay| stay.device).collect();
    let colleagues = if devices.is_empty() { Vec::new() } else { db.colleagues(&devices)? };
    stays.retain(|stay| colleagues.iter().any(|it| it.device == stay.device && it.channel == stay.channel));
    let people: HashMap<_, _> = colleagues.into_iter().map(|it| (it.person.id, it.person)).collect();
    let told = tell(&stays);
    let number = number(&told);
    let present = |((conversation_id, person), doing)| {
        let person = people.get(&person).cloned().ok_or(StoreError::Missing("person"))?;
        Ok(Present { conversation_id, person, doing })
    };
    let people = told.into_iter().map(present).collect::<Result<_, StoreError>>()?;
    Ok((PresencePage { number, people }, first_end))
}
