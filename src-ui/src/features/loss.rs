//! The dialog about damaged data that could not all be brought over: shown until the person has understood.

use leptos::prelude::*;

use crate::app::{Phase, app};
use crate::components::Dialog;
use crate::i18n::loss as t;
use crate::state::loss::is_shown;

/// Opens when there is something to say. On the sign-in page a person only closes it: they are told when they
/// have signed in.
/// when they have signed in.
#[component]
pub(crate) fn LossDialog() -> impl IntoView {
    let app = app();
    let open = RwSignal::new(false);
    let is_signed_in =
        Memo::new(move |_| matches!(app.phase().get(), Phase::SignedIn | Phase::SigningInAgain(_)));
    Effect::new(move |_| open.set(is_shown(app.lost().get(), is_signed_in.get())));
    let understood = move |_| {
        if is_signed_in.get_untracked() {
            app.forget_loss();
        } else {
            open.set(false);
        }
    };
    view! {
        <Dialog open id="loss-title" title=Signal::derive(|| t::title().to_owned())>
            <div class="content">
                <p>{move || if app.lost().get().goes { t::explained_goes() } else { t::explained() }}</p>
            </div>
            <div class="foot">
                <button class="button primary" type="button" on:click=understood>
                    {t::understood()}
                </button>
            </div>
        </Dialog>
    }
}
