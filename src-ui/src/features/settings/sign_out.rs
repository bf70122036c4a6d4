//! "Sair", which asks when something would be lost.

use conversas_ipc::{FailureCode, SignOut, Unsent};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::{App, app};
use crate::components::Dialog;
use crate::i18n::{failures, settings as t, unsent as lost};
use crate::transport::call;

/// The button, and the dialog it may need.
#[component]
pub(super) fn SignOutSection() -> impl IntoView {
    let app = app();
    let asking = RwSignal::new(false);
    let unsent = RwSignal::new(Unsent::default());
    view! {
        <p class="help">{t::sign_out_hint()}</p>
        <button class="button" type="button" on:click=move |_| leave(app, false, asking, unsent)>
            {t::sign_out()}
        </button>
        <Dialog open=asking id="sign-out-title" title=Signal::derive(|| lost::leave_title().to_owned())>
            <div class="content">
                <p>{move || lost::leaving_loses(&unsent.get())}</p>
            </div>
            <div class="foot">
                <button class="button" type="button" autofocus on:click=move |_| asking.set(false)>
                    {lost::stay()}
                </button>
                <button class="button danger" type="button" on:click=move |_| leave(app, true, asking, unsent)>
                    {lost::leave()}
                </button>
            </div>
        </Dialog>
    }
}

fn leave(app: App, discard_unsent: bool, asking: RwSignal<bool>, unsent: RwSignal<Unsent>) {
    spawn_local(async move {
        match call(SignOut { discard_unsent }).await {
            Ok(session) => app.enter(session),
            Err(failure) => match failure.code {
                FailureCode::UnsentItems(waiting) => {
                    unsent.set(waiting);
                    asking.set(true);
                }
                _ => app.say("alert", failures::failure(&failure)),
            },
        }
    });
}
