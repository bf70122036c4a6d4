//! How the domain's types stand in SQLite: identifiers as 16 bytes, everything with structure as JSON text.

use std::fmt::Display;

use conversas_domain::ids::EntityId;
use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Value, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// An identifier in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Id<T>(pub(crate) T);

impl<T: EntityId> ToSql for Id<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Owned(Value::Blob(self.0.uuid().as_bytes().to_vec())))
    }
}

impl<T: EntityId> FromSql for Id<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Uuid::from_slice(value.as_blob()?).map(|uuid| Id(T::from_uuid(uuid))).map_err(FromSqlError::other)
    }
}

/// A value in a column, as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Json<T>(pub(crate) T);

impl<T: Serialize> ToSql for Json<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        serde_json::to_string(&self.0)
            .map(|text| ToSqlOutput::Owned(Value::Text(text)))
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
    }
}

impl<T: DeserializeOwned> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?).map(Json).map_err(FromSqlError::other)
    }
}

/// A value in a column, as JSON; none where it cannot be read, so that one bad row hides no other. `id`: what the log says
/// of the row.
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
