//! The line above the bar: the listeners, events, and the next step. The same for screen readers.

use leptos::prelude::*;

use super::{Bar, Lock};
use crate::components::tiny_icon;
use crate::i18n::{failures, recorder as t, thread};
use crate::state::recorder::{Face, Note, left};
use crate::state::{clocks, names};

/// Words besides the state.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Said {
    Warning(String),
    Plain(&'static str),
}

fn said(bar: Bar) -> Option<Said> {
    let takes = bar.app.recorder().takes();
    match bar.lock.get() {
        Some(Lock::Plan) => return Some(Said::Warning(t::locked_by_plan().to_owned())),
        Some(Lock::Access) => return Some(Said::Warning(t::locked_by_access().to_owned())),
        None => {}
    }
    if takes.with(|takes| takes.is_silent()) {
        return Some(Said::Warning(t::silent().to_owned()));
    }
    let face = bar.face.get();
    let note = takes.with(|takes| takes.note(bar.thread.id)).map(|note| match note {
        Note::Limit => t::limit_reached().to_owned(),
        Note::DeviceLost => t::device_lost().to_owned(),
        Note::DeviceChanged => t::device_changed().to_owned(),
        Note::StorageFailed => t::storage_failed().to_owned(),
        Note::TooShort => t::too_short().to_owned(),
        Note::NotInPlan => t::locked_by_plan().to_owned(),
        Note::Failed(code) => failures::failure(&code.into()),
    });
    let recovered = || takes.with(|takes| takes.of(bar.thread.id).is_some_and(|take| take.recovered));
    match (note, face) {
        (Some(note), _) => Some(Said::Warning(note)),
        (None, Face::Preparing) => Some(Said::Plain(t::preparing())),
        (None, Face::Full) => Some(Said::Warning(t::limit_reached().to_owned())),
        (None, _) if bar.starts_ticket.get() => Some(Said::Plain(t::starts_ticket())),
        (None, Face::Paused) if recovered() => Some(Said::Plain(t::recovered_hint())),
        (None, Face::Paused) => Some(Said::Plain(t::paused_hint())),
        (None, Face::Recording) => None,
    }
}

/// The line.
pub(super) fn hint(bar: Bar) -> impl IntoView {
    let said = Memo::new(move |_| said(bar));
    let left = Memo::new(move |_| left(bar.recorded.get()).map(clocks::clock));
    let symbol = move || match (said.get(), bar.face.get()) {
        (Some(Said::Warning(_)), _) => "alert",
        (Some(Said::Plain(_)), Face::Preparing) => "mic",
        (Some(Said::Plain(_)), Face::Paused | Face::Full) => "pause",
        (Some(Said::Plain(_)), Face::Recording) => "info",
        (None, _) => "eye",
    };
    let words = move || match said.get() {
        Some(Said::Warning(words)) => words.into_any(),
        Some(Said::Plain(words)) => words.into_any(),
        None => view! { {t::who_hears()} {who_hears(bar)} }.into_any(),
    };
    let is_warning = move || matches!(said.get(), Some(Said::Warning(_)));
    let room = move || match (left.get(), bar.face.get()) {
        (Some(left), Face::Recording | Face::Paused) => Some(t::left(&left)),
        (None, Face::Recording | Face::Preparing) => Some(t::up_to().to_owned()),
        _ => None,
    };
    view! {
        <p class="recorder-hint" class:warn=is_warning>
            {move || tiny_icon(symbol())}
            <span>{words}</span>
            {move || {
                room().map(|room| view! { <span class="push tabular" class:near=left.get().is_some()>{room}</span> })
            }}
        </p>
    }
}

/// "Juliana, Marcos e a equipe da Secretaria".
fn who_hears(bar: Bar) -> Option<String> {
    let detail = bar.app.detail().get()?;
    let me = bar.app.me().id;
    let all: Vec<&str> = detail.guardians.iter().map(|guardian| guardian.name.as_str()).collect();
    let others = detail.guardians.iter().filter(|guardian| guardian.id != me);
    let names: Vec<String> = others.map(|guardian| names::short(&guardian.name, &all)).collect();
    let team = thread::team(&detail.channel, names.is_empty());
    Some(format!("{}{team}", names.join(", ")))
}

/// The polite announcement of changes. The clock is left out: it would never be silent.
pub(super) fn announcement(bar: Bar) -> impl IntoView {
    let last_minutes = Memo::new(move |_| {
        // The same times as the recorder's warnings: five minutes, one, ten seconds.
        left(bar.recorded.get()).map(|left| match left {
            0..=10_000 => 10_000,
            10_001..=60_000 => 60_000,
            _ => 300_000,
        })
    });
    Memo::new(move |_| {
        let state = match bar.face.get() {
            Face::Preparing => String::new(),
            Face::Recording => t::recording().to_owned(),
            Face::Paused | Face::Full => t::paused_at(&clocks::clock(bar.recorded.get_untracked())),
        };
        let more = match (said(bar), bar.face.get(), last_minutes.get()) {
            (Some(Said::Warning(words)), _, _) => words,
            (Some(Said::Plain(words)), Face::Preparing | Face::Paused, _) => words.to_owned(),
            (_, Face::Recording, Some(left)) => t::left(&clocks::clock(left)),
            _ => String::new(),
        };
        [state, more].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". ")
    })
}
