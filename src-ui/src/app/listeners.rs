//! Callbacks of parts of the page, kept by the state that owns an outcome: it calls them when there is one. An outcome that
//! nobody listens to is not kept here.

use leptos::prelude::*;

/// The callbacks; a handle, copied freely.
pub(crate) struct Listeners<T: 'static>(StoredValue<Vec<Callback<T>>>);

impl<T: 'static> Clone for Listeners<T> {
    fn clone(&self) -> Listeners<T> {
        *self
    }
}

impl<T: 'static> Copy for Listeners<T> {}

impl<T: Clone + 'static> Listeners<T> {
    /// Nobody listens yet.
    pub(crate) fn new() -> Listeners<T> {
        Listeners(StoredValue::new(Vec::new()))
    }

    /// Calls `hear` with each outcome, until the reactive owner around the caller is gone.
    pub(crate) fn listen(self, hear: impl Fn(T) + Send + Sync + 'static) {
        let hear = Callback::new(hear);
        self.0.update_value(|all| all.push(hear));
        on_cleanup(move || {
            // The list may end together with the owner.
            self.0.try_update_value(|all| all.retain(|other| !other.matches(&hear)));
        });
    }

    /// Calls everybody who listens now.
    pub(crate) fn tell(self, outcome: T) {
        // Cloned: a callback may begin or end to listen.
        let all = self.0.try_get_value().unwrap_or_default();
        for hear in all {
            // Nothing is called whose owner went with a callback before it.
            let _ = hear.try_run(outcome.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use leptos::reactive::owner::Owner;

    use super::*;

    #[test]
    fn everybody_who_listens_is_told_until_their_part_of_the_page_is_gone() {
        Owner::new().with(|| {
            let listeners = Listeners::new();
            let heard = StoredValue::new(Vec::new());
            let hear = move |who: &'static str| {
                listeners.listen(move |what: u32| heard.update_value(|all| all.push((who, what))));
            };
            let part = Owner::new();
            part.with(|| hear("part"));
            hear("page");
            listeners.tell(1);
            part.cleanup();
            listeners.tell(2);
            assert_eq!(heard.get_value(), [("part", 1), ("page", 1), ("page", 2)]);
        });
    }

    #[test]
    fn whoever_begins_to_listen_while_others_are_told_hears_the_next_outcome_first() {
        Owner::new().with(|| {
            let listeners = Listeners::new();
            let heard = StoredValue::new(Vec::new());
            listeners.listen(move |what: u32| {
                listeners.listen(move |what| heard.update_value(|all| all.push(what)));
                heard.update_value(|all| all.push(what * 10));
            });
            listeners.tell(1);
            assert_eq!(heard.get_value(), [10]);
            listeners.tell(2);
            assert_eq!(heard.get_value(), [10, 20, 2]);
        });
    }
}
