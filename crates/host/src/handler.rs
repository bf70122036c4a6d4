//! One line per command.

use conversas_ipc::*;

use crate::{Host, conversation, export, inbox, preferences, search, service, session, thread};

impl Handler for Host {
    async fn session(&self, _: SessionQuery) -> Result<Session, Failure> {
        session::current(&self.engine).await
    }

    async fn sign_in(&self, request: SignIn) -> Result<Session, Failure> {
        session::sign_in(&self.engine, request).await
    }

    async fn sign_out(&self, request: SignOut) -> Result<Session, Failure> {
        session::sign_out(&self.engine, request).await
    }

    async fn channels(&self, _: ChannelsQuery) -> Result<Vec<ChannelSummary>, Failure> {
        inbox::channels(&self.engine).await
    }

    async fn inbox(&self, query: InboxQuery) -> Result<InboxPage, Failure> {
        inbox::page(&self.engine, query).await
    }

    async fn saved_filter(&self, query: SavedFilterQuery) -> Result<SavedFilter, Failure> {
        inbox::saved_filter(&self.engine, query.channel_id).await
    }

    async fn save_filter(&self, request: SaveFilter) -> Result<Done, Failure> {
        inbox::save_filter(&self.engine, request).await
    }

    async fn conversation(&self, query: ConversationQuery) -> Result<ConversationDetail, Failure> {
        conversation::detail(&self.engine, query.id).await
    }

    async fn thread(&self, query: ThreadQuery) -> Result<ThreadPage, Failure> {
        thread::page(&self.engine, query).await
    }

    async fn send_message(&self, request: SendMessage) -> Result<Queued, Failure> {
        thread::send_message(&self.engine, request).await
    }

    async fn open_conversation(&self, request: OpenConversation) -> Result<Opened, Failure> {
        thread::open_conversation(&self.engine, request).await
    }

    async fn start_ticket(&self, request: StartTicket) -> Result<Queued, Failure> {
        thread::start_ticket(&self.engine, request).await
    }

    async fn finish_ticket(&self, request: FinishTicket) -> Result<Done, Failure> {
        thread::finish_ticket(&self.engine, request).await
    }

    async fn write_note(&self, request: WriteNote) -> Result<Queued, Failure> {
        service::write_note(&self.engine, request).await
    }

    async fn forward_messages(&self, request: ForwardMessages) -> Result<Done, Failure> {
        service::forward_messages(&self.engine, request).await
    }

    async fn assign_ticket(&self, request: AssignTicket) -> Result<Done, Failure> {
        service::assign_ticket(&self.engine, request).await
    }

    async fn add_guardian(&self, request: AddGuardian) -> Result<Done, Failure> {
        service::add_guardian(&self.engine, request).await
    }

    async fn answer_csat(&self, request: AnswerCsat) -> Result<Done, Failure> {
        service::answer_csat(&self.engine, request).await
    }

    async fn presence(&self, request: TellPresence) -> Result<Done, Failure> {
        self.look_at(request.conversation_id);
        Ok(service::presence(&self.engine, request))
    }

    async fn search(&self, query: SearchQuery) -> Result<SearchPage, Failure> {
        search::page(&self.engine, query).await
    }

    async fn save_reply(&self, request: SaveReply) -> Result<Done, Failure> {
        search::save_reply(&self.engine, request).await
    }

    async fn delete_reply(&self, request: DeleteReply) -> Result<Done, Failure> {
        search::delete_reply(&self.engine, request).await
    }

    async fn export_conversation(&self, request: ExportConversation) -> Result<ExportFile, Failure> {
        export::file(&self.engine, request).await
    }

    async fn rescued(&self, _: RescuedQuery) -> Result<Vec<RescuedText>, Failure> {
        service::rescued(&self.engine).await
    }

    async fn forget_rescued(&self, _: ForgetRescued) -> Result<Done, Failure> {
        service::forget_rescued(&self.engine).await
    }

    async fn mark_read(&self, request: MarkRead) -> Result<Done, Failure> {
        thread::mark_read(&self.engine, request).await
    }

    async fn save_draft(&self, request: SaveDraft) -> Result<Done, Failure> {
        thread::save_draft(&self.engine, request).await
    }

    async fn resolve_blocked(&self, request: ResolveBlocked) -> Result<Done, Failure> {
        thread::resolve_blocked(&self.engine, request).await
    }

    async fn retry(&self, _: Retry) -> Result<Connection, Failure> {
        Ok(thread::retry(&self.engine))
    }

    async fn preferences(&self, _: PreferencesQuery) -> Result<Preferences, Failure> {
        preferences::load(&self.engine).await
    }

    async fn save_preferences(&self, request: SavePreferences) -> Result<Preferences, Failure> {
        preferences::save(&self.engine, request.preferences).await
    }
}
