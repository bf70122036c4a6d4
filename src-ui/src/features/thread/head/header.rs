//! The header: people, student, status; details and "Finalizar".

use std::sync::Arc;

use conversas_domain::channel::ChannelKind;
use conversas_domain::person::Side;
use conversas_domain::ticket::Status;
use conversas_ipc::{ConversationDetail, PersonItem};
use leptos::prelude::*;

use super::super::model::Thread;
use crate::app::App;
use crate::browser;
use crate::components::{avatar_stack, channel_tile, icon, status, student, tiny_icon};
use crate::i18n::{team, thread as t};
use crate::state::names;
use crate::state::shortcuts::{Act, aria};

/// The bar above the log.
#[component]
pub(super) fn Header() -> impl IntoView {
    let thread = expect_context::<Thread>();
    let app = thread.app;
    let can_finish = Memo::new(move |_| thread.may_finish());
    let can_assign = Memo::new(move |_| {
        app.may_assign() && app.detail().with(|d| d.as_ref().is_some_and(|d| d.ticket.assignee.is_none()))
    });
    let toggle = move |_| app.show_details(!untrack(move || app.details_shown()));
    let whom = move || app.detail().with(|detail| detail.as_ref().map(|detail| with_whom(thread, detail)));
    view! {
        <header class="bar">
            <button class="icon-button only-narrow" type="button" aria-label=t::back() title=t::back() on:click=move |_| app.back()>
                {icon("chevron-left")}
            </button>
            {move || app.detail().get().map(|detail| face(thread, &detail))}
            <div class="people">
                <h2 id=browser::HEADING tabindex="-1">
                    <span class="only-wide">{whom}</span>
                    // In a narrow window "Finalizar" leaves no room for the symbol, so the name leads to the
                    // details.
                    <button class="name-button only-narrow" type="button" title=t::details() on:click=toggle>
                        {whom}
                    </button>
                </h2>
                <div class="second">{move || app.detail().get().map(|detail| about(app, detail))}</div>
            </div>
            <button
                class="icon-button"
                class:only-wide=move || can_finish.get()
                type="button"
                aria-label=t::details()
                title=t::details()
                aria-pressed=move || app.details_shown().to_string()
                on:click=toggle
            >
                {icon("panel")}
            </button>
            <Show when=move || can_assign.get()>
                <button class="button quiet assign only-wide" type="button" on:click=move |_| app.take_or_release()>
                    {team::assign()}
                </button>
            </Show>
            <Show when=move || can_finish.get()>
                <button
                    class="button"
                    type="button"
                    aria-keyshortcuts=move || aria(Act::Finish, app.preferences().get().letter_keys)
                    on:click=move |_| thread.finishing.set(true)
                >
                    {t::finish()}
                </button>
            </Show>
        </header>
    }
}

/// Guardians for staff, the channel for a family.
pub(in crate::features::thread) fn with_whom(thread: Thread, detail: &ConversationDetail) -> String {
    match thread.side {
        Side::School => {
            names::listed(&detail.guardians.iter().map(|guardian| guardian.name.as_str()).collect::<Vec<_>>())
        }
        Side::Family => detail.channel.clone(),
    }
}

fn face(thread: Thread, detail: &ConversationDetail) -> AnyView {
    match thread.side {
        Side::School => {
            let names: Vec<String> = detail.guardians.iter().map(|guardian| guardian.name.clone()).collect();
            avatar_stack(&names).into_any()
        }
        Side::Family => {
            let me = thread.app.me_untracked();
            let channel = me.channels.iter().find(|channel| channel.id == detail.channel_id);
            channel_tile(channel.map_or(ChannelKind::General, |channel| channel.kind)).into_any()
        }
    }
}

fn about(app: App, detail: Arc<ConversationDetail>) -> impl IntoView {
    view! {
        {student(detail.student.clone(), &detail.class_group)}
        {status(detail.ticket.status)}
        {detail.ticket.assignee.as_ref().filter(|_| detail.ticket.status != Status::Finished).map(|person| care(app, person))}
    }
}

/// The person who takes care, for colleagues.
fn care(app: App, person: &PersonItem) -> impl IntoView + use<> {
    let words =
        if person.is_me { team::you_take_care().to_owned() } else { team::care_of(&app.short(&person.name)) };
    view! { <p class="care">{tiny_icon("user")} <span>{words}</span></p> }
}
