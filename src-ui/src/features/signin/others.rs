//! The unsent items of another person, or of nobody known, before they are erased: their numbers, never their
//! owner or content.

use conversas_ipc::Unsent;
use leptos::prelude::*;

use crate::components::Dialog;
use crate::i18n::{common, unsent as t};

/// Asks whether to sign in all the same.
#[component]
pub(super) fn OthersDialog(
    open: RwSignal<bool>,
    unsent: RwSignal<Unsent>,
    on_enter: Callback<()>,
) -> impl IntoView {
    view! {
        <Dialog open id="others-title" title=Signal::derive(move || t::title_of(&unsent.get()).to_owned())>
            <div class="content">
                <p>{move || t::entering_erases(&unsent.get())}</p>
                <p>{move || t::hint_of(&unsent.get())}</p>
            </div>
            <div class="foot">
                <button class="button" type="button" autofocus on:click=move |_| open.set(false)>
                    {common::back()}
                </button>
                <button class="button danger" type="button" on:click=move |_| on_enter.run(())>
                    {t::enter()}
                </button>
            </div>
        </Dialog>
    }
}
