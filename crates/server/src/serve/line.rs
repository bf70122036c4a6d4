//! The bytes of one connection, with the server's time limits.
//!
//! The head of a request has a time limit from its first byte, or from the connection's beginning. So has a
//! client that takes nothing of an answer. Hyper limits the rest between requests, and the routes limit
//! bodies.

use std::io::{self, ErrorKind, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

use crate::config::ConnectionLimits;

/// The bytes of a body that no route read that are taken and thrown away at the end, so that the answer
/// before it arrives.
const LINGER_BYTES: usize = 4 * 1024 * 1024;
/// The time for which such bytes are taken.
const LINGER: Duration = Duration::from_secs(2);

/// The phase of a connection, set by the requests on it.
#[derive(Clone, Default)]
pub(crate) struct Phase(Arc<AtomicU8>);

const HEAD: u8 = 0;
const ANSWERING: u8 = 1;
const RESTING: u8 = 2;
const LEFT_UNREAD: u8 = 3;

impl Phase {
    fn is(&self, phase: u8) -> bool {
        self.0.load(Ordering::Relaxed) == phase
    }

    fn set(&self, phase: u8) {
        self.0.store(phase, Ordering::Relaxed);
    }

    /// The head has arrived.
    pub(super) fn answering(&self) {
        self.set(ANSWERING);
    }

    /// The answer is made; the next byte begins another head.
    pub(super) fn resting(&self) {
        if !self.is(LEFT_UNREAD) {
            self.set(RESTING);
        }
    }

    /// A body was not read to its end, so there is no next request.
    pub(crate) fn left_unread(&self) {
        self.set(LEFT_UNREAD);
    }
}

/// A stream that ends when a time limit is over.
pub(super) struct Line<S> {
    stream: S,
    phase: Phase,
    head: Duration,
    write: Duration,
    /// The time at which the head must have arrived.
    head_end: Option<Pin<Box<Sleep>>>,
    /// The time at which the client must have taken something of the answer.
    write_end: Option<Pin<Box<Sleep>>>,
    /// The time at which the rest of a body is given up, and the bytes of it that came.
    linger: Option<(Pin<Box<Sleep>>, usize)>,
}

impl<S> Line<S> {
    pub(super) fn new(stream: S, phase: Phase, limits: &ConnectionLimits) -> Line<S> {
        let head = limits.head.0;
        let head_end = Some(Box::pin(sleep_until(Instant::now() + head)));
        Line { stream, phase, head, write: limits.write.0, head_end, write_end: None, linger: None }
    }

    /// Waits until something is written; an error if that takes too long.
    fn wait_to_write(&mut self, cx: &mut Context<'_>) -> Poll<io::Error> {
        let end = Instant::now() + self.write;
        let waiting = self.write_end.get_or_insert_with(|| Box::pin(sleep_until(end)));
        waiting.as_mut().poll(cx).map(|()| timed_out("nothing of the answer is taken"))
    }

    fn written<T>(&mut self, cx: &mut Context<'_>, done: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if done.is_ready() {
            self.write_end = None;
            return done;
        }
        self.wait_to_write(cx).map(Err)
    }
}

fn timed_out(why: &'static str) -> io::Error {
    io::Error::new(ErrorKind::TimedOut, why)
}

impl<S: AsyncRead + Unpin> AsyncRead for Line<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let line = &mut *self;
        let before = buffer.filled().len();
        let read = Pin::new(&mut line.stream).poll_read(cx, buffer);
        if line.phase.is(RESTING) && buffer.filled().len() > before {
            line.phase.set(HEAD);
        }
        if !line.phase.is(HEAD) {
            line.head_end = None;
            return read;
        }
        let end = Instant::now() + line.head;
        let head_end = line.head_end.get_or_insert_with(|| Box::pin(sleep_until(end)));
        // Checked also when bytes came: one byte now and then is no head.
        match head_end.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(Err(timed_out("a head takes too long"))),
            Poll::Pending => read,
        }
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Line<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.written(cx, done)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write_vectored(cx, pieces);
        self.written(cx, done)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let done = Pin::new(&mut self.stream).poll_flush(cx);
        self.written(cx, done)
    }

    /// Takes the rest of an unread body for a moment before closing: closing a connection with unread bytes
    /// resets it, and a reset takes the answer with it.
    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let line = &mut *self;
        if line.linger.is_none() {
            ready!(Pin::new(&mut line.stream).poll_shutdown(cx))?;
            if !line.phase.is(LEFT_UNREAD) {
                return Poll::Ready(Ok(()));
            }
        }
        let end = Instant::now() + LINGER;
        let (end, taken) = line.linger.get_or_insert_with(|| (Box::pin(sleep_until(end)), 0));
        let mut bytes = [0; 4_096];
        while *taken < LINGER_BYTES && end.as_mut().poll(cx).is_pending() {
            let mut buffer = ReadBuf::new(&mut bytes);
            match ready!(Pin::new(&mut line.stream).poll_read(cx, &mut buffer)) {
                Ok(()) if !buffer.filled().is_empty() => *taken += buffer.filled().len(),
                // The client is done, or gone.
                Ok(()) | Err(_) => break,
            }
        }
        Poll::Ready(Ok(()))
    }
}
