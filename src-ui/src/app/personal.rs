//! What of the page belongs to the person who is signed in. It is forgotten as a whole when they sign out or another person
//! comes; what is played and recorded is not here, because both end with the session.

use std::sync::Arc;

use conversas_domain::ids::AttachmentId;
use conversas_ipc::{ConversationDetail, RescuedText, Summaries};
use leptos::prelude::*;

use super::{Drafts, Outgoing, Presence, Saying, Sharing};
use crate::state::arrival::Arrival;
use crate::state::selection::Selection;

/// One person's part of the shared state.
pub(crate) struct Personal {
    /// The counts of what is left to do: in all lists of the person, and in each channel.
    pub(crate) summaries: RwSignal<Summaries>,
    /// The toasts.
    pub(crate) saying: Saying,
    /// The words that screen readers are to say, and the number of earlier ones.
    pub(crate) announced: RwSignal<(u32, String)>,
    /// Words that cannot be sent any more: to be copied.
    pub(crate) rescued: RwSignal<Vec<RescuedText>>,
    /// Messages of the open conversation that are selected.
    pub(crate) selection: RwSignal<Selection>,
    /// The presence of the person.
    pub(crate) presence: Presence,
    /// The place that the person has just gone to, with their wishes there.
    pub(crate) arrival: RwSignal<Arrival>,
    /// Typed texts that are not sent.
    pub(crate) drafts: Drafts,
    /// Whether the details lie over the thread, where there is no room beside it.
    pub(crate) details_over: RwSignal<bool>,
    /// Everything about the open conversation but its thread.
    pub(crate) detail: RwSignal<Option<Arc<ConversationDetail>>>,
    /// Messages on their way to the host.
    pub(crate) outgoing: Outgoing,
    /// The image that the viewer shows.
    pub(crate) viewer: RwSignal<Option<AttachmentId>>,
    /// Files that the system is asked to open.
    pub(crate) opening: RwSignal<Vec<AttachmentId>>,
    /// The state of the system's share sheet.
    pub(crate) sharing: Sharing,
    /// The first words of the open palette, which has search and commands; none: it is closed.
    pub(crate) palette: RwSignal<Option<String>>,
    /// Whether the sheet of shortcuts is open.
    pub(crate) sheet: RwSignal<bool>,
}

impl Personal {
    /// A state of nobody yet.
    pub(super) fn new() -> Personal {
        let drafts = Drafts::new();
        Personal {
            summaries: RwSignal::new(Summaries::default()),
            saying: Saying::new(),
            announced: RwSignal::new((0, String::new())),
            rescued: RwSignal::new(Vec::new()),
            selection: RwSignal::new(Selection::default()),
            presence: Presence::new(),
            arrival: RwSignal::new(Arrival::default()),
            drafts,
            details_over: RwSignal::new(false),
            detail: RwSignal::new(None),
            outgoing: Outgoing::new(drafts),
            viewer: RwSignal::new(None),
            opening: RwSignal::new(Vec::new()),
            sharing: Sharing::new(),
            palette: RwSignal::new(None),
            sheet: RwSignal::new(false),
        }
    }

    /// Ends toasts and announcements of the person before, because nobody is signed in.
    pub(super) fn hush(&self) {
        self.saying.hush();
        self.announced.set((0, String::new()));
        self.viewer.set(None);
    }

    /// Forgets everything of the person before. The fields are named one by one, so that a new one cannot be
    /// left out.
    pub(super) fn forget(&self) {
        self.hush();
        let Personal {
            summaries,
            saying: _,
            announced: _,
            rescued,
            selection,
            presence,
            arrival,
            drafts,
            details_over,
            detail,
            outgoing,
            viewer: _,
            opening,
            sharing,
            palette,
            sheet,
        } = self;
        for is_open in [details_over, sheet] {
            is_open.set(false);
        }
        arrival.set(Arrival::default());
        palette.set(None);
        summaries.set(Summaries::default());
        rescued.set(Vec::new());
        selection.set(Selection::default());
        presence.forget();
        drafts.forget();
        detail.set(None);
        outgoing.forget();
        opening.set(Vec::new());
        sharing.forget();
    }
}

#[cfg(test)]
mod tests;
