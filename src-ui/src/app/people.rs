//! The people of the open conversation, whose names must be told apart.

use leptos::prelude::*;

use super::App;
use crate::state::names;

impl App {
    /// A name as short as it may be beside those of everybody in the open conversation: families and colleagues.
    pub(crate) fn short(self, name: &str) -> String {
        let mut all: Vec<String> = self.detail().with(|detail| {
            let guardians = detail.iter().flat_map(|detail| &detail.guardians).map(|guardian| &guardian.name);
            let colleagues = detail.iter().flat_map(|detail| &detail.colleagues).map(|person| &person.name);
            guardians.chain(colleagues).cloned().collect()
        });
        if !all.iter().any(|known| known == name) {
            all.push(name.to_owned());
        }
        names::short(name, &all)
    }
}
