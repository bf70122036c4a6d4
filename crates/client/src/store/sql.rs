//! The domain's types as values of SQLite, and rows of which a column cannot be read.

use std::fmt::Display;

use rusqlite::Row;
use rusqlite::types::ValueRef;
use serde::de::DeserializeOwned;

pub(crate) use conversas_sqlite::values::{Id, Json};

/// Reads a column's value from JSON; none where it cannot be read, so that one bad row hides no other. `id`:
/// the row's name in the log.
pub(crate) fn readable<T: DeserializeOwned>(
    row: &Row<'_>,
    column: usize,
    id: impl Display,
) -> rusqlite::Result<Option<T>> {
    let json = match row.get_ref(column)? {
        ValueRef::Null => b"null".as_slice(),
        value => value.as_bytes()?,
    };
    let found = serde_json::from_slice(json);
    let found = found.inspect_err(|error| {
        let (what, line, column) = (std::any::type_name::<T>(), error.line(), error.column());
        tracing::error!(%id, what, line, column, "a row cannot be read");
    });
    Ok(found.ok())
}
