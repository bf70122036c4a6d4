//! The tasks that run in the background while somebody is signed in: started and ended here alone.

use std::sync::{Arc, PoisonError};

use conversas_view::Lock;

use super::{Inner, account, refolding};
use crate::outbox::worker;
use crate::presence::telling;
use crate::sync::{bootstrap, history, poll};

impl Inner {
    /// Starts the tasks that run while somebody is signed in.
    pub(super) fn start_tasks(self: &Arc<Self>) {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        tasks.push(tokio::spawn(poll::run(Arc::clone(self))));
        tasks.push(tokio::spawn(bootstrap::run(Arc::clone(self))));
        tasks.push(tokio::spawn(history::run(Arc::clone(self))));
        tasks.push(tokio::spawn(worker::run(Arc::clone(self))));
        tasks.push(tokio::spawn(telling::run(Arc::clone(self))));
        tasks.push(tokio::spawn(refolding::run(Arc::clone(self))));
        tasks.push(tokio::spawn(account::supervise(Arc::clone(self))));
    }

    /// Starts the tasks that run while the session is locked.
    pub(super) fn start_lock(self: &Arc<Self>, lock: Lock) {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        tasks.push(tokio::spawn(account::keep_trying(Arc::clone(self), lock)));
    }

    pub(super) async fn stop_tasks(&self) {
        let tasks: Vec<_> = self.tasks.lock().unwrap_or_else(PoisonError::into_inner).drain(..).collect();
        for task in tasks {
            task.abort();
            // Aborted or ended: either way it writes nothing any more.
            if let Err(error) = task.await
                && error.is_panic()
            {
                tracing::error!(task = %error.id(), "a task of the session had panicked");
            }
        }
        self.sending.clear();
        self.uploads.clear();
        self.caught_up.send_replace(false);
        self.others_are_unknown();
    }
}
