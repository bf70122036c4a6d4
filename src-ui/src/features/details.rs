//! The detail pane: student, guardians, this ticket, earlier ones.

mod care;
mod files;
mod more;
mod people;
mod tickets;

use conversas_domain::ids::ConversationId;
use conversas_ipc::Event;
use leptos::html;
use leptos::prelude::*;

use crate::app::app;
use crate::browser;
use crate::components::{avatar, icon};
use crate::i18n::details as t;
use crate::transport::events::{self, News};
use care::{Care, HandOverDialog};
use files::Files;
use more::more;
use people::{AddGuardianDialog, Guardians};
use tickets::{earlier, timeline};

/// The open dialogs of the pane. They stay open when a window that becomes narrow has no room for the pane.
#[derive(Clone, Copy)]
pub(crate) struct Dialogs {
    adding: RwSignal<bool>,
    handing: RwSignal<bool>,
}

impl Dialogs {
    /// Makes the state with all dialogs closed; they close again when their conversation is not the open one
    /// any more.
    pub(crate) fn new() -> Dialogs {
        let app = app();
        let dialogs = Dialogs { adding: RwSignal::new(false), handing: RwSignal::new(false) };
        let merged = StoredValue::new(None);
        events::listen(move |news| {
            if let News::Event(Event::ConversationMerged { from, into }) = news {
                merged.set_value(Some((*from, *into)));
            }
        });
        Effect::new(move |before: Option<Option<ConversationId>>| {
            let open = app.route().get().conversation;
            if is_left(before.flatten(), open, merged.get_value()) {
                dialogs.adding.set(false);
                dialogs.handing.set(false);
            }
            open
        });
        dialogs
    }
}

/// Whether another conversation is open than before, or none. A conversation that got another identifier,
/// `merged`, is the same.
fn is_left(
    before: Option<ConversationId>,
    open: Option<ConversationId>,
    merged: Option<(ConversationId, ConversationId)>,
) -> bool {
    before.is_some() && before != open && (open.is_none() || before.zip(open) != merged)
}

/// The dialogs.
#[component]
pub(crate) fn DetailsDialogs(dialogs: Dialogs) -> impl IntoView {
    view! {
        <AddGuardianDialog open=dialogs.adding />
        <HandOverDialog open=dialogs.handing />
    }
}

/// The pane, beside the thread, or over it where there is no room.
#[component]
pub(crate) fn DetailsPane(dialogs: Dialogs) -> impl IntoView {
    let app = app();
    let close = move || {
        app.show_details(false);
        // In a narrow window the heading can take the focus only when it is shown again.
        browser::focus_later(browser::HEADING);
    };
    let closer = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if let (true, Some(closer)) = (browser::is_narrow(), closer.get()) {
            let _ = closer.focus();
        }
    });
    view! {
        <aside
            class="pane details"
            aria-label=t::pane()
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    event.stop_propagation();
                    close();
                }
            }
        >
            <header class="bar">
                <h2>{t::title()}</h2>
                <button
                    class="icon-button"
                    type="button"
                    aria-label=t::close()
                    title=t::close()
                    node_ref=closer
                    on:click=move |_| close()
                >
                    {icon("close")}
                </button>
            </header>
            <div class="scroll" tabindex="0" role="group" aria-label=t::title()>
                <Content dialogs />
            </div>
        </aside>
    }
}

/// The content of the pane. Each part follows only its own values: a button keeps the focus when something
/// else changes.
#[component]
fn Content(dialogs: Dialogs) -> impl IntoView {
    let app = app();
    let student = Memo::new(move |_| {
        app.detail().with(|detail| detail.as_ref().map(|d| (d.student.clone(), d.class_group.clone())))
    });
    let ticket = Memo::new(move |_| app.detail().with(|detail| detail.as_ref().map(|d| d.ticket.clone())));
    let before = Memo::new(move |_| {
        app.detail().with(|detail| detail.as_ref().map(|d| d.earlier.clone()).unwrap_or_default())
    });
    let head = move || {
        student.get().map(|(name, class_group)| {
            view! {
                <div class="card-head">
                    {avatar(&name, "lg")}
                    <div>
                        <h3 dir="auto">{name}</h3>
                        <p>{class_group}</p>
                    </div>
                </div>
            }
        })
    };
    view! {
        {head}
        <Guardians adding=dialogs.adding />
        <Care handing=dialogs.handing />
        <div class="section">
            <h3>{t::this_ticket()}</h3>
            {move || ticket.get().map(|ticket| timeline(app, &ticket))}
        </div>
        {move || {
            let before = before.get();
            (!before.is_empty())
                .then(|| {
                    view! {
                        <div class="section">
                            <h3>{t::earlier()}</h3>
                            {earlier(&before)}
                        </div>
                    }
                })
        }}
        <Files />
        {more(app)}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u8) -> ConversationId {
        format!("01890000-0000-7000-8000-00000000000{n}").parse().expect("an id")
    }

    #[test]
    fn a_dialog_closes_with_its_conversation_unless_that_only_got_another_identifier() {
        let (one, two) = (id(1), id(2));
        assert!(is_left(Some(one), Some(two), None), "another one was opened, from a notification");
        assert!(is_left(Some(one), None, None));
        assert!(!is_left(Some(one), Some(two), Some((one, two))));
        assert!(is_left(Some(two), Some(one), Some((one, two))), "an earlier merge");
        assert!(!is_left(Some(one), Some(one), None));
        assert!(!is_left(None, Some(one), None));
    }
}
