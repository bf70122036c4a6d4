//! Keys for the whole window, and the sheet that lists them. Both are made from `state::shortcuts`.

use conversas_domain::person::Side;
use leptos::ev;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::app::acts::{offer, perform};
use crate::app::{App, PaletteState, SheetState, app};
use crate::browser;
use crate::components::{Dialog, keycaps};
use crate::i18n::shortcuts as t;
use crate::state::hands::{Hand, writes};
use crate::state::route::Page;
use crate::state::shortcuts::{Act, Keys, Press, SHORTCUTS, Scope, Shortcut, asked, working};

/// Listens while somebody is signed in.
#[component]
pub(crate) fn Shortcuts() -> impl IntoView {
    let app = app();
    let sheet = expect_context::<SheetState>();
    offer_acts(app, expect_context::<PaletteState>(), sheet);
    let listener = window_event_listener(ev::keydown, move |event| {
        if asks(app, &event).is_some_and(perform) {
            event.prevent_default();
        } else if is_for_composer(app, &event) {
            // The field that has the focus now gets the character of the key.
            browser::focus(browser::COMPOSER);
        }
    });
    on_cleanup(move || listener.remove());
    view! {
        <Dialog open=sheet.is_open() id="shortcuts-title" class="dialog tall shortcuts" title=Signal::derive(|| t::title().to_owned())>
            <div class="content" tabindex="0" role="group" aria-labelledby="shortcuts-title">{groups(app)}</div>
        </Dialog>
    }
}

fn asks(app: App, event: &KeyboardEvent) -> Option<Act> {
    if event.default_prevented() || browser::has_dialog() {
        return None;
    }
    asked(Press {
        key: &event.key(),
        ctrl: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
        reading: browser::is_reading() && app.letters_act(),
    })
}

/// Whether a key is for the composer: the person has clicked somewhere and goes on by writing, and nothing
/// else takes the key.
fn is_for_composer(app: App, event: &KeyboardEvent) -> bool {
    writes(&event.key(), browser::holds(event))
        && browser::hand() != Hand::Walking
        && !(event.default_prevented()
            || browser::has_dialog()
            || browser::is_in_field()
            || browser::is_in_menu())
        && !app.have_details_over()
}

/// What can be done from everywhere.
fn offer_acts(app: App, palette: PaletteState, sheet: SheetState) {
    offer(Act::Search, || true, move || palette.open(String::new()));
    offer(Act::Help, || true, move || sheet.open());
    offer(Act::Theme, || true, move || app.switch_theme());
    offer(Act::Settings, || true, move || app.go(Page::Settings));
    offer(Act::Replies, move || app.keeps_replies(), move || app.go(Page::Replies));
}

fn groups(app: App) -> impl IntoView {
    let shown = move |shortcut: &&Shortcut| app.side() == Side::School || !shortcut.act.is_for_staff();
    [Scope::Everywhere, Scope::Reading, Scope::Message, Scope::Writing]
        .into_iter()
        .filter_map(|scope| {
            let own = SHORTCUTS.iter().filter(|shortcut| shortcut.scope == scope).filter(shown);
            let letters = app.preferences().get().letter_keys;
            let lines: Vec<_> = own.filter_map(|shortcut| line(shortcut, letters)).collect();
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

/// A line of the sheet; none, if all its keys are switched off.
fn line(shortcut: &Shortcut, letters: bool) -> Option<impl IntoView + use<>> {
    let one = |(place, keys): (usize, &'static Keys)| {
        let or = (place > 0).then(|| view! { <span class="or">{t::or()}</span> });
        view! { {or} {keycaps(keys)} }
    };
    let keys: Vec<_> = working(shortcut, letters).enumerate().map(one).collect();
    (!keys.is_empty()).then(|| {
        view! {
            <div>
                <dt>{t::act(shortcut.act)}</dt>
                <dd>{keys}</dd>
            </div>
        }
    })
}
