//! The way to the host. The page finds out which of the two ways it has.

mod bridge;
pub(crate) mod events;
pub(crate) mod files;
pub(crate) mod notify;
mod tauri;
pub(crate) mod upload;
mod values;

use std::pin::Pin;

use conversas_ipc::{Command, Failure, FailureCode};
use wasm_bindgen::JsValue;

/// Sends a command and waits for its answer.
pub(crate) async fn call<C: Command>(command: C) -> Result<C::Answer, Failure> {
    let body = values::write(&command).ok_or_else(internal)?;
    let answer = ask(C::NAME, body).await?;
    values::read(answer).ok_or_else(internal)
}

/// The part that is the same for all commands: compiled once, not with each of them.
fn ask(name: &'static str, body: JsValue) -> Pin<Box<dyn Future<Output = Result<JsValue, Failure>>>> {
    Box::pin(async move {
        let answer = match tauri::Shell::find() {
            Some(shell) => shell.call(name, &body).await,
            None => bridge::call(name, &body).await,
        };
        answer.map_err(told)
    })
}

/// Starts the stream of events; they reach the listeners of [`events::listen`].
pub(crate) fn subscribe() {
    match tauri::Shell::find() {
        Some(shell) => shell.subscribe(),
        None => bridge::subscribe(),
    }
}

fn told(failure: JsValue) -> Failure {
    values::read(failure).unwrap_or_else(internal)
}

fn internal() -> Failure {
    Failure::new(FailureCode::Internal)
}
