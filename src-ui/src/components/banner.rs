//! The state of the connection: a locked session, "Sem conexão" with what waits, and the like.

use conversas_domain::moment::Moment;
use conversas_ipc::{Connection, Lock, Trouble};
use leptos::prelude::*;

use super::icon;
use crate::app::{App, app};
use crate::i18n::{common as t, connection, dates};
use crate::state::time;

/// The milliseconds that a device's clock may be off before the person is asked to set it.
const FAR_OFF: i64 = 5 * 60_000;

/// The words to show, the most important first.
#[derive(Clone, Copy, PartialEq)]
enum Said {
    Locked(Lock),
    Offline(Connection),
    DiskFull,
    /// The server takes no app of this version; this number of items waits.
    AppTooOld(u32),
    Blocked(u32),
    NotLetThrough,
    CatchingUp,
    /// The server said something that only a newer app shows.
    Outdated,
    /// The device's clock is this many milliseconds ahead.
    WrongClock(i64),
}

/// Shows the state of the connection, when there is something to say. `class`: the place of the banner.
#[component]
pub(crate) fn Banner(class: &'static str) -> impl IntoView {
    let app = app();
    let shown = Memo::new(move |_| said(app.connection().get(), app.is_offline()));
    move || {
        shown.get().map(|said| {
            let (symbol, headline, text) = worded(said);
            view! {
                <div class=format!("banner {class}") role="status">
                    {icon(symbol)}
                    <p class="text">
                        <b>{headline}</b>
                        " "
                        {text}
                    </p>
                    {offers(app, said)}
                </div>
            }
        })
    }
}

fn said(state: Connection, offline: bool) -> Option<Said> {
    match state.lock {
        Some(lock) => Some(Said::Locked(lock)),
        None if state.is_app_too_old() => Some(Said::AppTooOld(state.waiting)),
        None if offline => Some(Said::Offline(state)),
        None if state.disk_full => Some(Said::DiskFull),
        None if state.blocked > 0 => Some(Said::Blocked(state.blocked)),
        None if state.not_let_through => Some(Said::NotLetThrough),
        None if state.catching_up => Some(Said::CatchingUp),
        None if state.outdated => Some(Said::Outdated),
        None => (state.clock_ahead.abs() >= FAR_OFF).then_some(Said::WrongClock(state.clock_ahead)),
    }
}

/// Symbol, headline and text.
fn worded(said: Said) -> (&'static str, &'static str, String) {
    match said {
        Said::Locked(lock) => ("lock", connection::locked(lock), connection::locked_hint(lock).to_owned()),
        Said::Offline(state) => {
            let why = state.trouble.map(connection::trouble);
            let waits = (state.waiting > 0).then(|| t::queued(state.waiting));
            let text = match (why, waits) {
                (Some(why), Some(waits)) => format!("{why} {waits}"),
                (Some(why), None) => why.to_owned(),
                (None, Some(waits)) => waits,
                (None, None) => t::offline_hint().to_owned(),
            };
            ("wifi-off", t::offline(), text)
        }
        Said::DiskFull => ("alert", connection::disk_full(), connection::disk_full_hint().to_owned()),
        Said::AppTooOld(waiting) => {
            let why = connection::trouble(Trouble::AppTooOld);
            let waits = if waiting > 0 { format!(" {}", t::queued(waiting)) } else { String::new() };
            ("refresh", connection::app_too_old(), format!("{why}{waits}"))
        }
        Said::Blocked(count) => ("alert", "", t::blocked(count)),
        Said::NotLetThrough => ("alert", "", connection::not_let_through().to_owned()),
        Said::Outdated => ("refresh", "", connection::outdated().to_owned()),
        Said::CatchingUp => ("refresh", "", t::catching_up().to_owned()),
        Said::WrongClock(ahead) => ("clock", t::wrong_clock(), clock_off(ahead)),
    }
}

/// "2 horas adiantado".
fn clock_off(ahead: i64) -> String {
    let by = dates::wait(time::wait(Moment(0), Moment(ahead.abs())));
    if ahead > 0 { t::clock_ahead(&by) } else { t::clock_behind(&by) }
}

/// The offers that can help here.
fn offers(app: App, said: Said) -> impl IntoView {
    let (again, anew) = match said {
        Said::Locked(Lock::Keyring) => (Some(t::try_again()), true),
        Said::Locked(Lock::SignIn) => (None, true),
        Said::Offline(_) | Said::AppTooOld(_) | Said::NotLetThrough => (Some(t::try_now()), false),
        Said::DiskFull | Said::Blocked(_) | Said::CatchingUp | Said::Outdated | Said::WrongClock(_) => {
            (None, false)
        }
    };
    view! {
        {again.map(|words| {
            view! {
                <button class="link" type="button" on:click=move |_| app.retry()>
                    {words}
                </button>
            }
        })}
        {anew.then(|| {
            view! {
                <button class="link" type="button" on:click=move |_| app.signs_in_again()>
                    {connection::sign_in_again()}
                </button>
            }
        })}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_said_before_what_waits_and_after_what_keeps_the_server_away() {
        let full = Connection { online: true, disk_full: true, blocked: 2, ..Connection::default() };
        let shown = said(full, false).map(worded);
        let text = shown.map(|(_, headline, text)| format!("{headline} {text}"));
        assert_eq!(text.as_deref(), Some("O disco deste aparelho está cheio. Novas mensagens não chegam."));
        assert!(said(full, true) == Some(Said::Offline(full)));
        assert!(said(Connection { disk_full: false, ..full }, false) == Some(Said::Blocked(2)));
    }
}
