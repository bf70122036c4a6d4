//! Starting, answering and stopping.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use conversas_store_sqlite::Sqlite;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::Clock;
use crate::bell::Bell;
use crate::config::{Config, Keeping};
use crate::files::{Files, FilesError};
use crate::housekeeping;
use crate::ledger;
use crate::password;
use crate::routes::{self, App};
use crate::store::upkeep::Purpose;
use crate::store::{Backend, Lane, Scope, Store, StoreError};

mod door;
pub(crate) mod line;
mod open_files;

use door::Door;

/// The time that requests under way may take after a stop.
const GRACE: Duration = Duration::from_secs(5);

/// The reason why the server did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Example accounts have a public password.
    #[error("--demo listens on this machine alone; {0} can be reached from others")]
    DemoBeyondLoopback(SocketAddr),
    /// A school's server would let in everybody who knows the public password.
    #[error(
        "demo_data: {0} has a demonstration's data, whose accounts have a public password: serve it with --demo, or make a \
         folder for your school with `conversas-server init`"
    )]
    DemoData(String),
    /// Example accounts would get into a school.
    #[error(
        "school_data: {0} has a school's data, and --demo puts no example schools there: give it another folder"
    )]
    SchoolData(String),
    /// The address is in use, or may not be used.
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
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

/// The parts that housekeeping needs besides the store.
#[derive(Clone)]
struct House {
    files: Arc<Files>,
    clock: Clock,
    keeping: Keeping,
}

/// Makes the data of a new server for schools in a folder, which is made if missing. Fails if there is some already.
pub fn init(folder: &Path) -> Result<(), StoreError> {
    init_for(Purpose::School, folder)
}

/// Makes the data of a new server for schools or for a demonstration in a folder, which is made if missing. Fails if there is
/// some already.
pub fn init_for(purpose: Purpose, folder: &Path) -> Result<(), StoreError> {
    Sqlite::create_for(purpose, folder, Clock::System.now()).map(|made| made.close())
}

/// Opens the data in a folder whose server does not run, for those who run a school.
pub fn open(folder: &Path) -> Result<Store, StoreError> {
    Sqlite::open(folder, |_: &[Scope]| {}).map(Store::new)
}

/// Makes the devices of all schools in a folder, whose server does not run, download everything again: after
/// damaged rows were repaired. The devices keep what waits to be sent.
pub async fn download_again(folder: &Path) -> Result<(), StoreError> {
    let store = open(folder)?;
    let expired = store.write(Lane::Any, |tx| {
        tx.school_ids()?.into_iter().try_for_each(|school| ledger::expire_cursors(tx, school))
    });
    expired.await?;
    store.close();
    Ok(())
}

/// Refuses a configuration that must not be served: example accounts, whose password is public, to more than
/// this machine.
pub fn check(config: &Config) -> Result<(), StartError> {
    match config.demo {
        Some(_) if !config.listen.ip().is_loopback() => Err(StartError::DemoBeyondLoopback(config.listen)),
        _ => Ok(()),
    }
}

/// Opens the store, binds, and answers in the background.
pub async fn start(config: Config) -> Result<RunningServer, StartError> {
    check(&config)?;
    let listener = TcpListener::bind(config.listen).await?;
    let addr = listener.local_addr()?;
    let bell = Bell::default();
    // The data are made by `init`, never by a start.
    let store = Store::new(Sqlite::open(&config.data, bell.ringer())?);
    let purpose = if config.demo.is_some() { Purpose::Demo } else { Purpose::School };
    require_purpose(&store, &config.data, purpose).await?;
    let files = Files::open(&config.files, &config.data, store.clone(), config.clock.clone()).await?;
    let (stop, stopping) = watch::channel(false);
    let mut limits = config.connections;
    limits.in_all = open_files::make_room_for(limits.in_all);
    let proxies = config.proxies.clone();
    let app = App::open((store.clone(), bell), files.clone(), &config, stopping.clone()).await?;
    let installation = app.installation();
    let house = House { files, clock: config.clock, keeping: config.keeping };
    let House { files, clock, keeping } = house.clone();
    tokio::spawn(housekeeping::keep(store.clone(), files, clock, keeping, stopping.clone()));
    tokio::spawn(password::keep_small(stopping.clone()));
    let door = Door { routes: routes::router(Arc::new(app)), limits, proxies, installation };
    let task = tokio::spawn(door.open(listener, stopping));
    Ok(RunningServer { addr, store, house, stop, task })
}

/// Refuses a demonstration's data where a school's is wanted, and the reverse. Data that were made without a
/// purpose get the one of their first use.
pub async fn require_purpose(store: &Store, folder: &Path, wanted: Purpose) -> Result<(), StartError> {
    let found = match store.read(|db| db.purpose()).await? {
        Some(found) => found,
        None => {
            store.write(Lane::Any, move |tx| tx.set_purpose(wanted)).await?;
            wanted
        }
    };
    let folder = || folder.display().to_string();
    match (found, wanted) {
        (Purpose::Demo, Purpose::School) => Err(StartError::DemoData(folder())),
        (Purpose::School, Purpose::Demo) => Err(StartError::SchoolData(folder())),
        (Purpose::School, Purpose::School) | (Purpose::Demo, Purpose::Demo) => Ok(()),
    }
}

async fn stopped(mut stopping: watch::Receiver<bool>) {
    // A dropped sender means the same.
    let _ = stopping.wait_for(|stop| *stop).await;
}

impl RunningServer {
    /// The address on which the server listens.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// The data, for those who run a school: `store().write(Lane::Any, |tx| ledger::add_member(tx, …))`.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Does the work of each hour now: removes data whose time is over.
    pub async fn keep_house(&self) {
        let House { files, clock, keeping } = &self.house;
        housekeeping::each_hour(&self.store, files, clock.now(), *keeping).await;
    }

    /// Takes no new connections, lets requests under way end, and closes the store.
    pub async fn stop(self) {
        let RunningServer { store, stop, task, .. } = self;
        stop.send_replace(true);
        let abort = task.abort_handle();
        if tokio::time::timeout(GRACE, task).await.is_err() {
            abort.abort();
        }
        // Everything that was acknowledged is on the disk already; this ends the writer in order.
        if let Err(error) = tokio::task::spawn_blocking(move || store.close()).await {
            tracing::error!(is_panic = error.is_panic(), "the store was not closed in order");
        }
    }
}

#[cfg(test)]
mod tests;
