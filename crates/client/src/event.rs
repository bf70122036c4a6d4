//! Events: after a change is durable, the engine tells that something changed, but not what. Only values that
//! change many times while somebody looks are told themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use conversas_domain::attachment::Attachment;
use conversas_domain::ids::{AttachmentId, ConversationId, EntryId};
use conversas_domain::rejection::{RefusedAct, Rejection};
use conversas_domain::target::Target;
use conversas_protocol::Presence;
use conversas_view::Connection;
use tokio::sync::broadcast;

use crate::list::List;
use crate::news::News;
use crate::store::VoiceState;

/// A change that was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Signed in, out, or what the person may see has changed.
    SessionChanged,
    /// Rows of a list changed.
    InboxChanged(List),
    /// A thread, its ticket or the state of its messages changed.
    ThreadChanged(ConversationId),
    /// The upload of a file of this person goes on; nothing else changed. Told a few times in a second.
    UploadProgress {
        /// The conversation.
        conversation_id: ConversationId,
        /// The message of the file.
        entry_id: EntryId,
        /// 0 to 100.
        percent: u8,
    },
    /// The download of a file goes on; nothing else changed in the threads that show the file. Told a few
    /// times in a second, in each of them; [`ThreadChanged`](Event::ThreadChanged) tells that the download
    /// ended.
    DownloadProgress {
        /// A conversation in which the file is shown.
        conversation_id: ConversationId,
        /// The file.
        attachment_id: AttachmentId,
        /// 0 to 100.
        percent: u8,
    },
    /// Colleagues came to a conversation, left it, or do something else there; nothing else in the
    /// conversation changed.
    PresenceChanged {
        /// The conversation.
        conversation_id: ConversationId,
        /// The colleagues who are there now, by name.
        present: Vec<Presence>,
    },
    /// A conversation made here turned out to exist under another identifier, which it has from now on.
    ConversationMerged {
        /// The provisional identifier.
        from: ConversationId,
        /// The real one.
        into: ConversationId,
    },
    /// The set of guardians that the reader wished for has a conversation already. Nothing changed in that
    /// one.
    ConversationFound {
        /// The conversation in which the reader added somebody.
        from: ConversationId,
        /// The conversation that exists already.
        found: ConversationId,
    },
    /// An act of this person that is not a message was refused for good.
    Refused {
        /// The conversation, channel or school.
        target: Target,
        /// The act.
        act: RefusedAct,
        /// The reason.
        reason: Rejection,
    },
    /// Files were added to a tray, moved, taken out or sent.
    TrayChanged(ConversationId),
    /// The fate of a voice message of this person is known. [`Engine::voice`](crate::Engine::voice) answers
    /// it again.
    VoiceSettled {
        /// The message.
        entry_id: EntryId,
        /// The message's fate.
        state: VoiceState,
    },
    /// Since the person last signed in, others tried wrong passwords for their account.
    TriesRefused {
        /// The number of wrong passwords.
        count: u32,
    },
    /// Unsent words of a conversation that is gone wait to be shown, or that something unsent is lost.
    TextsRescued,
    /// News that the person may want to hear of while they are elsewhere.
    News(Arc<News>),
    /// The connection changed: online, offline, or how much waits.
    ConnectionChanged(Connection),
}

/// Changes of a transaction, told once it is committed.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    pub(crate) lists: BTreeSet<List>,
    pub(crate) threads: BTreeSet<ConversationId>,
    pub(crate) merged: Vec<(ConversationId, ConversationId)>,
    pub(crate) found: Vec<(ConversationId, ConversationId)>,
    pub(crate) refused: Vec<(Target, RefusedAct, Rejection)>,
    pub(crate) gone: Vec<ConversationId>,
    pub(crate) trays: BTreeSet<ConversationId>,
    pub(crate) voices: Vec<(EntryId, VoiceState)>,
    /// Uploads that are to be ended at the server.
    pub(crate) ended: Vec<Attachment>,
    pub(crate) rescued: bool,
    pub(crate) directory: bool,
    pub(crate) outbox: bool,
    pub(crate) wanted: bool,
    pub(crate) news: Vec<News>,
}

/// The shortest time between two events of a list that changes in a burst.
const BURST: Duration = Duration::from_millis(30);
/// A subscriber that falls this far behind has missed events and is told so.
const CAPACITY: usize = 1_024;

/// The stream of events.
#[derive(Clone)]
pub(crate) struct Events {
    sender: broadcast::Sender<Event>,
    /// Lists told within the last [`BURST`]; `true`: changed again since.
    bursts: Arc<Mutex<BTreeMap<List, bool>>>,
}

impl Events {
    pub(crate) fn new() -> Events {
        Events { sender: broadcast::channel(CAPACITY).0, bursts: Arc::default() }
    }

    pub(crate) fn subscribe(&self) -> broadcast::Receiver<Event> {
        self.sender.subscribe()
    }

    pub(crate) fn tell(&self, event: Event) {
        // Ignored: there may be no receiver.
        let _ = self.sender.send(event);
    }

    pub(crate) fn tell_touched(&self, touched: &Touched) {
        for (from, into) in &touched.merged {
            self.tell(Event::ConversationMerged { from: *from, into: *into });
        }
        if touched.directory {
            self.tell(Event::SessionChanged);
        }
        for id in &touched.threads {
            self.tell(Event::ThreadChanged(*id));
        }
        for list in &touched.lists {
            self.tell_list(*list);
        }
        for id in &touched.trays {
            self.tell(Event::TrayChanged(*id));
        }
        for (entry_id, state) in &touched.voices {
            self.tell(Event::VoiceSettled { entry_id: *entry_id, state: *state });
        }
        for news in &touched.news {
            self.tell(Event::News(Arc::new(news.clone())));
        }
        for (from, found) in &touched.found {
            self.tell(Event::ConversationFound { from: *from, found: *found });
        }
        for (target, act, reason) in &touched.refused {
            self.tell(Event::Refused { target: *target, act: *act, reason: *reason });
        }
        if touched.rescued {
            self.tell(Event::TextsRescued);
        }
    }

    fn tell_list(&self, list: List) {
        let mut bursts = self.bursts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(again) = bursts.get_mut(&list) {
            *again = true;
            return;
        }
        bursts.insert(list, false);
        drop(bursts);
        self.tell(Event::InboxChanged(list));
        let events = self.clone();
        tokio::spawn(async move {
            tokio::time::sleep(BURST).await;
            let again = events.bursts.lock().unwrap_or_else(PoisonError::into_inner).remove(&list);
            if again == Some(true) {
                events.tell_list(list);
            }
        });
    }
}
