//! A video: a moment of it and its duration; a press plays it in its place.

use conversas_ipc::FileItem;
use leptos::html;
use leptos::prelude::*;

use super::Standing;
use super::progress::ring;
use crate::browser;
use crate::components::{icon, tiny_icon};
use crate::i18n::files as t;
use crate::state::clocks;
use crate::state::files::frame;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Now {
    Leaving,
    Still,
    Playing,
    Broken,
}

/// The video.
pub(super) fn video(standing: Standing) -> impl IntoView {
    let (playing, broken) = (RwSignal::new(false), RwSignal::new(false));
    let now = Memo::new(move |_| match (standing.is_leaving().get(), broken.get(), playing.get()) {
        (true, _, _) => Now::Leaving,
        (false, true, _) => Now::Broken,
        (false, false, true) => Now::Playing,
        (false, false, false) => Now::Still,
    });
    move || {
        match now.get() {
        Now::Leaving => view! { <div class="media">{face(standing)} {ring(standing)}</div> }.into_any(),
        Now::Still => still(standing, playing).into_any(),
        Now::Playing => player(standing, broken).into_any(),
        Now::Broken => view! {
            <button class="media holdable" type="button" on:click=move |_| standing.thread.app.save_file(&standing.file.get_untracked())>
                {area(standing)}
                <span class="missing">
                    {icon("video")}
                    <span>{t::video_broken()}</span>
                    <b>{if standing.thread.app.has_dialogs() { t::save_as() } else { t::download() }}</b>
                </span>
            </button>
        }
        .into_any(),
    }
    }
}

fn still(standing: Standing, playing: RwSignal<bool>) -> impl IntoView {
    let label = standing.file.with_untracked(|file| t::play_video(&file.name, &measure(file)));
    view! {
        <button
            class="media holdable"
            type="button"
            aria-label=label
            on:click=move |_| {
                if !standing.thread.is_selecting() {
                    playing.set(true);
                }
            }
        >
            {face(standing)}
            <span class="disc">{icon("play")}</span>
            <span class="pill">{tiny_icon("video")} {standing.file.with_untracked(measure)}</span>
        </button>
    }
}

/// The video as the webview plays it.
fn player(standing: Standing, broken: RwSignal<bool>) -> impl IntoView {
    let app = standing.thread.app;
    let (id, name) = standing.file.with_untracked(|file| (file.id, file.name.clone()));
    let element = NodeRef::<html::Video>::new();
    Effect::new(move |_| {
        if let Some(video) = element.get() {
            let _ = video.focus();
        }
    });
    let (width, height) = frame(standing.file.with_untracked(|file| file.size));
    view! {
        <div class="media playing">
            <video
                class="picture"
                width=width.to_string()
                height=height.to_string()
                controls
                autoplay
                playsinline
                node_ref=element
                aria-label=name
                src=move || app.original_url(id)
                on:play=move |_| {
                    app.pause_playback();
                    if let Some(video) = element.get_untracked() {
                        browser::pause_other_videos(&video);
                    }
                }
                on:error=move |_| broken.set(true)
            ></video>
        </div>
    }
}

/// The picture of the video, made on the device that sent it; else only its frame.
fn face(standing: Standing) -> AnyView {
    let app = standing.thread.app;
    let (id, has_moment, size) =
        standing.file.with_untracked(|file| (file.id, file.has_thumbnail, file.size));
    let missing = RwSignal::new(!has_moment);
    let (width, height) = frame(size);
    (move || match missing.get() {
        true => area(standing).into_any(),
        false => view! {
            <img
                class="picture"
                width=width.to_string()
                height=height.to_string()
                alt=""
                draggable="false"
                decoding="async"
                src=move || app.thumbnail_url(id)
                on:error=move |_| missing.set(true)
            />
        }
        .into_any(),
    })
    .into_any()
}

fn area(standing: Standing) -> impl IntoView {
    let (width, height) = frame(standing.file.with_untracked(|file| file.size));
    view! { <svg class="picture" width=width.to_string() height=height.to_string() aria-hidden="true"></svg> }
}

/// The duration of the video; its size, if the duration is not known.
fn measure(file: &FileItem) -> String {
    file.duration_ms.map_or_else(|| t::size(file.bytes), clocks::length)
}
