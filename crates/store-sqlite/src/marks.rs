//! The read mark of each person in each conversation.

use conversas_domain::conversation::{Counts, ReadMark};
use conversas_domain::entry::Seq;
use conversas_domain::ids::{ConversationId, PersonId};
use rusqlite::{Connection, OptionalExtension, params};

use crate::sql::{Id, Ids};

pub(crate) fn load(
    conn: &Connection,
    person: PersonId,
    conversation: ConversationId,
) -> rusqlite::Result<ReadMark> {
    let found = conn
        .prepare_cached(
            "SELECT seq, family_count, school_count FROM read_marks WHERE person_id = ?1 AND conversation_id = ?2",
        )?
        .query_row(params![Id(person), Id(conversation)], |row| {
            let counts = Counts { family: row.get(1)?, school: row.get(2)? };
            Ok(ReadMark { seq: Seq(row.get(0)?), counts })
        })
        .optional()?;
    Ok(found.unwrap_or_default())
}

/// Answers the read marks of a person in conversations; conversations that they never read are left out.
pub(crate) fn load_all(
    conn: &Connection,
    person: PersonId,
    ids: &[ConversationId],
) -> rusqlite::Result<Vec<(ConversationId, ReadMark)>> {
    let mut statement = conn.prepare_cached(
        "SELECT m.conversation_id, m.seq, m.family_count, m.school_count FROM json_each(?2) AS ids
         CROSS JOIN read_marks m ON m.person_id = ?1 AND m.conversation_id = unhex(ids.value)",
    )?;
    let rows = statement.query_map(params![Id(person), Ids(ids)], |row| {
        let counts = Counts { family: row.get(2)?, school: row.get(3)? };
        Ok((row.get::<_, Id<ConversationId>>(0)?.0, ReadMark { seq: Seq(row.get(1)?), counts }))
    })?;
    rows.collect()
}

/// Moves a mark forward; answers whether it moved.
pub(crate) fn advance(
    conn: &Connection,
    person: PersonId,
    conversation: ConversationId,
    mark: ReadMark,
) -> rusqlite::Result<bool> {
    let rows = conn
        .prepare_cached(
            "INSERT INTO read_marks (person_id, conversation_id, seq, family_count, school_count)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO UPDATE SET seq = excluded.seq, family_count = excluded.family_count,
                 school_count = excluded.school_count
             WHERE excluded.seq > read_marks.seq",
        )?
        .execute(params![Id(person), Id(conversation), mark.seq.0, mark.counts.family, mark.counts.school])?;
    Ok(rows > 0)
}
