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
        // Where notices are not allowed there are none; the app goes on.
        let shown = tauri::async_runtime::spawn_blocking(move || {
            if let Err(error) = show() {
                tracing::debug!(%error, "a notice was not shown");
            }
        });
        // Without the error's own words: those of a panic may quote the notice.
        if shown.await.is_err() {
            tracing::error!("what shows a notice panicked");
        }
    }

    pub(super) async fn close_those_over(&self, _: &Host) {}
}
