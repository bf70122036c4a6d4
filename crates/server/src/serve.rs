//! Starting, answering and stopping.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use conversas_store_sqlite::{Sqlite, is_there};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::Clock;
use crate::bell::Bell;
use crate::config::{Config, Keeping};
use crate::demo::{self, Account};
use crate::files::{Files, FilesError};
use crate::housekeeping;
use crate::routes::{self, App};
use crate::store::{Backend, Scope, Store, StoreError};

mod door;
mod line;
mod open_files;

use door::Door;
pub(crate) use line::Phase;

/// How long requests under way may take after a stop.
const GRACE: Duration = Duration::from_secs(5);

/// Why the server did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Example accounts have a public password.
    #[error("--demo listens on this machine alone; {0} can be reached from others")]
    DemoBeyondLoopback(SocketAddr),
    /// The address is taken or not ours.
    #[error("cannot listen")]
    Listen(#[from] std::io::Error),
    /// The files cannot be used.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// The data cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A server that answers until it is stopped or dropped.
pub struct RunningServer {
    addr: SocketAddr,
    store: Store,
    house: House,
    accounts: Vec<Account>,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

/// What keeping house needs besides the store.
#[derive(Clone)]
struct House {
    files: Arc<Files>,
    clock: Clock,
    keeping: Keeping,
}

/// Makes the data of a new server in a folder, which is made if missing. Fails if there is some already.
pub fn init(folder: &Path) -> Result<(), StoreError> {
    Sqlite::create_at(folder, Clock::System.now()).map(|made| made.close())
}

/// The data in a folder whose server does not run, for those who run a school.
pub fn open(folder: &Path) -> Result<Store, StoreError> {
    Sqlite::open(folder, |_: &[Scope]| {}).map(Store::new)
}

/// Opens the store, makes the example data if asked, binds, and answers in the background.
pub async fn start(config: Config) -> Result<RunningServer, StartError> {
    if config.demo.is_some() && !config.listen.ip().is_loopback() {
        return Err(StartError::DemoBeyondLoopback(config.listen));
    }
    let listener = TcpListener::bind(config.listen).await?;
    let addr = listener.local_addr()?;
    // A demonstration makes its own data; a school's is made by `init`, never by a start.
    let is_new_demo = config.demo.is_some() && !is_there(&config.data);
    let bell = Bell::default();
    let store = Store::new(match is_new_demo {
        true => Sqlite::create(&config.data, bell.ringer())?,
        false => Sqlite::open(&config.data, bell.ringer())?,
    });
    let files = Files::open(&config.files, &config.data, store.clone(), config.clock.clone()).await?;
    let accounts = match config.demo {
        Some(demo) => demo::fill(&store, &files, demo, config.clock.now()).await?,
        None => Vec::new(),
    };
    let (stop, stopping) = watch::channel(false);
    let mut limits = config.connections;
    limits.in_all = open_files::make_room_for(limits.in_all);
    let proxies = config.proxies.clone();
    let offer = config.demo.map(|_| demo::offer(&accounts));
    let app =
        App::open((store.clone(), bell), files.clone(), &config, stopping.clone()).await?.offering(offer);
    let installation = app.installation();
    let house = House { files, clock: config.clock, keeping: config.keeping };
    let House { files, clock, keeping } = house.clone();
    tokio::spawn(housekeeping::keep(store.clone(), files, clock, keeping, stopping.clone()));
    let door = Door { routes: routes::router(Arc::new(app)), limits, proxies, installation };
    let task = tokio::spawn(door.open(listener, stopping));
    Ok(RunningServer { addr, store, house, accounts, stop, task })
}

async fn stopped(mut stopping: watch::Receiver<bool>) {
    // A dropped sender means the same.
    let _ = stopping.wait_for(|stop| *stop).await;
}

impl RunningServer {
    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// The data, for those who run a school: `store().write(Lane::Any, |tx| ledger::add_member(tx, …))`.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Does now what each hour does by itself: what has had its time goes away.
    pub async fn keep_house(&self) {
        let House { files, clock, keeping } = &self.house;
        housekeeping::each_hour(&self.store, files, clock.now(), *keeping).await;
    }

    /// The example accounts, if there are any.
    pub fn accounts(&self) -> &[Account] {
        &self.accounts
    }

    /// Takes nothing new, lets requests under way end, and closes the store.
    pub async fn stop(self) {
        let RunningServer { store, stop, task, .. } = self;
        stop.send_replace(true);
        let abort = task.abort_handle();
        if tokio::time::timeout(GRACE, task).await.is_err() {
            abort.abort();
        }
        // Everything that was acknowledged is on the disk already; this ends the writer in order.
        let _ = tokio::task::spawn_blocking(move || store.close()).await;
    }
}

#[cfg(test)]
mod tests;
