//! The engine's errors as the codes of the ipc.

use conversas_client::{AddressFault, Error, NetError, SessionEnd, StoreError};
use conversas_domain::rejection::Rejection;
use conversas_ipc::{Failure, FailureCode};
use conversas_protocol::ErrorCode;
use tokio::task::JoinError;

use crate::view::{certificate_trouble, choice_of};

/// Answers the failure that the interface is told.
pub fn failure(error: Error) -> Failure {
    match error {
        Error::SignedOut => FailureCode::SignedOut.into(),
        Error::BadAddress(AddressFault::NotAnAddress) => FailureCode::BadAddress.into(),
        Error::BadAddress(AddressFault::Email) => FailureCode::AddressIsEmail.into(),
        Error::BadAddress(AddressFault::Insecure) => FailureCode::AddressNeedsHttps.into(),
        Error::Net(error) => of_net(error),
        Error::Choose(choices) => {
            let choices = choices.into_iter().map(choice_of).collect();
            Failure { choices, ..FailureCode::ChooseRole.into() }
        }
        Error::UnsentItems(lost) => FailureCode::UnsentItems(lost).into(),
        Error::Rejected(reason) => of_rule(reason).into(),
        Error::Store(StoreError::Unavailable | StoreError::InUse) | Error::Secrets => {
            FailureCode::StorageUnavailable.into()
        }
        Error::Store(
            error @ (StoreError::Damaged | StoreError::TooNew | StoreError::Foreign | StoreError::Fault(_)),
        ) => {
            tracing::error!(%error, "the store failed");
            FailureCode::Internal.into()
        }
    }
}

/// Reports work that ended without an answer. The text of its panic is left out, because it may quote
/// somebody.
pub(crate) fn lost(error: JoinError) -> Failure {
    tracing::error!(task = %error.id(), is_panic = error.is_panic(), "work was lost");
    FailureCode::Internal.into()
}

fn of_net(error: NetError) -> Failure {
    match error {
        NetError::Offline => FailureCode::Offline.into(),
        NetError::NotAServer => FailureCode::NotAServer.into(),
        NetError::AppTooOld => FailureCode::AppTooOld.into(),
        NetError::Certificate(fault) => FailureCode::Certificate(certificate_trouble(fault)).into(),
        NetError::Locked | NetError::SessionEnded(SessionEnd::Unknown) => FailureCode::Locked.into(),
        NetError::SessionEnded(SessionEnd::Revoked(_)) => FailureCode::SignedOut.into(),
        NetError::Refused { code, retry_after, .. } => match code {
            // Something on the way removes tokens, which is as good as no connection.
            ErrorCode::Unauthorized => FailureCode::Offline.into(),
            ErrorCode::SessionUnknown | ErrorCode::SessionRevoked => FailureCode::SignedOut.into(),
            ErrorCode::BadCredentials => FailureCode::BadCredentials.into(),
            ErrorCode::AccountEnded => FailureCode::AccountEnded.into(),
            ErrorCode::NotFound => FailureCode::NotFound.into(),
            ErrorCode::AppTooOld | ErrorCode::Unknown(_) => FailureCode::AppTooOld.into(),
            ErrorCode::TooManyAttempts => {
                Failure { number: retry_after, ..FailureCode::TooManyAttempts.into() }
            }
            // The message of a file shows the fate of its upload.
            ErrorCode::BadRequest
            | ErrorCode::CursorExpired
            | ErrorCode::TooLarge
            | ErrorCode::OffsetConflict
            | ErrorCode::UploadGone
            | ErrorCode::FileRefused
            | ErrorCode::QuotaReached
            | ErrorCode::UnknownOperation
            | ErrorCode::Unavailable
            | ErrorCode::Internal => FailureCode::ServerFailed.into(),
        },
    }
}

pub(crate) fn of_rule(reason: Rejection) -> FailureCode {
    match reason {
        Rejection::NotFound => FailureCode::NotFound,
        Rejection::Forbidden => FailureCode::Forbidden,
        Rejection::NotInPlan => FailureCode::NotInPlan,
        Rejection::TicketFinished => FailureCode::TicketFinished,
        Rejection::TicketStillOpen => FailureCode::TicketStillOpen,
        Rejection::ChannelUnavailable => FailureCode::ChannelUnavailable,
        Rejection::TextEmpty => FailureCode::TextEmpty,
        Rejection::TextTooLong => FailureCode::TextTooLong,
        Rejection::NotAMember => FailureCode::NotAMember,
        Rejection::GuardianNotAddable => FailureCode::GuardianNotAddable,
        Rejection::SurveyClosed => FailureCode::SurveyClosed,
        Rejection::NotForwardable => FailureCode::NotForwardable,
        Rejection::TooManyReplies => FailureCode::TooManyReplies,
        Rejection::FileMissing | Rejection::FileBroken | Rejection::FileInfected => FailureCode::FileMissing,
        Rejection::Unknown(_) => FailureCode::AppTooOld,
        // These reasons are told for each file, where files are chosen.
        Rejection::FileEmpty
        | Rejection::FileTooLarge
        | Rejection::FileKindNotAllowed
        | Rejection::FileKindFalse
        | Rejection::FileHasMacros
        | Rejection::FileTooManyPixels
        | Rejection::AnsweredMeanwhile
        | Rejection::AudienceGrew
        | Rejection::IdTaken => FailureCode::BadRequest,
    }
}
