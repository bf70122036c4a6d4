//! SQLite passes the checks of every store.

use conversas_store::Store;
use conversas_store::conformance::{Heard, Opened};

use crate::Sqlite;

fn opened() -> Opened {
    let folder = tempfile::tempdir().unwrap();
    let heard = Heard::default();
    let store = Store::new(Sqlite::create(folder.path(), heard.listener()).unwrap());
    Opened { store, heard, kept: Box::new(folder) }
}

conversas_store::conformance!(opened);
