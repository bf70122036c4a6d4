//! THE list of commands. Everything else about a command is made from its line here; each area of
//! the list is a trait, which the file of that area in the host implements.

use serde_json::Value;

use crate::*;

macro_rules! commands {
    ($(
        $(#[$about:meta])*
        $Area:ident {
            $($(#[$doc:meta])* $name:ident($request:ty) -> $answer:ty;)*
        }
    )*) => {
        $($(impl Command for $request {
            const NAME: &'static str = stringify!($name);
            type Answer = $answer;
        })*)*

        /// Names of all commands, in the order of the list.
        pub const COMMANDS: &[&str] = &[$($(stringify!($name),)*)*];

        $(
            $(#[$about])*
            pub trait $Area: Send + Sync {
                $($(#[$doc])*
                fn $name(
                    &self,
                    request: $request,
                ) -> impl Future<Output = Result<$answer, Failure>> + Send;)*
            }
        )*

        /// All commands of a host: whoever has those of every area has them.
        pub trait Handler: MisfitLog $(+ $Area)* {}

        impl<T: MisfitLog $(+ $Area)*> Handler for T {}

        /// Unpacks a command by name, has it done, packs the answer.
        pub async fn dispatch(
            handler: &impl Handler,
            name: &str,
            body: Value,
        ) -> Result<Value, Failure> {
            match name {
                $($(stringify!($name) => {
                    let unfit = |misfit: Misfit| {
                        handler.misfit(stringify!($name), &misfit);
                        Failure::from(misfit)
                    };
                    let request: $request = serde_json::from_value(body).map_err(Misfit::Request).map_err(unfit)?;
                    let answer = handler.$name(request).await?;
                    serde_json::to_value(answer).map_err(Misfit::Answer).map_err(unfit)
                })*)*
                _ => Err(Failure::new(FailureCode::BadRequest)),
            }
        }
    };
}

/// The part of a command that has another form than the list's.
#[derive(Debug)]
pub enum Misfit {
    /// The page asks for something else.
    Request(serde_json::Error),
    /// The answer has no form in JSON.
    Answer(serde_json::Error),
}

/// The log of a host, for this crate writes none.
pub trait MisfitLog: Send + Sync {
    /// A command came or is answered in another form than the list's. Serde's own words quote what was said, and it may be a
    /// person's.
    fn misfit(&self, command: &'static str, misfit: &Misfit);
}

impl From<Misfit> for Failure {
    fn from(misfit: Misfit) -> Self {
        Failure::new(match misfit {
            Misfit::Request(_) => FailureCode::BadRequest,
            Misfit::Answer(_) => FailureCode::Internal,
        })
    }
}

commands! {
    /// Who is signed in, and what was lost before.
    SessionCommands {
        /// Who is signed in, and what they may see.
        session(SessionQuery) -> Session;
        /// The accounts to try at a demonstration; none at the server of a real school, or when nothing answers.
        demo(DemoQuery) -> Vec<DemoAccount>;
        /// Whether data of this device were damaged and lost, and the person has not been told.
        loss(LossQuery) -> Loss;
        /// The person has been told.
        forget_loss(ForgetLoss) -> Done;
    }
    /// Signing in and out.
    SignInCommands {
        /// Signs this profile in. With unsent items of another person it fails with `UnsentItems` unless told to discard.
        sign_in(SignIn) -> Session;
        /// Signs out and erases the profile's data. With unsent items it fails with `UnsentItems` unless told to discard.
        sign_out(SignOut) -> Session;
    }
    /// Lists of conversations and their filters.
    InboxCommands {
        /// The counts of the lists that are on this device.
        channels(ChannelsQuery) -> Summaries;
        /// A page of a channel's conversations, or of a family's own.
        inbox(InboxQuery) -> InboxPage;
        /// The filter and the order a person last used in a list.
        saved_filter(SavedFilterQuery) -> SavedFilter;
        /// Remembers a filter and an order.
        save_filter(SaveFilter) -> Done;
    }
    /// A conversation without its thread.
    ConversationCommands {
        /// Everything about a conversation but its thread.
        conversation(ConversationQuery) -> ConversationDetail;
    }
    /// Histories as files.
    ExportCommands {
        /// The history as a file, complete if the server can be reached.
        export_conversation(ExportConversation) -> ExportFile;
    }
    /// A thread, and messages in it.
    ThreadCommands {
        /// A window of a thread; fetches older history from the server when it is not on the device.
        thread(ThreadQuery) -> ThreadPage;
        /// Writes a message: durable on the device when this answers.
        send_message(SendMessage) -> Queued;
        /// A conversation to write the first message in, with all that a message can have.
        begin_conversation(BeginConversation) -> Begun;
        /// A conversation that was begun with nothing in it goes.
        leave_conversation(LeaveConversation) -> Done;
        /// "Iniciar novo atendimento" with a first message.
        start_ticket(StartTicket) -> Queued;
        /// "Finalizar".
        finish_ticket(FinishTicket) -> Done;
        /// The person has seen the thread up to an entry.
        mark_read(MarkRead) -> Done;
        /// Decides what becomes of a blocked message.
        resolve_blocked(ResolveBlocked) -> Resolved;
        /// Tries again now what waits.
        retry(Retry) -> Connection;
    }
    /// What is done in a conversation besides writing messages.
    ServiceCommands {
        /// "Nota interna".
        write_note(WriteNote) -> Queued;
        /// "Encaminhar": queued as one unit.
        forward_messages(ForwardMessages) -> Done;
        /// "Assumir", releasing, handing over.
        assign_ticket(AssignTicket) -> Done;
        /// The starter adds another guardian. Needs the server when the set may have its conversation already.
        add_guardian(AddGuardian) -> Done;
        /// The family's answer to the survey.
        answer_csat(AnswerCsat) -> Done;
        /// Where the person is and what they do there; told to colleagues.
        presence(TellPresence) -> Done;
        /// Words that could not be sent before access was taken away: shown once, to copy.
        rescued(RescuedQuery) -> Vec<RescuedText>;
        /// The person has seen it: it is erased.
        forget_rescued(ForgetRescued) -> Done;
    }
    /// Finding, and canned replies.
    SearchCommands {
        /// Finds conversations by name, and messages by their words.
        search(SearchQuery) -> SearchPage;
        /// Makes or replaces a canned reply.
        save_reply(SaveReply) -> Done;
        /// Deletes a canned reply.
        delete_reply(DeleteReply) -> Done;
    }
    /// The tray, and files on the device.
    FileCommands {
        /// Where media is served, and what the host can do with files.
        media(MediaQuery) -> MediaBase;
        /// Files that were chosen and are not sent.
        tray(TrayQuery) -> Tray;
        /// "Arquivo ou mídia": the system's dialog.
        pick_files(PickFiles) -> Added;
        /// Takes a file out of the tray.
        remove_from_tray(RemoveFromTray) -> Done;
        /// Changes the order of the tray.
        move_in_tray(MoveInTray) -> Done;
        /// Sends the tray: one message each.
        send_tray(SendTray) -> Done;
        /// Ends sending a file of mine.
        cancel_sending(CancelSending) -> Done;
        /// Fetches a file to the device.
        fetch_file(FetchFile) -> Done;
        /// Opens a file with the system's program for it.
        open_file(OpenFile) -> Done;
        /// Opens an address that stands in a message.
        open_link(OpenLink) -> Done;
        /// "Salvar como…".
        save_file_as(SaveFileAs) -> Saved;
        /// The room that files take on the device.
        storage(StorageQuery) -> StorageUse;
        /// Removes all fetched files.
        clear_storage(ClearStorage) -> StorageUse;
    }
    /// Takes and the recorder.
    RecordingCommands {
        /// All takes on this device, oldest first.
        takes(TakesQuery) -> Vec<TakeItem>;
        /// "Áudio": records at once.
        start_recording(StartRecording) -> TakeItem;
        /// "Pausar".
        pause_recording(PauseRecording) -> TakeItem;
        /// "Continuar gravando".
        resume_recording(ResumeRecording) -> TakeItem;
        /// "Excluir".
        delete_take(DeleteTake) -> Done;
        /// "Desfazer".
        restore_take(RestoreTake) -> TakeItem;
        /// Ends the take and queues it.
        send_take(SendTake) -> Queued;
        /// The microphones that can be chosen.
        microphones(MicrophonesQuery) -> Vec<Microphone>;
    }
    /// Words that are typed and not sent.
    DraftCommands {
        /// Keeps what is typed at a place.
        save_draft(SaveDraft) -> Done;
        /// The draft of a place.
        draft(DraftQuery) -> Draft;
    }
    /// Language, theme and the like.
    PreferenceCommands {
        /// Language, theme and the like.
        preferences(PreferencesQuery) -> Preferences;
        /// Replaces them.
        save_preferences(SavePreferences) -> Preferences;
    }
}
