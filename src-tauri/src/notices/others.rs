//! macOS and Windows: notices are shown and disappear by themselves; clicks are not reported.

use std::sync::Arc;

use conversas_domain::ids::ConversationId;
use conversas_host::Host;
use notify_rust::Notification;
use tauri::{AppHandle, Runtime};

use super::Said;

#[derive(Default)]
pub(super) struct Shown;

impl Shown {
    pub(super) async fn show<R: Runtime>(
        &self,
        _: &AppHandle<R>,
        _: &Arc<Host>,
        _: ConversationId,
        said: Said,
    ) {
        let show = move || {
            let mut notice = Notification::new();
            notice
                .appname("Conversas")
                .summary(&said.head)
                .body(&said.body)
                .action("default", said.open)
                .show()
        };
        // Ignored: if the system does not allow notices, the app goes on without them.
        let _ = tauri::async_runtime::spawn_blocking(move || show().is_ok()).await;
    }

    pub(super) async fn close_those_over(&self, _: &Host) {}
}
