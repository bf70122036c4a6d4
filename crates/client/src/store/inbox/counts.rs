//! Table `counters`: the numbers of a list, without a scan.

use conversas_domain::filter::InboxFilter;
use conversas_domain::ids::StudentId;
use conversas_domain::ticket::Status;
use rusqlite::{Connection, params};

use super::{INVOLVEMENTS, Id, InboxCounts, List, ListSummary, Result, cell_index};

pub(super) fn counts(db: &Connection, list: List, filter: &InboxFilter) -> Result<InboxCounts> {
    let sql = "SELECT status, involvement, total, unread, waiting FROM counters WHERE list = ?1";
    let mut query = db.prepare_cached(sql)?;
    let mut rows = query.query([Id(list.key())])?;
    let mut counts = InboxCounts::default();
    let of_type = InboxFilter { kind: filter.kind, ..InboxFilter::default() };
    while let Some(row) = rows.next()? {
        let status = cell_index(row, 0)?;
        let involvement = INVOLVEMENTS[cell_index(row, 1)?];
        let total: u32 = row.get(2)?;
        counts.total += total;
        counts.unread += row.get::<_, u32>(3)?;
        if of_type.admits_cell(Status::ALL[status], involvement) {
            counts.by_status[status] += total;
        }
        if filter.admits_cell(Status::ALL[status], involvement) {
            counts.matching += total;
            counts.waiting += row.get::<_, u32>(4)?;
        }
    }
    Ok(counts)
}

pub(super) fn of_student(db: &Connection, list: List, student_id: StudentId) -> Result<u32> {
    let sql = "SELECT COUNT(*) FROM inbox WHERE list = ?1 AND student_id = ?2";
    Ok(db.prepare_cached(sql)?.query_row(params![Id(list.key()), Id(student_id)], |row| row.get(0))?)
}

/// Answers the counts of a list: the open work in it.
pub(crate) fn summary(db: &Connection, list: List, is_own: bool) -> Result<ListSummary> {
    let counts = counts(db, list, &InboxFilter::default())?;
    Ok(ListSummary { list, is_own, waiting: counts.waiting, unread: counts.unread })
}
