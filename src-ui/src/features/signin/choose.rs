//! The choice of a person and role to sign in as, for an account that has several (rule 23).

use conversas_ipc::RoleChoice;
use leptos::prelude::*;

use crate::components::{Dialog, avatar};
use crate::i18n::{common, settings, signin as t};

/// Offers the choices. `on_choose` gets the one that was taken.
#[component]
pub(super) fn ChooseDialog(
    open: RwSignal<bool>,
    choices: RwSignal<Vec<RoleChoice>>,
    on_choose: Callback<RoleChoice>,
) -> impl IntoView {
    let button = move |choice: RoleChoice| {
        let face = avatar(&choice.name, "sm");
        let (name, place) = (choice.name.clone(), place_of(&choice));
        view! {
            <li>
                <button class="button" type="button" on:click=move |_| on_choose.run(choice.clone())>
                    {face}
                    <span>
                        <b>{name}</b>
                        <br />
                        {place}
                    </span>
                </button>
            </li>
        }
    };
    view! {
        <Dialog open id="choose-title" title=Signal::derive(|| t::choose().to_owned())>
            <ul class="content choices">{move || choices.get().into_iter().map(button).collect_view()}</ul>
            <div class="foot">
                <button class="button" type="button" on:click=move |_| open.set(false)>
                    {common::back()}
                </button>
            </div>
        </Dialog>
    }
}

/// "Família · Colégio Serra do Sabiá".
fn place_of(choice: &RoleChoice) -> String {
    format!("{} · {}", settings::role(choice.role), choice.school)
}
