//! Table `orders`: the order a person last chose in each list.

use conversas_domain::inbox::Order;
use rusqlite::{Connection, OptionalExtension, params};

use super::Result;
use super::sql::{Id, Json, readable};
use crate::list::List;

pub(crate) fn load(db: &Connection, list: List) -> Result<Order> {
    let sql = "SELECT chosen FROM orders WHERE list = ?1";
    let chosen = db.prepare_cached(sql)?.query_row([Id(list.key())], |row| readable(row, 0, list.key()));
    Ok(chosen.optional()?.flatten().unwrap_or_default())
}

pub(crate) fn save(db: &Connection, list: List, order: Order) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO orders VALUES (?1, ?2)")?
        .execute(params![Id(list.key()), Json(order)])?;
    Ok(())
}
