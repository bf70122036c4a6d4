//! How the domain's types stand in SQLite: identifiers as 16 bytes, everything with structure as JSON text.

use conversas_domain::ids::EntityId;
use conversas_domain::text::Name;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Type, Value, ValueRef};
use rusqlite::{Connection, Row};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// Runs a statement that says nothing: `BEGIN`, `SAVEPOINT`…
pub(crate) fn run(conn: &Connection, sql: &str) -> rusqlite::Result<()> {
    conn.prepare_cached(sql)?.execute([])?;
    Ok(())
}

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

/// A name in a column. Only valid ones were written.
pub(crate) fn name_in(row: &Row<'_>, column: usize) -> rusqlite::Result<Name> {
    let text: String = row.get(column)?;
    Name::parse(&text)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, error.into()))
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;

    use crate::fixture::empty;

    #[test]
    fn a_statement_is_not_compiled_anew_for_another_value() {
        let conn = empty();
        let sql = "SELECT person_id FROM participants WHERE conversation_id = ?1 ORDER BY position";
        let mut statement = conn.prepare_cached(sql).unwrap();
        for number in 0..3 {
            assert!(!statement.exists([[number; 16]]).unwrap());
        }
        assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
    }
}
