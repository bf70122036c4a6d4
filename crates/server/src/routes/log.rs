//! One line per request: the route, the outcome, the duration, and the identifiers of person and device. Only
//! identifiers (rule 22).

use std::sync::{Arc, OnceLock};
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use conversas_domain::ids::{DeviceId, PersonId};

/// The person and device of a request, filled in by the extractor that finds them.
#[derive(Clone, Default)]
pub(super) struct Asker(Arc<OnceLock<(PersonId, DeviceId)>>);

impl Asker {
    pub(super) fn is(&self, person: PersonId, device: DeviceId) {
        // Ignored: a request has one asker, and the first one stands.
        let _ = self.0.set((person, device));
    }
}

pub(super) async fn requests(mut request: Request, next: Next) -> Response {
    let start = Instant::now();
    let asker = Asker::default();
    request.extensions_mut().insert(asker.clone());
    let method = request.method().clone();
    // The template is logged, not the path: paths of unknown routes can hold anything.
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "unknown".to_owned(), |path| path.as_str().to_owned());
    let response = next.run(request).await;
    let (person, device) = asker.0.get().copied().unzip();
    tracing::info!(
        %method,
        route,
        status = response.status().as_u16(),
        ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX),
        person = person.map(tracing::field::display),
        device = device.map(tracing::field::display),
        "request"
    );
    response
}
