//! Presence: this person's own, which is told to the server, and their colleagues', which the server tells.
//! Presence is not stored, and nothing waits for it: when it cannot be told or is not known, nobody is shown.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use conversas_domain::ids::ConversationId;
use conversas_protocol::{Doing, Presence, PresencePage};
use tokio::sync::watch;

pub(crate) mod telling;

/// The person's own place; none: they are in no conversation.
type Place = Option<(ConversationId, Doing)>;

/// The presence of this person and of their colleagues.
pub(crate) struct PresenceState {
    mine: watch::Sender<Place>,
    others: Mutex<Others>,
}

/// The presence of colleagues. `number` 0: nothing is known.
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

    /// The number of the newest presence that is known here.
    pub(crate) fn number(&self) -> u64 {
        self.others.lock().unwrap_or_else(PoisonError::into_inner).number
    }

    /// Colleagues who are in a conversation, by name.
    pub(crate) fn of(&self, id: ConversationId) -> Vec<Presence> {
        let others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        others.people.get(&id).cloned().unwrap_or_default()
    }

    /// Replaces the presence of colleagues; answers the conversations in which somebody came, left or does
    /// something else.
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
