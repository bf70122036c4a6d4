//! Notes, forwarding, taking care, guardians, the survey, presence, and what was rescued.

use conversas_ipc::{
    AddGuardian, AnswerCsat, AssignTicket, Done, Failure, ForgetRescued, ForwardMessages, Queued,
    RescuedQuery, RescuedText, ServiceCommands, TellPresence, WriteNote,
};

use crate::Host;
use crate::failure::failure;

impl ServiceCommands for Host {
    async fn write_note(&self, request: WriteNote) -> Result<Queued, Failure> {
        let written = self.engine.write_note(request.conversation_id, &request.text, request.mentions).await;
        Ok(Queued { entry_id: written.map_err(failure)? })
    }

    async fn forward_messages(&self, request: ForwardMessages) -> Result<Done, Failure> {
        let ForwardMessages { conversation_id, channel_id, entries, note } = request;
        self.engine.forward_messages(conversation_id, channel_id, entries, &note).await.map_err(failure)?;
        Ok(Done {})
    }

    async fn assign_ticket(&self, request: AssignTicket) -> Result<Done, Failure> {
        let AssignTicket { conversation_id, ticket_id, person_id } = request;
        self.engine.assign_ticket(conversation_id, ticket_id, person_id).await.map_err(failure)?;
        Ok(Done {})
    }

    async fn add_guardian(&self, request: AddGuardian) -> Result<Done, Failure> {
        self.engine.add_guardian(request.conversation_id, request.person_id).await.map_err(failure)?;
        Ok(Done {})
    }

    async fn answer_csat(&self, request: AnswerCsat) -> Result<Done, Failure> {
        let AnswerCsat { conversation_id, ticket_id, rating, comment } = request;
        self.engine.answer_csat(conversation_id, ticket_id, rating, &comment).await.map_err(failure)?;
        Ok(Done {})
    }

    async fn presence(&self, request: TellPresence) -> Result<Done, Failure> {
        self.look_at(request.conversation_id);
        self.engine.tell_presence(request.conversation_id, request.writing);
        Ok(Done {})
    }

    async fn rescued(&self, _: RescuedQuery) -> Result<Vec<RescuedText>, Failure> {
        self.engine.rescued().await.map_err(failure)
    }

    async fn forget_rescued(&self, request: ForgetRescued) -> Result<Done, Failure> {
        self.engine.forget_rescued(request.last).await.map_err(failure)?;
        Ok(Done {})
    }
}
