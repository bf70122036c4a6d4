//! Images over the whole window: larger, smaller, pushed aside, one after the other.

mod bar;
mod hands;

use conversas_domain::ids::AttachmentId;
use conversas_ipc::FileItem;
use leptos::html;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use web_sys::KeyboardEvent;

use super::model::Thread;
use crate::app::App;
use crate::browser;
use crate::components::icon;
use crate::components::toast::Toasts;
use crate::i18n::{common, files as t};
use crate::state::files::gallery;
use crate::state::zoom::{STEP, Zoom};
use bar::bar;
use hands::Hands;

/// The viewer; a handle, copied freely.
#[derive(Clone, Copy)]
struct Viewer {
    app: App,
    pictures: Memo<Vec<FileItem>>,
    place: Memo<usize>,
    current: Memo<Option<FileItem>>,
    zoom: RwSignal<Zoom>,
    /// Of the picture that is shown, in its own pixels.
    natural: RwSignal<Option<(f64, f64)>>,
    missing: RwSignal<bool>,
    stage: NodeRef<html::Div>,
}

/// The dialog.
#[component]
pub(super) fn ImageViewer() -> impl IntoView {
    let thread = expect_context::<Thread>();
    let viewer = Viewer::new(thread);
    let app = thread.app;
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let opened = app.viewed().get().is_some();
        let Some(dialog) = dialog.get() else { return };
        match opened {
            true => spawn_local(async move {
                // The content must stand before `autofocus` is looked for.
                tick().await;
                if !dialog.open() {
                    // Fails only for a dialog that was taken off the page.
                    let _ = dialog.show_modal();
                }
            }),
            false => dialog.close(),
        }
    });
    on_cleanup(move || {
        app.close_viewer();
    });
    let is_open = Memo::new(move |_| viewer.current.with(Option::is_some));
    view! {
        <dialog
            class="viewer"
            node_ref=dialog
            aria-label=t::viewer()
            on:close=move |_| app.close_viewer()
            on:keydown=move |event| viewer.press(&event)
        >
            <Show when=move || is_open.get()>
                {bar(viewer)} {stage(viewer)} {steps(viewer)}
                // What is said elsewhere lies under a dialog.
                <Toasts />
            </Show>
        </dialog>
    }
}

impl Viewer {
    fn new(thread: Thread) -> Viewer {
        let app = thread.app;
        let pictures = Memo::new(move |_| {
            let Some(chosen) = app.viewed().get() else { return Vec::new() };
            let known: Vec<FileItem> = app.detail().with(|detail| {
                detail.iter().flat_map(|detail| &detail.files).map(|line| line.file.clone()).collect()
            });
            thread.list.with(|list| gallery(list.items(), &known, chosen))
        });
        let place = Memo::new(move |_| {
            let chosen = app.viewed().get();
            pictures.with(|all| all.iter().position(|file| Some(file.id) == chosen).unwrap_or(0))
        });
        let current = Memo::new(move |_| {
            app.viewed().get()?;
            pictures.with(|all| all.get(place.get()).cloned())
        });
        let viewer = Viewer {
            app,
            pictures,
            place,
            current,
            zoom: RwSignal::new(Zoom::default()),
            natural: RwSignal::new(None),
            missing: RwSignal::new(false),
            stage: NodeRef::new(),
        };
        let shown = Memo::new(move |_| current.with(|file| file.as_ref().map(|file| file.id)));
        Effect::new(move |_| {
            shown.track();
            viewer.zoom.set(Zoom::default());
            viewer.natural.set(None);
            viewer.missing.set(false);
        });
        viewer
    }

    fn press(self, event: &KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowLeft" => self.step(-1),
            "ArrowRight" => self.step(1),
            "+" | "=" => self.zoom_by(STEP),
            "-" => self.zoom_by(1.0 / STEP),
            "0" => self.zoom.set(Zoom::default()),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    /// The next picture, or the one before.
    fn step(self, by: isize) {
        let to = self.place.get_untracked().checked_add_signed(by);
        let next = to.and_then(|to| self.pictures.with_untracked(|all| all.get(to).map(|file| file.id)));
        if let Some(next) = next {
            self.app.view_image(next);
        }
    }
}

/// The picture's place: larger, smaller and aside, as the person looks at it.
fn stage(viewer: Viewer) -> impl IntoView {
    let hands = Hands::new(viewer);
    let shown = Memo::new(move |_| {
        viewer.current.with(|file| file.as_ref().map(|file| (file.id, file.name.clone())))
    });
    let image = NodeRef::<html::Img>::new();
    Effect::new(move |_| {
        let Zoom { scale, x, y } = viewer.zoom.get();
        if let Some(image) = image.get() {
            let transform = format!("translate({x:.1}px, {y:.1}px) scale({scale:.4})");
            browser::set_style(&image, "transform", &transform);
        }
    });
    let content = move || {
        let (id, name) = shown.get()?;
        Some(match viewer.missing.get() {
            true => missing(viewer).into_any(),
            false => picture(viewer, image, id, name).into_any(),
        })
    };
    view! {
        <div
            class="viewer-stage"
            class:closer=move || !viewer.zoom.get().is_whole()
            aria-busy=move || (viewer.natural.get().is_none() && !viewer.missing.get()).to_string()
            node_ref=viewer.stage
            on:wheel=move |event| hands.wheel(&event)
            on:dblclick=move |event| hands.double_click(&event)
            on:pointerdown=move |event| hands.down(&event)
            on:pointermove=move |event| hands.moved(&event)
            on:pointerup=move |event| hands.up(&event)
            on:pointercancel=move |event| hands.lost(&event)
        >
            {content}
        </div>
    }
}

/// The picture itself.
fn picture(viewer: Viewer, image: NodeRef<html::Img>, id: AttachmentId, name: String) -> impl IntoView {
    let loaded = move |_| {
        let size = image
            .get_untracked()
            .map(|image| (f64::from(image.natural_width()), f64::from(image.natural_height())));
        viewer.natural.set(size);
    };
    view! {
        <img
            alt=name
            draggable="false"
            node_ref=image
            src=move || viewer.app.original_url(id)
            on:load=loaded
            on:error=move |_| viewer.missing.set(true)
        />
    }
}

/// Words in the place of a picture that could not be had.
fn missing(viewer: Viewer) -> impl IntoView {
    view! {
        <div class="viewer-missing" role="alert">
            <p>{if viewer.app.is_offline() { t::not_here() } else { t::picture_missing() }}</p>
            <button class="button" type="button" on:click=move |_| viewer.missing.set(false)>
                {common::try_again()}
            </button>
        </div>
    }
}

/// The pictures before and after.
fn steps(viewer: Viewer) -> impl IntoView {
    let several = Memo::new(move |_| viewer.pictures.with(Vec::len) > 1);
    let is_first = move || viewer.place.get() == 0;
    let is_last = move || viewer.place.get() + 1 >= viewer.pictures.with(Vec::len);
    let button = move |class: &'static str,
                       symbol: &'static str,
                       words: &'static str,
                       by: isize,
                       end: Signal<bool>| {
        view! {
            <button
                class=format!("icon-button viewer-step {class}")
                type="button"
                aria-label=words
                title=words
                aria-disabled=move || end.get().then_some("true")
                on:click=move |_| viewer.step(by)
            >
                {icon(symbol)}
            </button>
        }
    };
    view! {
        <Show when=move || several.get()>
            {button("before", "chevron-left", t::previous(), -1, Signal::derive(is_first))}
            {button("after", "chevron-right", t::next(), 1, Signal::derive(is_last))}
        </Show>
    }
}
