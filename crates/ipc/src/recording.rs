//! The recorder (rule 16). One take at a time on a device; a take belongs to a conversation until it is sent or deleted,
//! and survives everything.

use std::fmt;

use conversas_domain::ids::{ConversationId, TicketId};
use serde::{Deserialize, Serialize};

use crate::Position;

/// A take's identifier, made by the host: what its URL is made of.
pub type TakeId = String;

/// Asks for the [`TakeItem`] list: all takes of the person on this device.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct TakesQuery {}

/// A take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeItem {
    /// Identifier.
    pub id: TakeId,
    /// The conversation in which it will be sent.
    pub conversation_id: ConversationId,
    /// The take's state.
    pub state: TakeState,
    /// So much is recorded, in milliseconds.
    pub duration_ms: u64,
    /// Loudness of the last part recorded, oldest first, 0 to 255, one for each 50 ms; at most 600.
    pub levels: Vec<u8>,
    /// The take was found at the start of the app: say that nothing is lost.
    pub recovered: bool,
}

/// The state of a take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TakeState {
    /// The microphone runs.
    Recording,
    /// The take waits: it can be played, continued, deleted, sent.
    Paused,
    /// Paused at the limit: cannot be continued.
    Full,
}

/// "Áudio": records at once. Answers when the first samples are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartRecording {
    /// The conversation in which it will be sent.
    pub conversation_id: ConversationId,
}

/// "Pausar".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PauseRecording {
    /// The take.
    pub id: TakeId,
}

/// "Continuar gravando": appends. Answers when new samples are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResumeRecording {
    /// The take.
    pub id: TakeId,
}

/// "Excluir": at once; can be undone for 10 s with [`RestoreTake`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeleteTake {
    /// The take.
    pub id: TakeId,
}

/// "Desfazer".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestoreTake {
    /// The take.
    pub id: TakeId,
}

/// Ends the take and queues it as a message, durable when this answers. Works while recording too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendTake {
    /// The take.
    pub id: TakeId,
    /// Newest place the person had on the screen.
    pub seen: Option<Position>,
    /// The ticket the person had on the screen, as in [`SendMessage`](crate::SendMessage).
    pub ticket_id: Option<TicketId>,
    /// "Iniciar novo atendimento" with it.
    pub starts_ticket: bool,
}

/// Asks for the [`Microphone`] list.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct MicrophonesQuery {}

/// A microphone. Which one is chosen is in [`Preferences`](crate::Preferences).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Microphone {
    /// The identifier that it is chosen by.
    pub id: String,
    /// The name.
    pub name: String,
    /// The system's choice.
    pub is_default: bool,
}

/// Names of devices may hold names of people (rule 22).
impl fmt::Debug for Microphone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Microphone").field("is_default", &self.is_default).finish_non_exhaustive()
    }
}

/// News that the recorder tells by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum RecorderNews {
    /// Time and loudness, 20 a second.
    Level {
        /// Recorded so far, in milliseconds.
        at_ms: u64,
        /// 0 to 255.
        level: u8,
    },
    /// Nothing was heard for 3 s: "sem som".
    Silence,
    /// Something is heard again.
    Sound,
    /// The limit of 30 minutes comes near.
    NearLimit {
        /// So many seconds are left.
        left_seconds: u32,
    },
    /// The limit: it stopped, the take is kept.
    LimitReached,
    /// The microphone is gone: it stopped, the take is kept.
    DeviceLost,
    /// The recorder uses another microphone now.
    DeviceChanged,
    /// The disk is full or cannot be written: it stopped, what was kept is kept.
    StorageFailed,
}
