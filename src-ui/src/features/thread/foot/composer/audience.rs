//! The readers of a message ("Quem lê"): always named, so that nobody writes to the wrong people.

use conversas_domain::person::Side;
use leptos::prelude::*;

use crate::components::tiny_icon;
use crate::features::thread::foot::note::note_switch;
use crate::features::thread::model::Thread;
use crate::i18n::{files, thread as t};
use crate::state::names;

/// The line above the composer.
pub(super) fn audience(thread: Thread) -> impl IntoView {
    let readers = move || {
        let detail = thread.app.detail().get()?;
        let me = thread.app.me().id;
        let all: Vec<&str> = detail.guardians.iter().map(|guardian| guardian.name.as_str()).collect();
        let others = detail.guardians.iter().filter(|guardian| guardian.id != me);
        let names: Vec<String> = others.map(|guardian| names::short(&guardian.name, &all)).collect();
        let team = t::team(&detail.channel, names.is_empty());
        Some(view! { <b>{names.join(", ")}</b> {team} })
    };
    let is_kept = move || {
        thread.text.with(|text| !text.trim().is_empty())
            && thread.app.drafts().is_safe(thread.message_place())
    };
    view! {
        <div class="audience">
            {tiny_icon("eye")} <span>{t::who_reads()} {readers}</span>
            <span class="push mouse-only">
                {move || match is_kept() {
                    true => t::draft_saved().into_any(),
                    false => view! { <kbd>"Enter"</kbd> {t::enter_sends()} }.into_any(),
                }}
            </span>
            // The line about the finished ticket has the switch.
            {move || (!thread.is_over()).then(|| note_switch(thread))}
        </div>
    }
}

/// "Escreva para Juliana e Marcos".
pub(super) fn placeholder(thread: Thread) -> String {
    if thread.tray.has_files() {
        return files::after_files().to_owned();
    }
    let Some(detail) = thread.app.detail().get() else { return String::new() };
    match thread.side {
        Side::Family => t::write_to_channel(&detail.channel),
        Side::School => {
            let names: Vec<&str> = detail.guardians.iter().map(|guardian| guardian.name.as_str()).collect();
            t::write_to_people(&names::short_all(&names))
        }
    }
}
