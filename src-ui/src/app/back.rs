//! What the phone's own "back" closes before it leaves a conversation: parts of the screen say so, because what they have open
//! is theirs.

use leptos::prelude::*;

/// The parts that have something to close; a handle, copied freely.
#[derive(Clone, Copy)]
pub(super) struct Closers(StoredValue<Vec<Callback<(), bool>>>);

impl Closers {
    /// No part has anything to close yet.
    pub(super) fn new() -> Closers {
        Closers(StoredValue::new(Vec::new()))
    }

    /// Asks a part, until the reactive owner around the caller is gone. `close` answers whether anything was open.
    pub(super) fn add(self, close: impl Fn() -> bool + Send + Sync + 'static) {
        let close = Callback::new(move |()| close());
        self.0.update_value(|all| all.push(close));
        on_cleanup(move || {
            // The list may end together with the owner.
            self.0.try_update_value(|all| all.retain(|other| !other.matches(&close)));
        });
    }

    /// Closes one thing, of the newest part first. Answers whether anything was open.
    pub(super) fn close_one(self) -> bool {
        let all = self.0.get_value();
        all.iter().rev().any(|close| close.try_run(()) == Some(true))
    }
}

#[cfg(test)]
mod tests {
    use leptos::reactive::owner::Owner;

    use super::*;

    #[test]
    fn one_thing_is_closed_at_a_time_and_that_of_the_newest_part_first() {
        Owner::new().with(|| {
            let closers = Closers::new();
            let open = StoredValue::new(vec!["details", "selection"]);
            for part in ["details", "selection"] {
                closers.add(move || {
                    let was_open = open.with_value(|open| open.contains(&part));
                    open.update_value(|open| open.retain(|other| *other != part));
                    was_open
                });
            }
            assert!(closers.close_one());
            assert_eq!(open.get_value(), ["details"]);
            assert!(closers.close_one());
            assert!(open.get_value().is_empty());
            assert!(!closers.close_one());
        });
    }

    #[test]
    fn a_part_that_is_gone_has_nothing_to_close() {
        Owner::new().with(|| {
            let closers = Closers::new();
            let conversation = Owner::new();
            conversation.with(|| closers.add(|| true));
            assert!(closers.close_one());
            conversation.cleanup();
            assert!(!closers.close_one());
        });
    }
}
