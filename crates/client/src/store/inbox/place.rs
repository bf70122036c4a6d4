//! The row at a place of a list, for jumps: counted along an index that covers what the count needs, from the
//! nearer end.

use conversas_domain::filter::InboxFilter;
use conversas_domain::ids::ConversationId;
use conversas_domain::inbox::RowKey;
use rusqlite::{Connection, OptionalExtension, params};

use super::{Id, InboxQuery, Place, Result, cells, involvement_number, sorting, status_number};

/// The key of the row before which `place` rows of the admitted cells stand. `total`: how many these cells have.
pub(super) fn key_at(
    db: &Connection,
    query: &InboxQuery,
    filter: &InboxFilter,
    place: u32,
    total: u32,
) -> Result<Option<RowKey>> {
    let Some(behind) = total.checked_sub(place + 1) else { return Ok(None) };
    let admitted = cells(filter).into_iter().fold(0, |admitted, (status, involvement)| {
        admitted | 1 << (status_number(status) * 3 + involvement_number(involvement))
    });
    let (from_the_top, from_the_end) = sorting::place(query.order);
    let (sql, steps) = if place <= behind { (from_the_top, place) } else { (from_the_end, behind) };
    let found = db
        .prepare_cached(sql)?
        .query_row(params![Id(query.list.key()), admitted, steps], |row| row.get::<_, Id<ConversationId>>(0))
        .optional()?;
    match found {
        Some(id) => key_of(db, id.0),
        None => Ok(None),
    }
}

fn key_of(db: &Connection, id: ConversationId) -> Result<Option<RowKey>> {
    let sql = "SELECT list, status, involvement, rank, time, student_id, unread, last_activity, student
        FROM conversations WHERE id = ?1";
    let place = db.prepare_cached(sql)?.query_row([Id(id)], |row| Place::read(row, id)).optional()?;
    Ok(place.map(|place| place.key))
}
