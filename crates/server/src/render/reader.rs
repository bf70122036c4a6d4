//! The reader, and the channels that they belong to or follow.

use conversas_domain::ids::ChannelId;
use conversas_domain::person::{Actor, Role};

use crate::store::channels::Reach;
use crate::store::{Read, Scope, StoreError};

/// A reader with their channels, loaded once for a page.
pub(crate) struct Reader {
    pub(crate) actor: Actor,
    /// Channels to which the reader, of staff or an administrator, belongs.
    pub(crate) member_of: Vec<ChannelId>,
    /// Channels that an administrator gets news of without belonging to them.
    pub(crate) followed: Vec<ChannelId>,
}

impl Reader {
    pub(crate) fn load(db: &dyn Read, actor: Actor) -> Result<Reader, StoreError> {
        let Reach { member_of, followed } = match actor.role {
            Role::Guardian => Reach::default(),
            Role::Staff | Role::Admin => db.reach(actor.person_id)?,
        };
        let followed = if actor.role == Role::Admin { followed } else { Vec::new() };
        Ok(Reader { actor, member_of, followed })
    }

    /// The scopes from which the reader gets news.
    pub(crate) fn scopes(&self) -> Vec<Scope> {
        let mut channels: Vec<_> = self.member_of.iter().chain(&self.followed).copied().collect();
        channels.sort_unstable();
        channels.dedup();
        let own = [Scope::person(self.actor.person_id), Scope::school(self.actor.school_id)];
        own.into_iter().chain(channels.into_iter().map(Scope::channel)).collect()
    }
}
