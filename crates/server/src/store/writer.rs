//! The only thread that writes. It commits what is waiting as one group, and answers only after the commit.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use rusqlite::Connection;

use super::events::Scope;
use super::soundness::Damage;
use super::{AfterCommit, StoreError, Tx, sql};

/// Most changes in one transaction: bounds how long the first of them waits.
const GROUP: usize = 256;

/// A change inside the group's transaction; on `Ok` it gives back how to answer after the commit.
type Job = Box<dyn FnOnce(&mut Tx<'_>) -> Ran + Send>;
/// Tells the one who asked how it went; with an error if the commit failed.
type Answer = Box<dyn FnOnce(Option<StoreError>) + Send>;

struct Ran {
    keep: bool,
    answer: Answer,
}

pub(super) struct Writer {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(super) fn start(
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

    /// Queues a change. `answer` gets its result once it is durable, or the error.
    pub(super) fn submit<T, E, F, A>(&self, change: F, answer: A)
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        A: FnOnce(Result<T, E>) + Send + 'static,
    {
        let job: Job = Box::new(move |tx| {
            let result = catch_unwind(AssertUnwindSafe(|| change(tx)))
                .unwrap_or_else(|_| Err(StoreError::Panicked.into()));
            Ran {
                keep: result.is_ok(),
                answer: Box::new(move |failed| match failed {
                    Some(error) if result.is_ok() => answer(Err(error.into())),
                    _ => answer(result),
                }),
            }
        });
        // A closed writer drops the job, and with it the answer's channel, which says so.
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
    let begun = conn.execute_batch("BEGIN IMMEDIATE");
    for job in group {
        if begun.is_err() || conn.is_autocommit() {
            // No transaction, or SQLite undid it (a full disk): this change cannot run, only be answered.
            answers.push(Box::new(move |_| drop(job)));
            continue;
        }
        sql::run(conn, "SAVEPOINT change")?;
        let mut tx = Tx::new(conn);
        let ran = job(&mut tx);
        let wants = tx.into_rung();
        answers.push(ran.answer);
        if conn.is_autocommit() {
            continue;
        }
        if ran.keep {
            sql::run(conn, "RELEASE change")?;
            rung.extend(wants);
        } else {
            conn.execute_batch("ROLLBACK TO change; RELEASE change")?;
        }
    }
    begun?;
    if conn.is_autocommit() {
        return Err(StoreError::Undone);
    }
    // What was written beside damage is not kept either: nobody knows where it stands.
    damage.require_unheard()?;
    conn.execute_batch("COMMIT")?;
    Ok(())
}

#[cfg(test)]
mod tests;
