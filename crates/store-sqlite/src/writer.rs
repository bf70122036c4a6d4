//! The work of the thread that writes. The thread commits waiting changes as one group, and answers only
//! after the commit.

use std::sync::mpsc::Receiver;

use conversas_sqlite::connection::{empty_log, run};
use conversas_sqlite::writer::Writer;
use conversas_store::{AfterCommit, Ran, Scope, StoreError};
use rusqlite::Connection;

use crate::damage::Damage;
use crate::error::told;
use crate::session::Session;

/// The most changes in one transaction, which bounds how long the first of them waits.
const GROUP: usize = 256;

/// A change inside the group's transaction.
pub(crate) type Job = Box<dyn FnOnce(&mut Session<'_>) -> Ran + Send>;
/// Tells the caller the outcome of a change; with an error if the commit failed.
type Answer = Box<dyn FnOnce(Option<StoreError>) + Send>;

/// Starts the thread.
pub(crate) fn start(
    conn: Connection,
    after_commit: impl AfterCommit,
    damage: Damage,
) -> std::io::Result<Writer<Job>> {
    Writer::start("store-writer", conn, move |conn, waiting| {
        write_all(&conn, waiting, &after_commit, &damage);
    })
}

fn write_all(conn: &Connection, waiting: &Receiver<Job>, after_commit: &impl AfterCommit, damage: &Damage) {
    while let Ok(first) = waiting.recv() {
        let mut answers = Vec::new();
        let mut rung = Vec::new();
        let group = std::iter::once(first).chain(waiting.try_iter().take(GROUP - 1));
        let outcome = damage.watch(|| run_group(conn, group, &mut answers, &mut rung, damage));
        if outcome.is_err()
            && !conn.is_autocommit()
            && let Err(error) = conn.execute_batch("ROLLBACK")
        {
            tracing::error!(%error, "a group of changes was not undone");
        }
        match outcome {
            Ok(()) => {
                answers.into_iter().for_each(|answer| answer(None));
                after_commit(&rung);
            }
            Err(error) => {
                tracing::error!(%error, changes = answers.len(), "a group of changes was not written");
                answers.into_iter().for_each(|answer| answer(Some(StoreError::Undone)));
            }
        }
    }
    // Leaves one file behind instead of three.
    if let Err(error) = empty_log(conn) {
        tracing::warn!(%error, "the log stays beside the store");
    }
}

fn run_group(
    conn: &Connection,
    group: impl Iterator<Item = Job>,
    answers: &mut Vec<Answer>,
    rung: &mut Vec<Scope>,
    damage: &Damage,
) -> Result<(), StoreError> {
    let begun = conn.execute_batch("BEGIN IMMEDIATE").map_err(told);
    for job in group {
        if begun.is_err() || conn.is_autocommit() {
            // There is no transaction, or SQLite undid it (a full disk): this change cannot run, only be
            // answered.
            answers.push(Box::new(move |_| drop(job)));
            continue;
        }
        run(conn, "SAVEPOINT change").map_err(told)?;
        let mut session = Session::new(conn);
        let ran = job(&mut session);
        let wants = session.into_rung();
        answers.push(ran.answer);
        if conn.is_autocommit() {
            continue;
        }
        if ran.keep {
            run(conn, "RELEASE change").map_err(told)?;
            rung.extend(wants);
        } else {
            conn.execute_batch("ROLLBACK TO change; RELEASE change").map_err(told)?;
        }
    }
    begun?;
    if conn.is_autocommit() {
        return Err(StoreError::Undone);
    }
    // Writes beside damage are not kept either, because their place is not certain.
    damage.require_unheard()?;
    conn.execute_batch("COMMIT").map_err(told)
}
