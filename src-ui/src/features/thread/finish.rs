//! "Finalizar este atendimento?" (rule 12).

use conversas_domain::ticket::Status;
use conversas_ipc::{ConversationDetail, Delivery, FinishTicket, ItemKind, ThreadItem};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::model::Thread;
use crate::browser;
use crate::components::{Dialog, icon};
use crate::i18n::{common, failures, thread as t};
use crate::state::arrival::Arrival;
use crate::state::names;
use crate::transport::call;

impl Thread {
    /// Whether there is a ticket to finish, and the person may.
    pub(super) fn may_finish(self) -> bool {
        let may = |detail: &ConversationDetail| detail.can_finish && detail.ticket.status != Status::Finished;
        self.app.detail().with(|detail| detail.as_deref().is_some_and(may))
    }
}

/// Asks before it finishes; the focus starts on "Voltar".
#[component]
pub(super) fn FinishDialog() -> impl IntoView {
    let thread = expect_context::<Thread>();
    let open = thread.finishing;
    // Asked for from elsewhere: as soon as it is known what would be finished.
    let wanted = Memo::new(move |_| thread.app.arrival().get().finishes_in(thread.id));
    Effect::new(move |_| {
        let is_known =
            || thread.app.detail().with(|detail| detail.as_ref().is_some_and(|d| d.id == thread.id));
        if wanted.get() && is_known() {
            thread.app.end_wish(Arrival::end_finishing);
            open.set(untrack(move || thread.may_finish()));
        }
    });
    view! {
        <Dialog open id="finish-title" title=Signal::derive(|| t::finish_title().to_owned())>
            {content(thread)}
            <div class="foot">
                <button class="button" type="button" autofocus on:click=move |_| open.set(false)>
                    {common::back()}
                </button>
                <button class="button primary" type="button" on:click=move |_| finish(thread)>
                    {t::finish_confirm()}
                </button>
            </div>
        </Dialog>
    }
}

fn content(thread: Thread) -> impl IntoView {
    let detail = thread.app.detail().get_untracked();
    let names: Vec<&str> =
        detail.iter().flat_map(|d| &d.guardians).map(|guardian| guardian.name.as_str()).collect();
    let names = names::short_all(&names);
    let any = |is: fn(&ThreadItem) -> bool| {
        thread.list.with_untracked(|list| list.items().iter().any(|item| item.author.is_me && is(item)))
    };
    let unsent = any(waits);
    let blocked = any(|item| matches!(item.delivery, Some(Delivery::Blocked { .. })));
    // An answer that waits is sent before the finish.
    let answered = any(|item| waits(item) && matches!(item.kind, ItemKind::Message { .. }));
    let unanswered = !answered && detail.is_some_and(|detail| detail.ticket.status == Status::Pending);
    let app = thread.app;
    let offline = move || {
        app.is_offline()
            .then(|| notice("notice", "wifi-off", common::offline(), t::finish_offline_hint().to_owned()))
    };
    view! {
        <div class="content">
            <p>{t::finish_explained(&names)}</p>
            {unanswered.then(|| warning("alert", t::finish_unanswered(), t::finish_unanswered_hint()))}
            {unsent.then(|| warning("clock", t::finish_unsent(), t::finish_unsent_hint()))}
            {blocked.then(|| warning("blocked", t::finish_blocked(), t::finish_blocked_hint()))}
            {offline}
            {notice("notice", "star", t::finish_survey(), t::survey_explained(&names))}
        </div>
    }
}

fn waits(item: &ThreadItem) -> bool {
    matches!(item.delivery, Some(Delivery::Queued | Delivery::Sending { .. }))
}

fn warning(symbol: &'static str, headline: &'static str, text: &'static str) -> impl IntoView {
    notice("notice attention", symbol, headline, format!(" {text}"))
}

fn notice(class: &'static str, symbol: &'static str, headline: &'static str, text: String) -> impl IntoView {
    view! {
        <div class=class>
            {icon(symbol)}
            <p>
                <b>{headline}</b>
                {text}
            </p>
        </div>
    }
}

fn finish(thread: Thread) {
    thread.finishing.set(false);
    let Some(detail) = thread.app.detail().get_untracked() else { return };
    let (app, conversation_id, ticket_id) = (thread.app, thread.id, detail.ticket.id);
    spawn_local(async move {
        match call(FinishTicket { conversation_id, ticket_id }).await {
            Ok(_) => {
                thread.refresh();
                browser::focus_later(browser::HEADING);
            }
            Err(failure) => app.say("alert", failures::failure(&failure)),
        }
    });
}
