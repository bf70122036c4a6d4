//! Keys for the whole window, and the sheet that tells them. Both are made from `state::shortcuts`.

use conversas_domain::person::Side;
use leptos::ev;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::app::acts::{offer, perform};
use crate::app::{App, app};
use crate::browser;
use crate::components::{Dialog, keycaps};
use crate::i18n::shortcuts as t;
use crate::state::route::Page;
use crate::state::shortcuts::{Act, Press, SHORTCUTS, Scope, Shortcut, asked};

/// Listens while somebody is signed in.
#[component]
pub(crate) fn Shortcuts() -> impl IntoView {
    let app = app();
    offer_acts(app);
    let listener = window_event_listener(ev::keydown, move |event| {
        // Who goes elsewhere by keyboard is not fetched back into a composer that comes late.
        if event.key() == "Tab" && app.wants_to_write.get_untracked() {
            app.wants_to_write.set(false);
        }
        if asks(&event).is_some_and(perform) {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
    view! {
        <Dialog open=app.sheet id="shortcuts-title" class="dialog tall shortcuts" title=Signal::derive(|| t::title().to_owned())>
            <div class="content" tabindex="0" role="group" aria-labelledby="shortcuts-title">{groups(app)}</div>
        </Dialog>
    }
}

fn asks(event: &KeyboardEvent) -> Option<Act> {
    if event.default_prevented() || event.is_composing() || browser::has_dialog() {
        return None;
    }
    asked(Press {
        key: &event.key(),
        ctrl: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
        reading: browser::is_reading(),
    })
}

/// What can be done from everywhere.
fn offer_acts(app: App) {
    offer(Act::Search, || true, move || app.palette.set(true));
    offer(Act::Help, || true, move || app.sheet.set(true));
    offer(Act::Theme, || true, move || app.switch_theme());
    offer(Act::Settings, || true, move || app.go(Page::Settings));
    let is_family = move || app.side() == Side::Family;
    offer(Act::StartConversation, is_family, move || app.starting.set(true));
    offer(Act::Replies, move || app.keeps_replies(), move || app.go(Page::Replies));
}

fn groups(app: App) -> impl IntoView {
    let shown = move |shortcut: &&Shortcut| app.side() == Side::School || !shortcut.act.is_for_staff();
    [Scope::Everywhere, Scope::Reading, Scope::Message, Scope::Writing]
        .into_iter()
        .filter_map(|scope| {
            let own = SHORTCUTS.iter().filter(|shortcut| shortcut.scope == scope).filter(shown);
            let lines: Vec<_> = own.map(line).collect();
            (!lines.is_empty()).then(|| {
                view! {
                    <section>
                        <h3>{t::scope(scope)}</h3>
                        <dl class="shortcut-list">{lines}</dl>
                    </section>
                }
            })
        })
        .collect_view()
}

fn line(shortcut: &Shortcut) -> impl IntoView + use<> {
    let one = |(place, keys)| {
        let or = (place > 0).then(|| view! { <span class="or">{t::or()}</span> });
        view! { {or} {keycaps(keys)} }
    };
    let keys = shortcut.keys.iter().enumerate().map(one).collect_view();
    view! {
        <div>
            <dt>{t::act(shortcut.act)}</dt>
            <dd>{keys}</dd>
        </div>
    }
}
