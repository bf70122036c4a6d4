//! Data of this device were damaged and could not all be brought over: said until the person has understood.

use leptos::prelude::*;

use crate::app::app;
use crate::components::Dialog;
use crate::i18n::loss as t;

/// Opens by itself when there is something to say, signed in or not.
#[component]
pub(crate) fn LossDialog() -> impl IntoView {
    let app = app();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(app.lost.get().happened));
    view! {
        <Dialog open id="loss-title" title=Signal::derive(|| t::title().to_owned())>
            <div class="content">
                <p>{move || if app.lost.get().goes { t::explained_goes() } else { t::explained() }}</p>
            </div>
            <div class="foot">
                <button class="button primary" type="button" on:click=move |_| app.forget_loss()>
                    {t::understood()}
                </button>
            </div>
        </Dialog>
    }
}
