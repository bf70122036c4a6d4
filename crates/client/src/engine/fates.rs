//! What the server said of conversations that are missing here, and where something waits that the store knows nothing of.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use conversas_domain::ids::ConversationId;

/// Whether something waits in a conversation that the store knows nothing of.
pub(super) type Waits = Box<dyn Fn(ConversationId) -> bool + Send + Sync>;

/// What the server said, when it was asked, of conversations that are not here. Forgotten with every download and change of
/// them.
#[derive(Default)]
pub(crate) struct Fates(Mutex<HashMap<ConversationId, Answer>>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// It is to be asked.
    Asked,
    /// It is the reader's.
    Known,
    /// It is not.
    Lost,
}

impl Fates {
    pub(super) fn answers(&self) -> MutexGuard<'_, HashMap<ConversationId, Answer>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is to be asked about.
    pub(crate) fn asked(&self) -> BTreeSet<ConversationId> {
        let answers = self.answers();
        answers.iter().filter(|(_, answer)| **answer == Answer::Asked).map(|(id, _)| *id).collect()
    }

    /// The server knows it.
    pub(crate) fn is_known(&self, id: ConversationId) {
        self.answers().insert(id, Answer::Known);
    }

    /// The server does not know it as the reader's.
    pub(crate) fn is_lost(&self, id: ConversationId) {
        self.answers().insert(id, Answer::Lost);
    }

    /// What was said of it holds no more.
    pub(super) fn forget(&self, id: ConversationId) {
        self.answers().remove(&id);
    }

    /// What was said of any holds no more.
    pub(crate) fn clear(&self) {
        self.answers().clear();
    }
}
