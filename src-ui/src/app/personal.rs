//! What of the page belongs to the person who is signed in. It is forgotten as a whole when they sign out or another person
//! comes; what is played and recorded is not here, because both end with the session.

use std::sync::Arc;

use conversas_domain::ids::AttachmentId;
use conversas_ipc::{ConversationDetail, RescuedText, Summaries};
use leptos::prelude::*;

use super::{Drafts, Outgoing, PaletteState, Presence, Saying, Sharing, SheetState};
use crate::state::arrival::Arrival;

/// One person's part of the state.
#[derive(Clone, Copy)]
pub(super) struct Personal {
    /// What is left to do: in all lists of the person, and in each channel.
    pub(super) summaries: RwSignal<Summaries>,
    /// What is said for a few seconds.
    pub(super) saying: Saying,
    /// What screen readers are to say, and how much was said before.
    pub(super) announced: RwSignal<(u32, String)>,
    /// Words that cannot be sent any more: to be copied.
    pub(super) rescued: RwSignal<Vec<RescuedText>>,
    /// Where the person is.
    pub(super) presence: Presence,
    /// The place that the person has just gone to, and what for.
    pub(super) arrival: RwSignal<Arrival>,
    /// What is typed anywhere and not sent.
    pub(super) drafts: Drafts,
    /// The details lie over the thread, where there is no room beside it.
    pub(super) details_over: RwSignal<bool>,
    /// Everything about the open conversation but its thread.
    pub(super) detail: RwSignal<Option<Arc<ConversationDetail>>>,
    /// Messages on their way to the host.
    pub(super) outgoing: Outgoing,
    /// The image that the viewer shows.
    pub(super) viewed: RwSignal<Option<AttachmentId>>,
    /// Files that the system is asked to open.
    pub(super) opening: RwSignal<Vec<AttachmentId>>,
    /// What is known of the system's share sheet.
    pub(super) sharing: Sharing,
    /// The palette, with search and commands.
    pub(super) palette: PaletteState,
    /// The sheet of shortcuts.
    pub(super) sheet: SheetState,
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
            presence: Presence::new(),
            arrival: RwSignal::new(Arrival::default()),
            drafts,
            details_over: RwSignal::new(false),
            detail: RwSignal::new(None),
            outgoing: Outgoing::new(drafts),
            viewed: RwSignal::new(None),
            opening: RwSignal::new(Vec::new()),
            sharing: Sharing::new(),
            palette: PaletteState::new(),
            sheet: SheetState::new(),
        }
    }

    /// Ends toasts and announcements of the person before, because nobody is signed in.
    pub(super) fn hush(&self) {
        self.saying.hush();
        self.announced.set((0, String::new()));
        self.viewed.set(None);
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
            presence,
            arrival,
            drafts,
            details_over,
            detail,
            outgoing,
            viewed: _,
            opening,
            sharing,
            palette,
            sheet,
        } = self;
        details_over.set(false);
        sheet.close();
        arrival.set(Arrival::default());
        palette.close();
        summaries.set(Summaries::default());
        rescued.set(Vec::new());
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
