//! The network between a device and a server: a TCP relay on loopback with a stable address, which can be cut.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// A relay. Cut: what is under way breaks at once, and new connections are closed as they come.
pub struct Cable {
    addr: SocketAddr,
    target: Arc<watch::Sender<Option<SocketAddr>>>,
    task: JoinHandle<()>,
}

impl Cable {
    /// A relay to a server.
    pub async fn to(target: SocketAddr) -> Cable {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let addr = listener.local_addr().expect("it is bound");
        let target = Arc::new(watch::channel(Some(target)).0);
        let task = tokio::spawn(relay(listener, Arc::clone(&target)));
        Cable { addr, target, task }
    }

    /// What devices connect to.
    pub fn url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// Breaks every connection and takes no new one.
    pub fn cut(&self) {
        self.target.send_replace(None);
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

async fn relay(listener: TcpListener, target: Arc<watch::Sender<Option<SocketAddr>>>) {
    while let Ok((mut near, _)) = listener.accept().await {
        let mut changes = target.subscribe();
        let Some(to) = *changes.borrow_and_update() else { continue };
        tokio::spawn(async move {
            let Ok(mut far) = TcpStream::connect(to).await else { return };
            let _ = near.set_nodelay(true);
            let _ = far.set_nodelay(true);
            tokio::select! {
                _ = copy_bidirectional(&mut near, &mut far) => {}
                _ = changes.changed() => {}
            }
        });
    }
}
