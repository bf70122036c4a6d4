//! The accounts of a demonstration, to sign in with one tap. A real school's server offers none.

use conversas_ipc::{DemoAccount, DemoQuery};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::avatar;
use crate::i18n::signin as t;
use crate::transport;

/// Asks the server at the address that the page starts with. `on_choose` gets the account that was tapped.
#[component]
pub(super) fn DemoAccounts(server: String, on_choose: Callback<DemoAccount>) -> impl IntoView {
    let accounts = RwSignal::new(Vec::<DemoAccount>::new());
    if !server.trim().is_empty() {
        spawn_local(async move {
            if let Ok(offered) = transport::call(DemoQuery { server }).await {
                accounts.set(offered);
            }
        });
    }
    let button = move |account: DemoAccount| {
        let label = t::demo_enter(&account.first_name, account.place);
        let face = avatar(&account.first_name, "sm");
        view! {
            <li>
                <button class="button" type="button" on:click=move |_| on_choose.run(account.clone())>
                    {face}
                    <span>{label}</span>
                </button>
            </li>
        }
    };
    move || {
        let offered = accounts.get();
        (!offered.is_empty()).then(|| {
            view! {
                <section class="demo" aria-labelledby="demo-title">
                    <h2 id="demo-title">{t::demo()}</h2>
                    <ul>{offered.into_iter().map(button).collect_view()}</ul>
                </section>
            }
        })
    }
}
