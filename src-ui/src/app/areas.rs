//! The areas of the page's state, as they are handed out. What a feature may only read is handed out to be read; it is changed by
//! the verbs of [`App`], beside the area that they change.

use std::sync::Arc;

use conversas_domain::ids::AttachmentId;
use conversas_ipc::{Connection, ConversationDetail, Loss, MediaBase, Preferences, RescuedText, Summaries};
use leptos::prelude::*;

use super::personal::Personal;
use super::shared::{Device, Place, Session};
use super::{App, Drafts, Outgoing, Phase, Player, Presence, Recorder, Saying};
use crate::state::arrival::Arrival;
use crate::state::route::Route;

/// Areas whose signals only the files of `app` write.
impl App {
    pub(super) fn session(self) -> Session {
        self.0.with_value(|shared| shared.session)
    }

    pub(super) fn device(self) -> Device {
        self.0.with_value(|shared| shared.device)
    }

    pub(super) fn place(self) -> Place {
        self.0.with_value(|shared| shared.place)
    }

    pub(super) fn personal(self) -> Personal {
        self.0.with_value(|shared| shared.personal)
    }
}

/// Areas with verbs of their own.
impl App {
    /// What is typed anywhere and not sent.
    pub(crate) fn drafts(self) -> Drafts {
        self.0.with_value(|shared| shared.personal.drafts)
    }

    /// Messages on their way to the host.
    pub(crate) fn outgoing(self) -> Outgoing {
        self.0.with_value(|shared| shared.personal.outgoing)
    }

    /// What is played.
    pub(crate) fn player(self) -> Player {
        self.0.with_value(|shared| shared.player)
    }

    /// Where the person is, for the others.
    pub(crate) fn presence(self) -> Presence {
        self.0.with_value(|shared| shared.personal.presence)
    }

    /// The take that is recorded or waits.
    pub(crate) fn recorder(self) -> Recorder {
        self.0.with_value(|shared| shared.recorder)
    }

    /// What is said for a few seconds.
    pub(crate) fn saying(self) -> Saying {
        self.0.with_value(|shared| shared.personal.saying)
    }
}

/// What is only read.
impl App {
    /// How far the app has come.
    pub(crate) fn phase(self) -> ReadSignal<Phase> {
        self.session().phase.read_only()
    }

    /// Where the person is in the app.
    pub(crate) fn route(self) -> ReadSignal<Route> {
        self.place().route.read_only()
    }

    /// What the person prefers.
    pub(crate) fn preferences(self) -> ReadSignal<Preferences> {
        self.session().preferences.read_only()
    }

    /// How the device stands to the server.
    pub(crate) fn connection(self) -> ReadSignal<Connection> {
        self.device().connection.read_only()
    }

    /// Changes every minute: what says how long ago reads it.
    pub(crate) fn minute(self) -> ReadSignal<i64> {
        self.device().minute.read_only()
    }

    /// Where media is served; none before the host has told.
    pub(crate) fn media(self) -> ReadSignal<Option<MediaBase>> {
        self.device().media.read_only()
    }

    /// What the person is to be told of damaged data.
    pub(crate) fn lost(self) -> ReadSignal<Loss> {
        self.session().lost.read_only()
    }

    /// What is left to do: in all lists of the person, and in each channel.
    pub(crate) fn summaries(self) -> ReadSignal<Summaries> {
        self.personal().summaries.read_only()
    }

    /// What screen readers are to say, and how much was said before.
    pub(crate) fn announced(self) -> ReadSignal<(u32, String)> {
        self.personal().announced.read_only()
    }

    /// Words that cannot be sent any more: to be copied.
    pub(crate) fn rescued(self) -> ReadSignal<Vec<RescuedText>> {
        self.personal().rescued.read_only()
    }

    /// Everything about the open conversation but its thread.
    pub(crate) fn detail(self) -> ReadSignal<Option<Arc<ConversationDetail>>> {
        self.personal().detail.read_only()
    }

    /// The place that the person has just gone to, and what for.
    pub(crate) fn arrival(self) -> ReadSignal<Arrival> {
        self.personal().arrival.read_only()
    }

    /// The image that the viewer shows.
    pub(crate) fn viewed(self) -> ReadSignal<Option<AttachmentId>> {
        self.personal().viewed.read_only()
    }

    /// Files that the system is asked to open.
    pub(crate) fn opening(self) -> ReadSignal<Vec<AttachmentId>> {
        self.personal().opening.read_only()
    }
}
