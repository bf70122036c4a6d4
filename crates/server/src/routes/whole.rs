//! Work that a request does to its end, although its client may not wait for it.

use conversas_protocol::ErrorCode;
use tracing::Instrument;

use super::Refusal;

/// Does work in a task of its own: a client that goes away takes its request's future with it, and effects
/// that were written by then would never be told.
pub(super) async fn whole<T: Send + 'static>(
    work: impl Future<Output = Result<T, Refusal>> + Send + 'static,
) -> Result<T, Refusal> {
    let working = tokio::spawn(work.in_current_span()).await;
    working.unwrap_or_else(|error| {
        // Only the kind is logged: the words of a panic may hold anything.
        tracing::error!(is_panic = error.is_panic(), "a task of a request failed");
        Err(ErrorCode::Internal.into())
    })
}
