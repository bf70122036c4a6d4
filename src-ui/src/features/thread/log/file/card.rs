//! A document: its kind, its name, its size.

use conversas_ipc::FileHere;
use leptos::prelude::*;
use web_sys::MouseEvent;

use super::Standing;
use super::progress::cancel;
use crate::components::{file_name, icon};
use crate::i18n::files as t;
use crate::state::files::{Stage, part_of, tint};

/// The card.
pub(super) fn card(standing: Standing) -> impl IntoView {
    let app = standing.thread.app;
    let leaving = standing.is_leaving();
    let dialogs = Memo::new(move |_| app.has_dialogs());
    move || match (leaving.get(), dialogs.get()) {
        (true, _) => on_its_way(standing).into_any(),
        (false, true) => view! {
            <button class="file holdable" type="button" on:click=move |_| standing.open()>
                {inside(standing)}
            </button>
        }
        .into_any(),
        (false, false) => {
            let file = standing.file.get_untracked();
            view! {
                <a
                    class="file holdable"
                    draggable="false"
                    href=move || app.download_url(file.id)
                    download=file.name
                    on:click=move |event: MouseEvent| {
                        if standing.thread.is_selecting() {
                            event.prevent_default();
                        }
                    }
                >
                    {inside(standing)}
                </a>
            }
            .into_any()
        }
    }
}

/// The part that can be pressed: opens the file, fetching it first.
fn inside(standing: Standing) -> impl IntoView {
    let app = standing.thread.app;
    let file = standing.file;
    let id = file.with_untracked(|file| file.id);
    let opening = Memo::new(move |_| app.opening().with(|opening| opening.contains(&id)));
    let here = Memo::new(move |_| file.with(|file| file.here));
    let info = move || {
        let bytes = file.with(|file| file.bytes);
        match (here.get(), opening.get()) {
            (FileHere::Fetching { percent }, _) => t::part(part_of(bytes, percent), bytes),
            (_, true) => t::opening().to_owned(),
            (FileHere::Absent | FileHere::Here, false) => t::size(bytes),
        }
    };
    let bar = move || match here.get() {
        FileHere::Fetching { percent } => {
            let label = t::fetching(&file.with_untracked(|file| file.name.clone()));
            Some(view! { <progress max="100" value=percent.to_string() aria-label=label></progress> })
        }
        FileHere::Absent | FileHere::Here => None,
    };
    let symbol = move || match here.get() == FileHere::Here && app.has_dialogs() {
        true => icon("chevron-right").into_any(),
        false => icon("download").into_any(),
    };
    view! {
        {face(standing)}
        <span class="info">{info}</span>
        {bar}
        {symbol}
    }
}

/// The upload of the file: its progress, and a way to stop.
fn on_its_way(standing: Standing) -> impl IntoView {
    let (file, stage) = (standing.file, standing.stage);
    let info = move || {
        let bytes = file.with(|file| file.bytes);
        match stage.get() {
            Stage::Checking => t::checking().to_owned(),
            Stage::NoRoom => t::no_room().to_owned(),
            Stage::Still | Stage::Waiting(None) => t::size(bytes),
            Stage::Waiting(Some(percent)) | Stage::Uploading(percent) => {
                t::part(part_of(bytes, percent), bytes)
            }
        }
    };
    let has_bar = Memo::new(move |_| stage.get().percent().is_some());
    let percent = move || stage.get().percent().unwrap_or(0).to_string();
    let label = t::sending(&file.with_untracked(|file| file.name.clone()));
    view! {
        <div class="file">
            {face(standing)}
            <span class="info">{info}</span>
            {move || {
                let label = label.clone();
                has_bar.get().then(|| view! { <progress max="100" value=percent aria-label=label></progress> })
            }}
            {cancel(standing)}
        </div>
    }
}

fn face(standing: Standing) -> impl IntoView {
    let (label, name) = standing.file.with_untracked(|file| (file.label.clone(), file.name.clone()));
    let tint = tint(&label).to_string();
    view! {
        <span class="kind" data-tint=tint aria-hidden="true">{label}</span>
        <span class="title">{file_name(&name)}</span>
    }
}
