//! Phones: no notices yet. A phone's system must wake the app for one, which takes a push service of the
//! system's maker.

use std::sync::Arc;

use conversas_domain::ids::ConversationId;
use conversas_host::Host;
use tauri::{AppHandle, Runtime};

use super::Said;

#[derive(Default)]
pub(super) struct Shown;

impl Shown {
    pub(super) async fn show<R: Runtime>(&self, _: &AppHandle<R>, _: &Arc<Host>, _: ConversationId, _: Said) {
    }

    pub(super) async fn close_those_over(&self, _: &Host) {}
}
