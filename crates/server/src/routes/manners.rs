//! Work around each request and answer, whatever the route: a person's request counts as under way until its
//! answer is sent, and a body that no route read is read here, or the connection says that it ends.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::StreamExt;
use http_body::{Frame, SizeHint};
use tokio::time::{Instant, timeout_at};

use super::BODY_LIMIT;
use crate::rates::UnderWay;
use crate::serve::line::Phase;

/// The time that the rest of an unread body is waited for.
const REST: Duration = Duration::from_secs(1);

/// The place where the extractor of the person leaves the count of requests under way.
#[derive(Clone, Default)]
pub(super) struct Held(Arc<Mutex<Option<UnderWay>>>);

impl Held {
    pub(super) fn hold(&self, under_way: Option<UnderWay>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = under_way;
    }

    fn take(&self) -> Option<UnderWay> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

pub(super) async fn mind(request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let held = Held::default();
    parts.extensions.insert(held.clone());
    let phase = parts.extensions.get::<Phase>().cloned();
    // A client that waits to be asked for the body has not begun to send it.
    let is_sent = !parts.headers.contains_key(header::EXPECT);
    let left = Left::default();
    let body = Body::new(Lent { body: Some(body), left: left.clone() });
    let response = next.run(Request::from_parts(parts, body)).await;
    let mut response = response.map(|body| Body::new(Sent { body, _under_way: held.take() }));
    if let Some(rest) = left.take()
        && !(is_sent && drained(rest).await)
    {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        if let Some(phase) = phase {
            phase.left_unread();
        }
    }
    response
}

/// Whether the rest of a body was short and came at once.
async fn drained(body: Body) -> bool {
    if body.size_hint().lower() > BODY_LIMIT as u64 {
        return false;
    }
    let end = Instant::now() + REST;
    let (mut pieces, mut taken) = (body.into_data_stream(), 0);
    while taken <= BODY_LIMIT {
        match timeout_at(end, pieces.next()).await {
            Ok(None) => return true,
            Ok(Some(Ok(piece))) => taken += piece.len(),
            Ok(Some(Err(_))) | Err(_) => return false,
        }
    }
    false
}

/// The part of a body that a route did not read.
#[derive(Clone, Default)]
struct Left(Arc<Mutex<Option<Body>>>);

impl Left {
    fn take(&self) -> Option<Body> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// A request's body, which comes back if it is dropped before its end.
struct Lent {
    body: Option<Body>,
    left: Left,
}

impl HttpBody for Lent {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        let frame = Pin::new(body).poll_frame(cx);
        // The body has ended or is broken: there is no rest of it.
        if matches!(frame, Poll::Ready(None | Some(Err(_)))) {
            self.body = None;
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(HttpBody::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.as_ref().map_or_else(|| SizeHint::with_exact(0), HttpBody::size_hint)
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        let rest = self.body.take().filter(|body| !body.is_end_stream());
        *self.left.0.lock().unwrap_or_else(PoisonError::into_inner) = rest;
    }
}

/// An answer's body, with the count that is held until it is sent.
struct Sent {
    body: Body,
    _under_way: Option<UnderWay>,
}

impl HttpBody for Sent {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
