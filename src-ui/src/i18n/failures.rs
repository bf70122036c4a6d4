//! A sentence for every failure and refusal.

use conversas_domain::rejection::Rejection;
use conversas_ipc::{Failure, FailureCode, Lock};

use super::connection;

conversas_words::speak!(failures, super::language);

/// The sentence of a failure: what happened, then what happens next.
pub(crate) fn failure(failure: &Failure) -> String {
    match (failure.code, failure.number) {
        (FailureCode::TooManyAttempts, Some(seconds)) if seconds < 90 => too_many_attempts_seconds(seconds),
        (FailureCode::TooManyAttempts, Some(seconds)) => too_many_attempts_minutes(seconds.div_ceil(60)),
        (code, _) => sentence(code).to_owned(),
    }
}

fn sentence(code: FailureCode) -> &'static str {
    match code {
        FailureCode::BadRequest | FailureCode::Internal => internal(),
        FailureCode::SignedOut => signed_out(),
        FailureCode::BadAddress => bad_address(),
        FailureCode::AddressIsEmail => address_is_email(),
        FailureCode::AddressNeedsHttps => address_needs_https(),
        FailureCode::Certificate(trouble) => connection::trouble(trouble),
        FailureCode::Locked => connection::locked_hint(Lock::SignIn),
        FailureCode::Offline => offline(),
        FailureCode::NotAServer => not_a_server(),
        FailureCode::AppTooOld => app_too_old(),
        FailureCode::BadCredentials => bad_credentials(),
        FailureCode::AccountEnded => account_ended(),
        FailureCode::ChooseRole => choose_role(),
        FailureCode::TooManyAttempts => too_many_attempts(),
        FailureCode::UnsentItems(_) => unsent_items(),
        FailureCode::NotFound => not_found(),
        FailureCode::Forbidden => forbidden(),
        FailureCode::TextEmpty => text_empty(),
        FailureCode::TextTooLong => text_too_long(),
        FailureCode::TicketFinished => ticket_finished(),
        FailureCode::TicketStillOpen => ticket_still_open(),
        FailureCode::ChannelUnavailable => channel_unavailable(),
        FailureCode::NotAMember => not_a_member(),
        FailureCode::GuardianNotAddable => guardian_not_addable(),
        FailureCode::SurveyClosed => survey_closed(),
        FailureCode::NotForwardable => not_forwardable(),
        FailureCode::NotInPlan => not_in_plan(),
        FailureCode::TooManyReplies => too_many_replies(),
        FailureCode::FileMissing => file_missing(),
        FailureCode::NoMicrophone => no_microphone(),
        FailureCode::NoPermission => no_permission(),
        FailureCode::RecorderBusy => recorder_busy(),
        FailureCode::TakeTooShort => take_too_short(),
        FailureCode::Unsupported => unsupported(),
        FailureCode::StorageUnavailable => storage_unavailable(),
        FailureCode::ServerFailed => server_failed(),
    }
}

/// Why a message will never be sent.
pub(crate) fn rejection(rejection: Rejection) -> &'static str {
    match rejection {
        Rejection::NotFound => rejected_not_found(),
        Rejection::Forbidden => forbidden(),
        Rejection::TicketFinished => ticket_finished(),
        Rejection::TicketStillOpen => ticket_still_open(),
        Rejection::AnsweredMeanwhile => rejected_answered_meanwhile(),
        Rejection::ChannelUnavailable => channel_unavailable(),
        Rejection::NotInPlan => not_in_plan(),
        Rejection::FileEmpty => rejected_file_empty(),
        Rejection::FileTooLarge => rejected_file_too_large(),
        Rejection::FileKindNotAllowed => rejected_file_kind_not_allowed(),
        Rejection::FileKindFalse => rejected_file_kind_false(),
        Rejection::FileHasMacros => rejected_file_has_macros(),
        Rejection::FileTooManyPixels => rejected_file_too_many_pixels(),
        Rejection::FileBroken => rejected_file_broken(),
        Rejection::FileInfected => rejected_file_infected(),
        Rejection::FileMissing => file_missing(),
        Rejection::TextEmpty => rejected_text_empty(),
        Rejection::TextTooLong => text_too_long(),
        Rejection::AudienceGrew => rejected_audience_grew(),
        Rejection::NotAMember => not_a_member(),
        Rejection::GuardianNotAddable => guardian_not_addable(),
        Rejection::SurveyClosed => survey_closed(),
        Rejection::NotForwardable => not_forwardable(),
        Rejection::TooManyReplies => too_many_replies(),
        Rejection::Unknown(_) => rejected_unknown(),
        Rejection::IdTaken => rejected_id_taken(),
    }
}
