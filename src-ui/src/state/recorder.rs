//! What the recorder does, from the host's answers and news. One take runs at a time; others wait in their
//! conversations.

use conversas_domain::attachment::VOICE_LIMIT_MS;
use conversas_domain::ids::ConversationId;
use conversas_ipc::{FailureCode, RecorderNews, TakeId, TakeItem, TakeState};

/// From here on it is said how much time is left.
const LEFT_FROM_MS: u64 = 5 * 60 * 1_000;

/// What was asked of the host and is not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Asked {
    /// To record there.
    Start(ConversationId),
    /// To go on.
    Resume(TakeId),
    /// To queue it as a message.
    Send(TakeId),
}

/// What the person wants by the time the microphone is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum After {
    /// To record.
    #[default]
    Record,
    /// To pause at once.
    Pause,
    /// To have nothing of it.
    Delete,
}

/// What happened to a take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Note {
    /// The limit was reached.
    Limit,
    /// The microphone is gone.
    DeviceLost,
    /// It records with another one.
    DeviceChanged,
    /// The disk takes no more.
    StorageFailed,
    /// There was too little to send.
    TooShort,
    /// The plan was changed meanwhile.
    NotInPlan,
    /// It could not be continued.
    Failed(FailureCode),
}

/// What the bar looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Face {
    /// The microphone is asked for: nothing is recorded yet.
    Preparing,
    /// It records.
    Recording,
    /// It waits.
    Paused,
    /// It waits, and nothing more fits.
    Full,
}

impl Face {
    /// The microphone runs, or is about to.
    pub(crate) fn is_running(self) -> bool {
        matches!(self, Face::Preparing | Face::Recording)
    }
}

/// All takes on this device, and what is being done with them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Takes {
    list: Vec<TakeItem>,
    asked: Option<Asked>,
    after: After,
    /// Nothing is heard.
    silent: bool,
    note: Option<(TakeId, Note)>,
    /// Another microphone stands in, told before the host has answered.
    stands_in: bool,
}

impl Takes {
    /// All, as the host knows them.
    pub(crate) fn replace(&mut self, list: Vec<TakeItem>) {
        self.list = list;
        if self.recording().is_none() {
            self.silent = false;
        }
    }

    /// One, as the host knows it.
    pub(crate) fn put(&mut self, take: TakeItem) {
        if take.state == TakeState::Recording && std::mem::take(&mut self.stands_in) {
            self.note = Some((take.id.clone(), Note::DeviceChanged));
        }
        match self.list.iter_mut().find(|known| known.id == take.id) {
            Some(known) => *known = take,
            None => self.list.push(take),
        }
    }

    /// It is deleted or sent.
    pub(crate) fn remove(&mut self, id: &str) {
        self.list.retain(|take| take.id != id);
    }

    /// Asks the host for something; answers whether nothing else is asked.
    pub(crate) fn ask(&mut self, asked: Asked) -> bool {
        let free = self.asked.is_none();
        if free {
            if !matches!(asked, Asked::Send(_)) {
                self.note = None;
                self.silent = false;
                self.stands_in = false;
            }
            self.asked = Some(asked);
            self.after = After::Record;
        }
        free
    }

    /// The host has answered. Answers what the person wants by now.
    pub(crate) fn answered(&mut self) -> After {
        self.asked = None;
        std::mem::take(&mut self.after)
    }

    /// The person does not wait for the microphone. Answers whether it was waited for.
    pub(crate) fn instead(&mut self, after: After) -> bool {
        let waits = matches!(self.asked, Some(Asked::Start(_) | Asked::Resume(_)));
        if waits {
            self.after = after;
        }
        waits
    }

    /// Something to be said about a take.
    pub(crate) fn say(&mut self, id: TakeId, note: Note) {
        self.note = Some((id, note));
    }

    /// A conversation got its real identifier.
    pub(crate) fn merge(&mut self, from: ConversationId, into: ConversationId) {
        for take in self.list.iter_mut().filter(|take| take.conversation_id == from) {
            take.conversation_id = into;
        }
        if self.asked == Some(Asked::Start(from)) {
            self.asked = Some(Asked::Start(into));
        }
    }

    /// What the recorder tells, this far into the take.
    pub(crate) fn hear(&mut self, news: &RecorderNews, at_ms: u64) {
        let Some(take) = self.list.iter_mut().find(|take| take.state == TakeState::Recording) else {
            self.stands_in |= self.asked.is_some() && *news == RecorderNews::DeviceChanged;
            return;
        };
        let note = match news {
            RecorderNews::Silence | RecorderNews::Sound => {
                self.silent = *news == RecorderNews::Silence;
                return;
            }
            // Level and time have a way of their own, and what is left follows from the time.
            RecorderNews::Level { .. } | RecorderNews::NearLimit { .. } => return,
            RecorderNews::LimitReached => {
                take.state = TakeState::Full;
                Note::Limit
            }
            RecorderNews::DeviceLost => {
                take.state = TakeState::Paused;
                Note::DeviceLost
            }
            RecorderNews::StorageFailed => {
                take.state = TakeState::Paused;
                Note::StorageFailed
            }
            RecorderNews::DeviceChanged => Note::DeviceChanged,
        };
        take.duration_ms = take.duration_ms.max(at_ms);
        self.silent = false;
        self.note = Some((take.id.clone(), note));
    }

    /// The take that grows.
    pub(crate) fn recording(&self) -> Option<&TakeItem> {
        self.list.iter().find(|take| take.state == TakeState::Recording)
    }

    /// Where the microphone runs or is about to.
    pub(crate) fn running_in(&self) -> Option<ConversationId> {
        match &self.asked {
            Some(Asked::Start(conversation)) if self.after != After::Delete => Some(*conversation),
            Some(Asked::Resume(id)) => {
                self.list.iter().find(|take| take.id == *id).map(|take| take.conversation_id)
            }
            Some(Asked::Start(_) | Asked::Send(_)) | None => {
                self.recording().map(|take| take.conversation_id)
            }
        }
    }

    /// A conversation's take: the one that grows, else the oldest that waits.
    pub(crate) fn of(&self, conversation: ConversationId) -> Option<&TakeItem> {
        let mut own = self.list.iter().filter(|take| take.conversation_id == conversation);
        let first = own.clone().next();
        own.find(|take| take.state == TakeState::Recording).or(first)
    }

    /// What the bar of a conversation looks like; none: there is none.
    pub(crate) fn face(&self, conversation: ConversationId) -> Option<Face> {
        if self.asked == Some(Asked::Start(conversation)) {
            return (self.after != After::Delete).then_some(Face::Preparing);
        }
        let take = self.of(conversation)?;
        Some(match take.state {
            _ if self.asked == Some(Asked::Resume(take.id.clone())) => Face::Preparing,
            TakeState::Recording => Face::Recording,
            TakeState::Paused => Face::Paused,
            TakeState::Full => Face::Full,
        })
    }

    /// It is being queued.
    pub(crate) fn is_sending(&self, conversation: ConversationId) -> bool {
        self.of(conversation).is_some_and(|take| self.asked == Some(Asked::Send(take.id.clone())))
    }

    /// Nothing is heard.
    pub(crate) fn is_silent(&self) -> bool {
        self.silent && self.recording().is_some()
    }

    /// What happened to it.
    pub(crate) fn note(&self, conversation: ConversationId) -> Option<Note> {
        let take = self.of(conversation)?;
        self.note.as_ref().filter(|(id, _)| *id == take.id).map(|(_, note)| *note)
    }
}

/// What is left before the limit, once that is worth saying, in milliseconds.
pub(crate) fn left(at_ms: u64) -> Option<u64> {
    let left = VOICE_LIMIT_MS.saturating_sub(at_ms);
    (left <= LEFT_FROM_MS).then_some(left)
}

#[cfg(test)]
mod tests;
