//! The row at a place of a list, for who jumps there: counted along an index that covers what the count needs, from
//! the nearer end.

use conversas_domain::filter::InboxFilter;
use conversas_domain::inbox::InboxKey;
use rusqlite::{Connection, OptionalExtension, params};

use super::{Id, List, Result, cells, involvement_number, status_number};

const FROM_THE_TOP: &str = "SELECT rank, time, conversation_id FROM inbox INDEXED BY inbox_in_order
    WHERE list = ?1 AND (?2 >> (status * 3 + involvement)) & 1
    ORDER BY rank, time, conversation_id LIMIT 1 OFFSET ?3";

const FROM_THE_END: &str = "SELECT rank, time, conversation_id FROM inbox INDEXED BY inbox_in_order
    WHERE list = ?1 AND (?2 >> (status * 3 + involvement)) & 1
    ORDER BY rank DESC, time DESC, conversation_id DESC LIMIT 1 OFFSET ?3";

/// The key of the row before which `place` rows of the admitted cells stand. `total`: how many these cells have.
pub(super) fn key_at(
    db: &Connection,
    list: List,
    filter: &InboxFilter,
    place: u32,
    total: u32,
) -> Result<Option<InboxKey>> {
    let Some(behind) = total.checked_sub(place + 1) else { return Ok(None) };
    let admitted = cells(filter).into_iter().fold(0, |admitted, (status, involvement)| {
        admitted | 1 << (status_number(status) * 3 + involvement_number(involvement))
    });
    let (sql, steps) = if place <= behind { (FROM_THE_TOP, place) } else { (FROM_THE_END, behind) };
    let key = db.prepare_cached(sql)?.query_row(params![Id(list.key()), admitted, steps], |row| {
        Ok(InboxKey { rank: row.get(0)?, time: row.get(1)?, conversation_id: row.get::<_, Id<_>>(2)?.0 })
    });
    Ok(key.optional()?)
}
