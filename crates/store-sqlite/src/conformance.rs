//! SQLite passes the checks of every store.

use conversas_store::Store;
use conversas_store::conformance::{Faults, Heard, Opened};

use crate::Sqlite;

fn opened() -> Opened {
    let folder = tempfile::tempdir().unwrap();
    let heard = Heard::default();
    let sqlite = Sqlite::create(folder.path(), heard.listener()).unwrap();
    Opened { store: Store::new(sqlite.clone()), heard, faults: faults(sqlite), kept: Box::new(folder) }
}

fn faults(sqlite: Sqlite) -> Faults {
    Box::new(move |rows| {
        let sqlite = sqlite.clone();
        Box::pin(async move { sqlite.with(move |session| session.fail_after(rows)).await })
    })
}

conversas_store::conformance!(opened);
