//! The network between a device and a server: a TCP relay on loopback with a stable address, which can be cut.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// So long the device does not notice either when the server does not hear that a connection broke.
const UNNOTICED: Duration = Duration::from_millis(200);

/// A relay. Cut: what is under way breaks at once, and new connections are closed as they come.
pub struct Cable {
    addr: SocketAddr,
    target: Arc<watch::Sender<Option<SocketAddr>>>,
    deaf: Arc<AtomicBool>,
    weak: Arc<Weak>,
    task: JoinHandle<()>,
}

/// Breaks by itself.
#[derive(Default)]
struct Weak {
    /// After so many bytes on their way to the server; 0: never.
    every: AtomicU64,
    left: AtomicU64,
    /// The server is not told.
    unheard: AtomicBool,
    breaks: watch::Sender<u32>,
}

impl Weak {
    /// Whether it breaks now.
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

impl Cable {
    /// A relay to a server.
    pub async fn to(target: SocketAddr) -> Cable {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let addr = listener.local_addr().expect("it is bound");
        let target = Arc::new(watch::channel(Some(target)).0);
        let deaf = Arc::new(AtomicBool::new(false));
        let weak = Arc::new(Weak::default());
        let task = tokio::spawn(relay(listener, Arc::clone(&target), Arc::clone(&deaf), Arc::clone(&weak)));
        Cable { addr, target, deaf, weak, task }
    }

    /// What devices connect to.
    pub fn url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// Breaks every connection and takes no new one.
    pub fn cut(&self) {
        self.target.send_replace(None);
    }

    /// While set, operations reach the server and their receipts are lost: the connection breaks instead.
    pub fn lose_receipts(&self, lose: bool) {
        self.deaf.store(lose, Ordering::SeqCst);
    }

    /// From now on a connection breaks whenever so many bytes have gone to the server; 0: no more.
    pub fn break_every(&self, bytes: u64) {
        self.weak.left.store(bytes, Ordering::SeqCst);
        self.weak.every.store(bytes, Ordering::SeqCst);
    }

    /// While set, the server does not hear that a connection broke by itself: it goes on waiting for what comes next.
    pub fn break_unheard(&self, unheard: bool) {
        self.weak.unheard.store(unheard, Ordering::SeqCst);
    }

    /// How often it broke by itself.
    pub fn breaks(&self) -> u32 {
        *self.weak.breaks.borrow()
    }

    /// Waits until it has broken by itself so often.
    pub async fn broken(&self, times: u32) {
        let mut breaks = self.weak.breaks.subscribe();
        breaks.wait_for(|breaks| *breaks >= times).await.expect("the cable is here");
    }

    /// Leads to this server from now on.
    pub fn lead_to(&self, target: SocketAddr) {
        self.target.send_replace(Some(target));
    }
}

impl Drop for Cable {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn relay(
    listener: TcpListener,
    target: Arc<watch::Sender<Option<SocketAddr>>>,
    deaf: Arc<AtomicBool>,
    weak: Arc<Weak>,
) {
    while let Ok((near, _)) = listener.accept().await {
        let mut changes = target.subscribe();
        let Some(to) = *changes.borrow_and_update() else { continue };
        let (deaf, weak) = (Arc::clone(&deaf), Arc::clone(&weak));
        tokio::spawn(async move {
            let Ok(far) = TcpStream::connect(to).await else { return };
            let _ = near.set_nodelay(true);
            let _ = far.set_nodelay(true);
            tokio::select! {
                far = carry(near, far, &deaf, &weak) => if far.is_some() {
                    let _ = changes.changed().await;
                },
                _ = changes.changed() => {}
            }
        });
    }
}

/// Carries both ways until one side ends, or the answer to an operation is to be lost. Answers the server's side if that is
/// to stay.
async fn carry(mut near: TcpStream, mut far: TcpStream, deaf: &AtomicBool, weak: &Weak) -> Option<TcpStream> {
    let (mut there, mut back) = (vec![0; 65_536], vec![0; 65_536]);
    let mut is_operation = false;
    loop {
        tokio::select! {
            read = near.read(&mut there) => match read {
                Ok(count) if count > 0 => {
                    is_operation |= there[..count].starts_with(b"POST /v1/ops");
                    if far.write_all(&there[..count]).await.is_err() {
                        return None;
                    }
                    if weak.breaks_after(count) {
                        if !weak.unheard.load(Ordering::SeqCst) {
                            return None;
                        }
                        tokio::time::sleep(UNNOTICED).await;
                        return Some(far);
                    }
                }
                _ => return None,
            },
            read = far.read(&mut back) => match read {
                Ok(count) if count > 0 => {
                    if is_operation && deaf.load(Ordering::SeqCst) {
                        return None;
                    }
                    is_operation = false;
                    if near.write_all(&back[..count]).await.is_err() {
                        return None;
                    }
                }
                _ => return None,
            },
        }
    }
}
