//! Pages of a list by name. Few matches are looked up and sorted; many matches are met soon by walking the
//! list in its order.

use conversas_domain::filter::InboxFilter;
use conversas_domain::ids::ConversationId;
use conversas_domain::inbox::RowKey;
use conversas_domain::search::Sought;
use rusqlite::{Connection, OptionalExtension};

use super::{
    COUNTED_BY_NAME, Id, InboxQuery, Place, Result, cells, involvement_number, merged, names, status_number,
};

/// The number of matches above which the list is walked.
const FEW: usize = COUNTED_BY_NAME as usize;

/// The rows that match.
pub(super) struct Found {
    /// The keys after `query.after` and the rows to leave out, in order, at most as many as asked.
    pub(super) keys: Vec<RowKey>,
    /// The number of matches in the whole list, counted up to [`COUNTED_BY_NAME`].
    pub(super) matching: u32,
}

pub(super) fn find(
    db: &Connection,
    query: &InboxQuery,
    filter: &InboxFilter,
    wanted: &Sought,
    limit: usize,
) -> Result<Found> {
    let admitted: Vec<_> = cells(filter)
        .into_iter()
        .map(|(status, involvement)| (status_number(status), involvement_number(involvement)))
        .collect();
    let within = filter.is_active().then_some(admitted.as_slice());
    let rowids = names::find(db, wanted, query.list, within, FEW + 1)?;
    if rowids.len() > FEW {
        return Ok(Found { keys: merged(db, query, filter, wanted, limit)?, matching: COUNTED_BY_NAME });
    }
    let mut keys = Vec::with_capacity(rowids.len());
    for n in rowids {
        if let Some(place) = place(db, n)?
            && query.student_id.is_none_or(|wanted| wanted == place.student_id)
        {
            keys.push(place.key);
        }
    }
    let matching = u32::try_from(keys.len()).unwrap_or(COUNTED_BY_NAME);
    keys.retain(|key| query.after.as_ref().is_none_or(|after| query.order.compare(key, after).is_gt()));
    keys.sort_unstable_by(|a, b| query.order.compare(a, b));
    let mut keys: Vec<_> = keys.into_iter().skip(query.skip as usize).collect();
    keys.truncate(limit);
    Ok(Found { keys, matching })
}

fn place(db: &Connection, n: i64) -> Result<Option<Place>> {
    let sql = "SELECT list, status, involvement, rank, time, student_id, unread, last_activity, student, id
        FROM conversations INDEXED BY conversations_places WHERE n = ?1";
    let place = db.prepare_cached(sql)?.query_row([n], |row| {
        let id: Id<ConversationId> = row.get(9)?;
        Place::read(row, id.0)
    });
    Ok(place.optional()?)
}
