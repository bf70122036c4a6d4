//! Takes connections, as many as there is room for, and serves the requests on them.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use conversas_domain::ids::InstallationId;
use conversas_protocol::INSTALLATION_HEADER;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::line::{Line, Phase};
use super::stopped;
use crate::config::ConnectionLimits;
use crate::origin::{Proxies, group};
use crate::security_log::{self, Event};

/// Largest head of a request, in bytes. The largest head of the app, an upload's beginning, has some four
/// thousand.
const HEAD_BYTES: usize = 32 * 1024;
/// The most lines of a head.
const HEAD_LINES: usize = 64;
/// The time in which no connection is taken after the system refused to give one, as it does when all files
/// are open.
const AFTER_A_FAILURE: Duration = Duration::from_millis(500);
/// The time for which the security log says nothing more about refused connections: there may be thousands in
/// a second.
const BETWEEN_LINES: Duration = Duration::from_secs(10);
/// The parts that serving connections needs.
pub(super) struct Door {
    pub(super) routes: Router,
    pub(super) limits: ConnectionLimits,
    pub(super) proxies: Proxies,
    pub(super) installation: InstallationId,
}

impl Door {
    /// Takes connections until the server stops, and ends when all of them have ended.
    pub(super) async fn open(self, listener: TcpListener, stopping: watch::Receiver<bool>) {
        let room = Room::new(self.limits);
        let (http, no_room) = (self.http(), no_room(self.installation));
        let mut connections = JoinSet::new();
        let mut stop = pin!(stopped(stopping.clone()));
        loop {
            let taken = tokio::select! {
                () = &mut stop => break,
                // Ended connections are taken out, so that the set holds only those that go on.
                Some(_) = connections.join_next() => continue,
                taken = listener.accept() => taken,
            };
            let (stream, peer) = match taken {
                Ok(taken) => taken,
                Err(error) => {
                    failed(&error).await;
                    continue;
                }
            };
            match room.take(peer.ip(), self.proxies.trusts(peer.ip())) {
                Some(place) => {
                    let serving = self.serve(&http, stream, peer, stopping.clone());
                    connections.spawn(async move {
                        serving.await;
                        drop(place);
                    });
                }
                None => refuse(&stream, &no_room),
            }
        }
        drop(listener);
        while connections.join_next().await.is_some() {}
    }

    fn http(&self) -> http1::Builder {
        let mut http = http1::Builder::new();
        // Hyper counts this time from the end of the request before; `Line` is stricter with a head that has
        // begun.
        http.timer(TokioTimer::new())
            .header_read_timeout(self.limits.idle.0.max(self.limits.head.0))
            .max_headers(HEAD_LINES)
            .max_header_size(HEAD_BYTES)
            .max_buf_size(2 * HEAD_BYTES);
        http
    }

    fn serve(
        &self,
        http: &http1::Builder,
        stream: TcpStream,
        peer: SocketAddr,
        stopping: watch::Receiver<bool>,
    ) -> impl Future<Output = ()> + Send + use<> {
        // An answer is written as a whole: waiting for more bytes would only delay it.
        drop(stream.set_nodelay(true));
        let phase = Phase::default();
        let io = TokioIo::new(Line::new(stream, phase.clone(), &self.limits));
        let routes = TowerToHyperService::new(self.routes.clone());
        let answer = service_fn(move |request: Request<Incoming>| {
            phase.answering();
            let mut request = request.map(axum::body::Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            request.extensions_mut().insert(phase.clone());
            let answering = routes.call(request);
            let phase = phase.clone();
            async move {
                let answer = answering.await;
                phase.resting();
                answer
            }
        });
        let connection = http.serve_connection(io, answer);
        async move {
            let mut connection = pin!(connection);
            let mut stop = pin!(stopped(stopping));
            let mut told = false;
            let ended = loop {
                tokio::select! {
                    ended = connection.as_mut() => break ended,
                    () = &mut stop, if !told => {
                        told = true;
                        connection.as_mut().graceful_shutdown();
                    }
                }
            };
            if let Err(error) = ended {
                tracing::debug!(%error, "a connection ended");
            }
        }
    }
}

/// The answer to a client for which there is no room. It names the installation, so that apps recognize it.
fn no_room(installation: InstallationId) -> Vec<u8> {
    let body = "{\"code\":\"unavailable\",\"message\":\"try again later\"}\r\n";
    let length = body.len();
    format!(
        "HTTP/1.1 503 Service Unavailable\r\n{INSTALLATION_HEADER}: {installation}\r\n\
         Content-Type: application/json\r\nRetry-After: 5\r\nConnection: close\r\n\
         Content-Length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

/// Refuses a connection without waiting: the part of the answer that does not fit into the socket at once is
/// not sent.
fn refuse(stream: &TcpStream, no_room: &[u8]) {
    drop(stream.try_write(no_room));
}

async fn failed(error: &std::io::Error) {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    // Not logged: these errors are of one connection, which is gone.
    if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        tracing::error!(%error, "no connection can be taken");
        tokio::time::sleep(AFTER_A_FAILURE).await;
    }
}

/// The number of connections that are open. Clones share it.
#[derive(Clone)]
struct Room {
    limits: ConnectionLimits,
    taken: Arc<Mutex<Taken>>,
}

#[derive(Default)]
struct Taken {
    in_all: usize,
    of_origin: HashMap<IpAddr, usize>,
    /// The moment at which it was last logged that there is no room.
    told_at: Option<Instant>,
}

/// The place of one connection, until it is dropped.
struct Place {
    room: Room,
    /// The origin of the connection; none: a proxy's.
    origin: Option<IpAddr>,
}

impl Room {
    fn new(limits: ConnectionLimits) -> Room {
        Room { limits, taken: Arc::default() }
    }

    fn take(&self, peer: IpAddr, is_proxy: bool) -> Option<Place> {
        let origin = (!is_proxy).then(|| group(peer));
        let mut taken = self.lock();
        let of_origin = origin.and_then(|origin| taken.of_origin.get(&origin)).copied().unwrap_or_default();
        let full = if taken.in_all >= self.limits.in_all {
            Some("connections")
        } else if of_origin >= self.limits.of_origin {
            Some("connections_of_address")
        } else {
            None
        };
        if let Some(limit) = full {
            if taken.told_at.is_none_or(|at| at.elapsed() >= BETWEEN_LINES) {
                taken.told_at = Some(Instant::now());
                security_log::tell(&Event::ConnectionRefused { from: peer, limit });
            }
            return None;
        }
        taken.in_all += 1;
        if let Some(origin) = origin {
            *taken.of_origin.entry(origin).or_default() += 1;
        }
        Some(Place { room: self.clone(), origin })
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.room.lock();
        taken.in_all -= 1;
        let Some(origin) = self.origin else { return };
        if let Some(count) = taken.of_origin.get_mut(&origin) {
            *count -= 1;
            if *count == 0 {
                taken.of_origin.remove(&origin);
            }
        }
    }
}
