//! A file in its bubble: a picture, a video, a card.

mod card;
mod picture;
mod progress;
mod video;

use conversas_domain::attachment::AttachmentKind;
use conversas_domain::ids::EntryId;
use conversas_ipc::{Delivery, FileItem};
use leptos::prelude::*;

use super::super::model::{Shown, Thread};
use crate::state::files::{Stage, file_of, shown_as};

/// A file in the thread; a handle, copied freely.
#[derive(Clone, Copy)]
pub(super) struct Standing {
    thread: Thread,
    /// The message.
    entry: EntryId,
    file: Memo<FileItem>,
    stage: Memo<Stage>,
}

impl Standing {
    /// Follows the file of a message.
    pub(in crate::features::thread) fn follow(
        thread: Thread,
        first: &FileItem,
        current: Memo<Shown>,
        delivery: Memo<Option<Delivery>>,
    ) -> Standing {
        let entry = current.with_untracked(|(item, _)| item.id);
        let first = first.clone();
        let file = Memo::new(move |before: Option<&FileItem>| {
            let now = current.with(|(item, _)| file_of(item).cloned());
            now.or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
        });
        let stage = Memo::new(move |before: Option<&Stage>| Stage::of(delivery.get(), before.copied()));
        Standing { thread, entry, file, stage }
    }

    /// Whether the file is on its way: shown with its progress, and a way to stop.
    fn is_leaving(self) -> Memo<bool> {
        Memo::new(move |_| self.stage.get() != Stage::Still)
    }

    /// Stops sending ("Cancelar envio").
    fn stop(self) {
        self.thread.cancel_sending(self.entry);
    }

    /// Opens the file, unless messages are being selected.
    fn open(self) {
        if !self.thread.is_selecting() {
            self.thread.app.open_file(&self.file.get_untracked());
        }
    }
}

/// The content of the bubble.
pub(super) fn bubble(standing: Standing) -> AnyView {
    match standing.file.with_untracked(shown_as) {
        AttachmentKind::Image => picture::picture(standing).into_any(),
        AttachmentKind::Video => video::video(standing).into_any(),
        AttachmentKind::Document | AttachmentKind::Voice | AttachmentKind::Audio => {
            card::card(standing).into_any()
        }
    }
}

/// The way to stop while the file is on its way: for a bubble that shows no other progress.
pub(super) fn way_back(standing: Standing) -> impl IntoView {
    let leaving = standing.is_leaving();
    move || leaving.get().then(|| progress::cancel(standing))
}

/// Whether the message's time lies over the file.
pub(super) fn is_picture(file: &FileItem) -> bool {
    matches!(shown_as(file), AttachmentKind::Image | AttachmentKind::Video)
}
