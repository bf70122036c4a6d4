//! The address where the host serves pictures, videos and voices, and what the host can do with files.

use conversas_ipc::MediaQuery;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::App;
use crate::transport::call;

impl App {
    /// Asks for the address: at the start, and when the host began anew.
    pub(super) fn ask_media(self) {
        spawn_local(async move {
            if let Ok(base) = call(MediaQuery {}).await
                && self.media().with_untracked(|known| known.as_ref() != Some(&base))
            {
                self.device().media.set(Some(base));
            }
        });
    }

    /// The address of something below it, such as "/files/…/thumbnail"; none before the host has told.
    pub(crate) fn media_url(self, path: &str) -> Option<String> {
        self.media().with(|base| base.as_ref().map(|base| format!("{}{path}", base.url)))
    }
}
