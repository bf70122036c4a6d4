//! `POST /ipc/{name}` and `GET /ipc/events`.

use std::convert::Infallible;
use std::path::Path as Folder;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use conversas_host::Host;
use conversas_ipc::{Failure, FailureCode};
use futures_util::{Stream, StreamExt};
use serde_json::Value;

use crate::guard::{Token, guard};
use crate::page::page;

#[cfg(test)]
mod tests;

/// The page and the ipc list, behind the guard.
pub(crate) fn routes(host: Arc<Host>, token: Token, ui: &Folder) -> Router {
    Router::new()
        .route("/ipc/events", get(events))
        .route("/ipc/{name}", post(call))
        .with_state(host)
        .merge(page(ui))
        .layer(from_fn_with_state(token, guard))
}

async fn call(
    State(host): State<Arc<Host>>,
    Path(name): Path<String>,
    body: Result<Json<Value>, axum::extract::rejection::JsonRejection>,
) -> Response {
    let Ok(Json(body)) = body else {
        return refuse(&Failure::new(FailureCode::BadRequest));
    };
    match conversas_ipc::dispatch(&*host, &name, body).await {
        Ok(answer) => Json(answer).into_response(),
        Err(failure) => refuse(&failure),
    }
}

fn refuse(failure: &Failure) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Json(failure)).into_response()
}

async fn events(State(host): State<Arc<Host>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let stream = host.subscribe().map(|envelope| {
        let event = Event::default().id(envelope.index.to_string());
        Ok(event.json_data(&envelope).expect("an envelope has a JSON form"))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}
