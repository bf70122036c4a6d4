//! The detail pane: student, guardians, this ticket, earlier ones.

mod tickets;

use conversas_ipc::{ConversationDetail, GuardianItem};
use leptos::prelude::*;

use crate::app::{App, app};
use crate::browser;
use crate::components::{avatar, icon};
use crate::i18n::{common, details as t};
use tickets::{earlier, timeline};

/// Beside the thread, or over it where there is no room.
#[component]
pub(crate) fn DetailsPane() -> impl IntoView {
    let app = app();
    let close = move || {
        app.show_details(false);
        browser::focus(browser::HEADING);
    };
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
                <button class="icon-button" type="button" aria-label=t::close() title=t::close() on:click=move |_| close()>
                    {icon("close")}
                </button>
            </header>
            <div class="scroll" tabindex="0" role="group" aria-label=t::title()>
                {move || app.detail.get().map(|detail| content(app, &detail))}
            </div>
        </aside>
    }
}

fn content(app: App, detail: &ConversationDetail) -> impl IntoView + use<> {
    let guardians = detail
        .guardians
        .iter()
        .enumerate()
        .map(|(place, guardian)| person(app, place == 0, guardian))
        .collect_view();
    view! {
        <div class="card-head">
            {avatar(&detail.student, "lg")}
            <div>
                <h3>{detail.student.clone()}</h3>
                <p>{detail.class_group.clone()}</p>
            </div>
        </div>
        <div class="section">
            <h3>{t::guardians()}</h3>
            <ul>{guardians}</ul>
        </div>
        <div class="section">
            <h3>{t::this_ticket()}</h3>
            {timeline(&detail.ticket)}
        </div>
        {(!detail.earlier.is_empty())
            .then(|| {
                view! {
                    <div class="section">
                        <h3>{t::earlier()}</h3>
                        {earlier(&detail.earlier)}
                    </div>
                }
            })}
    }
}

fn person(app: App, is_starter: bool, guardian: &GuardianItem) -> impl IntoView + use<> {
    let me = if guardian.id == app.me_untracked().id { t::you() } else { "" };
    let started = if is_starter { t::started() } else { "" };
    let relationship = common::relationship(guardian.relationship);
    view! {
        <li class="person">
            {avatar(&guardian.name, "sm")}
            <span class="what">
                {format!("{}{me}", guardian.name)}
                " "
                <small class="sentence">{format!("{relationship}{started}")}</small>
            </span>
        </li>
    }
}
