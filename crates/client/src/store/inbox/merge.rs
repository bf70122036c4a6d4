//! One ordered scan per cell, merged lazily: rows are looked at in the order of the list until enough have matched,
//! whichever cells they are in.

use conversas_domain::filter::InboxFilter;
use conversas_domain::ids::{ConversationId, EntityId, StudentId};
use conversas_domain::inbox::InboxKey;
use conversas_domain::search::Sought;
use rusqlite::{Connection, Rows, params};
use uuid::Uuid;

use super::{Id, InboxQuery, Result, cells, involvement_number, status_number};

const SCAN: &str = "SELECT rank, time, conversation_id, student_id, names FROM inbox
    WHERE list = ?1 AND status = ?2 AND involvement = ?3
      AND (rank, time, conversation_id) > (?4, ?5, ?6)
    ORDER BY rank, time, conversation_id";

/// The first `limit` keys of the admitted cells after `query.after` and the rows to leave out, in order; with names only those that match.
pub(super) fn merged(
    db: &Connection,
    query: &InboxQuery,
    filter: &InboxFilter,
    wanted: &Sought,
    limit: usize,
) -> Result<Vec<InboxKey>> {
    let first = InboxKey { rank: 0, time: i64::MIN, conversation_id: ConversationId::from_uuid(Uuid::nil()) };
    let after = query.after.unwrap_or(first);
    let cells = cells(filter);
    let mut statements =
        cells.iter().map(|_| db.prepare_cached(SCAN)).collect::<rusqlite::Result<Vec<_>>>()?;
    let mut scans = Vec::with_capacity(cells.len());
    for (statement, (status, involvement)) in statements.iter_mut().zip(cells) {
        let rows = statement.query(params![
            Id(query.list.key()),
            status_number(status),
            involvement_number(involvement),
            after.rank,
            after.time,
            Id(after.conversation_id),
        ])?;
        scans.push(Scan::begin(rows, query, wanted)?);
    }
    let mut keys = Vec::new();
    let mut skip = query.skip;
    while keys.len() < limit {
        let nearest = scans.iter_mut().filter(|scan| scan.head.is_some()).min_by_key(|scan| scan.head);
        let Some(scan) = nearest else { break };
        match scan.head.filter(|_| scan.matches) {
            Some(_) if skip > 0 => skip -= 1,
            key => keys.extend(key),
        }
        scan.advance(query, wanted)?;
    }
    Ok(keys)
}

/// One cell's rows.
struct Scan<'s> {
    rows: Rows<'s>,
    /// The row it stands at; none at the end.
    head: Option<InboxKey>,
    /// Whether that row is one of those asked for.
    matches: bool,
}

impl<'s> Scan<'s> {
    fn begin(rows: Rows<'s>, query: &InboxQuery, wanted: &Sought) -> Result<Scan<'s>> {
        let mut scan = Scan { rows, head: None, matches: false };
        scan.advance(query, wanted)?;
        Ok(scan)
    }

    fn advance(&mut self, query: &InboxQuery, wanted: &Sought) -> Result<()> {
        self.head = None;
        if let Some(row) = self.rows.next()? {
            let key =
                InboxKey { rank: row.get(0)?, time: row.get(1)?, conversation_id: row.get::<_, Id<_>>(2)?.0 };
            let of_student = match query.student_id {
                Some(student) => row.get::<_, Id<StudentId>>(3)?.0 == student,
                None => true,
            };
            self.head = Some(key);
            self.matches = of_student
                && (wanted.is_empty() || wanted.is_in_words(row.get_ref(4)?.as_str().unwrap_or_default()));
        }
        Ok(())
    }
}
