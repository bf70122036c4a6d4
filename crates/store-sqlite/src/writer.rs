//! The only thread that writes. It commits what is waiting as one group, and answers only after the commit.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use conversas_store::{AfterCommit, Ran, Scope, StoreError};
use rusqlite::Connection;

use crate::error::told;
use crate::session::Session;
use crate::soundness::Damage;
use crate::sql;

/// Most changes in one transaction: bounds how long the first of them waits.
const GROUP: usize = 256;

/// A change inside the group's transaction.
pub(crate) type Job = Box<dyn FnOnce(&mut Session<'_>) -> Ran + Send>;
/// Tells the caller how it went; with an error if the commit failed.
type Answer = Box<dyn FnOnce(Option<StoreError>) + Send>;

pub(crate) struct Writer {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(crate) fn start(
        conn: Connection,
        after_commit: impl AfterCommit,
        damage: Damage,
    ) -> std::io::Result<Writer> {
        let (jobs, waiting) = channel();
        let thread = std::thread::Builder::new()
            .name("store-writer".into())
            .spawn(move || write_all(&conn, &waiting, &after_commit, &damage))?;
        Ok(Writer { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Queues a change. It answers once it is durable, or with the error.
    pub(crate) fn submit(&self, job: Job) {
        // Ignored: a writer that ended drops the job, and with it the answer's channel, which says so.
        if let Some(jobs) = &self.jobs {
            let _ = jobs.send(job);
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn write_all(conn: &Connection, waiting: &Receiver<Job>, after_commit: &impl AfterCommit, damage: &Damage) {
    while let Ok(first) = waiting.recv() {
        let mut answers = Vec::new();
        let mut rung = Vec::new();
        let group = std::iter::once(first).chain(waiting.try_iter().take(GROUP - 1));
        let outcome = damage.watch(|| run_group(conn, group, &mut answers, &mut rung, damage));
        if outcome.is_err() && !conn.is_autocommit() {
            let _ = conn.execute_batch("ROLLBACK");
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
    let _ = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
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
            // No transaction, or SQLite undid it (a full disk): this change cannot run, only be answered.
            answers.push(Box::new(move |_| drop(job)));
            continue;
        }
        sql::run(conn, "SAVEPOINT change").map_err(told)?;
        let mut session = Session::new(conn);
        let ran = job(&mut session);
        let wants = session.into_rung();
        answers.push(ran.answer);
        if conn.is_autocommit() {
            continue;
        }
        if ran.keep {
            sql::run(conn, "RELEASE change").map_err(told)?;
            rung.extend(wants);
        } else {
            conn.execute_batch("ROLLBACK TO change; RELEASE change").map_err(told)?;
        }
    }
    begun?;
    if conn.is_autocommit() {
        return Err(StoreError::Undone);
    }
    // What was written beside damage is not kept either: nobody knows where it stands.
    damage.require_unheard()?;
    conn.execute_batch("COMMIT").map_err(told)
}
