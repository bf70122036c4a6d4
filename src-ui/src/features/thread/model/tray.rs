//! Files that were chosen here and are not sent: kept by the host, like a draft.

use conversas_domain::attachment::AttachmentKind;
use conversas_domain::ids::AttachmentId;
use conversas_domain::ids::EntryId;
use conversas_domain::rejection::Rejection;
use conversas_ipc::{
    CancelSending, Failure, FileItem, MoveInTray, PickFiles, RefusedFile, RemoveFromTray, TrayQuery,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::Thread;
use crate::app::Flight;
use crate::browser;
use crate::i18n::{failures, files as t};
use crate::state::arrival::Errand;
use crate::state::files::reorder;
use crate::transport::call;
use crate::transport::upload::into_tray;

/// The tray of the open conversation; a handle, copied freely.
#[derive(Clone, Copy)]
pub(in crate::features::thread) struct Tray {
    /// In the order in which they will be sent.
    pub(in crate::features::thread) files: RwSignal<Vec<FileItem>>,
    /// What was chosen last and cannot be sent.
    pub(in crate::features::thread) refused: RwSignal<Vec<RefusedFile>>,
    /// So many are still being taken in.
    pub(in crate::features::thread) adding: RwSignal<u32>,
    /// So many times the system's dialog is open, or what was chosen there is being taken in.
    picking: StoredValue<u32>,
    /// Files hang over the window, outside the page's own drag and drop.
    pub(in crate::features::thread) hanging: RwSignal<bool>,
    asking: Flight,
}

impl Tray {
    pub(in crate::features::thread) fn new() -> Tray {
        Tray {
            files: RwSignal::new(Vec::new()),
            refused: RwSignal::new(Vec::new()),
            adding: RwSignal::new(0),
            picking: StoredValue::new(0),
            hanging: RwSignal::new(false),
            asking: Flight::new(),
        }
    }

    /// Files are coming, or may be.
    pub(super) fn awaits_files(self) -> bool {
        self.adding.try_get_untracked() != Some(0) || self.picking.try_get_value() != Some(0)
    }

    /// There is something to send.
    pub(in crate::features::thread) fn has_files(self) -> bool {
        self.files.with(|files| !files.is_empty())
    }
}

impl Thread {
    /// Asks what was chosen here.
    pub(super) fn ask_tray(self) {
        self.tray.asking.run(move || async move {
            if let Ok(tray) = call(TrayQuery { conversation_id: self.id }).await
                && self.tray.files.try_with_untracked(|files| *files != tray.files) == Some(true)
            {
                self.tray.files.set(tray.files);
            }
        });
    }

    /// The system's dialog.
    pub(in crate::features::thread) fn pick_files(self) {
        let conversation_id = self.id;
        self.tray.refused.set(Vec::new());
        self.tray.picking.update_value(|count| *count += 1);
        spawn_local(async move {
            match call(PickFiles { conversation_id }).await {
                Ok(added) => {
                    self.tray.refused.try_update(|refused| refused.extend(added.refused));
                    self.took_files(added.added);
                }
                Err(failure) => self.say_failure(&failure),
            }
            self.tray.picking.try_update_value(|count| *count -= 1);
        });
    }

    /// Files that the page holds: chosen in a browser, dropped, pasted. One after the other, in their order.
    pub(in crate::features::thread) fn add_files(self, files: Vec<(String, File)>) {
        let app = self.app;
        let Some(base) = app.media().with_untracked(|base| base.as_ref().map(|base| base.url.clone())) else {
            return;
        };
        let limit = app.me_untracked().file_limit;
        self.tray.refused.set(Vec::new());
        self.tray.adding.update(|count| *count += 1);
        spawn_local(async move {
            let mut taken = 0;
            for (name, file) in files {
                // Before a byte of it is read.
                if file.size() > limit as f64 {
                    self.refuse(RefusedFile { name, reason: Rejection::FileTooLarge });
                    continue;
                }
                match into_tray(&base, self.id, &name, &file).await {
                    Ok(added) => {
                        taken += added.added;
                        added.refused.into_iter().for_each(|refused| self.refuse(refused));
                    }
                    Err(failure) => self.say_failure(&failure),
                }
                if !self.is_gone() {
                    self.ask_tray();
                }
            }
            self.tray.adding.try_update(|count| *count -= 1);
            self.took_files(taken);
        });
    }

    fn refuse(self, refused: RefusedFile) {
        self.tray.refused.try_update(|all| all.push(refused));
    }

    fn took_files(self, count: u32) {
        if count > 0 && !self.is_gone() {
            self.ask_tray();
            // On a phone, the keyboard would lie over what was just chosen.
            if !browser::is_touch() {
                self.app.wish(self.id, |errand| errand.writing(true));
            }
        }
    }

    /// Takes a file out.
    pub(in crate::features::thread) fn remove_file(self, id: AttachmentId) {
        self.tray.files.update(|files| files.retain(|file| file.id != id));
        let conversation_id = self.id;
        spawn_local(async move {
            if let Err(failure) = call(RemoveFromTray { conversation_id, id }).await {
                self.say_failure(&failure);
            }
            self.ask_tray();
        });
    }

    /// Puts a file elsewhere in the order. Answers whether there is such a place.
    pub(in crate::features::thread) fn move_file(self, id: AttachmentId, to: usize) -> bool {
        let place = self
            .tray
            .files
            .with_untracked(|files| files.iter().position(|file| file.id == id).filter(|_| to < files.len()));
        let Some(from) = place.filter(|from| *from != to) else { return false };
        self.tray.files.update(|files| reorder(files, from, to));
        let conversation_id = self.id;
        spawn_local(async move {
            if let Err(failure) = call(MoveInTray { conversation_id, id, to: to as u32 }).await {
                self.say_failure(&failure);
            }
            self.ask_tray();
        });
        true
    }

    /// Ends sending a file of mine: it is back in the tray, a voice message in the recorder.
    pub(in crate::features::thread) fn cancel_sending(self, entry_id: EntryId) {
        let (app, conversation_id) = (self.app, self.id);
        let is_voice = self.file_of(entry_id).is_some_and(|file| file.kind == AttachmentKind::Voice);
        spawn_local(async move {
            match call(CancelSending { conversation_id, entry_id }).await {
                Ok(_) if is_voice => {
                    app.wish(conversation_id, Errand::recording);
                    app.say("mic", t::back_in_recorder().to_owned());
                }
                Ok(_) => app.say("clip", t::back_in_tray().to_owned()),
                Err(failure) => self.say_failure(&failure),
            }
            if !self.is_gone() {
                self.ask_tray();
                self.refresh();
            }
        });
    }

    fn say_failure(self, failure: &Failure) {
        self.app.say("alert", failures::failure(failure));
    }
}
