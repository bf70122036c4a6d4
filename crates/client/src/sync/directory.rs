//! The difference between two directories: what a person gained and lost. Pure.

use std::collections::BTreeSet;

use conversas_domain::ids::StudentId;
use conversas_domain::person::{Role, Side};
use conversas_protocol::Directory;

use crate::list::List;

/// The lists that a person has by right, without having asked for them.
pub(crate) fn lists_of(directory: &Directory) -> BTreeSet<List> {
    match directory.me.role.side() {
        Side::Family => BTreeSet::from([List::Family]),
        Side::School => {
            let mine = directory.channels.iter().filter(|channel| channel.member);
            mine.map(|channel| List::Channel(channel.id)).collect()
        }
    }
}

/// The lists that a person may have: for administrators those of every channel.
pub(crate) fn lists_allowed(directory: &Directory) -> BTreeSet<List> {
    match directory.me.role {
        Role::Admin => directory.channels.iter().map(|channel| List::Channel(channel.id)).collect(),
        Role::Staff | Role::Guardian => lists_of(directory),
    }
}

/// Lists of channels that an administrator looked into, of which no more news come.
pub(crate) fn lists_left(directory: &Directory) -> BTreeSet<List> {
    let left = directory.channels.iter().filter(|channel| channel.followed == Some(false));
    left.map(|channel| List::Channel(channel.id)).collect()
}

/// The consequences of a new directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Difference {
    /// The lists to download.
    pub(crate) wanted: BTreeSet<List>,
    /// The lists to keep; all others are erased.
    pub(crate) allowed: BTreeSet<List>,
    /// The students whose conversations a guardian loses.
    pub(crate) lost_students: Vec<StudentId>,
    /// Whether a guardian may see more of their list now, so that it is downloaded again.
    pub(crate) gained_students: bool,
}

pub(crate) fn difference(before: &Directory, after: &Directory) -> Difference {
    let students = |directory: &Directory| -> BTreeSet<StudentId> {
        directory.students.iter().map(|student| student.id).collect()
    };
    let (had, has) = (students(before), students(after));
    Difference {
        wanted: lists_of(after),
        allowed: lists_allowed(after),
        lost_students: had.difference(&has).copied().collect(),
        gained_students: !has.is_subset(&had),
    }
}
