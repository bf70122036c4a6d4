//! Who is where: what I tell the server of myself, and what it says of my colleagues. Kept nowhere, waited for by
//! nothing: when it cannot be told or is not known, nobody is there.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use conversas_domain::ids::ConversationId;
use conversas_domain::person::Side;
use conversas_protocol::{Doing, Presence, PresencePage, Whereabouts};
use tokio::sync::watch;
use tokio::time::sleep;

use crate::engine::Inner;
use crate::event::Event;

/// How often the server is told again: a lost request or two don't make me leave.
const AGAIN: Duration = Duration::from_secs(12);

/// Where I am.
type Place = Option<(ConversationId, Doing)>;

/// Both sides of it.
pub(crate) struct PresenceState {
    mine: watch::Sender<Place>,
    others: Mutex<Others>,
}

/// `number` 0: nothing is known.
#[derive(Default)]
struct Others {
    number: u64,
    people: BTreeMap<ConversationId, Vec<Presence>>,
}

impl Default for PresenceState {
    fn default() -> Self {
        PresenceState { mine: watch::Sender::new(None), others: Mutex::default() }
    }
}

impl PresenceState {
    pub(crate) fn i_am(&self, at: Place) {
        self.mine.send_if_modified(|mine| std::mem::replace(mine, at) != at);
    }

    /// What the server is told that I know.
    pub(crate) fn number(&self) -> u64 {
        self.others.lock().unwrap_or_else(PoisonError::into_inner).number
    }

    /// Who else is in a conversation, by name.
    pub(crate) fn of(&self, id: ConversationId) -> Vec<Presence> {
        let others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        others.people.get(&id).cloned().unwrap_or_default()
    }

    /// Answers the conversations in which somebody came, left or does something else.
    fn replace(&self, page: PresencePage) -> Vec<ConversationId> {
        let mut people: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for presence in page.people {
            people.entry(presence.conversation_id).or_default().push(presence);
        }
        for here in people.values_mut() {
            here.sort_by(|a, b| {
                (a.person.name.as_str(), a.person.id).cmp(&(b.person.name.as_str(), b.person.id))
            });
        }
        let mut others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        others.number = page.number;
        let before = std::mem::replace(&mut others.people, people);
        let mut places: Vec<_> = before.keys().chain(others.people.keys()).copied().collect();
        places.sort_unstable();
        places.dedup();
        places.retain(|id| before.get(id) != others.people.get(id));
        places
    }
}

impl Inner {
    /// What a poll brought.
    pub(crate) fn others_are(&self, page: PresencePage) {
        for conversation_id in self.presence.replace(page) {
            let present = self.presence.of(conversation_id);
            self.events.tell(Event::PresenceChanged { conversation_id, present });
        }
    }

    /// Offline or signed out: nobody can be seen.
    pub(crate) fn others_are_unknown(&self) {
        self.others_are(PresencePage::default());
    }
}

/// Tells where I am, at once when it changes and again while I stay. Runs until the session ends; a family says nothing.
pub(crate) async fn run(inner: Arc<Inner>) {
    let is_staff =
        |inner: &Inner| inner.live().is_ok_and(|live| live.directory.me.role.side() == Side::School);
    if !is_staff(&inner) {
        return;
    }
    let mut mine = inner.presence.mine.subscribe();
    let mut told: Place = None;
    loop {
        let at = *mine.borrow_and_update();
        if (at.is_some() || told.is_some())
            && inner.connection.get().online
            && let Ok(live) = inner.live()
        {
            match live.remote.presence(&Whereabouts { at }).await {
                Ok(()) => told = at,
                Err(error) => tracing::debug!(%error, "nobody was told where this device is"),
            }
        }
        tokio::select! {
            changed = mine.changed() => if changed.is_err() { return },
            () = inner.bells.presence.notified() => {}
            () = sleep(AGAIN), if at.is_some() || told.is_some() => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use conversas_testkit::{fresh, name};

    use super::*;

    fn somebody(conversation_id: ConversationId, who: &str, doing: Doing) -> Presence {
        let person = conversas_protocol::PersonRef { id: fresh(), name: name(who) };
        Presence { conversation_id, person, doing }
    }

    #[test]
    fn only_conversations_in_which_something_changed_are_told() {
        let state = PresenceState::default();
        let (here, there): (ConversationId, ConversationId) = (fresh(), fresh());
        let bruno = somebody(here, "Bruno", Doing::Viewing);
        let carla = somebody(there, "Carla", Doing::Viewing);
        let people = vec![bruno.clone(), carla.clone()];
        assert_eq!(state.replace(PresencePage { number: 1, people }).len(), 2);
        let writes = Presence { doing: Doing::Writing, ..bruno };
        let people = vec![writes.clone(), carla];
        assert_eq!(state.replace(PresencePage { number: 2, people }), [here]);
        assert_eq!((state.number(), state.of(here)), (2, vec![writes]));
        assert_eq!(state.replace(PresencePage::default()).len(), 2);
        assert_eq!((state.number(), state.of(here)), (0, vec![]));
    }
}
