//! One line per command.

use conversas_ipc::*;

use crate::{Host, conversation, inbox, preferences, session, thread};

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
