//! The way of a message to its readers, and the decision where it is held up.

use conversas_domain::rejection::Rejection;
use serde::{Deserialize, Serialize};

/// The state of a message's delivery (rule 19).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Delivery {
    /// "na fila".
    Queued,
    /// "enviando".
    Sending {
        /// Of a file: how far.
        upload: Option<Upload>,
    },
    /// "enviada".
    Sent,
    /// "entregue".
    Delivered,
    /// "lida".
    Read,
    /// The message needs a decision: a [`Choice`].
    Blocked {
        /// The reason.
        reason: BlockedReason,
    },
    /// Will never work as it is: a message or note can be kept as a draft or discarded, a forward discarded.
    Failed {
        /// The reason.
        reason: Rejection,
    },
}

/// The stage of a file's upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Upload {
    /// Bytes are on their way.
    Uploading {
        /// 0 to 100.
        percent: u8,
    },
    /// All there; the server checks it for viruses.
    Checking,
    /// The file waits until the server has room for it: say so. It goes on by itself.
    NoRoom,
}

/// Why a message needs a decision (rule 20).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockedReason {
    /// The ticket was finished meanwhile, or is not the current one any more. Start a ticket and send, draft, discard.
    TicketFinished,
    /// A colleague answered meanwhile: their answer stands in the thread. Send anyway, draft, discard.
    AnsweredMeanwhile,
    /// A guardian joined meanwhile and would read it too, also a family's: the joining stands in the thread. Send anyway,
    /// draft, discard.
    AudienceGrew,
    /// The school's plan lacks audio or video by now. Messages after it go on. Send anyway (tries again), discard; of a file
    /// or take also draft: it is back in the tray, or a take again.
    NotInPlan,
    /// Written by staff more than 12 hours ago: is it still right? Send anyway, draft, discard.
    Old,
    /// The network the device is in lets everything through but this. Send anyway (tries again), draft, discard.
    NotLetThrough,
}

/// A decision about a blocked or failed message. Which ones to offer stands at [`BlockedReason`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// "Enviar mesmo assim": having seen all that is here by now; what comes later asks again.
    SendAnyway,
    /// "Iniciar novo atendimento e enviar"; what was written after it for the same ticket follows. If somebody opened one
    /// already it goes into that.
    StartTicketAndSend,
    /// "Guardar como rascunho".
    KeepAsDraft,
    /// "Descartar".
    Discard,
}
