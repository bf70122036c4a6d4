//! What can be done with a file wherever it is shown: open, save, share.

use conversas_domain::attachment::AttachmentKind;
use conversas_domain::ids::AttachmentId;
use conversas_ipc::{Failure, FailureCode, FileItem, MediaBase, OpenFile, SaveFileAs, ShareFile};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::App;
use crate::i18n::{failures, files as t};
use crate::transport::call;
use crate::transport::files::follow_download;

impl App {
    /// The host has the system's dialogs; else the page uses the browser's.
    pub(crate) fn has_dialogs(self) -> bool {
        self.media.with(|base| base.as_ref().is_some_and(|base| base.has_dialogs))
    }

    /// The system can share files.
    pub(crate) fn can_share(self) -> bool {
        self.media.with(|base| base.as_ref().is_some_and(|base: &MediaBase| base.can_share))
    }

    /// The small picture of an image.
    pub(crate) fn thumbnail_url(self, id: AttachmentId) -> Option<String> {
        self.media_url(&format!("/files/{id}/thumbnail"))
    }

    /// The file as it is.
    pub(crate) fn original_url(self, id: AttachmentId) -> Option<String> {
        self.media_url(&format!("/files/{id}/original"))
    }

    /// The same, to be saved by the browser.
    pub(crate) fn download_url(self, id: AttachmentId) -> Option<String> {
        self.media_url(&format!("/files/{id}/original?download=1"))
    }

    /// An image in the viewer; anything else with the system's program for it, or as the browser's download.
    pub(crate) fn open_file(self, file: &FileItem) {
        if file.kind == AttachmentKind::Image {
            return self.viewer.set(Some(file.id));
        }
        if !untrack(|| self.has_dialogs()) {
            return self.download(file);
        }
        let id = file.id;
        self.opening.update(|opening| opening.push(id));
        spawn_local(async move {
            let answer = call(OpenFile { id }).await;
            self.opening.update(|opening| opening.retain(|other| *other != id));
            if let Err(failure) = answer {
                self.say_of_file(&failure);
            }
        });
    }

    /// "Salvar como…", or the browser's download.
    pub(crate) fn save_file(self, file: &FileItem) {
        if !untrack(|| self.has_dialogs()) {
            return self.download(file);
        }
        let id = file.id;
        spawn_local(async move {
            match call(SaveFileAs { id }).await {
                Ok(answer) if answer.saved => self.say("download", t::saved().to_owned()),
                Ok(_) => {}
                Err(failure) => self.say_of_file(&failure),
            }
        });
    }

    /// The system's share sheet.
    pub(crate) fn share_file(self, id: AttachmentId) {
        spawn_local(async move {
            if let Err(failure) = call(ShareFile { id }).await {
                self.say_of_file(&failure);
            }
        });
    }

    fn download(self, file: &FileItem) {
        let address = untrack(|| self.download_url(file.id));
        if address.and_then(|address| follow_download(&address, &file.name)).is_none() {
            self.say("alert", t::not_saved().to_owned());
        }
    }

    fn say_of_file(self, failure: &Failure) {
        match failure.code {
            FailureCode::Offline => self.say("wifi-off", t::not_here().to_owned()),
            _ => self.say("alert", failures::failure(failure)),
        }
    }
}
