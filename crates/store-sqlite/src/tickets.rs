//! Tickets, whole.

use conversas_domain::ids::{ConversationId, TicketId};
use conversas_domain::ticket::Ticket;
use rusqlite::{Connection, OptionalExtension, params};

use crate::sql::{Id, Json};

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

/// The tickets before this one, newest first, at most `limit`.
pub(crate) fn before(
    conn: &Connection,
    conversation: ConversationId,
    number: u32,
    limit: usize,
) -> rusqlite::Result<Vec<Ticket>> {
    let mut statement = conn.prepare_cached(
        "SELECT ticket_json FROM tickets WHERE conversation_id = ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3",
    )?;
    let rows = statement.query_map(params![Id(conversation), number, limit], |row| {
        row.get::<_, Json<Ticket>>(0).map(|json| json.0)
    })?;
    rows.collect()
}
