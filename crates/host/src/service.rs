//! Notes, forwarding, taking care, guardians, the survey, presence, and what was rescued.

use conversas_client::Engine;
use conversas_ipc::{
    AddGuardian, AnswerCsat, AssignTicket, Done, Failure, ForgetRescued, ForwardMessages, Lost, Queued,
    RescuedText, TellPresence, WriteNote,
};

use crate::failure::failure;

pub(crate) async fn write_note(engine: &Engine, request: WriteNote) -> Result<Queued, Failure> {
    let written = engine.write_note(request.conversation_id, &request.text, request.mentions).await;
    Ok(Queued { entry_id: written.map_err(failure)? })
}

pub(crate) async fn forward_messages(engine: &Engine, request: ForwardMessages) -> Result<Done, Failure> {
    let ForwardMessages { conversation_id, channel_id, entries, note } = request;
    engine.forward_messages(conversation_id, channel_id, entries, &note).await.map_err(failure)?;
    Ok(Done {})
}

pub(crate) async fn assign_ticket(engine: &Engine, request: AssignTicket) -> Result<Done, Failure> {
    let AssignTicket { conversation_id, ticket_id, person_id } = request;
    engine.assign_ticket(conversation_id, ticket_id, person_id).await.map_err(failure)?;
    Ok(Done {})
}

pub(crate) async fn add_guardian(engine: &Engine, request: AddGuardian) -> Result<Done, Failure> {
    engine.add_guardian(request.conversation_id, request.person_id).await.map_err(failure)?;
    Ok(Done {})
}

pub(crate) async fn answer_csat(engine: &Engine, request: AnswerCsat) -> Result<Done, Failure> {
    let AnswerCsat { conversation_id, ticket_id, rating, comment } = request;
    engine.answer_csat(conversation_id, ticket_id, rating, &comment).await.map_err(failure)?;
    Ok(Done {})
}

pub(crate) fn presence(engine: &Engine, request: TellPresence) -> Done {
    engine.tell_presence(request.conversation_id, request.writing);
    Done {}
}

pub(crate) async fn rescued(engine: &Engine) -> Result<Vec<RescuedText>, Failure> {
    let rescued = engine.rescued().await.map_err(failure)?.into_iter();
    let lost = |lost| match lost {
        conversas_client::Lost::Unreadable => Lost::Unreadable,
        conversas_client::Lost::Voice => Lost::Voice,
    };
    let told = rescued.map(|it| RescuedText {
        n: it.n,
        written_at: it.written_at,
        text: it.text,
        lost: it.lost.map(lost),
    });
    Ok(told.collect())
}

pub(crate) async fn forget_rescued(engine: &Engine, request: ForgetRescued) -> Result<Done, Failure> {
    engine.forget_rescued(request.last).await.map_err(failure)?;
    Ok(Done {})
}
