//! How the port's types stand in SQLite: sets of identifiers as one value, names.

use conversas_domain::ids::EntityId;
use conversas_domain::text::Name;
use rusqlite::Row;
use rusqlite::types::{ToSql, ToSqlOutput, Type, Value};
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

/// A name in a column. Only valid ones were written.
pub(crate) fn name_in(row: &Row<'_>, column: usize) -> rusqlite::Result<Name> {
    let text: String = row.get(column)?;
    Name::parse(&text)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, error.into()))
}
