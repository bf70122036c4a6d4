//! Above the picture: what it is, and what can be done with it.

use conversas_ipc::FileItem;
use leptos::prelude::*;

use super::Viewer;
use crate::app::App;
use crate::components::{file_name, icon, icon_button, icon_button_unless};
use crate::i18n::{common, files as t};
use crate::state::zoom::STEP;

/// What it is, and what can be done with it.
pub(super) fn bar(viewer: Viewer) -> impl IntoView {
    let app = viewer.app;
    let title = move || {
        viewer.current.get().map(|file| {
            let of = viewer.pictures.with(Vec::len);
            let place = (of > 1).then(|| t::place_of(viewer.place.get() + 1, of));
            view! {
                <b>{file_name(&file.name)}</b>
                {place.map(|place| view! { <span>{place}</span> })}
            }
        })
    };
    let is_whole = move || viewer.zoom.get().is_whole();
    let is_closest = move || viewer.zoom.get().is_closest();
    view! {
        <header class="viewer-bar">
            <p class="viewer-title" aria-live="polite">{title}</p>
            {icon_button_unless(is_whole, "minus", t::zoom_out(), move || viewer.zoom_by(1.0 / STEP))}
            {icon_button_unless(is_closest, "plus", t::zoom_in(), move || viewer.zoom_by(STEP))}
            {share_and_save(viewer)}
            <button
                class="icon-button"
                type="button"
                autofocus
                aria-label=common::close()
                title=common::close()
                on:click=move |_| app.close_viewer()
            >
                {icon("close")}
            </button>
        </header>
    }
}

fn share_and_save(viewer: Viewer) -> impl IntoView {
    let app = viewer.app;
    let with_file = move |run: fn(App, &FileItem)| {
        if let Some(file) = viewer.current.get_untracked() {
            run(app, &file);
        }
    };
    let shares =
        Memo::new(move |_| viewer.current.with(|file| file.as_ref().is_some_and(|file| app.can_share(file))));
    let saves = move || if app.has_dialogs() { t::save_as() } else { t::download() };
    view! {
        <Show when=move || shares.get()>
            {icon_button("outbox", t::share(), move || with_file(App::share_file))}
        </Show>
        <button
            class="icon-button"
            type="button"
            aria-label=saves
            title=saves
            on:click=move |_| with_file(App::save_file)
        >
            {icon("download")}
        </button>
    }
}
