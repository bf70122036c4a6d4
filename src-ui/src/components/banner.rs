//! "Sem conexão", with what waits.

use leptos::prelude::*;

use super::icon;
use crate::app::app;
use crate::i18n::common as t;

/// Says how the device stands to the server, when there is something to say. `class`: where it is shown.
#[component]
pub(crate) fn Banner(class: &'static str) -> impl IntoView {
    let app = app();
    let shown = Memo::new(move |_| {
        let state = app.connection.get();
        let offline = app.is_offline();
        (offline || state.blocked > 0 || state.catching_up).then_some((offline, state))
    });
    move || {
        shown.get().map(|(offline, state)| {
            let (symbol, headline, text) = if offline {
                let waits =
                    if state.waiting > 0 { t::queued(state.waiting) } else { t::offline_hint().to_owned() };
                ("wifi-off", t::offline(), waits)
            } else if state.blocked > 0 {
                ("alert", "", t::blocked(state.blocked))
            } else {
                ("refresh", "", t::catching_up().to_owned())
            };
            view! {
                <div class=format!("banner {class}") role="status">
                    {icon(symbol)}
                    <p class="text">
                        <b>{headline}</b>
                        " "
                        {text}
                    </p>
                    {offline
                        .then(|| {
                            view! {
                                <button class="link" type="button" on:click=move |_| app.retry()>
                                    {t::try_now()}
                                </button>
                            }
                        })}
                </div>
            }
        })
    }
}
