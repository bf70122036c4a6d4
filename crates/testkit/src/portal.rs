//! A program between a device and its server that answers in the server's place: a hotel's portal, a proxy, a
//! firewall, another server. The portal passes everything on until it is told to answer.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

use crate::tls::{self, Certificate};

/// The portal's answer to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// The portal passes the request on.
    Nothing,
    /// The portal answers in the server's place.
    Answers(Reply),
    /// The portal passes the request on, and ends the connection instead of bringing the answer.
    LosesTheAnswer,
    /// The portal ends the connection in the middle of an answer of its own.
    BreaksOff(Reply),
    /// The portal ends the connection without an answer.
    Cuts,
    /// The portal answers nothing until it is told otherwise.
    Waits,
    /// The portal redirects with this status to the same route of another address.
    LeadsTo(u16, String),
}

/// An answer of the portal's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The status of the answer.
    pub status: u16,
    /// Headers besides the length.
    pub headers: Vec<(&'static str, String)>,
    /// The body; an answer to HEAD has none.
    pub body: Vec<u8>,
}

impl Reply {
    /// Makes an answer of a status and a body of a type.
    pub fn new(status: u16, kind: &str, body: &str) -> Reply {
        Reply { status, headers: vec![("content-type", kind.to_owned())], body: body.into() }
    }

    /// Makes a redirect.
    pub fn redirect(status: u16, location: &str) -> Reply {
        Reply { status, headers: vec![("location", location.to_owned())], body: Vec::new() }
    }

    /// Adds a header.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Reply {
        self.headers.push((name, value.into()));
        self
    }
}

/// Method and path without identifiers and query: "HEAD /v1/uploads/{id}".
type Route = String;

type Only = Arc<dyn Fn(&str) -> bool + Send + Sync>;

struct State {
    target: SocketAddr,
    says: Says,
    only: Only,
}

/// A portal at an address of its own.
pub struct Portal {
    addr: SocketAddr,
    scheme: &'static str,
    state: Arc<Mutex<State>>,
    met: Arc<watch::Sender<BTreeMap<Route, u32>>>,
    changed: Arc<watch::Sender<()>>,
    task: JoinHandle<()>,
}

impl Portal {
    /// Makes a portal in front of a server.
    pub async fn to(target: SocketAddr) -> Portal {
        Portal::begin(target, None).await
    }

    /// Makes a portal in front of a server, spoken to by TLS.
    pub async fn with_tls(target: SocketAddr, certificate: Certificate) -> Portal {
        Portal::begin(target, Some(tls::acceptor(certificate))).await
    }

    async fn begin(target: SocketAddr, tls: Option<TlsAcceptor>) -> Portal {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let addr = listener.local_addr().expect("it is bound");
        let scheme = if tls.is_some() { "https" } else { "http" };
        let state = State { target, says: Says::Nothing, only: Arc::new(|_| true) };
        let (state, met, changed) = (Arc::new(Mutex::new(state)), Arc::default(), Arc::default());
        let here = Here { state: Arc::clone(&state), met: Arc::clone(&met), changed: Arc::clone(&changed) };
        let task = tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let (here, tls) = (here.clone(), tls.clone());
                tokio::spawn(async move {
                    let _ = near.set_nodelay(true);
                    match tls {
                        None => here.one(near).await,
                        Some(tls) => match tls.accept(near).await {
                            Ok(near) => here.one(near).await,
                            Err(_) => None,
                        },
                    }
                });
            }
        });
        Portal { addr, scheme, state, met, changed, task }
    }

    /// Answers the address at which the portal listens.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// Answers the address that devices connect to.
    pub fn url(&self) -> String {
        format!("{}://{}", self.scheme, self.addr)
    }

    /// Answers every request like this from now on.
    pub fn says(&self, says: Says) {
        self.says_to(says, |_| true);
    }

    /// Answers requests of these routes like this from now on ("HEAD /v1/uploads/{id}"), and passes all
    /// others on.
    pub fn says_to(&self, says: Says, only: impl Fn(&str) -> bool + Send + Sync + 'static) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        (state.says, state.only) = (says, Arc::new(only));
        drop(state);
        self.met.send_replace(BTreeMap::new());
        self.changed.send_replace(());
    }

    /// Leads to this server from now on.
    pub fn lead_to(&self, target: SocketAddr) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).target = target;
        self.changed.send_replace(());
    }

    /// Answers how often the portal has answered a route since it was told how to.
    pub fn met(&self, route: &str) -> u32 {
        self.met.borrow().get(route).copied().unwrap_or_default()
    }

    /// Answers all routes that the portal has answered since then.
    pub fn routes(&self) -> Vec<String> {
        self.met.borrow().keys().cloned().collect()
    }

    /// Waits until the portal has answered a route.
    pub async fn has_met(&self, route: &str) {
        let mut met = self.met.subscribe();
        met.wait_for(|met| met.contains_key(route)).await.expect("the portal is here");
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        self.task.abort();
    }
}

#[derive(Clone)]
struct Here {
    state: Arc<Mutex<State>>,
    met: Arc<watch::Sender<BTreeMap<Route, u32>>>,
    changed: Arc<watch::Sender<()>>,
}

impl Here {
    /// Handles one request, the only one of its connection.
    async fn one(&self, mut near: impl AsyncRead + AsyncWrite + Unpin) -> Option<()> {
        let mut changed = self.changed.subscribe();
        let request = read(&mut near).await?;
        let route = route_of(&request)?;
        let (says, target) = {
            let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            let says = if (state.only)(&route) { state.says.clone() } else { Says::Nothing };
            (says, state.target)
        };
        let is_head = route.starts_with("HEAD");
        if says == Says::Nothing {
            // A request under way breaks, as a connection does, when the portal is told to answer otherwise.
            return tokio::select! {
                passed = pass_on(&mut near, target, &request, true) => passed,
                _ = changed.changed() => None,
            };
        }
        self.met.send_modify(|met| *met.entry(route).or_default() += 1);
        match says {
            Says::Nothing | Says::Cuts => None,
            Says::Answers(reply) => near.write_all(&written(&reply, is_head)).await.ok(),
            Says::BreaksOff(reply) => {
                let whole = written(&reply, false);
                near.write_all(&whole[..whole.len() - reply.body.len().div_ceil(2)]).await.ok()
            }
            Says::LeadsTo(status, to) => {
                let target = String::from_utf8_lossy(request.split(|byte| *byte == b' ').nth(1)?);
                near.write_all(&written(&Reply::redirect(status, &format!("{to}{target}")), is_head))
                    .await
                    .ok()
            }
            Says::LosesTheAnswer => pass_on(&mut near, target, &request, false).await,
            Says::Waits => changed.changed().await.ok(),
        }?;
        near.shutdown().await.ok()
    }
}

/// Reads a whole request. None: the connection ended before.
async fn read(near: &mut (impl AsyncRead + Unpin)) -> Option<Vec<u8>> {
    let mut request = Vec::new();
    let mut piece = vec![0; 65_536];
    loop {
        if let Some(head) = request.windows(4).position(|four| four == b"\r\n\r\n") {
            let text = String::from_utf8_lossy(&request[..head]).to_lowercase();
            let length = text.lines().find_map(|line| line.strip_prefix("content-length:"));
            let length: usize = length.map_or(Some(0), |length| length.trim().parse().ok())?;
            if request.len() >= head + 4 + length {
                return Some(request);
            }
        }
        match near.read(&mut piece).await {
            Ok(count) if count > 0 => request.extend_from_slice(&piece[..count]),
            _ => return None,
        }
    }
}

fn route_of(request: &[u8]) -> Option<Route> {
    let line = String::from_utf8_lossy(request.split(|byte| *byte == b'\r').next()?).into_owned();
    let mut words = line.split(' ');
    let (method, target) = (words.next()?, words.next()?);
    let path = target.split('?').next()?;
    let is_id = |part: &&str| part.len() == 36 && part.matches('-').count() == 4;
    let parts: Vec<_> = path.split('/').map(|part| if is_id(&part) { "{id}" } else { part }).collect();
    Some(format!("{method} {}", parts.join("/")))
}

/// Sends the request to the server and brings the answer; the server ends the connection after it.
async fn pass_on(
    near: &mut (impl AsyncWrite + Unpin),
    target: SocketAddr,
    request: &[u8],
    brings: bool,
) -> Option<()> {
    let mut far = TcpStream::connect(target).await.ok()?;
    let first = request.windows(2).position(|two| two == b"\r\n")? + 2;
    far.write_all(&request[..first]).await.ok()?;
    far.write_all(b"connection: close\r\n").await.ok()?;
    far.write_all(&request[first..]).await.ok()?;
    let mut piece = vec![0; 65_536];
    loop {
        match far.read(&mut piece).await {
            Ok(count) if count > 0 && brings => near.write_all(&piece[..count]).await.ok()?,
            Ok(count) if count > 0 => {}
            _ => return Some(()),
        }
    }
}

fn written(reply: &Reply, is_head: bool) -> Vec<u8> {
    let mut text = format!("HTTP/1.1 {} Said\r\nconnection: close\r\n", reply.status);
    for (name, value) in &reply.headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    if reply.status != 204 && reply.status != 304 {
        text.push_str(&format!("content-length: {}\r\n", reply.body.len()));
    }
    let mut bytes = format!("{text}\r\n").into_bytes();
    if !is_head && reply.status != 204 && reply.status != 304 {
        bytes.extend_from_slice(&reply.body);
    }
    bytes
}
