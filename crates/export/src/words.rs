//! The sentences for a status, a person or an event of the history. The sentences stand in `conversas-words`.

use conversas_domain::person::Relationship;
use conversas_domain::ticket::Status;
use conversas_ipc::ItemContent;
use conversas_words::{Language, common, history as t, thread};

use crate::files;

/// The words of one language.
#[derive(Clone, Copy)]
pub(crate) struct Words(pub(crate) Language);

impl Words {
    pub(crate) fn status(self, status: Status) -> &'static str {
        match status {
            Status::Pending => common::status_pending(self.0),
            Status::InProgress => common::status_in_progress(self.0),
            Status::Finished => common::status_finished(self.0),
        }
    }

    pub(crate) fn relationship(self, relationship: Relationship) -> &'static str {
        match relationship {
            Relationship::Mother => common::relationship_mother(self.0),
            Relationship::Father => common::relationship_father(self.0),
            Relationship::Grandparent => common::relationship_grandparent(self.0),
            Relationship::Other => common::relationship_other(self.0),
        }
    }

    pub(crate) fn status_changed(self, who: &str, status: Status, opened: bool) -> String {
        match (status, opened) {
            (Status::Finished, _) => thread::did_finish(self.0, who),
            (Status::Pending | Status::InProgress, true) => thread::opened(self.0, who),
            (Status::Pending | Status::InProgress, false) => {
                thread::answered(self.0, who, self.status(status))
            }
        }
    }

    /// The content of a message: its words, or "[Arquivo: boletim.pdf, 96 KB]".
    pub(crate) fn said(self, content: &ItemContent) -> String {
        match content {
            ItemContent::Text { text } => text.clone(),
            ItemContent::File { file } => files::said(file, self.0),
        }
    }

    pub(crate) fn assigned(self, who: &str, to: Option<&str>) -> String {
        match to {
            Some(name) if name == who => t::took_over(self.0, who),
            Some(name) => t::handed_over(self.0, who, name),
            None => t::released(self.0, who),
        }
    }
}
