//! One question at a time: a question that is asked again meanwhile is asked once more afterwards, not at the
//! same time.

use leptos::prelude::*;
use leptos::task::spawn_local;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Idle,
    Running,
    RunningAndWantedAgain,
}

/// Guards one kind of question; a handle, copied freely.
#[derive(Clone, Copy)]
pub(crate) struct Flight(StoredValue<State>);

impl Flight {
    /// Nothing asked yet.
    pub(crate) fn new() -> Flight {
        Flight(StoredValue::new(State::Idle))
    }

    /// Whether nothing is asked now.
    pub(crate) fn is_idle(self) -> bool {
        self.0.try_get_value() == Some(State::Idle)
    }

    /// Asks now, or after the running question.
    pub(crate) fn run<F: Future<Output = ()> + 'static>(self, ask: impl Fn() -> F + 'static) {
        if self.0.try_get_value() != Some(State::Idle) {
            self.0.try_update_value(|state| *state = State::RunningAndWantedAgain);
            return;
        }
        self.0.set_value(State::Running);
        spawn_local(async move {
            loop {
                ask().await;
                // None: whoever asked is gone from the page.
                match self.0.try_get_value() {
                    Some(State::RunningAndWantedAgain) => self.0.set_value(State::Running),
                    Some(State::Running | State::Idle) => break self.0.set_value(State::Idle),
                    None => break,
                }
            }
        });
    }
}
