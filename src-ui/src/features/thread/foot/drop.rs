//! Files that are dragged over the page or pasted into it.

use conversas_ipc::{Dropped, Event};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DragEvent, File, FileList};

use super::super::model::Thread;
use crate::browser;
use crate::components::icon;
use crate::i18n::{failures, files as t};
use crate::state::files::are_their_names;
use crate::transport::events::{self, News};

/// What browsers call a picture that has no name.
const NAMELESS: &str = "image.png";

/// Files with their names.
pub(super) fn named_files(files: &FileList) -> Vec<(String, File)> {
    (0..files.length()).filter_map(|place| files.item(place)).map(|file| (file.name(), file)).collect()
}

/// A picture or a file in the clipboard goes into the tray. Words beside the files are pasted instead, unless
/// they only name the files.
pub(in crate::features::thread) fn pasted(thread: Thread, event: &web_sys::Event) {
    let Some(data) = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data) else {
        return;
    };
    let words = data.get_data("text/plain").unwrap_or_default();
    let mut files = data.files().map(|files| named_files(&files)).unwrap_or_default();
    let names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
    if files.is_empty() || !(words.is_empty() || are_their_names(&words, &names)) {
        return;
    }
    event.prevent_default();
    for (name, _) in &mut files {
        if name.is_empty() || name == NAMELESS {
            *name = t::pasted_name().to_owned();
        }
    }
    thread.add_files(files);
}

/// Says where files would go while they hang over the window, and takes those that are dropped on the page.
#[component]
pub(super) fn DropTarget(
    /// Whether files can be sent here now.
    #[prop(into)]
    ready: Signal<bool>,
) -> impl IntoView {
    let thread = expect_context::<Thread>();
    let app = thread.app;
    let over = RwSignal::new(false);
    let dragged = move |event: DragEvent| {
        let Some(data) = browser::dragged_files(&event) else { return };
        event.prevent_default();
        if ready.get_untracked() {
            data.set_drop_effect("copy");
            over.set(true);
        } else if event.related_target().is_none() {
            app.refuse_files(t::drop_not_now());
        }
    };
    let entered = window_event_listener(ev::dragenter, dragged);
    let moved = window_event_listener(ev::dragover, dragged);
    let left = window_event_listener(ev::dragleave, move |event| {
        // The drag left the window, not only one element for another.
        if event.related_target().is_none() {
            over.set(false);
        }
    });
    let dropped = window_event_listener(ev::drop, move |event| {
        let Some(data) = browser::dragged_files(&event) else { return };
        event.prevent_default();
        over.set(false);
        if ready.get_untracked() {
            thread.add_files(data.files().map(|files| named_files(&files)).unwrap_or_default());
        }
    });
    events::listen(move |news| {
        if let News::Event(Event::FilesDropped { dropped }) = news {
            thread.hear_of_drop(dropped, ready.get_untracked());
        }
    });
    on_cleanup(move || {
        entered.remove();
        moved.remove();
        left.remove();
        dropped.remove();
    });
    let is_shown = Memo::new(move |_| ready.get() && (over.get() || thread.tray.hanging.get()));
    move || {
        is_shown.get().then(|| {
            view! {
                <div class="drop-target" role="status">
                    {icon("clip")}
                    <p>
                        <b>{t::drop_here()}</b>
                        <span>{t::drop_hint()}</span>
                    </p>
                </div>
            }
        })
    }
}

impl Thread {
    /// Handles the host's outcome for files that were dropped on the shell's window. The host does not know
    /// which part is below the log.
    fn hear_of_drop(self, dropped: &Dropped, is_ready: bool) {
        match dropped {
            Dropped::Added { added } => {
                self.tray.refused.update(|known| known.extend(added.refused.iter().cloned()));
                if added.added > 0 && !is_ready {
                    self.app.say("clip", t::drop_kept().to_owned());
                }
            }
            Dropped::Failed { failure } if is_ready => self.app.say("alert", failures::failure(failure)),
            Dropped::Failed { .. } => self.app.refuse_files(t::drop_not_now()),
            Dropped::Nowhere => {}
        }
    }
}
