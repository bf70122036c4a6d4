//! What everything shares, as it is kept.

use std::sync::Arc;
use std::time::Duration;

use conversas_domain::ids::{AttachmentId, ConversationId};
use conversas_ipc::{
    Account, Connection, ConversationDetail, MediaBase, Preferences, RescuedText, Summaries,
};
use leptos::prelude::*;

use super::{Drafts, Flight, Jump, Outgoing, Phase, Player, Presence, Recorder, Sharing, Toast};
use crate::state::route::Route;
use crate::state::selection::Selection;
use crate::{browser, clock};

/// The shared state; there is one as long as there is the page.
pub(crate) struct Shared {
    pub(crate) phase: RwSignal<Phase>,
    pub(crate) route: RwSignal<Route>,
    pub(crate) preferences: RwSignal<Preferences>,
    pub(crate) connection: RwSignal<Connection>,
    /// The server has answered once, or has had the time to: being offline means something.
    pub(crate) connection_known: RwSignal<bool>,
    /// What is left to do: in all lists of the person, and in each channel.
    pub(crate) summaries: RwSignal<Summaries>,
    pub(crate) toast: RwSignal<Option<Toast>>,
    /// What screen readers are to say, and how much was said before.
    pub(crate) announced: RwSignal<(u32, String)>,
    /// Words that could not be sent before access ended: to be copied.
    pub(crate) rescued: RwSignal<Vec<RescuedText>>,
    /// Messages of the open conversation that are selected.
    pub(crate) selection: RwSignal<Selection>,
    /// Where the person is.
    pub(crate) presence: Presence,
    /// The conversation whose "Finalizar" is asked for from elsewhere.
    pub(crate) wants_finish: RwSignal<Option<ConversationId>>,
    /// What is typed anywhere and not sent.
    pub(crate) drafts: Drafts,
    /// Changes every minute: what says how long ago reads it.
    pub(crate) minute: RwSignal<i64>,
    /// There is room for the details beside the thread.
    pub(crate) is_wide: ReadSignal<bool>,
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
    /// Where media is served; none before the host has told.
    pub(crate) media: RwSignal<Option<MediaBase>>,
    /// What is played.
    pub(crate) player: Player,
    /// The take that is recorded or waits.
    pub(crate) recorder: Recorder,
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
    /// The preferences are known.
    pub(super) begun: StoredValue<bool>,
    pub(super) account: RwSignal<Option<Arc<Account>>>,
    /// Events have told the connection: the copy in a session may be older than they are.
    pub(super) connection_told: RwSignal<bool>,
    pub(super) counting: Flight,
    /// The browser's history has an entry for the open conversation.
    pub(super) remembered: StoredValue<bool>,
}

impl Shared {
    /// As it is before the host has told anything.
    pub(super) fn new() -> Shared {
        let minute = RwSignal::new(0);
        set_interval(move || minute.set(clock::now().0 / 60_000), Duration::from_secs(20));
        let drafts = Drafts::new();
        Shared {
            phase: RwSignal::new(Phase::Starting),
            route: RwSignal::new(Route::default()),
            preferences: RwSignal::new(Preferences::default()),
            connection: RwSignal::new(Connection { online: true, ..Connection::default() }),
            connection_known: RwSignal::new(false),
            summaries: RwSignal::new(Summaries::default()),
            toast: RwSignal::new(None),
            announced: RwSignal::new((0, String::new())),
            rescued: RwSignal::new(Vec::new()),
            selection: RwSignal::new(Selection::default()),
            presence: Presence::new(),
            wants_finish: RwSignal::new(None),
            drafts,
            minute,
            is_wide: browser::follow_media("(min-width: 68.75em)"),
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
            media: RwSignal::new(None),
            player: Player::new(),
            recorder: Recorder::new(),
            palette: RwSignal::new(false),
            sought: RwSignal::new(String::new()),
            sheet: RwSignal::new(false),
            exporting: RwSignal::new(false),
            jump: RwSignal::new(None),
            begun: StoredValue::new(false),
            account: RwSignal::new(None),
            connection_told: RwSignal::new(false),
            counting: Flight::new(),
            remembered: StoredValue::new(false),
        }
    }
}
