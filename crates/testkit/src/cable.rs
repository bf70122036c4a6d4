//! The network between a device and a server: a TCP relay on loopback with a stable address, which can be cut.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// A relay. Cut: what is under way breaks at once, and new connections are closed as they come.
pub struct Cable {
    addr: SocketAddr,
    target: Arc<watch::Sender<Option<SocketAddr>>>,
    deaf: Arc<AtomicBool>,
    task: JoinHandle<()>,
}

impl Cable {
    /// A relay to a server.
    pub async fn to(target: SocketAddr) -> Cable {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let addr = listener.local_addr().expect("it is bound");
        let target = Arc::new(watch::channel(Some(target)).0);
        let deaf = Arc::new(AtomicBool::new(false));
        let task = tokio::spawn(relay(listener, Arc::clone(&target), Arc::clone(&deaf)));
        Cable { addr, target, deaf, task }
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

async fn relay(listener: TcpListener, target: Arc<watch::Sender<Option<SocketAddr>>>, deaf: Arc<AtomicBool>) {
    while let Ok((near, _)) = listener.accept().await {
        let mut changes = target.subscribe();
        let Some(to) = *changes.borrow_and_update() else { continue };
        let deaf = Arc::clone(&deaf);
        tokio::spawn(async move {
            let Ok(far) = TcpStream::connect(to).await else { return };
            let _ = near.set_nodelay(true);
            let _ = far.set_nodelay(true);
            tokio::select! {
                () = carry(near, far, &deaf) => {}
                _ = changes.changed() => {}
            }
        });
    }
}

/// Carries both ways until one side ends, or the answer to an operation is to be lost.
async fn carry(mut near: TcpStream, mut far: TcpStream, deaf: &AtomicBool) {
    let (mut there, mut back) = (vec![0; 65_536], vec![0; 65_536]);
    let mut is_operation = false;
    loop {
        tokio::select! {
            read = near.read(&mut there) => match read {
                Ok(count) if count > 0 => {
                    is_operation |= there[..count].starts_with(b"POST /v1/ops");
                    if far.write_all(&there[..count]).await.is_err() {
                        return;
                    }
                }
                _ => return,
            },
            read = far.read(&mut back) => match read {
                Ok(count) if count > 0 => {
                    if is_operation && deaf.load(Ordering::SeqCst) {
                        return;
                    }
                    is_operation = false;
                    if near.write_all(&back[..count]).await.is_err() {
                        return;
                    }
                }
                _ => return,
            },
        }
    }
}
