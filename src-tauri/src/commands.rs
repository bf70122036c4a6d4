//! The commands that the page may call. Every request goes through [`call`]; events come through
//! [`subscribe`]; [`save_file`] takes bytes that the page has, and puts them where the person says.

use std::sync::Arc;

use conversas_host::{Host, Written};
use conversas_ipc::{Envelope, Failure, FailureCode};
use futures_util::StreamExt;
use percent_encoding::percent_decode_str;
use serde_json::Value;
use tauri::State;
use tauri::ipc::{Channel, InvokeBody, Request};

/// Runs one command of the ipc list.
#[tauri::command]
pub(crate) async fn call(host: State<'_, Arc<Host>>, name: String, body: Value) -> Result<Value, Failure> {
    conversas_ipc::dispatch(&**host, &name, body).await
}

/// Sends the events from now on, until the page is gone.
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

/// Asks the person for a place, and writes the request's bytes there; the request's header `name` is the name
/// to offer, percent-encoded. Answers whether the file was written: false if the person closed the dialog.
#[tauri::command]
pub(crate) async fn save_file(host: State<'_, Arc<Host>>, request: Request<'_>) -> Result<bool, Failure> {
    let InvokeBody::Raw(bytes) = request.body() else { return Err(FailureCode::BadRequest.into()) };
    let name = request.headers().get("name").and_then(|name| name.to_str().ok());
    let name = percent_decode_str(name.unwrap_or_default()).decode_utf8_lossy().into_owned();
    Ok(host.desk().save_as(name, Written::Bytes(bytes.clone())).await?)
}
