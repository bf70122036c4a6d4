//! An image: its small picture in a frame that has its size from the start; a press opens the viewer.

use leptos::prelude::*;

use super::Standing;
use super::progress::ring;
use crate::components::icon;
use crate::i18n::files as t;
use crate::state::files::frame;

/// The picture.
pub(super) fn picture(standing: Standing) -> impl IntoView {
    let leaving = standing.is_leaving();
    let name = standing.file.with_untracked(|file| file.name.clone());
    move || match leaving.get() {
        true => view! { <div class="media">{inside(standing)} {ring(standing)}</div> }.into_any(),
        false => view! {
            <button
                class="media holdable"
                type="button"
                aria-label=t::open_image(&name)
                on:click=move |_| standing.open()
            >
                {inside(standing)}
            </button>
        }
        .into_any(),
    }
}

fn inside(standing: Standing) -> impl IntoView {
    let app = standing.thread.app;
    let file = standing.file.get_untracked();
    let (width, height) = frame(file.size);
    let missing = RwSignal::new(false);
    // A picture that could not be fetched may come with the connection.
    Effect::new(move |_| {
        let online = app.connection().get().online;
        standing.file.with(|file| file.here);
        if online && missing.get_untracked() {
            missing.set(false);
        }
    });
    let name = StoredValue::new(file.name);
    move || {
        match missing.get() {
        false => view! {
            <img
                class="picture"
                width=width.to_string()
                height=height.to_string()
                alt=name.get_value()
                draggable="false"
                decoding="async"
                src=move || app.thumbnail_url(file.id)
                on:error=move |_| missing.set(true)
            />
        }
        .into_any(),
        true => view! {
            <svg class="picture" width=width.to_string() height=height.to_string() aria-hidden="true"></svg>
            <span class="missing">
                {icon("image")}
                <span>{move || if app.is_offline() { t::picture_offline() } else { t::picture_missing() }}</span>
            </span>
        }
        .into_any(),
    }
    }
}
