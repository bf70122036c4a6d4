//! The one thread that writes: it owns its connection, and runs jobs in order.

use std::sync::mpsc::{Receiver, SendError, Sender, channel};
use std::thread::JoinHandle;

use rusqlite::Connection;

/// The thread's queue. Dropping it lets the thread do the jobs that wait, and waits for them.
pub struct Writer<J> {
    /// The end of the queue; none while the writer is dropped.
    jobs: Option<Sender<J>>,
    thread: Option<JoinHandle<()>>,
}

impl<J: Send + 'static> Writer<J> {
    /// Starts the thread. `write` takes jobs until no more can come; it decides which of them are one
    /// transaction.
    pub fn start(
        name: &str,
        conn: Connection,
        write: impl FnOnce(Connection, &Receiver<J>) + Send + 'static,
    ) -> std::io::Result<Writer<J>> {
        let (jobs, waiting) = channel();
        let thread =
            std::thread::Builder::new().name(name.to_owned()).spawn(move || write(conn, &waiting))?;
        Ok(Writer { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Queues a job; gives it back if the thread has ended.
    pub fn submit(&self, job: J) -> Result<(), SendError<J>> {
        match &self.jobs {
            Some(jobs) => jobs.send(job),
            None => Err(SendError(job)),
        }
    }
}

impl<J> Drop for Writer<J> {
    fn drop(&mut self) {
        self.jobs = None;
        // The thread does not wait for itself: a job may hold the last handle of its own store.
        let other = self.thread.take().filter(|thread| thread.thread().id() != std::thread::current().id());
        if let Some(Err(_)) = other.map(JoinHandle::join) {
            tracing::error!("the thread that writes panicked");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    type Job = Box<dyn FnOnce(&Connection) + Send>;

    fn started() -> Writer<Job> {
        let conn = Connection::open_in_memory().unwrap();
        Writer::start("writes", conn, |conn, jobs: &Receiver<Job>| jobs.iter().for_each(|job| job(&conn)))
            .unwrap()
    }

    #[test]
    fn what_waits_is_done_before_the_end() {
        let writer = started();
        let done = Arc::new(AtomicUsize::new(0));
        for _ in 0..100 {
            let done = done.clone();
            let job = move |conn: &Connection| {
                conn.execute_batch("SELECT 1").unwrap();
                done.fetch_add(1, Ordering::SeqCst);
            };
            writer.submit(Box::new(job)).unwrap();
        }
        drop(writer);
        assert_eq!(done.load(Ordering::SeqCst), 100);
    }

    #[test]
    fn a_job_may_hold_the_last_handle() {
        let writer = Arc::new(started());
        let last = writer.clone();
        let (go, may_go) = channel::<()>();
        let (ended, has_ended) = channel();
        let job = move |_: &Connection| {
            may_go.recv().unwrap();
            drop(last);
            ended.send(()).unwrap();
        };
        writer.submit(Box::new(job)).unwrap();
        drop(writer);
        go.send(()).unwrap();
        has_ended.recv().unwrap();
    }

    #[test]
    fn a_job_comes_back_once_the_thread_has_ended() {
        let writer = started();
        writer.submit(Box::new(|_: &Connection| panic!("on purpose"))).unwrap();
        while writer.thread.as_ref().is_some_and(|thread| !thread.is_finished()) {
            std::thread::yield_now();
        }
        assert!(writer.submit(Box::new(|_: &Connection| ())).is_err());
    }
}
