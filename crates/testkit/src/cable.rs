//! The network between a device and a server: a relay on loopback with a stable address, which can be cut,
//! and which can cause the trouble of real networks.
//!
//! | file | what |
//! |---|---|
//! | `trouble` | the trouble in the way: pages of strangers, redirects, ended polls, slow links, lost answers
//! |
//! | `request` | the part of HTTP that the relay reads |
//! | `rewrite` | passing requests and answers changed to those of a newer app or server |
//! | `carry` | one connection |

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

mod carry;
mod request;
mod rewrite;
mod trouble;

use request::Request;
pub use trouble::{Trouble, WEB_PAGE};

/// A relay. When it is cut, open connections break at once, and new connections are closed as they come.
pub struct Cable {
    addr: SocketAddr,
    line: Arc<Line>,
    task: JoinHandle<()>,
}

/// The state that all connections share.
struct Line {
    target: watch::Sender<Option<SocketAddr>>,
    trouble: Mutex<Option<Trouble>>,
    /// The number of requests that have met the trouble.
    met: watch::Sender<u32>,
    /// The number of requests.
    seen: watch::Sender<u32>,
    weak: Weak,
}

/// The settings by which connections break by themselves.
#[derive(Default)]
struct Weak {
    /// The number of bytes to the server after which a connection breaks; 0: never.
    every: AtomicU64,
    left: AtomicU64,
    /// Whether the server does not hear of the break.
    unheard: AtomicBool,
    breaks: watch::Sender<u32>,
}

impl Weak {
    /// Answers whether the connection breaks now.
    fn breaks_after(&self, count: usize) -> bool {
        let every = self.every.load(Ordering::SeqCst);
        if every == 0 {
            return false;
        }
        let left = self.left.load(Ordering::SeqCst).saturating_sub(count as u64);
        let is_over = left == 0;
        self.left.store(if is_over { every } else { left }, Ordering::SeqCst);
        if is_over {
            self.breaks.send_modify(|breaks| *breaks += 1);
        }
        is_over
    }
}

impl Line {
    fn trouble(&self) -> MutexGuard<'_, Option<Trouble>> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers the trouble in the way of this request.
    fn trouble_for(&self, request: &Request) -> Option<Trouble> {
        self.trouble().clone().filter(|trouble| trouble.concerns(request))
    }

    fn has_met(&self) {
        self.met.send_modify(|times| *times += 1);
    }
}

impl Cable {
    /// Makes a relay to a server.
    pub async fn to(target: SocketAddr) -> Cable {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let addr = listener.local_addr().expect("it is bound");
        let line = Arc::new(Line {
            target: watch::Sender::new(Some(target)),
            trouble: Mutex::new(None),
            met: watch::Sender::new(0),
            seen: watch::Sender::new(0),
            weak: Weak::default(),
        });
        let task = tokio::spawn(relay(listener, Arc::clone(&line)));
        Cable { addr, line, task }
    }

    /// Answers the address that devices connect to.
    pub fn url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// Breaks every connection and takes no new one.
    pub fn cut(&self) {
        self.line.target.send_replace(None);
    }

    /// Leads to this server from now on.
    pub fn lead_to(&self, target: SocketAddr) {
        self.line.target.send_replace(Some(target));
    }

    /// Puts this trouble in the way of requests that begin from now on, instead of the trouble before.
    pub fn set(&self, trouble: Trouble) {
        *self.line.trouble() = Some(trouble);
    }

    /// Removes the trouble from the way.
    pub fn clear(&self) {
        *self.line.trouble() = None;
    }

    /// Answers how many requests have met trouble since the beginning.
    pub fn met(&self) -> u32 {
        *self.line.met.borrow()
    }

    /// Waits until so many requests have met trouble.
    pub async fn has_met(&self, times: u32) {
        let mut met = self.line.met.subscribe();
        met.wait_for(|met| *met >= times).await.expect("the cable is here");
    }

    /// Answers how many requests there were since the beginning.
    pub fn seen(&self) -> u32 {
        *self.line.seen.borrow()
    }

    /// Waits until there were so many requests.
    pub async fn has_seen(&self, requests: u32) {
        let mut seen = self.line.seen.subscribe();
        seen.wait_for(|seen| *seen >= requests).await.expect("the cable is here");
    }

    /// While set, operations reach the server and their receipts are lost: the connection breaks instead.
    pub fn lose_receipts(&self, lose: bool) {
        if lose { self.set(Trouble::lost_answers().on("POST", "/v1/ops")) } else { self.clear() }
    }

    /// Breaks a connection, from now on, whenever so many bytes have gone to the server; 0: no more.
    pub fn break_every(&self, bytes: u64) {
        self.line.weak.left.store(bytes, Ordering::SeqCst);
        self.line.weak.every.store(bytes, Ordering::SeqCst);
    }

    /// While set, the server does not hear that a connection broke by itself, and goes on waiting for its
    /// bytes.
    pub fn break_unheard(&self, unheard: bool) {
        self.line.weak.unheard.store(unheard, Ordering::SeqCst);
    }

    /// Answers how many connections broke by themselves.
    pub fn breaks(&self) -> u32 {
        *self.line.weak.breaks.borrow()
    }

    /// Waits until so many connections broke by themselves.
    pub async fn broken(&self, times: u32) {
        let mut breaks = self.line.weak.breaks.subscribe();
        breaks.wait_for(|breaks| *breaks >= times).await.expect("the cable is here");
    }
}

impl Drop for Cable {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn relay(listener: TcpListener, line: Arc<Line>) {
    while let Ok((near, _)) = listener.accept().await {
        let mut changes = line.target.subscribe();
        let Some(to) = *changes.borrow_and_update() else { continue };
        let line = Arc::clone(&line);
        tokio::spawn(async move {
            let Ok(far) = TcpStream::connect(to).await else { return };
            let _ = near.set_nodelay(true);
            let _ = far.set_nodelay(true);
            tokio::select! {
                far = carry::run(near, far, &line) => if far.is_some() {
                    let _ = changes.changed().await;
                },
                _ = changes.changed() => {}
            }
        });
    }
}
