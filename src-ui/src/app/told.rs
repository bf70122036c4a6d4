//! Events of the host that concern the person wherever they are.

use conversas_domain::ids::ConversationId;
use conversas_ipc::{Dropped, Event, ForgetLoss, ForgetRescued, Loss, LossQuery, RescuedQuery};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::outgoing::{Refused, Written};
use super::{App, Phase};
use crate::i18n::{common, failures, refused, signin};
use crate::transport::call;
use crate::transport::events::News;

impl App {
    /// Takes over an event of the host.
    pub(super) fn hear(self, news: &News) {
        match news {
            News::Event(Event::SessionChanged) => spawn_local(self.ask_session()),
            News::Restarted => {
                self.device().connection_told.set(false);
                self.presence().repeat();
                self.ask_media();
                self.ask_loss();
                spawn_local(self.ask_session());
            }
            News::Event(Event::ConnectionChanged { connection }) => {
                self.device().connection_told.set(true);
                self.take_connection(*connection);
            }
            News::Event(Event::ConversationMerged { from, into }) => {
                let (from, into) = (*from, *into);
                if self.route().get_untracked().conversation == Some(from) {
                    self.place().route.update(|route| route.merge(from, into));
                }
            }
            News::Event(Event::InboxChanged { .. }) => {
                if self.phase().get_untracked() == Phase::SignedIn {
                    self.count();
                }
            }
            News::Event(Event::Notify { notice }) => self.notify(notice),
            News::Event(Event::OpenConversation { conversation_id }) => {
                self.open_from_outside(*conversation_id)
            }
            News::Event(Event::FilesDropped { dropped: Dropped::Nowhere }) => self.has_no_place_for_files(),
            // The parts that show these values ask for them.
            News::Event(
                Event::ThreadChanged { .. }
                | Event::UploadProgress { .. }
                | Event::DownloadProgress { .. }
                | Event::PresenceChanged { .. }
                | Event::TrayChanged { .. }
                | Event::FilesOver { .. }
                | Event::FilesDropped { .. }
                | Event::TakesChanged
                | Event::Recorder { .. },
            ) => {}
            News::Event(
                event @ (Event::ConversationFound { .. }
                | Event::Refused { .. }
                | Event::TriesRefused { .. }
                | Event::TextsRescued),
            ) => self.hear_told(event),
        }
    }

    /// Sends a message. One that the host does not take is told wherever the person is: they may be elsewhere by then. Where
    /// its conversation is on the screen, the composer says it.
    pub(crate) fn send(self, written: Written) {
        self.outgoing().send(written, move |refused| self.tell_refused(refused));
    }

    fn tell_refused(self, refused: Refused) {
        let conversation = refused.conversation_id;
        if !self.route().with_untracked(|route| route.shows(conversation)) {
            let text = failures::failure(&refused.failure);
            self.offer("alert", text, common::open(), move || self.open(conversation));
        }
        self.outgoing().tell(refused);
    }

    fn hear_told(self, event: &Event) {
        match event {
            Event::Refused { target, what, reason } => {
                let text = refused::sentence(*what, *reason);
                match target.conversation_id() {
                    Some(id) if self.route().get_untracked().conversation != Some(id) => {
                        self.offer("alert", text, common::open(), move || self.open(id));
                    }
                    Some(_) | None => self.say("alert", text),
                }
            }
            // The open conversation goes there by itself, with what is being written.
            Event::ConversationFound { from, found } if !self.route().get_untracked().shows(*from) => {
                self.offer_found(*found);
            }
            // Entering forgets all that is shown to the person before: then it is told.
            Event::TriesRefused { count } => {
                self.session().refused_tries.set_value(*count);
                spawn_local(self.ask_session());
            }
            Event::TextsRescued => self.ask_rescued(),
            _ => {}
        }
    }

    /// Tells that the guardians have their conversation already, which is not the open one, and offers to go
    /// there.
    pub(crate) fn offer_found(self, found: ConversationId) {
        let text = common::found_elsewhere().to_owned();
        self.offer("users", text, common::open(), move || self.open(found));
    }

    /// Tells refused tries to sign in, once.
    pub(super) fn tell_refused_tries(self) {
        let count = self.session().refused_tries.get_value();
        if count > 0 {
            self.session().refused_tries.set_value(0);
            // With a button, so that it stays until it can be read.
            self.offer("alert", signin::tries_refused(count), common::close(), || {});
        }
    }

    /// Asks whether the person is to be told that damaged data were lost.
    pub(crate) fn ask_loss(self) {
        spawn_local(async move {
            if let Ok(loss) = call(LossQuery {}).await {
                self.session().lost.set(loss);
            }
        });
    }

    /// Who is signed in has changed: nothing of a loss is said before the host has answered what there is to say to them.
    pub(crate) fn ask_loss_anew(self) {
        self.session().lost.set(Loss::default());
        self.ask_loss();
    }

    /// The signed-in person has been told what was shown. If more is to be said by now, it is.
    pub(crate) fn forget_loss(self) {
        let Loss { goes, .. } = self.session().lost.try_update(std::mem::take).unwrap_or_default();
        spawn_local(async move {
            match call(ForgetLoss { goes }).await {
                Ok(_) => self.ask_loss(),
                Err(failure) => self.say("alert", failures::failure(&failure)),
            }
        });
    }

    /// Asks for words that cannot be sent any more.
    pub(crate) fn ask_rescued(self) {
        spawn_local(async move {
            if let Ok(texts) = call(RescuedQuery {}).await
                && self.rescued().with_untracked(|shown| *shown != texts)
            {
                self.personal().rescued.set(texts);
            }
        });
    }

    /// The person has what they need of those that were shown. What was added meanwhile is shown next.
    pub(crate) fn forget_rescued(self) {
        let shown = self.personal().rescued.try_update(std::mem::take).unwrap_or_default();
        let Some(last) = shown.iter().map(|text| text.n).max() else { return };
        spawn_local(async move {
            match call(ForgetRescued { last }).await {
                Ok(_) => self.ask_rescued(),
                Err(failure) => self.say("alert", failures::failure(&failure)),
            }
        });
    }
}
