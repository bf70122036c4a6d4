//! The memory that argon2 works in: 19 MiB for a password. A fixed number of buffers is made, once, and used again, so that
//! no number of sign-ins takes more. Fresh blocks for each one would stay with the allocator, once for each thread.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use argon2::Block;

/// Passwords that are worked on at the same time in this process. Each takes a core.
pub(crate) const BUFFERS: usize = 2;

static MEMORY: Memory = Memory::new();

/// Runs `work` in so many blocks of a kibibyte. Blocks the thread until a buffer is free.
pub(super) fn with<T>(blocks: usize, work: impl FnOnce(&mut [Block]) -> T) -> T {
    MEMORY.with(blocks, work)
}

struct Memory {
    state: Mutex<State>,
    freed: Condvar,
}

struct State {
    idle: Vec<Vec<Block>>,
    made: usize,
}

/// A buffer that goes back when it is dropped, also by a panic.
struct Lent<'a> {
    memory: &'a Memory,
    buffer: Vec<Block>,
}

impl Memory {
    const fn new() -> Memory {
        Memory { state: Mutex::new(State { idle: Vec::new(), made: 0 }), freed: Condvar::new() }
    }

    fn with<T>(&self, blocks: usize, work: impl FnOnce(&mut [Block]) -> T) -> T {
        let mut lent = Lent { memory: self, buffer: self.borrow() };
        let missing = blocks.saturating_sub(lent.buffer.len());
        lent.buffer.reserve_exact(missing);
        lent.buffer.extend(std::iter::repeat_n(Block::new(), missing));
        work(&mut lent.buffer[..blocks])
    }

    fn borrow(&self) -> Vec<Block> {
        let mut state = self.lock();
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
        let memory = Memory::new();
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
        let memory = Memory::new();
        for _ in 0..2 * BUFFERS {
            let panicked = catch_unwind(AssertUnwindSafe(|| memory.with(8, |_| panic!("on purpose"))));
            assert!(panicked.is_err());
        }
        assert_eq!(memory.lock().idle.len(), 1);
    }
}
