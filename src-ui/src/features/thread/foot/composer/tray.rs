//! The tray above the writer: chosen files that are not sent, in their order.

use conversas_domain::attachment::AttachmentKind;
use conversas_domain::ids::AttachmentId;
use conversas_ipc::{FileItem, RefusedFile};
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use web_sys::KeyboardEvent;

use crate::browser;
use crate::components::{file_name, icon, small_icon};
use crate::features::thread::foot::poster::posters;
use crate::features::thread::model::Thread;
use crate::i18n::files as t;
use crate::state::files::{shown_as, tint};

/// The chosen files, as the tray shows them.
#[derive(Clone, Copy)]
struct Shown {
    thread: Thread,
    order: Memo<Vec<AttachmentId>>,
    /// The new place of a moved file, for a screen reader.
    said: RwSignal<String>,
}

/// The files, and those that were refused.
pub(super) fn tray(thread: Thread) -> impl IntoView {
    let files = thread.tray.files;
    let order = Memo::new(move |_| files.with(|files| files.iter().map(|file| file.id).collect()));
    let shown = Shown { thread, order, said: RwSignal::new(String::new()) };
    posters(thread);
    view! {
        {move || refused(thread)}
        <Show when=move || thread.tray.has_files()>
            <ul class="tray" aria-label=t::tray()>
                <For each=move || files.get() key=|file| (file.id, file.has_thumbnail) children=move |file| card(shown, file) />
            </ul>
        </Show>
        <p class="composer-problem" role="status">{move || (thread.tray.adding.get() > 0).then(t::adding)}</p>
        <p class="vh" role="status">{shown.said}</p>
    }
}

/// A file among the others; a handle, copied freely.
#[derive(Clone, Copy)]
struct Card {
    shown: Shown,
    id: AttachmentId,
    name: StoredValue<String>,
}

impl Card {
    fn place(self) -> usize {
        self.shown.order.with(|order| order.iter().position(|other| *other == self.id).unwrap_or(0))
    }

    fn count(self) -> usize {
        self.shown.order.with(Vec::len)
    }

    /// Moves the file by so many places. The focus stays on the file's button of this name.
    fn go(self, by: isize, button: &'static str) {
        let to = untrack(|| self.place()).checked_add_signed(by);
        if to.is_some_and(|to| self.shown.thread.move_file(self.id, to)) {
            let (place, of) = untrack(|| (self.place() + 1, self.count()));
            self.shown.said.set(self.name.with_value(|name| t::place(name, place, of)));
            focus_again(format!("{button}-{}", self.id));
        }
    }

    fn press(self, event: &KeyboardEvent) {
        if !event.alt_key() && !event.ctrl_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowLeft" => self.go(-1, "tray-remove"),
            "ArrowRight" => self.go(1, "tray-remove"),
            _ => return,
        }
        event.prevent_default();
    }

    fn remove(self) {
        let after = untrack(|| self.place());
        self.shown.thread.remove_file(self.id);
        let next = self.shown.order.with_untracked(|order| order.get(after).or(order.last()).copied());
        match next {
            Some(next) => focus_again(format!("tray-remove-{next}")),
            None => browser::focus_later(browser::COMPOSER),
        }
    }
}

fn card(shown: Shown, file: FileItem) -> impl IntoView {
    let card = Card { shown, id: file.id, name: StoredValue::new(file.name.clone()) };
    let label = t::card(&file.name, file.bytes);
    let remove = t::remove(&file.name);
    view! {
        <li class="tray-card" aria-label=label on:keydown=move |event| card.press(&event)>
            {face(shown.thread, &file)}
            <span class="title">{file_name(&file.name)}</span>
            <span class="info">
                <span>{t::size(file.bytes)}</span>
                {movers(card, &file.name)}
            </span>
            <button
                class="icon-button remove"
                type="button"
                id=format!("tray-remove-{}", card.id)
                aria-label=remove.clone()
                title=remove
                on:click=move |_| card.remove()
            >
                {small_icon("close")}
            </button>
        </li>
    }
}

/// The buttons that move the file, where it can be moved.
fn movers(card: Card, name: &str) -> impl IntoView + use<> {
    let mover =
        move |symbol: &'static str, words: String, by: isize, key: &'static str, at_end: Signal<bool>| {
            let title = words.clone();
            view! {
                <button
                    class="icon-button"
                    type="button"
                    id=format!("{key}-{}", card.id)
                    aria-label=words
                    title=title
                    aria-disabled=move || at_end.get().then_some("true")
                    on:click=move |_| card.go(by, key)
                >
                    {small_icon(symbol)}
                </button>
            }
        };
    let is_first = Signal::derive(move || card.place() == 0);
    let is_last = Signal::derive(move || card.place() + 1 == card.count());
    view! {
        <span class="moves" hidden=move || card.count() == 1>
            {mover("chevron-left", t::move_before(name), -1, "tray-before", is_first)}
            {mover("chevron-right", t::move_after(name), 1, "tray-after", is_last)}
        </span>
    }
}

/// The file's picture, or the tile of its kind.
fn face(thread: Thread, file: &FileItem) -> AnyView {
    let (id, kind) = (file.id, shown_as(file));
    match kind {
        AttachmentKind::Image | AttachmentKind::Video
            if kind == AttachmentKind::Image || file.has_thumbnail =>
        {
            view! {
                <img class="face" alt="" draggable="false" src=move || thread.app.thumbnail_url(id) />
            }
            .into_any()
        }
        AttachmentKind::Image | AttachmentKind::Video => {
            view! { <span class="face kind" data-tint="8" aria-hidden="true">{icon("video")}</span> }
                .into_any()
        }
        AttachmentKind::Document | AttachmentKind::Voice | AttachmentKind::Audio => {
            let label = file.label.clone();
            let tint = tint(&label).to_string();
            view! { <span class="face kind" data-tint=tint aria-hidden="true">{label}</span> }.into_any()
        }
    }
}

/// The files of the last choice that were refused, each with its reason.
fn refused(thread: Thread) -> Option<impl IntoView> {
    let refused = thread.tray.refused.get();
    let limit = thread.app.me_untracked().file_limit;
    let line = |one: &RefusedFile| {
        view! {
            <li>
                <b>{one.name.clone()}</b>
                " "
                {t::refusal(&one.name, one.reason, limit)}
            </li>
        }
    };
    (!refused.is_empty()).then(|| {
        view! {
            <div class="notice attention refused-files" role="alert">
                {icon("alert")}
                <div>
                    <p>{t::refused()}</p>
                    <ul>{refused.iter().map(line).collect_view()}</ul>
                </div>
                <button
                    class="icon-button"
                    type="button"
                    aria-label=t::dismiss()
                    title=t::dismiss()
                    on:click=move |_| {
                        thread.tray.refused.set(Vec::new());
                        browser::focus_later(browser::COMPOSER);
                    }
                >
                    {small_icon("close")}
                </button>
            </div>
        }
    })
}

/// Focuses the card again, which is another element at its new place.
fn focus_again(id: String) {
    spawn_local(async move {
        tick().await;
        browser::focus(&id);
    });
}
