//! Taking care of the ticket ("Assumir"), releasing, handing over. A hint for colleagues.

use conversas_domain::ids::PersonId;
use conversas_ipc::PersonItem;
use leptos::prelude::*;
use web_sys::SubmitEvent;

use crate::app::app;
use crate::components::{Dialog, avatar, dialog_foot};
use crate::i18n::{details, team as t};
use crate::state::names;

/// The section "Quem cuida"; for the channel's staff and administrators.
#[component]
pub(super) fn Care(handing: RwSignal<bool>) -> impl IntoView {
    let app = app();
    let assignee = Memo::new(move |_| {
        app.detail().with(|detail| detail.as_ref().and_then(|detail| detail.ticket.assignee.clone()))
    });
    let may = Memo::new(move |_| app.may_assign());
    let shown = Memo::new(move |_| may.get() || assignee.with(Option::is_some));
    let who = move || {
        match assignee.get() {
        Some(person) => view! {
            <div class="person">
                {avatar(&person.name, "sm")}
                <span class="what">
                    {format!("{}{}", names::isolated(&person.name), if person.is_me { details::you() } else { "" })}
                </span>
            </div>
        }
        .into_any(),
        None => view! { <p class="help">{t::nobody()}</p> }.into_any(),
    }
    };
    let label = move || if app.is_mine() { t::release() } else { t::assign() };
    view! {
        <Show when=move || shown.get()>
            <div class="section">
                <h3>{t::takes_care()}</h3>
                <div role="status">{who}</div>
                <Show when=move || may.get()>
                    <div class="care-actions">
                        <button class="button" type="button" on:click=move |_| app.take_or_release()>
                            {label}
                        </button>
                        <button class="button quiet" type="button" on:click=move |_| handing.set(true)>
                            {t::hand_over()}
                        </button>
                    </div>
                </Show>
            </div>
        </Show>
    }
}

/// The dialog with the colleagues to choose from.
#[component]
pub(super) fn HandOverDialog(open: RwSignal<bool>) -> impl IntoView {
    let chosen = RwSignal::new(None::<PersonId>);
    let complaint = RwSignal::new(None::<&'static str>);
    Effect::new(move |_| {
        if open.get() {
            chosen.set(None);
            complaint.set(None);
        }
    });
    view! {
        <Dialog open id="hand-over-title" class="dialog tall" title=Signal::derive(|| t::hand_over_title().to_owned())>
            {form(open, chosen, complaint)}
        </Dialog>
    }
}

fn form(
    open: RwSignal<bool>,
    chosen: RwSignal<Option<PersonId>>,
    complaint: RwSignal<Option<&'static str>>,
) -> impl IntoView {
    let app = app();
    // The person hands over this ticket, even if another one is open when they are done.
    let ticket = app.open_ticket();
    let colleagues: Vec<PersonItem> = app.detail().with_untracked(|detail| {
        let all = detail.as_ref().map(|detail| detail.colleagues.clone()).unwrap_or_default();
        all.into_iter().filter(|colleague| !colleague.is_me).collect()
    });
    let alone = colleagues.is_empty();
    view! {
        <form
            class="dialog-form"
            aria-label=t::hand_over_title()
            on:submit=move |event: SubmitEvent| {
                event.prevent_default();
                match ticket.zip(chosen.get_untracked()) {
                    Some((ticket, person)) => {
                        open.set(false);
                        app.assign(ticket, Some(person));
                    }
                    None => complaint.set(Some(t::choose_colleague())),
                }
            }
        >
            <div class="content">
                {alone.then(|| view! { <p>{t::no_colleague()}</p> })}
                <div class="choices many" role="radiogroup" aria-label=t::colleagues()>
                    {colleagues.into_iter().map(|colleague| choice(colleague, chosen, complaint)).collect_view()}
                </div>
                <p class="help">{t::hand_over_hint()}</p>
                <p class="wrong" role="alert">{move || complaint.get()}</p>
            </div>
            {dialog_foot(open, t::hand_over_confirm(), None)}
        </form>
    }
}

fn choice(
    colleague: PersonItem,
    chosen: RwSignal<Option<PersonId>>,
    complaint: RwSignal<Option<&'static str>>,
) -> impl IntoView {
    let id = colleague.id;
    view! {
        <label class="choice">
            {avatar(&colleague.name, "")}
            <span class="what"><bdi>{colleague.name}</bdi></span>
            <input
                type="radio"
                name="hand-over"
                prop:checked=move || chosen.get() == Some(id)
                on:change=move |_| {
                    chosen.set(Some(id));
                    complaint.set(None);
                }
            />
        </label>
    }
}
