//! Above the picture: what it is, and what can be done with it.

use leptos::prelude::*;

use super::Viewer;
use crate::components::{file_name, icon};
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
    let save = move |_| {
        if let Some(file) = viewer.current.get_untracked() {
            app.save_file(&file);
        }
    };
    let shares =
        Memo::new(move |_| viewer.current.with(|file| file.as_ref().is_some_and(|file| app.can_share(file))));
    let share = move |_| {
        if let Some(file) = viewer.current.get_untracked() {
            app.share_file(&file);
        }
    };
    let saves = move || if app.has_dialogs() { t::save_as() } else { t::download() };
    view! {
        <header class="viewer-bar">
            <p class="viewer-title" aria-live="polite">{title}</p>
            <button
                class="icon-button"
                type="button"
                aria-label=t::zoom_out()
                title=t::zoom_out()
                aria-disabled=move || viewer.zoom.get().is_whole().then_some("true")
                on:click=move |_| viewer.zoom_by(1.0 / STEP)
            >
                {icon("minus")}
            </button>
            <button
                class="icon-button"
                type="button"
                aria-label=t::zoom_in()
                title=t::zoom_in()
                aria-disabled=move || viewer.zoom.get().is_closest().then_some("true")
                on:click=move |_| viewer.zoom_by(STEP)
            >
                {icon("plus")}
            </button>
            <Show when=move || shares.get()>
                <button class="icon-button" type="button" aria-label=t::share() title=t::share() on:click=share>
                    {icon("outbox")}
                </button>
            </Show>
            <button class="icon-button" type="button" aria-label=saves title=saves on:click=save>
                {icon("download")}
            </button>
            <button
                class="icon-button"
                type="button"
                autofocus
                aria-label=common::close()
                title=common::close()
                on:click=move |_| app.viewer.set(None)
            >
                {icon("close")}
            </button>
        </header>
    }
}
