//! The port's types as values of SQLite: sets of identifiers as one value, names.

use std::borrow::Cow;

use conversas_domain::ids::EntityId;
use conversas_domain::text::Name;
use conversas_store::threads::no_name;
use rusqlite::Row;
use rusqlite::types::{ToSql, ToSqlOutput, Value};
use serde::Serialize;

pub(crate) use conversas_sqlite::values::{Id, Json};

/// Identifiers as one value: `json_each` gives them back, each as text for `unhex`.
pub(crate) struct Ids<'a, T>(pub(crate) &'a [T]);

impl<T: EntityId> ToSql for Ids<'_, T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        as_json(self.0.iter().map(|id| hex(*id)))
    }
}

/// Identifiers with a number each as one value: pairs for `json_each`.
pub(crate) struct Numbered<'a, T>(pub(crate) &'a [(T, i64)]);

impl<T: EntityId> ToSql for Numbered<'_, T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        as_json(self.0.iter().map(|(id, number)| (hex(*id), number)))
    }
}

fn hex<T: EntityId>(id: T) -> String {
    id.uuid().simple().to_string()
}

fn as_json<T: Serialize>(things: impl Iterator<Item = T>) -> rusqlite::Result<ToSqlOutput<'static>> {
    serde_json::to_string(&things.collect::<Vec<_>>())
        .map(|text| ToSqlOutput::Owned(Value::Text(text)))
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

/// Reads a text; of a damaged one, as far as it can be read, so that the rest of its row is shown.
pub(crate) fn text_in(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    let bytes = row.get_ref(column)?.as_bytes().unwrap_or_default();
    Ok(String::from_utf8_lossy(bytes).into_owned())
}

/// Reads the name of the person or thing with the identifier `of`. Only valid names were written. Of a
/// damaged one the answer is what can be read, or [`no_name`], so that the rest of the row is shown.
/// is what can be read, or [`no_name`], so that it hides nothing that stands beside it.
pub(crate) fn name_in(row: &Row<'_>, column: usize, of: impl EntityId) -> rusqlite::Result<Name> {
    let bytes = row.get_ref(column)?.as_bytes().unwrap_or_default();
    let text = String::from_utf8_lossy(bytes);
    let name = Name::parse(&text);
    if name.is_err() || matches!(text, Cow::Owned(_)) {
        tracing::error!(%of, "a name cannot be read");
    }
    Ok(name.unwrap_or_else(|_| no_name()))
}
