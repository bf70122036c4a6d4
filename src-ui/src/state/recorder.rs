//! The recorder's state, from the host's answers and news. One take runs at a time; others wait in their
//! conversations.

use conversas_domain::attachment::VOICE_LIMIT_MS;
use conversas_domain::ids::ConversationId;
use conversas_ipc::{FailureCode, RecorderNews, TakeId, TakeItem, TakeState};

/// The milliseconds before the limit from which the time that is left is shown.
const LEFT_FROM_MS: u64 = 5 * 60 * 1_000;

/// A request to the host that is not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Asked {
    /// The request to record in a conversation.
    Start(ConversationId),
    /// The request to go on with a take.
    Resume(TakeId),
    /// The request to queue a take as a message.
    Send(TakeId),
}

/// The person's wish for the time when the microphone is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum After {
    /// The wish to record.
    #[default]
    Record,
    /// The wish to pause at once.
    Pause,
    /// The wish to delete the take.
    Delete,
}

/// An event in a take's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Note {
    /// The limit was reached.
    Limit,
    /// The microphone is gone.
    DeviceLost,
    /// The take goes on with another microphone.
    DeviceChanged,
    /// The disk refused more sound.
    StorageFailed,
    /// The take had too little sound to be sent.
    TooShort,
    /// The plan was changed meanwhile.
    NotInPlan,
    /// The take could not be continued.
    Failed(FailureCode),
}

/// The appearance of the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Face {
    /// The microphone is asked for: nothing is recorded yet.
    Preparing,
    /// The take records.
    Recording,
    /// The take waits.
    Paused,
    /// The take waits, and has reached its limit.
    Full,
}

impl Face {
    /// Whether the microphone runs, or is about to.
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
    /// Whether no sound is heard.
    silent: bool,
    note: Option<(TakeId, Note)>,
    /// Whether another microphone stands in, told before the host has answered.
    stands_in: bool,
}

impl Takes {
    /// Replaces all takes by those of the host.
    pub(crate) fn replace(&mut self, list: Vec<TakeItem>) {
        self.list = list;
        if self.recording().is_none() {
            self.silent = false;
        }
    }

    /// Takes over a take of the host.
    pub(crate) fn put(&mut self, take: TakeItem) {
        if take.state == TakeState::Recording && std::mem::take(&mut self.stands_in) {
            self.note = Some((take.id.clone(), Note::DeviceChanged));
        }
        match self.list.iter_mut().find(|known| known.id == take.id) {
            Some(known) => *known = take,
            None => self.list.push(take),
        }
    }

    /// Removes a take that is deleted or sent.
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

    /// Notes the host's answer; answers the person's wish by now.
    pub(crate) fn answered(&mut self) -> After {
        self.asked = None;
        std::mem::take(&mut self.after)
    }

    /// Changes the person's wish while the microphone is awaited. Answers whether it was awaited.
    pub(crate) fn instead(&mut self, after: After) -> bool {
        let waits = matches!(self.asked, Some(Asked::Start(_) | Asked::Resume(_)));
        if waits {
            self.after = after;
        }
        waits
    }

    /// Notes an event of a take.
    pub(crate) fn say(&mut self, id: TakeId, note: Note) {
        self.note = Some((id, note));
    }

    /// Moves takes to the real identifier of their conversation.
    pub(crate) fn merge(&mut self, from: ConversationId, into: ConversationId) {
        for take in self.list.iter_mut().filter(|take| take.conversation_id == from) {
            take.conversation_id = into;
        }
        if self.asked == Some(Asked::Start(from)) {
            self.asked = Some(Asked::Start(into));
        }
    }

    /// Takes over news of the recorder, at this time of the take.
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
            // Level and time are told in another way, and the time that is left follows from them.
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

    /// The conversation in which the microphone runs or is about to.
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

    /// The appearance of a conversation's bar; none: there is no bar.
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

    /// Whether the conversation's take is being queued.
    pub(crate) fn is_sending(&self, conversation: ConversationId) -> bool {
        self.of(conversation).is_some_and(|take| self.asked == Some(Asked::Send(take.id.clone())))
    }

    /// Whether no sound is heard.
    pub(crate) fn is_silent(&self) -> bool {
        self.silent && self.recording().is_some()
    }

    /// The last event of the conversation's take.
    pub(crate) fn note(&self, conversation: ConversationId) -> Option<Note> {
        let take = self.of(conversation)?;
        self.note.as_ref().filter(|(id, _)| *id == take.id).map(|(_, note)| *note)
    }
}

/// The milliseconds before the limit, once they are worth showing.
pub(crate) fn left(at_ms: u64) -> Option<u64> {
    let left = VOICE_LIMIT_MS.saturating_sub(at_ms);
    (left <= LEFT_FROM_MS).then_some(left)
}

#[cfg(test)]
mod tests;
