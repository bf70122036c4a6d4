//! What the page may call: everything goes through [`call`], what happens by itself comes through [`subscribe`];
//! [`save_file`] puts a file where the person says, which only a shell can.

use std::io::Write;
use std::sync::Arc;

use conversas_host::Host;
use conversas_ipc::{Envelope, Failure, FailureCode};
use futures_util::StreamExt;
use percent_encoding::percent_decode_str;
use serde_json::Value;
use tauri::ipc::{Channel, InvokeBody, Request};
use tauri::{AppHandle, State};
use tauri_plugin_dialog::{DialogExt, FilePath};
use tauri_plugin_fs::{FsExt, OpenOptions};
use tokio::sync::oneshot;

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

/// Asks where, and writes the request's bytes there; its header `name` is the name to offer, percent-encoded. Answers
/// whether there is a file now: not if the person thought better of it.
#[tauri::command]
pub(crate) async fn save_file(app: AppHandle, request: Request<'_>) -> Result<bool, Failure> {
    let InvokeBody::Raw(bytes) = request.body() else { return Err(FailureCode::BadRequest.into()) };
    let name = request.headers().get("name").and_then(|name| name.to_str().ok());
    let name = percent_decode_str(name.unwrap_or_default()).decode_utf8_lossy().into_owned();
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_owned()).unwrap_or_default();
    let (answer, chosen) = oneshot::channel();
    let dialog = app.dialog().file().set_file_name(&name).add_filter(extension.to_uppercase(), &[&extension]);
    dialog.save_file(move |path| {
        // Whoever asked may be gone with the page.
        let _ = answer.send(path);
    });
    let Some(path) = chosen.await.ok().flatten() else { return Ok(false) };
    let bytes = bytes.clone();
    let writing = tauri::async_runtime::spawn_blocking(move || write(&app, path, &bytes));
    writing.await.ok().and_then(Result::ok).ok_or(FailureCode::StorageUnavailable)?;
    Ok(true)
}

fn write(app: &AppHandle, path: FilePath, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    let mut file = app.fs().open(path, options)?;
    file.write_all(bytes)?;
    file.sync_all()
}
