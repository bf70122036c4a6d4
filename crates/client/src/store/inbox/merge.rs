//! One ordered scan per cell, merged lazily: rows are looked at in the order of the list until enough have matched,
//! whichever cells they are in.

use conversas_domain::filter::InboxFilter;
use conversas_domain::ids::StudentId;
use conversas_domain::inbox::{InboxKey, RowKey};
use conversas_domain::moment::Moment;
use conversas_domain::search::Sought;
use rusqlite::{Connection, Rows, params};

use super::{Id, InboxQuery, Result, cells, involvement_number, sorting, status_number};

/// The first `limit` keys of the admitted cells after `query.after` and the rows to leave out, in order; with names only those that match.
pub(super) fn merged(
    db: &Connection,
    query: &InboxQuery,
    filter: &InboxFilter,
    wanted: &Sought,
    limit: usize,
) -> Result<Vec<RowKey>> {
    let order = query.order;
    let after = sorting::bound(order, query.after.as_ref());
    let cells = cells(filter);
    let mut statements = cells
        .iter()
        .map(|_| db.prepare_cached(sorting::scan(order)))
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut scans = Vec::with_capacity(cells.len());
    for (statement, (status, involvement)) in statements.iter_mut().zip(cells) {
        let rows = statement.query(params![
            Id(query.list.key()),
            status_number(status),
            involvement_number(involvement),
            after.first,
            after.second,
            after.id,
        ])?;
        scans.push(Scan::begin(rows, query, wanted)?);
    }
    let mut keys = Vec::new();
    let mut skip = query.skip;
    while keys.len() < limit {
        let mut nearest: Option<&mut Scan<'_>> = None;
        for scan in &mut scans {
            let is_nearer = match (&scan.head, nearest.as_ref().and_then(|nearest| nearest.head.as_ref())) {
                (Some(head), Some(nearest)) => order.compare(head, nearest).is_lt(),
                (head, _) => head.is_some(),
            };
            if is_nearer {
                nearest = Some(scan);
            }
        }
        let Some(scan) = nearest else { break };
        match scan.head.take().filter(|_| scan.matches) {
            Some(_) if skip > 0 => skip -= 1,
            key => keys.extend(key),
        }
        scan.advance(query, wanted)?;
    }
    Ok(keys)
}

/// A scan over the rows of one cell.
struct Scan<'s> {
    rows: Rows<'s>,
    /// The current row; none at the end.
    head: Option<RowKey>,
    /// Whether the current row is one of those asked for.
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
            let key = RowKey {
                inbox: InboxKey {
                    rank: row.get(0)?,
                    time: row.get(1)?,
                    conversation_id: row.get::<_, Id<_>>(2)?.0,
                },
                activity: Moment(row.get(3)?),
                student: row.get(4)?,
            };
            let of_student = match query.student_id {
                Some(student) => row.get::<_, Id<StudentId>>(5)?.0 == student,
                None => true,
            };
            self.head = Some(key);
            self.matches = of_student
                && (wanted.is_empty() || wanted.is_in_words(row.get_ref(6)?.as_str().unwrap_or_default()));
        }
        Ok(())
    }
}
