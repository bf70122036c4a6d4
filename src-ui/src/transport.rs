//! The way to the host. Which of the two it is, the page finds out by itself.

mod bridge;
pub(crate) mod events;
pub(crate) mod files;
pub(crate) mod notify;
mod tauri;
pub(crate) mod upload;

use conversas_ipc::{Command, Failure, FailureCode};

/// Sends a command and waits for its answer.
pub(crate) async fn call<C: Command>(command: C) -> Result<C::Answer, Failure> {
    let body = serde_json::to_string(&command).map_err(|_| internal())?;
    let answer = match tauri::Shell::find() {
        Some(shell) => shell.call(C::NAME, &body).await,
        None => bridge::call(C::NAME, &body).await,
    };
    match answer {
        Ok(json) => serde_json::from_str(&json).map_err(|_| internal()),
        Err(json) => Err(serde_json::from_str(&json).unwrap_or_else(|_| internal())),
    }
}

/// Starts the stream of events; they reach whoever called [`events::listen`].
pub(crate) fn subscribe() {
    match tauri::Shell::find() {
        Some(shell) => shell.subscribe(),
        None => bridge::subscribe(),
    }
}

fn internal() -> Failure {
    Failure::new(FailureCode::Internal)
}
