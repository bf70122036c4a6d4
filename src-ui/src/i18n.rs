//! The texts of the interface in the language of the page.
//!
//! One module per part of the screen, with a function for each message of its file in `conversas-words`, and functions that
//! choose among messages: by a status, a failure, how many people there are. The words themselves stand in
//! `crates/words/locales`.

use std::cell::Cell;

use conversas_ipc::Language;

pub(crate) mod common;
pub(crate) mod connection;
pub(crate) mod csat;
pub(crate) mod dates;
pub(crate) mod details;
pub(crate) mod device;
pub(crate) mod export;
pub(crate) mod failures;
pub(crate) mod files;
pub(crate) mod forward;
pub(crate) mod hours;
pub(crate) mod inbox;
pub(crate) mod loss;
pub(crate) mod notifications;
pub(crate) mod recorder;
pub(crate) mod refused;
pub(crate) mod replies;
pub(crate) mod rescued;
pub(crate) mod search;
pub(crate) mod settings;
pub(crate) mod shortcuts;
pub(crate) mod signin;
pub(crate) mod slots;
pub(crate) mod start;
pub(crate) mod team;
pub(crate) mod thread;
pub(crate) mod trouble;
pub(crate) mod unsent;
pub(crate) mod voice;

thread_local! {
    static LANGUAGE: Cell<Language> = const { Cell::new(Language::PtBr) };
}

/// The language of the texts that are made now. Changing it needs the page to be made anew.
pub(crate) fn language() -> Language {
    LANGUAGE.get()
}

/// Changes the language of texts from now on.
pub(crate) fn speak(language: Language) {
    LANGUAGE.set(language);
}
