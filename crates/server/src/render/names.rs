//! Names of the people and channels that a page mentions, loaded at once.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

use conversas_domain::ids::{ChannelId, EntityId, PersonId};
use conversas_domain::text::Name;
use conversas_protocol::PersonRef;

use crate::store::threads as store;
use crate::store::{Read, StoreError};

/// The people and channels whose names are needed.
#[derive(Default)]
pub(super) struct Mentions {
    pub(super) people: BTreeSet<PersonId>,
    pub(super) channels: BTreeSet<ChannelId>,
}

/// The names of people and channels.
pub(super) struct Names(store::Names);

impl Names {
    pub(super) fn load(db: &dyn Read, mentions: Mentions) -> Result<Names, StoreError> {
        let people: Vec<_> = mentions.people.into_iter().collect();
        let channels: Vec<_> = mentions.channels.into_iter().collect();
        if people.is_empty() && channels.is_empty() {
            return Ok(Names(store::Names::default()));
        }
        let mut names = db.names(&people, &channels)?;
        fill(&mut names.people, &people);
        fill(&mut names.channels, &channels);
        Ok(Names(names))
    }

    pub(super) fn person(&self, id: PersonId) -> Result<PersonRef, StoreError> {
        let name = self.0.people.get(&id).ok_or(StoreError::Missing("person"))?;
        Ok(PersonRef { id, name: name.clone() })
    }

    pub(super) fn channel(&self, id: ChannelId) -> Result<(ChannelId, Name), StoreError> {
        let name = self.0.channels.get(&id).ok_or(StoreError::Missing("channel"))?;
        Ok((id, name.clone()))
    }
}

/// Gives a placeholder to people and channels that are missing: one damaged row would take the whole page
/// with it.
fn fill<T: EntityId + Hash>(names: &mut HashMap<T, Name>, wanted: &[T]) {
    for id in wanted {
        names.entry(*id).or_insert_with(|| {
            tracing::error!(of = %id, "a name cannot be found");
            store::no_name()
        });
    }
}
