//! What the person does besides writing: reads, leaves a draft, decides about a message that did not go.

use conversas_domain::ids::{ConversationId, EntryId};
use conversas_domain::ticket::Status;
use conversas_ipc::{
    Choice, ConversationDetail, ConversationQuery, DraftPlace, ItemKind, LeaveConversation, MarkRead,
    ResolveBlocked, SaveDraft,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::foot::composer::send;
use super::super::foot::recorder;
use super::{Loading, Thread};
use crate::browser;
use crate::i18n::{failures, forward, team, thread as t};
use crate::state::writing::{Writing, carried, continued};
use crate::transport::call;

impl Thread {
    /// Tells that everything shown is read: the end is seen, by somebody who is there.
    pub(in crate::features::thread) fn mark_read(self) {
        let unread =
            self.app.detail().with_untracked(|detail| detail.as_ref().map_or(0, |detail| detail.unread));
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

    /// The family chose the channel for a new conversation, and this one is theirs there.
    pub(in crate::features::thread) fn is_just_begun(self) -> bool {
        self.app.arrival().get().is_begun(self.id)
    }

    /// Whether somebody came to write here.
    pub(in crate::features::thread) fn is_to_be_written(self) -> Memo<bool> {
        Memo::new(move |_| self.app.arrival().get().writes_in(self.id))
    }

    /// The draft is known: what was typed meanwhile stands behind it, if one may write here at all.
    pub(super) fn begin_writing(self, detail: &ConversationDetail) {
        if self.draft_known.get_value() {
            return;
        }
        self.draft_known.set_value(true);
        // Whoever has just begun it writes to a new ticket.
        let takes_words = detail.ticket.status != Status::Finished || untrack(move || self.is_just_begun());
        let has_take = untrack(move || recorder::is_here(self));
        let writes = detail.can_write && takes_words && !has_take;
        let typed = self.text.get_untracked();
        let draft = self.app.drafts().came(self.message_place(), detail.draft.clone());
        // A draft that nobody has looked at goes nowhere unasked.
        let sends_first = self.sends_first.get_value() && writes && draft.is_empty();
        self.sends_first.set_value(sends_first);
        let text = if writes { continued(&draft, &typed) } else { draft };
        // A field that gets the text it has may lose what is being composed in it.
        if text != typed {
            self.text.set(text);
        }
        self.typed();
    }

    /// Enter was pressed before the conversation was here: its words go now, if none have followed.
    pub(super) fn send_first(self) {
        let is_wished = self.sends_first.get_value();
        self.sends_first.set_value(false);
        let can_go = self.text.with_untracked(|text| text.ends_with('\n') && Writing::of(text).can_send());
        if is_wished && can_go {
            send(self);
        }
    }

    /// What the host did not take is in the draft again: it stands in the field, once the draft does.
    pub(super) fn hear_refused(self) {
        self.app.outgoing().when_refused(self.id, move |failure| {
            if self.draft_known.get_value() {
                self.text.set(self.app.drafts().held(self.message_place()));
            }
            self.complaint.set(Some(failures::failure(&failure)));
            self.ask_tray();
        });
    }

    /// The page ended, as it seemed, and is here again: what did not go stands in its field, because the next letter that is
    /// typed in an empty one would replace it in the draft.
    pub(super) fn hear_returned(self) {
        let drafts = self.app.drafts();
        drafts.when_returned(move || {
            let (text, note) = (drafts.held(self.message_place()), drafts.held(self.note_place()));
            if self.draft_known.get_value() && self.text.with_untracked(|before| *before != text) {
                self.text.set(text);
            }
            if self.note.with_untracked(|before| *before != note) {
                self.note.set(note);
                self.noting.set(true);
            }
            self.ask_tray();
        });
    }

    /// Where the composer's text is kept.
    pub(in crate::features::thread) fn message_place(self) -> DraftPlace {
        DraftPlace::Message { conversation_id: self.id }
    }

    /// The composer's text is another one: it is kept while the person types, once it is known what was kept before.
    pub(in crate::features::thread) fn typed(self) {
        let is_known = self.draft_known.try_get_value() == Some(true);
        if let Some(text) = self.text.try_get_untracked().filter(|_| is_known) {
            self.app.drafts().typed(self.message_place(), &text);
        }
    }

    /// The same, and kept at once.
    pub(in crate::features::thread) fn save_draft(self) {
        self.typed();
        self.app.drafts().hurry();
    }

    /// The composer goes: its words are kept, also when it is not known yet what was kept before.
    pub(in crate::features::thread) fn leave_words(self) {
        match self.draft_known.try_get_value() {
            Some(false) => {
                let typed = self.text.try_update_untracked(std::mem::take).unwrap_or_default();
                self.app.drafts().leave_unknown(self.message_place(), &typed);
            }
            _ => self.save_draft(),
        }
    }

    /// The person is elsewhere: a conversation that was begun with nothing in it goes.
    pub(in crate::features::thread) fn leave(self) {
        let conversation_id = self.id;
        // Behind another page it stays open.
        let is_open = self.app.route().get_untracked().conversation == Some(conversation_id);
        let shows_nothing = self.loading.try_get_untracked() == Some(Loading::Ready)
            && self.list.try_with_untracked(|list| list.items().is_empty()) == Some(true);
        let has_taken = self.app.outgoing().is_busy()
            || self.tray.awaits_files()
            || untrack(move || recorder::is_here(self));
        if is_open || !shows_nothing || has_taken {
            return;
        }
        self.typed();
        let place = self.message_place();
        spawn_local(async move {
            self.app.drafts().keep().await;
            let is_back = self.app.route().get_untracked().conversation == Some(conversation_id);
            // Words that the host could not keep are in the conversation too.
            if is_back || !self.app.drafts().is_safe_untracked(place) {
                return;
            }
            // Otherwise it goes at the next start.
            let _ = call(LeaveConversation { conversation_id }).await;
        });
    }

    /// The guardians that were wished for have their conversation already: goes there, with what is being written, unless the
    /// person has left meanwhile.
    pub(super) fn go_to_found(self, found: ConversationId) {
        let app = self.app;
        spawn_local(async move {
            let moved = self.carry_words(found).await;
            if self.is_gone() {
                return app.offer_found(found);
            }
            if moved {
                self.text.set(String::new());
                app.drafts().leave(self.message_place(), "");
            }
            app.open(found);
            app.say("users", if moved { t::found_draft() } else { t::found() }.to_owned());
        });
    }

    /// What is being written is a draft of another conversation too, if that has none.
    async fn carry_words(self, into: ConversationId) -> bool {
        let has_room =
            call(ConversationQuery { id: into }).await.is_ok_and(|other| other.draft.trim().is_empty());
        let place = DraftPlace::Message { conversation_id: into };
        let stands = || self.text.try_get_untracked().unwrap_or_default();
        has_room && carried(stands, async |text| call(SaveDraft { place, text }).await.is_ok()).await
    }

    /// Decides about a blocked or failed message.
    pub(in crate::features::thread) fn resolve(self, entry_id: EntryId, choice: Choice) {
        let (app, conversation_id) = (self.app, self.id);
        // What comes back into a field that is not on the screen is told.
        let kept_elsewhere = self.shown.with_untracked(|shown| match shown.get(&entry_id)?.0.kind {
            ItemKind::Note { .. } => Some(("lock", team::note_kept())),
            ItemKind::ForwardedAway { .. } => Some(("forward", forward::note_kept())),
            _ => None,
        });
        spawn_local(async move {
            self.typed();
            let decided = app.drafts().while_kept(async move {
                let answer = call(ResolveBlocked { conversation_id, entry_id, choice }).await;
                if answer.is_ok() && choice == Choice::KeepAsDraft {
                    if let Some((icon, told)) = kept_elsewhere {
                        app.say(icon, told.to_owned());
                    }
                    self.take_drafts().await;
                }
                answer
            });
            match decided.await {
                Ok(resolved) => {
                    if let Some(take) = resolved.thrown_away {
                        app.offer_take_back(take);
                    }
                }
                Err(failure) => app.say("alert", failures::failure(&failure)),
            }
            if !self.is_gone() {
                self.refresh();
            }
        });
    }

    /// The host has put words behind one of the drafts. The note of a forward is brought when its dialog opens.
    pub(super) async fn take_drafts(self) {
        for (place, field) in [(self.message_place(), self.text), (self.note_place(), self.note)] {
            // A draft that is not there yet comes as it is by then.
            if place == self.message_place() && self.draft_known.try_get_value() == Some(false) {
                continue;
            }
            let stands = self.app.drafts().grew(place).await;
            if let Some(stands) = stands
                && field.try_with_untracked(|text| *text != stands) == Some(true)
            {
                field.set(stands);
            }
        }
    }
}
