//! Acts on a file wherever it is shown: opening and saving; [`sharing`] shares.

pub(super) mod sharing;

use conversas_domain::attachment::AttachmentKind;
use conversas_domain::ids::AttachmentId;
use conversas_ipc::{Failure, FailureCode, FileItem, OpenFile, SaveFileAs};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{App, Phase};
use crate::i18n::{failures, files as t};
use crate::state::files::shown_as;
use crate::transport::call;
use crate::transport::files::follow_download;

impl App {
    /// Whether the host has the system's dialogs; else the page uses the browser's.
    pub(crate) fn has_dialogs(self) -> bool {
        self.media().with(|base| base.as_ref().is_some_and(|base| base.has_dialogs))
    }

    /// The address of an image's small picture.
    pub(crate) fn thumbnail_url(self, id: AttachmentId) -> Option<String> {
        self.media_url(&format!("/files/{id}/thumbnail"))
    }

    /// The address of the file.
    pub(crate) fn original_url(self, id: AttachmentId) -> Option<String> {
        self.media_url(&format!("/files/{id}/original"))
    }

    /// The address of the file, to be saved by the browser.
    pub(crate) fn download_url(self, id: AttachmentId) -> Option<String> {
        self.media_url(&format!("/files/{id}/original?download=1"))
    }

    /// Opens an image in the viewer; any other file with the system's program for it, or as the browser's
    /// download.
    pub(crate) fn open_file(self, file: &FileItem) {
        if shown_as(file) == AttachmentKind::Image {
            return self.view_image(file.id);
        }
        if !untrack(|| self.has_dialogs()) {
            return self.download(file);
        }
        let id = file.id;
        self.personal().opening.update(|opening| opening.push(id));
        spawn_local(async move {
            let answer = call(OpenFile { id }).await;
            self.personal().opening.update(|opening| opening.retain(|other| *other != id));
            if let Err(failure) = answer {
                self.say_of_file(&failure);
            }
        });
    }

    /// Shows an image in the viewer.
    pub(crate) fn view_image(self, image: AttachmentId) {
        self.personal().viewed.set(Some(image));
    }

    /// Closes the viewer, also when it goes together with the page.
    pub(crate) fn close_viewer(self) {
        self.personal().viewed.try_set(None);
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

    /// Tells that files were dropped where there is no conversation.
    pub(super) fn has_no_place_for_files(self) {
        if self.phase().get_untracked() == Phase::SignedIn {
            self.refuse_files(t::drop_nowhere());
        }
    }

    /// Says why files cannot be dropped. A browser is silent about a drop that it has refused: said when they come.
    pub(crate) fn refuse_files(self, why: &'static str) {
        // Safari lets them come anew over every part of the page.
        if !self.saying().says(why) {
            self.say("clip", why.to_owned());
        }
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
