//! The order of password checks: each check takes a core, so few run at once, others wait, and the number of
//! waiting ones is limited.
//!
//! Each origin has a line of its own and the lines take turns: however many come from one address, somebody from another
//! waits for one check of each line at most.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::password::BUFFERS;

/// The number of checks that may wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Room {
    /// The number from one origin.
    pub(crate) of_origin: usize,
    /// The number in all.
    pub(crate) in_all: usize,
}

/// A school behind one address signs in at once in the morning; two cores check some fifty passwords in a second.
pub(crate) const ROOM: Room = Room { of_origin: 64, in_all: 256 };

/// The lines.
#[derive(Clone)]
pub(crate) struct Checks {
    room: Room,
    running: Arc<Semaphore>,
    lines: Arc<Mutex<Lines>>,
}

#[derive(Default)]
struct Lines {
    in_all: usize,
    of_origin: HashMap<IpAddr, Line>,
}

struct Line {
    /// The right to be the next of the line, so that the lines take turns.
    head: Arc<Semaphore>,
    length: usize,
}

/// The right to check one password, until it is dropped.
pub(crate) struct Check {
    // The fields are dropped in this order: the next of the line follows when the core is free.
    _running: OwnedSemaphorePermit,
    _head: OwnedSemaphorePermit,
    _place: Place,
}

/// A place in a line, until it is dropped, also when its request has gone.
struct Place {
    checks: Checks,
    origin: IpAddr,
}

impl Checks {
    pub(crate) fn new(room: Room) -> Checks {
        Checks { room, running: Arc::new(Semaphore::new(BUFFERS)), lines: Arc::default() }
    }

    /// Waits for the turn of this origin; none, at once, if there is no room to wait in.
    pub(crate) async fn begin(&self, origin: IpAddr) -> Option<Check> {
        let (place, head) = self.stand_in_line(origin)?;
        let head = head.acquire_owned().await.ok()?;
        let running = self.running.clone().acquire_owned().await.ok()?;
        Some(Check { _running: running, _head: head, _place: place })
    }

    fn stand_in_line(&self, origin: IpAddr) -> Option<(Place, Arc<Semaphore>)> {
        let mut lines = self.lock();
        if lines.in_all >= self.room.in_all {
            return None;
        }
        let new = || Line { head: Arc::new(Semaphore::new(1)), length: 0 };
        let line = lines.of_origin.entry(origin).or_insert_with(new);
        if line.length >= self.room.of_origin {
            return None;
        }
        line.length += 1;
        let head = line.head.clone();
        lines.in_all += 1;
        Some((Place { checks: self.clone(), origin }, head))
    }

    fn lock(&self) -> MutexGuard<'_, Lines> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut lines = self.checks.lock();
        lines.in_all -= 1;
        if let Some(line) = lines.of_origin.get_mut(&self.origin) {
            line.length -= 1;
            if line.length == 0 {
                lines.of_origin.remove(&self.origin);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::pin::{Pin, pin};
    use std::task::{Context, Poll, Waker};

    use super::*;

    fn origin(number: u8) -> IpAddr {
        IpAddr::from([10, 0, 0, number])
    }

    /// Polls a future once.
    fn look<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
        future.poll(&mut Context::from_waker(Waker::noop()))
    }

    #[tokio::test]
    async fn a_line_has_an_end_and_so_have_all_together() {
        let checks = Checks::new(Room { of_origin: 2, in_all: 3 });
        let first = checks.begin(origin(1)).await.expect("there is room");
        let mut second = pin!(checks.begin(origin(1)));
        assert!(look(second.as_mut()).is_pending(), "one of a line at a time");
        assert!(checks.begin(origin(1)).await.is_none(), "the line is full");
        let other = checks.begin(origin(2)).await.expect("another line has room");
        assert!(checks.begin(origin(3)).await.is_none(), "all together are full");
        drop(other);
        drop(first);
        assert!(second.await.is_some());
        assert!(checks.lock().of_origin.is_empty() && checks.lock().in_all == 0);
    }

    #[tokio::test]
    async fn somebody_from_another_address_does_not_wait_for_a_long_line() {
        let checks = Checks::new(ROOM);
        let mut crowd: Vec<_> = (0..60).map(|_| Box::pin(checks.begin(origin(1)))).collect();
        let mut running = Vec::new();
        for waiting in &mut crowd {
            if let Poll::Ready(check) = look(waiting.as_mut()) {
                running.push(check);
            }
        }
        assert_eq!(running.len(), 1);
        assert!(look(pin!(checks.begin(origin(2)))).is_ready());
    }

    #[tokio::test]
    async fn whoever_goes_away_while_waiting_leaves_nothing_behind() {
        let checks = Checks::new(ROOM);
        let first = checks.begin(origin(1)).await;
        {
            let mut gone = pin!(checks.begin(origin(1)));
            assert!(look(gone.as_mut()).is_pending());
        }
        drop(first);
        assert!(checks.lock().of_origin.is_empty());
        assert_eq!(checks.running.available_permits(), BUFFERS);
    }
}
