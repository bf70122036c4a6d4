//! One line per command.

use conversas_domain::links::Link;
use conversas_ipc::*;

use crate::{
    Host, conversation, drafts, export, files, inbox, preferences, search, service, session, sign_in, thread,
};

impl Handler for Host {
    async fn session(&self, _: SessionQuery) -> Result<Session, Failure> {
        session::current(&self.engine).await
    }

    async fn demo(&self, query: DemoQuery) -> Result<Vec<DemoAccount>, Failure> {
        Ok(session::demo(&self.engine, &query.server).await)
    }

    async fn sign_in(&self, request: SignIn) -> Result<Session, Failure> {
        sign_in::sign_in(self, request).await
    }

    async fn sign_out(&self, request: SignOut) -> Result<Session, Failure> {
        sign_in::sign_out(self, request).await
    }

    async fn channels(&self, _: ChannelsQuery) -> Result<Summaries, Failure> {
        inbox::summaries(&self.engine).await
    }

    async fn inbox(&self, query: InboxQuery) -> Result<InboxPage, Failure> {
        inbox::page(self, query).await
    }

    async fn saved_filter(&self, query: SavedFilterQuery) -> Result<SavedFilter, Failure> {
        inbox::saved_filter(&self.engine, query).await
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

    async fn begin_conversation(&self, request: BeginConversation) -> Result<Begun, Failure> {
        thread::begin_conversation(&self.engine, request).await
    }

    async fn leave_conversation(&self, request: LeaveConversation) -> Result<Done, Failure> {
        thread::leave_conversation(&self.engine, request).await
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
        search::page(self, query).await
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

    async fn media(&self, _: MediaQuery) -> Result<MediaBase, Failure> {
        self.media_base()
    }

    async fn tray(&self, query: TrayQuery) -> Result<Tray, Failure> {
        files::tray(&self.engine, query.conversation_id).await
    }

    async fn pick_files(&self, request: PickFiles) -> Result<Added, Failure> {
        files::pick(self, request.conversation_id).await
    }

    async fn remove_from_tray(&self, request: RemoveFromTray) -> Result<Done, Failure> {
        files::remove(&self.engine, request).await
    }

    async fn move_in_tray(&self, request: MoveInTray) -> Result<Done, Failure> {
        files::reorder(&self.engine, request).await
    }

    async fn send_tray(&self, request: SendTray) -> Result<Done, Failure> {
        files::send_tray(&self.engine, request).await
    }

    async fn cancel_sending(&self, request: CancelSending) -> Result<Done, Failure> {
        files::cancel(&self.engine, request).await
    }

    async fn fetch_file(&self, request: FetchFile) -> Result<Done, Failure> {
        files::fetch(&self.engine, request.id).await
    }

    async fn open_file(&self, request: OpenFile) -> Result<Done, Failure> {
        files::open(self, request.id).await
    }

    async fn open_link(&self, request: OpenLink) -> Result<Done, Failure> {
        let link = Link::parse(&request.address).ok_or(FailureCode::BadRequest)?;
        self.desk.open_link(link).await?;
        Ok(Done {})
    }

    async fn save_file_as(&self, request: SaveFileAs) -> Result<Saved, Failure> {
        files::save_as(self, request.id).await
    }

    async fn storage(&self, _: StorageQuery) -> Result<StorageUse, Failure> {
        files::storage(&self.engine).await
    }

    async fn clear_storage(&self, _: ClearStorage) -> Result<StorageUse, Failure> {
        files::clear(&self.engine).await
    }

    async fn takes(&self, _: TakesQuery) -> Result<Vec<TakeItem>, Failure> {
        self.recording.takes().await
    }

    async fn start_recording(&self, request: StartRecording) -> Result<TakeItem, Failure> {
        self.recording.start(request.conversation_id).await
    }

    async fn pause_recording(&self, request: PauseRecording) -> Result<TakeItem, Failure> {
        self.recording.pause(&request.id).await
    }

    async fn resume_recording(&self, request: ResumeRecording) -> Result<TakeItem, Failure> {
        self.recording.resume(&request.id).await
    }

    async fn delete_take(&self, request: DeleteTake) -> Result<Done, Failure> {
        self.recording.delete(&request.id).await?;
        Ok(Done {})
    }

    async fn restore_take(&self, request: RestoreTake) -> Result<TakeItem, Failure> {
        self.recording.restore(&request.id).await
    }

    async fn send_take(&self, request: SendTake) -> Result<Queued, Failure> {
        self.recording.send(request).await
    }

    async fn microphones(&self, _: MicrophonesQuery) -> Result<Vec<Microphone>, Failure> {
        self.recording.microphones().await
    }

    async fn rescued(&self, _: RescuedQuery) -> Result<Vec<RescuedText>, Failure> {
        service::rescued(&self.engine).await
    }

    async fn forget_rescued(&self, request: ForgetRescued) -> Result<Done, Failure> {
        service::forget_rescued(&self.engine, request).await
    }

    async fn loss(&self, _: LossQuery) -> Result<Loss, Failure> {
        session::loss(&self.engine).await
    }

    async fn forget_loss(&self, request: ForgetLoss) -> Result<Done, Failure> {
        session::forget_loss(&self.engine, request).await
    }

    async fn mark_read(&self, request: MarkRead) -> Result<Done, Failure> {
        thread::mark_read(&self.engine, request).await
    }

    async fn save_draft(&self, request: SaveDraft) -> Result<Done, Failure> {
        drafts::save(&self.engine, request).await
    }

    async fn draft(&self, query: DraftQuery) -> Result<Draft, Failure> {
        drafts::load(&self.engine, query).await
    }

    async fn resolve_blocked(&self, request: ResolveBlocked) -> Result<Resolved, Failure> {
        thread::resolve_blocked(self, request).await
    }

    async fn retry(&self, _: Retry) -> Result<Connection, Failure> {
        Ok(thread::retry(&self.engine))
    }

    async fn preferences(&self, _: PreferencesQuery) -> Result<Preferences, Failure> {
        preferences::load(&self.engine).await
    }

    async fn save_preferences(&self, request: SavePreferences) -> Result<Preferences, Failure> {
        preferences::save(self, request.preferences).await
    }
}
