//! What of the page belongs to the person who is signed in. It is forgotten as a whole when they sign out or another person
//! comes; what is played and recorded is not here, because both end with the session.

use std::sync::Arc;

use conversas_domain::ids::{AttachmentId, ConversationId};
use conversas_ipc::{ConversationDetail, RescuedText, Summaries};
use leptos::prelude::*;

use super::{Drafts, Jump, Outgoing, Presence, Saying, Sharing};
use crate::state::selection::Selection;

/// One person's part of the shared state.
pub(crate) struct Personal {
    /// What is left to do: in all lists of the person, and in each channel.
    pub(crate) summaries: RwSignal<Summaries>,
    /// What is said for a few seconds.
    pub(crate) saying: Saying,
    /// What screen readers are to say, and how much was said before.
    pub(crate) announced: RwSignal<(u32, String)>,
    /// Words that cannot be sent any more: to be copied.
    pub(crate) rescued: RwSignal<Vec<RescuedText>>,
    /// Messages of the open conversation that are selected.
    pub(crate) selection: RwSignal<Selection>,
    /// Where the person is.
    pub(crate) presence: Presence,
    /// The conversation whose "Finalizar" is asked for from elsewhere.
    pub(crate) wants_finish: RwSignal<Option<ConversationId>>,
    /// What is typed anywhere and not sent.
    pub(crate) drafts: Drafts,
    /// The details lie over the thread, where there is no room beside it.
    pub(crate) details_over: RwSignal<bool>,
    /// The dialog in which a family starts a conversation is open.
    pub(crate) starting: RwSignal<bool>,
    /// The conversation that a family has just begun to write in.
    pub(crate) just_begun: RwSignal<Option<ConversationId>>,
    /// Whoever opened this conversation goes on by writing.
    pub(crate) wants_to_write: RwSignal<Option<ConversationId>>,
    /// Whoever chose a channel goes on in its list.
    pub(crate) wants_list: RwSignal<bool>,
    /// Everything about the open conversation but its thread.
    pub(crate) detail: RwSignal<Option<Arc<ConversationDetail>>>,
    /// Messages on their way to the host.
    pub(crate) outgoing: Outgoing,
    /// The image that the viewer shows.
    pub(crate) viewer: RwSignal<Option<AttachmentId>>,
    /// Files that the system is asked to open.
    pub(crate) opening: RwSignal<Vec<AttachmentId>>,
    /// What is known of the system's share sheet.
    pub(crate) sharing: Sharing,
    /// The palette, with search and commands, is open.
    pub(crate) palette: RwSignal<bool>,
    /// What it begins with when it opens.
    pub(crate) sought: RwSignal<String>,
    /// The sheet of shortcuts is open.
    pub(crate) sheet: RwSignal<bool>,
    /// The dialog "Exportar o histórico" is open.
    pub(crate) exporting: RwSignal<bool>,
    /// A message that the thread goes to as soon as it can.
    pub(crate) jump: RwSignal<Option<Jump>>,
}

impl Personal {
    /// Of nobody yet.
    pub(super) fn new() -> Personal {
        let drafts = Drafts::new();
        Personal {
            summaries: RwSignal::new(Summaries::default()),
            saying: Saying::new(),
            announced: RwSignal::new((0, String::new())),
            rescued: RwSignal::new(Vec::new()),
            selection: RwSignal::new(Selection::default()),
            presence: Presence::new(),
            wants_finish: RwSignal::new(None),
            drafts,
            details_over: RwSignal::new(false),
            starting: RwSignal::new(false),
            just_begun: RwSignal::new(None),
            wants_to_write: RwSignal::new(None),
            wants_list: RwSignal::new(false),
            detail: RwSignal::new(None),
            outgoing: Outgoing::new(drafts),
            viewer: RwSignal::new(None),
            opening: RwSignal::new(Vec::new()),
            sharing: Sharing::new(),
            palette: RwSignal::new(false),
            sought: RwSignal::new(String::new()),
            sheet: RwSignal::new(false),
            exporting: RwSignal::new(false),
            jump: RwSignal::new(None),
        }
    }

    /// Nobody is signed in: what stands outside of the signed-in page says nothing of the person before any more.
    pub(super) fn hush(&self) {
        self.saying.hush();
        self.announced.set((0, String::new()));
        self.viewer.set(None);
    }

    /// Nothing of it is the next person's. The fields are named one by one, so that a new one cannot be left out.
    pub(super) fn forget(&self) {
        self.hush();
        let Personal {
            summaries,
            saying: _,
            announced: _,
            rescued,
            selection,
            presence,
            wants_finish,
            drafts,
            details_over,
            starting,
            just_begun,
            wants_to_write,
            wants_list,
            detail,
            outgoing,
            viewer: _,
            opening,
            sharing,
            palette,
            sought,
            sheet,
            exporting,
            jump,
        } = self;
        for is_open in [details_over, starting, wants_list, palette, sheet, exporting] {
            is_open.set(false);
        }
        for conversation in [wants_finish, just_begun, wants_to_write] {
            conversation.set(None);
        }
        summaries.set(Summaries::default());
        rescued.set(Vec::new());
        selection.set(Selection::default());
        presence.forget();
        drafts.forget();
        detail.set(None);
        outgoing.forget();
        opening.set(Vec::new());
        sharing.forget();
        sought.set(String::new());
        jump.set(None);
    }
}

#[cfg(test)]
mod tests;
