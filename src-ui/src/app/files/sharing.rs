//! Sharing a file ("Compartilhar") with the system's share sheet.
//!
//! The sheet opens only while the person's press is fresh, a few seconds, and the file must be there as a whole before. If
//! the press is over when it is, the file is kept and a toast offers to go on.

use std::collections::HashMap;

use conversas_ipc::{FileHere, FileItem};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use crate::app::App;
use crate::i18n::files as t;
use crate::state::sharing::{Parcel, Shelf};
use crate::transport::files::sheet::{self, Shared, Unfetched};

/// The state of the sheet; a handle, copied freely.
#[derive(Clone, Copy)]
pub(crate) struct Sharing {
    /// Whether the sheet takes files, by MIME type.
    takes: RwSignal<HashMap<&'static str, bool>>,
    /// The files that wait for another press.
    kept: StoredValue<Shelf<(&'static str, File)>, LocalStorage>,
    /// The number of people who were here before: a file that one of them asked for is not handed to the
    /// next.
    people: StoredValue<u32>,
}

impl Sharing {
    pub(in crate::app) fn new() -> Sharing {
        Sharing {
            takes: RwSignal::new(HashMap::new()),
            kept: StoredValue::new_local(Shelf::default()),
            people: StoredValue::new(0),
        }
    }

    /// Forgets files that wait, because another person is here.
    pub(in crate::app) fn forget(self) {
        self.kept.update_value(Shelf::clear);
        self.people.update_value(|people| *people += 1);
    }
}

impl App {
    /// Whether there is a sheet, and it takes this file.
    pub(crate) fn can_share(self, file: &FileItem) -> bool {
        let Some(Parcel { name, media_type }) = Parcel::of(file) else { return false };
        let known = self.personal().sharing.takes.with(|takes| takes.get(media_type).copied());
        known.or_else(|| self.learn(&name, media_type)).unwrap_or(false)
    }

    fn learn(self, name: &str, media_type: &'static str) -> Option<bool> {
        let takes = sheet::takes(name, media_type)?;
        // Whoever asks is about to be told.
        self.personal().sharing.takes.update_untracked(|all| all.extend([(media_type, takes)]));
        Some(takes)
    }

    /// Fetches the file and opens the sheet.
    pub(crate) fn share_file(self, file: &FileItem) {
        let Some(Parcel { name, media_type }) = Parcel::of(file) else { return };
        let Some(address) = untrack(|| self.original_url(file.id)) else { return };
        let fetching =
            (file.here != FileHere::Here).then(|| self.say_meanwhile("download", t::fetching(&name)));
        let asker = self.personal().sharing.people.get_value();
        spawn_local(async move {
            let fetched = sheet::fetch(&address, &name, media_type).await;
            if self.personal().sharing.people.try_get_value() != Some(asker) {
                return;
            }
            if let Some(number) = fetching {
                self.saying().take_back(number);
            }
            match fetched {
                Ok(file) => self.hand_over(media_type, file, false).await,
                Err(Unfetched::Offline) => self.say("wifi-off", t::not_here().to_owned()),
                Err(Unfetched::Failed) => self.say("alert", t::not_shared().to_owned()),
            }
        });
    }

    /// `pressed`: for this very file, just now.
    async fn hand_over(self, media_type: &'static str, file: File, pressed: bool) {
        let is_pressed = if pressed { Some(true) } else { sheet::is_pressed() };
        let shared = match is_pressed {
            Some(false) => Shared::NotAllowed,
            _ => sheet::share(&file).await,
        };
        match (shared, is_pressed) {
            (Shared::Done | Shared::Cancelled, _) => {}
            // Chromium says that it could take every file, and refuses some when it gets them.
            (Shared::NotAllowed, Some(true)) => {
                self.personal().sharing.takes.update(|all| all.extend([(media_type, false)]));
                self.say("alert", t::share_refused().to_owned());
            }
            (Shared::NotAllowed, _) => self.offer_again(media_type, file),
            (Shared::Failed, _) => self.say("alert", t::not_shared().to_owned()),
        }
    }

    fn offer_again(self, media_type: &'static str, file: File) {
        let kept = self.personal().sharing.kept;
        let Some(number) = kept.try_update_value(Shelf::number) else { return };
        let said = t::share_ready(&file.name());
        let toast = self.offer_meanwhile("outbox", said, t::share(), move || {
            let waiting = kept.try_update_value(|kept| kept.take(number)).flatten();
            if let Some((media_type, file)) = waiting {
                spawn_local(self.hand_over(media_type, file, true));
            }
        });
        kept.update_value(|kept| {
            kept.keep(number, toast, (media_type, file), |toast| self.saying().stands(toast));
        });
    }
}
