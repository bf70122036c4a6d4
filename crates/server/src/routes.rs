//! HTTP: a verb, a file. No rules here, and no SQL.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderName, HeaderValue, header};
use axum::routing::{delete, get, post, put};
use conversas_domain::ids::InstallationId;
use conversas_protocol::{Demo, INSTALLATION_HEADER, PROTOCOL, PROTOCOL_HEADER};
use tokio::sync::watch;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::bell::Bell;
use crate::checks::{Checks, ROOM};
use crate::crowd::Crowd;
use crate::files::Files;
use crate::origin::Proxies;
use crate::polls::Polls;
use crate::presence::Presence;
use crate::rates::Rates;
use crate::ready::Readiness;
use crate::security_log::Tagger;
use crate::store::{Store, StoreError};
use crate::throttle::Throttle;
use crate::{Clock, Config};

pub(crate) mod attachments;
pub(crate) mod bootstrap;
pub(crate) mod demo;
pub(crate) mod directory;
pub(crate) mod entries;
pub(crate) mod health;
mod identity;
mod input;
mod log;
pub(crate) mod looks;
pub(crate) mod made;
mod manners;
pub(crate) mod ops;
mod origin;
mod packing;
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
mod version;
mod whole;

use identity::Identity;
use refusal::Refusal;

/// Largest body of a request, in bytes: a message of 10,000 characters, each escaped, fits twice.
const BODY_LIMIT: usize = 256 * 1024;
/// The number of bodies that one origin may be sending without a token: as many as may wait for the check of
/// a password.
const ANONYMOUS_BODIES: usize = ROOM.of_origin;
/// The longest wait for news.
const LONGEST_WAIT: Duration = Duration::from_secs(25);

/// State that all routes share.
pub(crate) struct App {
    store: Store,
    bell: Bell,
    installation: InstallationId,
    clock: Clock,
    throttle: Throttle,
    checks: Checks,
    /// Origins whose bodies are on their way without a token.
    anonymous: Crowd,
    tagger: Tagger,
    proxies: Proxies,
    /// Whether a client near by, not trusted, names other clients as a proxy does: everybody behind it counts
    /// as one.
    unheard_proxy: AtomicBool,
    rates: Rates,
    polls: Polls,
    presence: Presence,
    files: Arc<Files>,
    readiness: Arc<Readiness>,
    /// The oldest version of an app that is taken.
    oldest_app: u32,
    /// The time for a body of a request ([`crate::config::ConnectionLimits::body`]).
    body_time: Duration,
    /// The accounts that a demonstration offers; none at a real school's server.
    demo: Option<Arc<Demo>>,
    stopping: watch::Receiver<bool>,
}

type Shared = axum::extract::State<Arc<App>>;

impl App {
    /// Makes the state over a store and the files of a folder.
    pub(crate) async fn open(
        (store, bell): (Store, Bell),
        files: Arc<Files>,
        config: &Config,
        stopping: watch::Receiver<bool>,
    ) -> Result<App, StoreError> {
        let clock = config.clock.clone();
        Ok(App {
            installation: store.read(|db| db.installation()).await?,
            throttle: Throttle::default(),
            checks: Checks::new(ROOM),
            anonymous: Crowd::new(ANONYMOUS_BODIES),
            tagger: Tagger::open(&store).await?,
            proxies: config.proxies.clone(),
            unheard_proxy: AtomicBool::new(false),
            rates: Rates::new(config.people),
            polls: Polls::new(config.people.polling_devices),
            presence: Presence::default(),
            files,
            readiness: Arc::new(Readiness::new(
                store.clone(),
                clock.clone(),
                config.folders(),
                config.least_free,
            )),
            oldest_app: config.oldest_app,
            body_time: config.connections.body.0,
            demo: config.demo.clone().map(Arc::new),
            stopping,
            store,
            bell,
            clock,
        })
    }

    /// The installation that every answer names.
    pub(crate) fn installation(&self) -> InstallationId {
        self.installation
    }
}

/// The table of routes.
pub(crate) fn router(app: Arc<App>) -> Router {
    let installation =
        HeaderValue::try_from(app.installation.to_string()).expect("an identifier is plain text");
    Router::new()
        .route("/healthz", get(health::health))
        .route("/readyz", get(health::ready))
        .route("/v1/openapi.json", get(crate::openapi::openapi))
        .route("/v1/demo", get(demo::demo))
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
        .layer(always(header::CACHE_CONTROL, "no-store"))
        .layer(always(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(always(HeaderName::from_static("cross-origin-resource-policy"), "same-origin"))
        .layer(packing::layer())
        .layer(CatchPanicLayer::custom(refusal::panicked))
        .layer(axum::middleware::from_fn_with_state(Arc::clone(&app), version::check))
        .layer(axum::middleware::from_fn(manners::mind))
        .layer(axum::middleware::from_fn(log::requests))
        // Outermost, so that no answer goes without these headers, not even that of a request that panicked.
        .layer(SetResponseHeaderLayer::overriding(HeaderName::from_static(INSTALLATION_HEADER), installation))
        .layer(SetResponseHeaderLayer::overriding(
            HeaderName::from_static(PROTOCOL_HEADER),
            HeaderValue::from(PROTOCOL),
        ))
        .with_state(app)
}

/// A layer with a header for every answer that does not have it already.
fn always(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}
