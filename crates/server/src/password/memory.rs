//! The memory that argon2 works in: 19 MiB for a password. A fixed number of buffers is made and used again, so that no number
//! of sign-ins takes more. Fresh blocks for each one would stay with the allocator, once for each thread. After a quiet minute
//! the system gets them back, because a server is idle for most of the day.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use argon2::Block;
use tokio::sync::watch;

/// The number of passwords that are worked on at the same time in this process. Each takes a core.
pub(crate) const BUFFERS: usize = 2;
/// The time without use after which a buffer is given back; up to twice as long, because the check runs that
/// often.
const QUIET: Duration = Duration::from_secs(60);
/// Blocks that each buffer has room for, so that the system gets the memory back: the allocator of Linux
/// (glibc) never keeps blocks larger than 32 MiB for itself. Unused room takes no memory.
const ROOM: usize = 33 * 1024;

static MEMORY: Memory = Memory::new(ROOM);

/// Gives unused buffers back, until the server stops.
pub(crate) async fn keep_small(stopping: watch::Receiver<bool>) {
    MEMORY.keep_small(stopping).await;
}

/// Runs `work` in so many blocks of a kibibyte. Blocks the thread until a buffer is free.
pub(super) fn with<T>(blocks: usize, work: impl FnOnce(&mut [Block]) -> T) -> T {
    MEMORY.with(blocks, work)
}

struct Memory {
    /// The number of blocks that a buffer has room for at least.
    room: usize,
    state: Mutex<State>,
    freed: Condvar,
}

struct State {
    idle: Vec<Vec<Block>>,
    /// The number of buffers that are idle or lent.
    made: usize,
    /// Whether a buffer was lent since the last check.
    was_used: bool,
}

/// A buffer that is returned when this value is dropped, also by a panic.
struct Lent<'a> {
    memory: &'a Memory,
    buffer: Vec<Block>,
}

impl Memory {
    const fn new(room: usize) -> Memory {
        let state = State { idle: Vec::new(), made: 0, was_used: false };
        Memory { room, state: Mutex::new(state), freed: Condvar::new() }
    }

    fn with<T>(&self, blocks: usize, work: impl FnOnce(&mut [Block]) -> T) -> T {
        let mut lent = Lent { memory: self, buffer: self.borrow() };
        let missing = blocks.saturating_sub(lent.buffer.len());
        lent.buffer.reserve_exact(if missing > 0 { missing.max(self.room) } else { 0 });
        lent.buffer.extend(std::iter::repeat_n(Block::new(), missing));
        work(&mut lent.buffer[..blocks])
    }

    async fn keep_small(&self, mut stopping: watch::Receiver<bool>) {
        loop {
            tokio::select! {
                () = tokio::time::sleep(QUIET) => self.give_back(),
                // A dropped sender means the same.
                _ = stopping.wait_for(|stop| *stop) => return,
            }
        }
    }

    /// Gives idle buffers back to the system, if nothing was lent since the last time.
    fn give_back(&self) {
        let mut state = self.lock();
        if std::mem::take(&mut state.was_used) {
            return;
        }
        let idle = std::mem::take(&mut state.idle);
        state.made -= idle.len();
        // Released first, so that no request waits for the lock while the system takes the buffers.
        drop(state);
        drop(idle);
    }

    fn borrow(&self) -> Vec<Block> {
        let mut state = self.lock();
        state.was_used = true;
        loop {
            if let Some(buffer) = state.idle.pop() {
                return buffer;
            }
            if state.made < BUFFERS {
                state.made += 1;
                return Vec::new();
            }
            state = self.freed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        self.memory.lock().idle.push(std::mem::take(&mut self.buffer));
        self.memory.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn three_hundred_uses_by_twelve_threads_are_of_two_buffers() {
        let memory = Memory::new(0);
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..12 {
                scope.spawn(|| {
                    for blocks in 8..33 {
                        memory.with(blocks, |buffer| {
                            assert_eq!(buffer.len(), blocks);
                            most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                            std::thread::yield_now();
                            now.fetch_sub(1, Ordering::SeqCst);
                        });
                    }
                });
            }
        });
        let state = memory.lock();
        assert!(state.made <= BUFFERS && most.into_inner() <= BUFFERS);
        assert_eq!(state.idle.len(), state.made);
        assert!(state.idle.iter().all(|buffer| buffer.capacity() <= 32));
    }

    #[test]
    fn a_panic_gives_its_buffer_back() {
        let memory = Memory::new(0);
        for _ in 0..2 * BUFFERS {
            let panicked = catch_unwind(AssertUnwindSafe(|| memory.with(8, |_| panic!("on purpose"))));
            assert!(panicked.is_err());
        }
        assert_eq!(memory.lock().idle.len(), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn buffers_go_after_a_minute_in_which_nobody_used_them() {
        let memory: &'static Memory = Box::leak(Box::new(Memory::new(0)));
        let (stop, stopping) = watch::channel(false);
        let keeping = tokio::spawn(memory.keep_small(stopping));
        let idle = || memory.lock().idle.len();
        for _ in 0..3 {
            memory.with(8, |_| ());
            tokio::time::sleep(QUIET + Duration::from_secs(1)).await;
            assert_eq!(idle(), 1, "used within the minute");
        }
        memory.with(8, |_| {
            memory.give_back();
            memory.give_back();
            assert_eq!((idle(), memory.lock().made), (0, 1), "what is lent stays");
        });
        tokio::time::sleep(2 * QUIET).await;
        assert_eq!((idle(), memory.lock().made), (0, 0));
        memory.with(8, |buffer| assert_eq!(buffer.len(), 8));
        stop.send_replace(true);
        keeping.await.unwrap();
    }
}
