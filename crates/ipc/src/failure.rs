//! Why a command failed. A code exists only if the interface acts on it or has a sentence for it.

use serde::{Deserialize, Serialize};

use crate::{RoleChoice, Trouble, Unsent};

/// A failed command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The code that the interface looks at.
    pub code: FailureCode,
    /// For `TooManyAttempts`: seconds to wait.
    pub number: Option<u32>,
    /// For `ChooseRole`: as whom the account can act.
    pub choices: Vec<RoleChoice>,
}

impl Failure {
    /// A failure without a number.
    pub fn new(code: FailureCode) -> Self {
        Failure { code, number: None, choices: Vec::new() }
    }
}

impl From<FailureCode> for Failure {
    fn from(code: FailureCode) -> Self {
        Failure::new(code)
    }
}

/// Stable codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureCode {
    /// Not a command, or not its request.
    BadRequest,
    /// Nobody is signed in, or the session was revoked.
    SignedOut,
    /// The server address is not one.
    BadAddress,
    /// An e-mail address was given as the server's.
    AddressIsEmail,
    /// `http://` to another machine: only https is used there.
    AddressNeedsHttps,
    /// The server's certificate does not hold: [`Trouble`] says why.
    Certificate(Trouble),
    /// The session is locked: this needs the server.
    Locked,
    /// Nothing answers at the address, or there is no network.
    Offline,
    /// Something answers, but not a Conversas server.
    NotAServer,
    /// The server, or what it said, is for a newer app.
    AppTooOld,
    /// E-mail or password are not right.
    BadCredentials,
    /// E-mail and password are right, and the account belongs to no school any more.
    AccountEnded,
    /// E-mail and password are right, and the account can act as several: `choices`.
    ChooseRole,
    /// Too many attempts; `number` seconds to wait.
    TooManyAttempts,
    /// Unsent items would be lost.
    UnsentItems(Unsent),
    /// Unknown here, or not visible any more.
    NotFound,
    /// Not allowed.
    Forbidden,
    /// The text is empty.
    TextEmpty,
    /// The text is too long.
    TextTooLong,
    /// The ticket is finished.
    TicketFinished,
    /// The ticket is still open.
    TicketStillOpen,
    /// The channel does not take this student's matters.
    ChannelUnavailable,
    /// The person does not belong to the channel.
    NotAMember,
    /// This guardian cannot be added.
    GuardianNotAddable,
    /// The survey is over or was answered.
    SurveyClosed,
    /// These messages cannot be forwarded there.
    NotForwardable,
    /// The school's plan lacks this.
    NotInPlan,
    /// The channel keeps as many canned replies as it can.
    TooManyReplies,
    /// The file is not there any more, or damaged.
    FileMissing,
    /// There is no microphone.
    NoMicrophone,
    /// The system does not let the app use the microphone.
    NoPermission,
    /// Another take is being recorded.
    RecorderBusy,
    /// The take has too little in it to be sent.
    TakeTooShort,
    /// The host cannot do this here: no dialogs in a browser.
    Unsupported,
    /// The device's disk is full or cannot be written.
    StorageUnavailable,
    /// The server failed; trying again later may help.
    ServerFailed,
    /// A fault of the app.
    Internal,
}
