//! Addresses in what people write, opened outside the app.

use conversas_domain::links::Link;
use conversas_ipc::OpenLink;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::App;
use crate::i18n::failures;
use crate::transport::call;

impl App {
    /// Has the system open an address, where the host can. Answers whether it can; else the browser follows the link.
    pub(crate) fn opens_link(self, link: &Link) -> bool {
        if !untrack(|| self.has_dialogs()) {
            return false;
        }
        let address = link.address();
        spawn_local(async move {
            if let Err(failure) = call(OpenLink { address }).await {
                self.say("alert", failures::failure(&failure));
            }
        });
        true
    }
}
