//! Pages of a list by name. Few matches are looked up and sorted; when there are many, walking the list in its
//! order meets them soon.

use conversas_domain::filter::InboxFilter;
use conversas_domain::ids::ConversationId;
use conversas_domain::inbox::InboxKey;
use rusqlite::{Connection, OptionalExtension};

use super::{COUNTED_BY_NAME, Id, InboxQuery, Place, Result, merged, names};

/// With more matches than this in all lists together, the list is walked.
const FEW: usize = 1_000;

/// What was found.
pub(super) struct Found {
    /// After `query.after`, in order, at most as many as asked.
    pub(super) keys: Vec<InboxKey>,
    /// In the whole list, counted up to [`COUNTED_BY_NAME`].
    pub(super) matching: u32,
}

pub(super) fn find(
    db: &Connection,
    query: &InboxQuery,
    filter: &InboxFilter,
    wanted: &str,
    limit: usize,
) -> Result<Found> {
    let rowids = names::find(db, wanted, FEW + 1)?;
    if rowids.len() > FEW {
        let from_top = InboxQuery { after: None, ..query.clone() };
        let counted = merged(db, &from_top, filter, wanted, COUNTED_BY_NAME as usize)?.len();
        let matching = u32::try_from(counted).unwrap_or(COUNTED_BY_NAME);
        return Ok(Found { keys: merged(db, query, filter, wanted, limit)?, matching });
    }
    let mut keys = Vec::with_capacity(rowids.len());
    for n in rowids {
        if let Some(place) = place(db, n)?
            && place.list == query.list
            && filter.admits_cell(place.status, place.involvement)
            && query.student_id.is_none_or(|wanted| wanted == place.student_id)
        {
            keys.push(place.key);
        }
    }
    let matching = u32::try_from(keys.len()).unwrap_or(COUNTED_BY_NAME);
    keys.retain(|key| query.after.is_none_or(|after| *key > after));
    keys.sort_unstable();
    keys.truncate(limit);
    Ok(Found { keys, matching })
}

fn place(db: &Connection, n: i64) -> Result<Option<Place>> {
    let sql = "SELECT list, status, involvement, rank, time, student_id, unread, id FROM conversations WHERE n = ?1";
    let place = db.prepare_cached(sql)?.query_row([n], |row| {
        let id: Id<ConversationId> = row.get(7)?;
        Place::read(row, id.0)
    });
    Ok(place.optional()?)
}
