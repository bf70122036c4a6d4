//! "Sem conexão", with what waits.

use conversas_domain::moment::Moment;
use leptos::prelude::*;

use super::icon;
use crate::app::app;
use crate::i18n::{common as t, dates};
use crate::state::time;

/// So far a device's clock may be off before the person is asked to set it, in milliseconds.
const FAR_OFF: i64 = 5 * 60_000;

/// "2 horas adiantado".
fn clock_off(ahead: i64) -> String {
    let by = dates::wait(time::wait(Moment(0), Moment(ahead.abs())));
    if ahead > 0 { t::clock_ahead(&by) } else { t::clock_behind(&by) }
}

/// Says how the device stands to the server, when there is something to say. `class`: where it is shown.
#[component]
pub(crate) fn Banner(class: &'static str) -> impl IntoView {
    let app = app();
    let shown = Memo::new(move |_| {
        let state = app.connection.get();
        let offline = app.is_offline();
        let is_off = state.clock_ahead.abs() >= FAR_OFF;
        (offline || state.blocked > 0 || state.catching_up || is_off).then_some((offline, state))
    });
    move || {
        shown.get().map(|(offline, state)| {
            let (symbol, headline, text) = if offline {
                let waits =
                    if state.waiting > 0 { t::queued(state.waiting) } else { t::offline_hint().to_owned() };
                ("wifi-off", t::offline(), waits)
            } else if state.blocked > 0 {
                ("alert", "", t::blocked(state.blocked))
            } else if state.catching_up {
                ("refresh", "", t::catching_up().to_owned())
            } else {
                ("clock", t::wrong_clock(), clock_off(state.clock_ahead))
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
