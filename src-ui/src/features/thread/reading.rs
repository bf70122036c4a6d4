//! What the person does besides writing: reads, leaves a draft, decides about a message that did not go.

use conversas_domain::ids::{ConversationId, EntryId};
use conversas_domain::ticket::Status;
use conversas_ipc::{Choice, ConversationDetail, ConversationQuery, MarkRead, ResolveBlocked, SaveDraft};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::model::Thread;
use super::recorder;
use crate::browser;
use crate::i18n::{failures, thread as t};
use crate::state::writing::continued;
use crate::transport::call;

impl Thread {
    /// Tells that everything shown is read: the end is seen, by somebody who is there.
    pub(super) fn mark_read(self) {
        let unread =
            self.app.detail.with_untracked(|detail| detail.as_ref().map_or(0, |detail| detail.unread));
        let newest = self.list.with_untracked(|list| list.newest_numbered());
        let (true, Some(position)) =
            (unread > 0 && self.at_end.get_untracked() && browser::is_attended(), newest)
        else {
            return;
        };
        let conversation_id = self.id;
        spawn_local(async move {
            // It is told again with the next message.
            let _ = call(MarkRead { conversation_id, position }).await;
        });
    }

    /// The draft is known: what was typed meanwhile stands behind it, if one may write here at all.
    pub(super) fn begin_writing(self, detail: &ConversationDetail) {
        if self.draft_known.get_value() {
            return;
        }
        self.draft_known.set_value(true);
        let writes = detail.can_write && detail.ticket.status != Status::Finished && !recorder::is_here(self);
        let typed = self.text.get_untracked();
        self.saved.set(detail.draft.clone());
        let text = if writes { continued(&detail.draft, &typed) } else { detail.draft.clone() };
        // A field that gets the text it has may lose what is being composed in it.
        if text != typed {
            self.text.set(text);
        }
    }

    /// Keeps what stands in the composer, if it is not kept yet.
    pub(super) fn save_draft(self) {
        spawn_local(self.save_draft_now());
    }

    /// The same, for who must wait for it.
    pub(super) fn save_draft_now(self) -> impl Future<Output = ()> {
        let text = self
            .text
            .try_get_untracked()
            .filter(|_| self.draft_known.try_get_value() == Some(true))
            .filter(|text| self.saved.try_get_untracked().as_ref() != Some(text));
        let conversation_id = self.id;
        async move {
            let Some(text) = text else { return };
            if call(SaveDraft { conversation_id, text: text.clone() }).await.is_ok() {
                self.saved.try_set(text);
            }
        }
    }

    /// The guardians that were wished for have their conversation already: goes there, with what is being written.
    pub(super) fn go_to_found(self, found: ConversationId) {
        let (app, from) = (self.app, self.id);
        let text = self.text.get_untracked();
        spawn_local(async move {
            let has_room = !text.trim().is_empty()
                && call(ConversationQuery { id: found })
                    .await
                    .is_ok_and(|other| other.draft.trim().is_empty());
            let moved =
                has_room && call(SaveDraft { conversation_id: found, text: text.clone() }).await.is_ok();
            if moved && !self.is_gone() {
                self.text.set(String::new());
                self.saved.set(String::new());
                // At worst it stays here too.
                let _ = call(SaveDraft { conversation_id: from, text: String::new() }).await;
            }
            app.open(found);
            app.say("users", if moved { t::found_draft() } else { t::found() }.to_owned());
        });
    }

    /// Decides about a blocked or failed message.
    pub(super) fn resolve(self, entry_id: EntryId, choice: Choice) {
        let (app, conversation_id) = (self.app, self.id);
        spawn_local(async move {
            self.save_draft_now().await;
            match call(ResolveBlocked { conversation_id, entry_id, choice }).await {
                Ok(_) if choice == Choice::KeepAsDraft => self.take_draft().await,
                Ok(resolved) => {
                    if let Some(take) = resolved.thrown_away {
                        app.offer_take_back(take);
                    }
                }
                Err(failure) => app.say("alert", failures::failure(&failure)),
            }
            self.refresh();
        });
    }

    async fn take_draft(self) {
        if let Ok(detail) = call(ConversationQuery { id: self.id }).await
            && !self.is_gone()
        {
            self.text.set(detail.draft.clone());
            self.saved.set(detail.draft);
        }
    }
}
