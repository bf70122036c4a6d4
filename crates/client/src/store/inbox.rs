//! Tables `inbox` and `counters`: lists in each of their orders. A filtered page merges one ordered scan per cell
//! (status × involvement), so that it costs the page and not the list; triggers keep the counters.

use conversas_domain::filter::{InboxFilter, Involvement};
use conversas_domain::ids::{ConversationId, StudentId};
use conversas_domain::inbox::{InboxKey, RowKey};
use conversas_domain::moment::Moment;
use conversas_domain::search::Sought;
use conversas_domain::ticket::Status;
use conversas_view::{InboxCounts, InboxPage, InboxRow};
use rusqlite::{Connection, Row, params};

use super::sql::Id;
use super::{Result, bootstraps, conversations, names, takes};
use crate::inbox::{COUNTED_BY_NAME, InboxQuery, ListSummary};
use crate::list::List;

mod by_name;
mod counts;
mod merge;
mod place;
mod sorting;

pub(crate) use counts::summary;
use merge::merged;

/// The place of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) list: List,
    pub(crate) status: Status,
    pub(crate) involvement: Involvement,
    pub(crate) key: RowKey,
    pub(crate) student_id: StudentId,
    pub(crate) unread: bool,
}

impl Place {
    /// Whether two places are in the same cell of the same list.
    pub(super) fn is_beside(&self, other: &Place) -> bool {
        (self.list, self.status, self.involvement) == (other.list, other.status, other.involvement)
    }

    /// Reads a place from the columns list, status, involvement, rank, time, student_id, unread,
    /// last_activity, student.
    pub(super) fn read(row: &Row<'_>, conversation_id: ConversationId) -> rusqlite::Result<Place> {
        Ok(Place {
            list: List::from_key(row.get::<_, Id<_>>(0)?.0),
            status: Status::ALL[cell_index(row, 1)?],
            involvement: INVOLVEMENTS[cell_index(row, 2)?],
            key: RowKey {
                inbox: InboxKey { rank: row.get(3)?, time: row.get(4)?, conversation_id },
                activity: Moment(row.get(7)?),
                student: row.get(8)?,
            },
            student_id: row.get::<_, Id<_>>(5)?.0,
            unread: row.get(6)?,
        })
    }
}

const INVOLVEMENTS: [Involvement; 3] = [Involvement::Nobody, Involvement::Mine, Involvement::Others];

/// The status or involvement in a column.
fn cell_index(row: &Row<'_>, column: usize) -> rusqlite::Result<usize> {
    Ok(usize::from(row.get::<_, u8>(column)?).min(2))
}

pub(super) fn status_number(status: Status) -> u8 {
    match status {
        Status::Pending => 0,
        Status::InProgress => 1,
        Status::Finished => 2,
    }
}

pub(super) fn involvement_number(involvement: Involvement) -> u8 {
    match involvement {
        Involvement::Nobody => 0,
        Involvement::Mine => 1,
        Involvement::Others => 2,
    }
}

pub(super) fn add(db: &Connection, place: &Place, names: &str) -> Result<()> {
    let sql = "INSERT INTO inbox VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    db.prepare_cached(sql)?.execute(params![
        Id(place.list.key()),
        status_number(place.status),
        involvement_number(place.involvement),
        place.key.inbox.rank,
        place.key.inbox.time,
        Id(place.key.inbox.conversation_id),
        Id(place.student_id),
        place.unread,
        names,
        place.key.activity.0,
        place.key.student,
    ])?;
    Ok(())
}

pub(super) fn remove(db: &Connection, place: &Place) -> Result<()> {
    let sql = "DELETE FROM inbox WHERE list = ?1 AND status = ?2 AND involvement = ?3 AND rank = ?4
        AND time = ?5 AND conversation_id = ?6";
    db.prepare_cached(sql)?.execute(params![
        Id(place.list.key()),
        status_number(place.status),
        involvement_number(place.involvement),
        place.key.inbox.rank,
        place.key.inbox.time,
        Id(place.key.inbox.conversation_id),
    ])?;
    Ok(())
}

/// The activity just above everything in a list, whatever this device's clock says: the place of what the
/// person writes now.
pub(crate) fn top_activity(db: &Connection, list: List) -> Result<Moment> {
    let sql = "SELECT max(activity) FROM inbox WHERE list = ?1";
    let newest: Option<i64> = db.prepare_cached(sql)?.query_row([Id(list.key())], |row| row.get(0))?;
    Ok(Moment(newest.unwrap_or_default() + 1))
}

/// Cells that a filter admits.
fn cells(filter: &InboxFilter) -> Vec<(Status, Involvement)> {
    let all =
        Status::ALL.into_iter().flat_map(|status| INVOLVEMENTS.map(|involvement| (status, involvement)));
    all.filter(|(status, involvement)| filter.admits_cell(*status, *involvement)).collect()
}

/// The filter that counts: a family's list has none.
fn effective_filter(query: &InboxQuery) -> InboxFilter {
    match query.list {
        List::Family => InboxFilter::default(),
        List::Channel(_) => query.filter.clone(),
    }
}

/// Answers the page, and the conversations whose rows in it cannot be read.
pub(crate) fn page(db: &Connection, query: &InboxQuery) -> Result<(InboxPage, Vec<ConversationId>)> {
    let filter = effective_filter(query);
    let mut counts = counts::counts(db, query.list, &filter)?;
    let wanted = Sought::parse(&query.name);
    let wants = query.limit as usize + 1;
    let mut keys = if !wanted.is_empty() {
        let found = by_name::find(db, query, &filter, &wanted, wants)?;
        counts.matching = found.matching.min(COUNTED_BY_NAME);
        found.keys
    } else if let Some(student_id) = query.student_id {
        counts.matching = counts::of_student(db, query.list, student_id)?;
        merged(db, query, &filter, &Sought::default(), wants)?
    } else {
        unnamed(db, query, &filter, counts.matching, wants)?
    };
    let more = keys.len() > query.limit as usize;
    keys.truncate(query.limit as usize);
    let (mut rows, mut unreadable) = (Vec::with_capacity(keys.len()), Vec::new());
    for key in &keys {
        match row(db, query.list, key)? {
            Some(row) => rows.push(row),
            None => unreadable.push(key.inbox.conversation_id),
        }
    }
    Ok((InboxPage { rows, more, counts, is_whole: bootstraps::is_done(db, query.list)? }, unreadable))
}

/// Answers a page without names. Rows that are left out at the top are not walked through, so that jumps stay
/// quick.
fn unnamed(
    db: &Connection,
    query: &InboxQuery,
    filter: &InboxFilter,
    matching: u32,
    limit: usize,
) -> Result<Vec<RowKey>> {
    let (None, Some(last)) = (&query.after, query.skip.checked_sub(1)) else {
        return merged(db, query, filter, &Sought::default(), limit);
    };
    match place::key_at(db, query, filter, last, matching)? {
        Some(key) => {
            let query = InboxQuery { after: Some(key), skip: 0, ..query.clone() };
            merged(db, &query, filter, &Sought::default(), limit)
        }
        None => Ok(Vec::new()),
    }
}

/// Reads a row. None: it cannot be read.
fn row(db: &Connection, list: List, key: &RowKey) -> Result<Option<InboxRow>> {
    let Some(row) = conversations::shown(db, key.inbox.conversation_id)? else { return Ok(None) };
    let row = takes::with_take(db, row)?;
    match list {
        List::Family => conversations::with_twin(db, row).map(Some),
        List::Channel(_) => Ok(Some(row)),
    }
}
