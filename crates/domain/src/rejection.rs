//! The reasons for which an operation is refused. Each has a stable code; the interface has a sentence for
//! each.

use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::text::TextError;
use crate::ticket::TicketIsFinished;

/// A refusal that repeating will not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rejection {
    /// The thing is unknown, or not visible to the actor: both have one answer, so that nobody learns what
    /// exists.
    #[error("not found")]
    NotFound,
    /// The thing is visible, but the role may not do this.
    #[error("not allowed")]
    Forbidden,
    /// The ticket is finished; a new one must be started (rule 3).
    #[error("the ticket is finished")]
    TicketFinished,
    /// A new ticket can be started only after the current one is finished.
    #[error("the ticket is still open")]
    TicketStillOpen,
    /// A colleague answered after what the sender had seen (rule 20).
    #[error("a colleague has answered meanwhile")]
    AnsweredMeanwhile,
    /// A guardian joined after what the sender had seen: they would read it too (rule 20).
    #[error("a guardian has joined meanwhile")]
    AudienceGrew,
    /// Only members of the channel can be mentioned in its notes or take care of its tickets.
    #[error("this person does not belong to the channel")]
    NotAMember,
    /// The channel takes nothing new, or does not serve the student's class group.
    #[error("the channel does not serve this student")]
    ChannelUnavailable,
    /// The plan lacks the feature (rule 17).
    #[error("the plan does not include this")]
    NotInPlan,
    /// The text is empty.
    #[error("the text is empty")]
    TextEmpty,
    /// The text is too long.
    #[error("the text is too long")]
    TextTooLong,
    /// The person is not a guardian of the student. (Adding one who takes part already is not refused:
    /// nothing changes.)
    #[error("this guardian cannot be added")]
    GuardianNotAddable,
    /// The survey is closed, was answered, or the ticket is not finished.
    #[error("the survey cannot be answered")]
    SurveyClosed,
    /// A chosen entry is a note or an event, nothing was chosen, or the target is the same channel.
    #[error("this cannot be forwarded")]
    NotForwardable,
    /// The file is empty.
    #[error("the file is empty")]
    FileEmpty,
    /// The file is larger than the server takes (rule 15).
    #[error("the file is too large")]
    FileTooLarge,
    /// Files of this kind cannot be sent.
    #[error("files of this kind are not allowed")]
    FileKindNotAllowed,
    /// The file's content is not what its name says.
    #[error("the file's content is not what its name says")]
    FileKindFalse,
    /// The document holds macros, which are programs.
    #[error("the file holds macros")]
    FileHasMacros,
    /// The picture has more pixels than a window can be asked to show.
    #[error("the picture has too many pixels")]
    FileTooManyPixels,
    /// The file is damaged: a voice message cannot be decoded, or a content changed on its way.
    #[error("the file is damaged")]
    FileBroken,
    /// The virus scanner found something in it.
    #[error("the file is infected")]
    FileInfected,
    /// The file was not uploaded, is not the sender's, or is not there any more.
    #[error("the file is missing")]
    FileMissing,
    /// The same identifier was used for something else.
    #[error("the identifier is already used")]
    IdTaken,
    /// The channel keeps as many canned replies as it can
    /// ([`REPLIES_LIMIT`](crate::canned_reply::REPLIES_LIMIT)).
    #[error("the channel has no room for another canned reply")]
    TooManyReplies,
    /// A reason of a newer server; no rule of this program gives it.
    #[error("a reason of a newer server: {0}")]
    #[serde(untagged)]
    Unknown(Code),
}

impl Rejection {
    /// All reasons that this program knows.
    pub const ALL: [Rejection; 25] = [
        Rejection::NotFound,
        Rejection::Forbidden,
        Rejection::TicketFinished,
        Rejection::TicketStillOpen,
        Rejection::AnsweredMeanwhile,
        Rejection::AudienceGrew,
        Rejection::NotAMember,
        Rejection::ChannelUnavailable,
        Rejection::NotInPlan,
        Rejection::TextEmpty,
        Rejection::TextTooLong,
        Rejection::GuardianNotAddable,
        Rejection::SurveyClosed,
        Rejection::NotForwardable,
        Rejection::FileEmpty,
        Rejection::FileTooLarge,
        Rejection::FileKindNotAllowed,
        Rejection::FileKindFalse,
        Rejection::FileHasMacros,
        Rejection::FileTooManyPixels,
        Rejection::FileBroken,
        Rejection::FileInfected,
        Rejection::FileMissing,
        Rejection::IdTaken,
        Rejection::TooManyReplies,
    ];
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Rejection {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        crate::code::schema(
            &Rejection::ALL,
            "A refusal that repeating will not change, or one of a newer server.",
        )
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Rejection {}

/// A text that is no identifier names nothing; there is no more to say of it.
impl From<uuid::Error> for Rejection {
    fn from(_: uuid::Error) -> Self {
        Rejection::NotFound
    }
}

/// The ticket's own refusal, which has no parts.
impl From<TicketIsFinished> for Rejection {
    fn from(TicketIsFinished: TicketIsFinished) -> Self {
        Rejection::TicketFinished
    }
}

impl From<TextError> for Rejection {
    fn from(error: TextError) -> Self {
        match error {
            TextError::Empty => Rejection::TextEmpty,
            TextError::TooLong => Rejection::TextTooLong,
        }
    }
}

/// An act that is no message and was refused. A refused message shows its own refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusedAct {
    /// Finishing a ticket ("Finalizar").
    Finish,
    /// Forwarding messages ("Encaminhar").
    Forward,
    /// Assigning, releasing or handing over a ticket ("Assumir").
    Assign,
    /// Adding a guardian.
    AddGuardian,
    /// Answering the survey.
    AnswerCsat,
    /// Making or changing a canned reply.
    SaveReply,
    /// Deleting a canned reply.
    DeleteReply,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_text_is_refused_for_what_is_bad_about_it() {
        assert_eq!(Rejection::from(TextError::Empty), Rejection::TextEmpty);
        assert_eq!(Rejection::from(TextError::TooLong), Rejection::TextTooLong);
    }

    #[test]
    fn codes_are_stable() {
        let codes = [
            (Rejection::NotFound, "not_found"),
            (Rejection::Forbidden, "forbidden"),
            (Rejection::TicketFinished, "ticket_finished"),
            (Rejection::TicketStillOpen, "ticket_still_open"),
            (Rejection::AnsweredMeanwhile, "answered_meanwhile"),
            (Rejection::AudienceGrew, "audience_grew"),
            (Rejection::NotAMember, "not_a_member"),
            (Rejection::ChannelUnavailable, "channel_unavailable"),
            (Rejection::NotInPlan, "not_in_plan"),
            (Rejection::TextEmpty, "text_empty"),
            (Rejection::TextTooLong, "text_too_long"),
            (Rejection::GuardianNotAddable, "guardian_not_addable"),
            (Rejection::SurveyClosed, "survey_closed"),
            (Rejection::NotForwardable, "not_forwardable"),
            (Rejection::FileEmpty, "file_empty"),
            (Rejection::FileTooLarge, "file_too_large"),
            (Rejection::FileKindNotAllowed, "file_kind_not_allowed"),
            (Rejection::FileKindFalse, "file_kind_false"),
            (Rejection::FileHasMacros, "file_has_macros"),
            (Rejection::FileTooManyPixels, "file_too_many_pixels"),
            (Rejection::FileBroken, "file_broken"),
            (Rejection::FileInfected, "file_infected"),
            (Rejection::FileMissing, "file_missing"),
            (Rejection::IdTaken, "id_taken"),
            (Rejection::TooManyReplies, "too_many_replies"),
            (Rejection::Unknown(Code::from("of_tomorrow")), "of_tomorrow"),
        ];
        assert_eq!(
            codes[..Rejection::ALL.len()].iter().map(|(it, _)| *it).collect::<Vec<_>>(),
            Rejection::ALL
        );
        for (rejection, code) in codes {
            let json = serde_json::to_string(&rejection).expect("a string");
            assert_eq!(json, format!("\"{code}\""));
            assert_eq!(serde_json::from_str::<Rejection>(&json).expect("the same"), rejection);
        }
    }
}
