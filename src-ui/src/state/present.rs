//! The colleagues who are in the open conversation. The host tells of them, and says it in the conversation's answers too: an
//! answer that was asked for before something was told may be older than that.

use conversas_ipc::PresentItem;

/// The colleagues who are here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Present {
    people: Vec<PresentItem>,
    /// How often the host has told.
    told: u32,
}

/// The moment at which a question was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Asked(u32);

impl Present {
    /// The colleagues, by name.
    pub(crate) fn people(&self) -> &[PresentItem] {
        &self.people
    }

    /// Takes what the host tells: these are here now.
    pub(crate) fn tell(&mut self, people: &[PresentItem]) {
        self.told += 1;
        self.people = people.to_vec();
    }

    /// Notes that a question is asked now.
    pub(crate) fn ask(&self) -> Asked {
        Asked(self.told)
    }

    /// Takes the answer to a question. Says whether somebody came, left or does something else by it.
    pub(crate) fn answer(&mut self, asked: Asked, people: Vec<PresentItem>) -> bool {
        let is_news = asked.0 == self.told && self.people != people;
        if is_news {
            self.people = people;
        }
        is_news
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(names: &[&str]) -> Vec<PresentItem> {
        let id = "01890000-0000-7000-9000-000000000004".parse().expect("an id");
        names.iter().map(|name| PresentItem { id, name: (*name).to_owned(), writing: false }).collect()
    }

    #[test]
    fn an_answer_says_who_is_here_until_the_host_tells() {
        let mut present = Present::default();
        let asked = present.ask();
        assert!(present.answer(asked, people(&["Ana"])));
        assert!(!present.answer(asked, people(&["Ana"])), "it says nothing new");
        present.tell(&people(&["Ana", "Bruno"]));
        assert_eq!(present.people(), people(&["Ana", "Bruno"]));
    }

    #[test]
    fn what_is_told_while_an_answer_is_awaited_is_newer_than_the_answer() {
        let mut present = Present::default();
        let asked = present.ask();
        present.tell(&people(&["Bruno"]));
        assert!(!present.answer(asked, people(&["Ana"])));
        assert_eq!(present.people(), people(&["Bruno"]));
        let asked = present.ask();
        assert!(present.answer(asked, people(&[])));
        assert!(present.people().is_empty());
    }
}
