//! The domain's types in SQLite's columns: identifiers as 16 bytes, everything with structure as JSON text.

use conversas_domain::ids::EntityId;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Value, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// An identifier in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Id<T>(pub T);

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
pub struct Json<T>(pub T);

impl<T: Serialize> ToSql for Json<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        serde_json::to_string(&self.0)
            .map(|text| ToSqlOutput::Owned(Value::Text(text)))
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
    }
}

impl<T: DeserializeOwned> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?).map(Json).map_err(unreadable)
    }
}

/// Tells where a JSON text cannot be read, and never quotes the text, as the error's own words do: it may be
/// a person's.
fn unreadable(error: serde_json::Error) -> FromSqlError {
    let (kind, line, column) = (error.classify(), error.line(), error.column());
    FromSqlError::Other(format!("{kind:?} error of JSON at line {line} column {column}").into())
}

#[cfg(test)]
mod tests {
    use conversas_domain::ids::PersonId;
    use rusqlite::Connection;

    use super::*;

    fn person() -> PersonId {
        PersonId::from_uuid(Uuid::from_u128(7))
    }

    #[test]
    fn an_identifier_stands_as_sixteen_bytes_and_a_value_as_json() {
        let conn = Connection::open_in_memory().unwrap();
        let sql = "SELECT ?1, hex(?1), ?2, ?2 ->> 1";
        let found = conn.query_row(sql, (Id(person()), Json(["um", "dois"])), |row| {
            Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?, row.get::<_, String>(3)?))
        });
        let (id, hex, json, second) = found.unwrap();
        let (id, json): (Id<PersonId>, Json<Vec<String>>) = (id, json);
        assert_eq!((id.0, hex.as_str()), (person(), "00000000000000000000000000000007"));
        assert_eq!((json.0, second.as_str()), (vec!["um".to_owned(), "dois".to_owned()], "dois"));
    }

    #[test]
    fn an_error_about_json_does_not_quote_it() {
        let conn = Connection::open_in_memory().unwrap();
        for (json, of) in [("\"segredo\"", "Data"), ("[\"segredo", "Eof"), ("[segredo]", "Syntax")] {
            let read = conn.query_row("SELECT ?1", [json], |row| row.get::<_, Json<Vec<u32>>>(0));
            let said = read.unwrap_err().to_string();
            assert!(!said.contains("segredo") && said.contains(of) && said.contains("column"), "{said}");
        }
    }

    #[test]
    fn what_is_no_identifier_or_no_such_json_is_an_error() {
        let conn = Connection::open_in_memory().unwrap();
        let id = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, Id<PersonId>>(0));
        assert!(id("SELECT x'07'").is_err());
        assert!(id("SELECT 7").is_err());
        let json = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, Json<u8>>(0));
        assert!(json("SELECT '\"sete\"'").is_err());
        assert!(json("SELECT NULL").is_err());
    }
}
