//! What the page may call: everything goes through [`call`], what happens by itself comes through [`subscribe`].

use std::sync::Arc;

use conversas_host::Host;
use conversas_ipc::{Envelope, Failure};
use futures_util::StreamExt;
use serde_json::Value;
use tauri::State;
use tauri::ipc::Channel;

/// One command of the ipc list.
#[tauri::command]
pub(crate) async fn call(host: State<'_, Arc<Host>>, name: String, body: Value) -> Result<Value, Failure> {
    conversas_ipc::dispatch(&**host, &name, body).await
}

/// Events from now on, until the page is gone.
#[tauri::command]
pub(crate) async fn subscribe(host: State<'_, Arc<Host>>, channel: Channel<Envelope>) -> Result<(), Failure> {
    let mut events = Box::pin(host.subscribe());
    tauri::async_runtime::spawn(async move {
        while let Some(envelope) = events.next().await {
            if channel.send(envelope).is_err() {
                break;
            }
        }
    });
    Ok(())
}
