//! Tickets, each stored as a whole.

use conversas_domain::ids::{ConversationId, TicketId};
use conversas_domain::ticket::Ticket;
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::cannot_be_read;
use crate::sql::{Id, Json, Numbered};

/// Writes a ticket, new or not.
pub(crate) fn put(conn: &Connection, conversation: ConversationId, ticket: &Ticket) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO tickets (conversation_id, number, id, ticket_json) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (conversation_id, number) DO UPDATE SET ticket_json = excluded.ticket_json",
    )?
    .execute(params![Id(conversation), ticket.number, Id(ticket.id), Json(ticket)])?;
    Ok(())
}

pub(crate) fn load(
    conn: &Connection,
    conversation: ConversationId,
    id: TicketId,
) -> rusqlite::Result<Option<Ticket>> {
    let found = conn
        .prepare_cached("SELECT ticket_json FROM tickets WHERE id = ?1 AND conversation_id = ?2")?
        .query_row(params![Id(id), Id(conversation)], |row| row.get::<_, Json<Ticket>>(0))
        .optional()?;
    Ok(found.map(|json| json.0))
}

/// The tickets of each conversation before one, newest first, at most `limit`. A damaged ticket leaves a gap
/// in the numbers, and hides no other.
pub(crate) fn before(
    conn: &Connection,
    current: &[(ConversationId, u32)],
    limit: u32,
) -> rusqlite::Result<Vec<(ConversationId, Ticket)>> {
    let mut statement = conn.prepare_cached(
        "SELECT t.conversation_id, t.ticket_json FROM json_each(?1) AS wanted
         CROSS JOIN tickets t ON t.conversation_id = unhex(wanted.value ->> 0)
             AND t.number < wanted.value ->> 1 AND t.number >= (wanted.value ->> 1) - ?2
         ORDER BY t.conversation_id, t.number DESC",
    )?;
    let current: Vec<_> = current.iter().map(|(id, number)| (*id, i64::from(*number))).collect();
    let rows = statement.query_map(params![Numbered(&current), limit], |row| {
        let id = row.get::<_, Id<ConversationId>>(0)?.0;
        match row.get::<_, Json<Ticket>>(1) {
            Ok(ticket) => Ok(Some((id, ticket.0))),
            Err(error) if cannot_be_read(&error) => {
                tracing::error!(conversation = %id, "an earlier ticket cannot be read");
                Ok(None)
            }
            Err(error) => Err(error),
        }
    })?;
    rows.filter_map(rusqlite::Result::transpose).collect()
}
