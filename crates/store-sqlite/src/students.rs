//! Students and their guardians.

use conversas_domain::ids::{PersonId, SchoolId, StudentId};
use conversas_domain::moment::Moment;
use conversas_domain::person::Relationship;
use conversas_protocol::{GuardianRef, StudentRef, StudentView};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::error::cannot_be_read;
use crate::sql::{Id, Json, name_in, text_in};

pub(crate) fn insert(conn: &Connection, school_id: SchoolId, student: &StudentRef) -> rusqlite::Result<()> {
    conn.prepare_cached("INSERT INTO students (id, school_id, name, class_group) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![Id(student.id), Id(school_id), student.name.as_str(), student.class_group])?;
    Ok(())
}

/// The student and the school they go to.
pub(crate) fn load(conn: &Connection, id: StudentId) -> rusqlite::Result<Option<(SchoolId, StudentRef)>> {
    let found = conn
        .prepare_cached("SELECT school_id, name, class_group FROM students WHERE id = ?1")?
        .query_row([Id(id)], |row| {
            let student = StudentRef { id, name: name_in(row, 1, id)?, class_group: text_in(row, 2)? };
            Ok((row.get::<_, Id<SchoolId>>(0)?.0, student))
        })
        .optional()?;
    Ok(found)
}

/// The students that a guardian is linked to, by name, each with everybody who is linked to them. A student
/// whose row is lost has no name: devices erase the conversations about a student that their directory lacks.
pub(crate) fn of_guardian(conn: &Connection, guardian: PersonId) -> rusqlite::Result<Vec<StudentView>> {
    let mut statement = conn.prepare_cached(
        "SELECT g.student_id, s.name, s.class_group, p.id, p.name, o.relationship_json FROM guardianships g
         LEFT JOIN students s ON s.id = g.student_id JOIN guardianships o ON o.student_id = g.student_id
         JOIN people p ON p.id = o.guardian_id
         WHERE g.guardian_id = ?1 AND g.ended_at IS NULL AND o.ended_at IS NULL
         ORDER BY s.name, g.student_id, p.name, p.id",
    )?;
    let mut students: Vec<StudentView> = Vec::new();
    let mut rows = statement.query([Id(guardian)])?;
    while let Some(row) = rows.next()? {
        let id = row.get::<_, Id<StudentId>>(0)?.0;
        if students.last().is_none_or(|last| last.id != id) {
            let (name, class_group) = (name_in(row, 1, id)?, text_in(row, 2)?);
            students.push(StudentView { id, name, class_group, guardians: Vec::new() });
        }
        let id = row.get::<_, Id<PersonId>>(3)?.0;
        let guardian = GuardianRef { id, name: name_in(row, 4, id)?, relationship: relationship_in(row, 5)? };
        if let Some(student) = students.last_mut() {
            student.guardians.push(guardian);
        }
    }
    Ok(students)
}

/// Everybody who is linked to a student, by name.
pub(crate) fn guardians(conn: &Connection, student: StudentId) -> rusqlite::Result<Vec<GuardianRef>> {
    let mut statement = conn.prepare_cached(
        "SELECT p.id, p.name, g.relationship_json FROM guardianships g JOIN people p ON p.id = g.guardian_id
         WHERE g.student_id = ?1 AND g.ended_at IS NULL ORDER BY p.name, p.id",
    )?;
    let rows = statement.query_map([Id(student)], |row| {
        let id = row.get::<_, Id<PersonId>>(0)?.0;
        Ok(GuardianRef { id, name: name_in(row, 1, id)?, relationship: relationship_in(row, 2)? })
    })?;
    rows.collect()
}

/// Reads how a guardian is related to a student. The relationship is shown and decides nothing, so a damaged
/// one hides nothing.
pub(crate) fn relationship_in(row: &Row<'_>, column: usize) -> rusqlite::Result<Relationship> {
    match row.get::<_, Option<Json<Relationship>>>(column) {
        Err(error) if cannot_be_read(&error) => Ok(Relationship::Other),
        found => Ok(found?.map_or(Relationship::Other, |json| json.0)),
    }
}

pub(crate) fn is_linked(conn: &Connection, guardian: PersonId, student: StudentId) -> rusqlite::Result<bool> {
    conn.prepare_cached(
        "SELECT 1 FROM guardianships WHERE guardian_id = ?1 AND student_id = ?2 AND ended_at IS NULL",
    )?
    .exists(params![Id(guardian), Id(student)])
}

pub(crate) fn link(
    conn: &Connection,
    guardian: PersonId,
    student: StudentId,
    relationship: Relationship,
) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO guardianships (guardian_id, student_id, relationship_json) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET relationship_json = excluded.relationship_json, ended_at = NULL",
    )?
    .execute(params![Id(guardian), Id(student), Json(relationship)])?;
    Ok(())
}

/// Ends a link; answers whether there was one.
pub(crate) fn unlink(
    conn: &Connection,
    guardian: PersonId,
    student: StudentId,
    at: Moment,
) -> rusqlite::Result<bool> {
    let rows = conn.execute(
        "UPDATE guardianships SET ended_at = ?3 WHERE guardian_id = ?1 AND student_id = ?2 AND ended_at IS NULL",
        params![Id(guardian), Id(student), at.0],
    )?;
    Ok(rows > 0)
}
