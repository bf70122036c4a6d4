//! The guardians of the conversation, and adding another one (rule 2).

use conversas_domain::ids::{ConversationId, PersonId};
use conversas_ipc::{AddGuardian, ConversationDetail, GuardianItem};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::SubmitEvent;

use crate::app::{App, app};
use crate::components::{Dialog, avatar, dialog_foot, icon, small_icon, tiny_icon};
use crate::i18n::{common, details as t, failures};
use crate::state::names;
use crate::transport::call;

/// The guardians that are shown.
#[derive(Debug, Clone, PartialEq)]
struct People {
    guardians: Vec<GuardianItem>,
    /// Guardians of whom the server does not know yet.
    adding: Vec<GuardianItem>,
    may_add: bool,
}

impl People {
    fn of(detail: &ConversationDetail) -> People {
        let is_new = |guardian: &&GuardianItem| detail.adding.contains(&guardian.id);
        let known: Vec<_> = detail.guardians.iter().filter(|guardian| !is_new(guardian)).cloned().collect();
        let mut adding: Vec<GuardianItem> = Vec::new();
        for guardian in detail.guardians.iter().chain(&detail.addable).filter(is_new) {
            if !adding.iter().any(|other| other.id == guardian.id) {
                adding.push(guardian.clone());
            }
        }
        let may_add = detail.addable.iter().any(|guardian| !detail.adding.contains(&guardian.id));
        People { guardians: known, adding, may_add }
    }
}

/// "Responsáveis nesta conversa".
#[component]
pub(super) fn Guardians(adding: RwSignal<bool>) -> impl IntoView {
    let app = app();
    let people = Memo::new(move |_| app.detail().with(|detail| detail.as_deref().map(People::of)));
    let may_add =
        Memo::new(move |_| people.with(|people| people.as_ref().is_some_and(|people| people.may_add)));
    let list = move || {
        people.get().map(|people| {
            let known = people.guardians.iter().enumerate();
            let known =
                known.map(|(place, guardian)| person(app, place == 0, false, guardian)).collect_view();
            let adding =
                people.adding.iter().map(|guardian| person(app, false, true, guardian)).collect_view();
            view! { {known} {adding} }
        })
    };
    view! {
        <div class="section">
            <h3>{t::guardians()}</h3>
            <ul>{list}</ul>
            <Show when=move || may_add.get()>
                <button class="button quiet add" type="button" on:click=move |_| adding.set(true)>
                    {icon("user-plus")}
                    {t::add_guardian()}
                </button>
            </Show>
        </div>
    }
}

fn person(app: App, is_starter: bool, is_pending: bool, guardian: &GuardianItem) -> impl IntoView + use<> {
    let me = if guardian.id == app.me_untracked().id { t::you() } else { "" };
    let started = if is_starter { t::started() } else { "" };
    let relationship = common::relationship(guardian.relationship);
    view! {
        <li class="person">
            {avatar(&guardian.name, "sm")}
            <span class="what">
                {format!("{}{me}", names::isolated(&guardian.name))}
                " "
                <small>{format!("{relationship}{started}")}</small>
                {is_pending.then(|| view! { <small class="pending-mark">{tiny_icon("clock")} {t::adding()}</small> })}
            </span>
        </li>
    }
}

/// The dialog "Adicionar responsável", which says what the new guardian will see.
#[component]
pub(super) fn AddGuardianDialog(open: RwSignal<bool>) -> impl IntoView {
    let chosen = RwSignal::new(None::<PersonId>);
    let complaint = RwSignal::new(None::<String>);
    view! {
        <Dialog open id="guardian-title" class="dialog tall" title=Signal::derive(|| t::add_guardian().to_owned())>
            {form(open, chosen, complaint)}
        </Dialog>
    }
}

fn form(
    open: RwSignal<bool>,
    chosen: RwSignal<Option<PersonId>>,
    complaint: RwSignal<Option<String>>,
) -> impl IntoView {
    let app = app();
    // The person chooses for this conversation, whichever is open when they are done.
    let conversation = app.detail().with_untracked(|detail| detail.as_ref().map(|detail| detail.id));
    let addable: Vec<GuardianItem> = app.detail().with_untracked(|detail| {
        let detail = detail.as_ref();
        let all = detail.map(|detail| detail.addable.clone()).unwrap_or_default();
        all.into_iter().filter(|guardian| detail.is_some_and(|d| !d.adding.contains(&guardian.id))).collect()
    });
    // An earlier choice is forgotten when the dialog opens again.
    chosen.set(if let [only] = &*addable { Some(only.id) } else { None });
    complaint.set(None);
    view! {
        <form
            class="dialog-form"
            aria-label=t::add_guardian()
            on:submit=move |event: SubmitEvent| {
                event.prevent_default();
                match conversation.zip(chosen.get_untracked()) {
                    Some((conversation, person)) => add(open, complaint, conversation, person),
                    None => complaint.set(Some(t::choose_guardian().to_owned())),
                }
            }
        >
            <div class="content">
                <div class="choices" role="radiogroup" aria-label=t::guardian()>
                    {addable.into_iter().map(|guardian| choice(guardian, chosen, complaint)).collect_view()}
                </div>
                <div class="notice">
                    {small_icon("eye")}
                    <p>{t::sees_everything()}</p>
                </div>
                <p class="wrong" role="alert">{move || complaint.get()}</p>
            </div>
            {dialog_foot(open, t::add(), None)}
        </form>
    }
}

fn choice(
    guardian: GuardianItem,
    chosen: RwSignal<Option<PersonId>>,
    complaint: RwSignal<Option<String>>,
) -> impl IntoView {
    let id = guardian.id;
    view! {
        <label class="choice">
            {avatar(&guardian.name, "")}
            <span class="what">
                <bdi>{guardian.name}</bdi> " " <small>{common::relationship(guardian.relationship)}</small>
            </span>
            <input
                type="radio"
                name="add-guardian"
                prop:checked=move || chosen.get() == Some(id)
                on:change=move |_| {
                    chosen.set(Some(id));
                    complaint.set(None);
                }
            />
        </label>
    }
}

fn add(
    open: RwSignal<bool>,
    complaint: RwSignal<Option<String>>,
    conversation_id: ConversationId,
    person_id: PersonId,
) {
    spawn_local(async move {
        match call(AddGuardian { conversation_id, person_id }).await {
            Ok(_) => drop(open.try_set(false)),
            Err(failure) => drop(complaint.try_set(Some(failures::failure(&failure)))),
        }
    });
}
