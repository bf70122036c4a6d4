//! HTTP: a verb, a file. No rules here, and no SQL.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, header};
use axum::routing::{delete, get, post, put};
use tokio::sync::{Semaphore, watch};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::Clock;
use crate::files::Files;
use crate::presence::Presence;
use crate::store::Store;
use crate::throttle::Throttle;

pub(crate) mod attachments;
pub(crate) mod bootstrap;
pub(crate) mod directory;
pub(crate) mod entries;
mod health;
mod identity;
mod input;
mod log;
pub(crate) mod looks;
pub(crate) mod ops;
pub(crate) mod presence;
mod range;
mod refusal;
pub(crate) mod replies;
pub(crate) mod sign_in;
pub(crate) mod sign_out;
pub(crate) mod sync;
#[cfg(test)]
mod tests;
pub(crate) mod uploads;

use identity::Identity;
use refusal::Refusal;

/// Largest body of a request, in bytes: a message of 10,000 characters, each escaped, fits twice.
const BODY_LIMIT: usize = 256 * 1024;
/// Longest wait for news.
const LONGEST_WAIT: Duration = Duration::from_secs(25);

/// What the routes share.
pub(crate) struct App {
    store: Store,
    clock: Clock,
    throttle: Throttle,
    /// Passwords being checked at the same time: each takes a core and 19 MB.
    checking: Semaphore,
    presence: Presence,
    files: Arc<Files>,
    stopping: watch::Receiver<bool>,
}

type Shared = axum::extract::State<Arc<App>>;

impl App {
    pub(crate) fn new(store: Store, clock: Clock, files: Arc<Files>, stopping: watch::Receiver<bool>) -> App {
        App {
            store,
            clock,
            throttle: Throttle::default(),
            checking: Semaphore::new(2),
            presence: Presence::default(),
            files,
            stopping,
        }
    }
}

/// The table of routes.
pub(crate) fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/healthz", get(health::health))
        .route("/v1/openapi.json", get(health::openapi))
        .route("/v1/sessions", post(sign_in::sign_in))
        .route("/v1/sessions/current", delete(sign_out::sign_out))
        .route("/v1/directory", get(directory::directory))
        .route("/v1/bootstrap", get(bootstrap::bootstrap))
        .route("/v1/sync", get(sync::sync))
        .route("/v1/looks", get(looks::looks))
        .route("/v1/conversations/{id}/entries", get(entries::entries))
        .route("/v1/ops", post(ops::ops))
        .route("/v1/presence", put(presence::presence))
        .route("/v1/channels/{channel}/replies/{reply}", put(replies::put).delete(replies::delete))
        .route("/v1/attachments/{id}/link", get(attachments::link))
        .route("/v1/attachments/{id}/file", get(attachments::file))
        .merge(uploads::routes())
        .fallback(refusal::unknown_route)
        .method_not_allowed_fallback(refusal::wrong_method)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-store"),
        ))
        .layer(CatchPanicLayer::custom(refusal::panicked))
        .layer(axum::middleware::from_fn(log::requests))
        .with_state(app)
}
