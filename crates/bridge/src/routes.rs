//! `POST /ipc/{name}`, `GET /ipc/events`, and media below `/media`.

use std::convert::Infallible;
use std::path::Path as Folder;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Json, Router};
use conversas_host::Host;
use conversas_ipc::{Failure, FailureCode};
use futures_util::{Stream, StreamExt};
use serde_json::Value;

use crate::guard::{Token, guard};
use crate::page::page;

#[cfg(test)]
mod tests;

/// The path below which the page finds media.
const MEDIA: &str = "/media";

/// The page, the ipc list and media, behind the guard.
pub(crate) fn routes(host: Arc<Host>, token: Token, ui: &Folder) -> Router {
    host.serves_media_at(MEDIA.to_owned());
    let media = conversas_media::routes(Host::clone(&host));
    Router::new()
        .route("/ipc/events", get(events).layer(Extension(Pages::default())))
        .route("/ipc/{name}", post(call))
        .with_state(host)
        .nest(MEDIA, media)
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
    // The command runs in a task of its own: a page that is reloaded ends its requests, and a command that
    // has begun must still be done to its end.
    let doing = tokio::spawn(async move { conversas_ipc::dispatch(&*host, &name, body).await });
    match doing.await {
        Ok(Ok(answer)) => Json(answer).into_response(),
        Ok(Err(failure)) => refuse(&failure),
        Err(error) => {
            tracing::error!(is_panic = error.is_panic(), "a command was lost");
            refuse(&Failure::new(FailureCode::Internal))
        }
    }
}

fn refuse(failure: &Failure) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Json(failure)).into_response()
}

async fn events(
    State(host): State<Arc<Host>>,
    Extension(pages): Extension<Pages>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let page = Page::new(host.clone(), pages);
    let stream = host.subscribe().map(move |envelope| {
        // The stream owns the page's place, so that the page counts as long as it listens.
        let _ = &page;
        let event = Event::default().id(envelope.index.to_string());
        Ok(event.json_data(&envelope).expect("an envelope has a JSON form"))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

/// The number of pages that listen.
type Pages = Arc<AtomicUsize>;

/// The place of one page that listens. When the last page is gone nobody sees that a recording runs, so it is
/// paused.
struct Page {
    host: Arc<Host>,
    pages: Pages,
}

impl Page {
    fn new(host: Arc<Host>, pages: Pages) -> Page {
        pages.fetch_add(1, Ordering::Relaxed);
        Page { host, pages }
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if self.pages.fetch_sub(1, Ordering::Relaxed) > 1 {
            return;
        }
        let host = Arc::clone(&self.host);
        // Without a runtime the bridge is ending, which pauses recordings too.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move { host.window_closed().await });
        }
    }
}
