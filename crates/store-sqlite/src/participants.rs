//! The guardians of conversations.

use conversas_domain::ids::{ConversationId, PersonId, StudentId};
use conversas_protocol::GuardianRef;
use conversas_store::threads::GuardianIn;
use rusqlite::{Connection, params};

use crate::sql::{Id, Ids, name_in};
use crate::students::relationship_in;

/// Puts a guardian at the end of the list.
pub(crate) fn insert(
    conn: &Connection,
    conversation: ConversationId,
    person: PersonId,
) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT OR IGNORE INTO participants (person_id, conversation_id, position)
         SELECT ?1, ?2, count(*) FROM participants WHERE conversation_id = ?2",
    )?
    .execute(params![Id(person), Id(conversation)])?;
    Ok(())
}

/// The guardians of a conversation, the starter first.
pub(crate) fn of(conn: &Connection, conversation: ConversationId) -> rusqlite::Result<Vec<PersonId>> {
    people(
        conn,
        "SELECT person_id FROM participants WHERE conversation_id = ?1 ORDER BY position",
        conversation,
    )
}

/// The guardians of conversations, in their order.
pub(crate) fn in_all(
    conn: &Connection,
    ids: &[ConversationId],
) -> rusqlite::Result<Vec<(ConversationId, GuardianIn)>> {
    let mut statement = conn.prepare_cached(
        "SELECT k.conversation_id, p.id, p.name, g.relationship_json, g.guardian_id IS NOT NULL AND g.ended_at IS NULL
         FROM json_each(?1) AS ids CROSS JOIN participants k ON k.conversation_id = unhex(ids.value)
         JOIN conversations c ON c.id = k.conversation_id JOIN people p ON p.id = k.person_id
         LEFT JOIN guardianships g ON g.guardian_id = k.person_id AND g.student_id = c.student_id
         ORDER BY k.conversation_id, k.position",
    )?;
    let rows = statement.query_map([Ids(ids)], |row| {
        let id = row.get::<_, Id<PersonId>>(1)?.0;
        let guardian = GuardianRef { id, name: name_in(row, 2, id)?, relationship: relationship_in(row, 3)? };
        Ok((row.get::<_, Id<ConversationId>>(0)?.0, GuardianIn { guardian, is_linked: row.get(4)? }))
    })?;
    rows.collect()
}

/// The guardians who are still linked to the student, and so see the conversation.
pub(crate) fn seeing(conn: &Connection, conversation: ConversationId) -> rusqlite::Result<Vec<PersonId>> {
    people(
        conn,
        "SELECT p.person_id FROM participants p
         JOIN conversations c ON c.id = p.conversation_id
         JOIN guardianships g ON g.guardian_id = p.person_id AND g.student_id = c.student_id
         WHERE p.conversation_id = ?1 AND g.ended_at IS NULL ORDER BY p.position",
        conversation,
    )
}

/// The conversations about a student in which a guardian takes part.
pub(crate) fn conversations_about(
    conn: &Connection,
    person: PersonId,
    student: StudentId,
) -> rusqlite::Result<Vec<ConversationId>> {
    let mut statement = conn.prepare_cached(
        "SELECT c.id FROM participants p JOIN conversations c ON c.id = p.conversation_id
         WHERE p.person_id = ?1 AND c.student_id = ?2 ORDER BY c.id",
    )?;
    let rows = statement.query_map(params![Id(person), Id(student)], |row| {
        row.get::<_, Id<ConversationId>>(0).map(|id| id.0)
    })?;
    rows.collect()
}

fn people(conn: &Connection, sql: &str, conversation: ConversationId) -> rusqlite::Result<Vec<PersonId>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([Id(conversation)], |row| row.get::<_, Id<PersonId>>(0).map(|id| id.0))?;
    rows.collect()
}
