//! The signed-in person, as far as the store needs to know them to keep rows ready for them.

use std::sync::Arc;

use conversas_domain::filter::{Involvement, involvement};
use conversas_domain::ids::{ChannelId, PersonId};
use conversas_domain::inbox::{InboxKey, family_key, staff_key, waiting};
use conversas_domain::moment::Moment;
use conversas_domain::permission::Relation;
use conversas_domain::person::{Role, Side};
use conversas_protocol::{ConversationView, Directory};

use crate::expected::expected;
use crate::list::List;
use crate::outbox::OutboxItem;

/// The signed-in person.
#[derive(Debug, Clone)]
pub(crate) struct Reader {
    pub(crate) me: PersonId,
    pub(crate) role: Role,
    pub(crate) name: String,
    /// The directory, as it was when the change or question began.
    pub(crate) directory: Arc<Directory>,
}

impl Reader {
    pub(crate) fn of(directory: &Arc<Directory>) -> Reader {
        Reader {
            me: directory.me.id,
            role: directory.me.role,
            name: directory.me.name.as_str().to_owned(),
            directory: Arc::clone(directory),
        }
    }

    pub(crate) fn side(&self) -> Side {
        self.role.side()
    }

    /// The list that a conversation of this channel stands in.
    pub(crate) fn list_of(&self, channel_id: ChannelId) -> List {
        match self.side() {
            Side::Family => List::Family,
            Side::School => List::Channel(channel_id),
        }
    }

    /// The moment since when the family waits for the school; for staff only. `items`: the reader's own, of
    /// which a queued answer or finish ends the wait.
    pub(crate) fn waiting(&self, view: &ConversationView, items: &[OutboxItem]) -> Option<Moment> {
        let ticket = &view.ticket.ticket;
        match self.side() {
            Side::Family => None,
            Side::School => waiting(ticket, expected(ticket, items, (self.me, Side::School)).ends_the_wait),
        }
    }

    /// The conversation's cell and place in its list. `waiting`: what [`Reader::waiting`] says; `activity`:
    /// the time of the last activity.
    pub(crate) fn place(
        &self,
        view: &ConversationView,
        waiting: Option<Moment>,
        activity: Moment,
    ) -> (Involvement, InboxKey) {
        let ticket = &view.ticket.ticket;
        match self.side() {
            Side::Family => (Involvement::Nobody, family_key(view.id, activity)),
            Side::School => {
                (involvement(ticket, self.me), staff_key(view.id, ticket.status, waiting, activity))
            }
        }
    }

    /// The name of a channel that the reader knows; one that went inactive has none for a family.
    pub(crate) fn channel_name(&self, id: ChannelId) -> String {
        let channel = self.directory.channels.iter().find(|channel| channel.id == id);
        channel.map(|channel| channel.name.as_str().to_owned()).unwrap_or_default()
    }

    /// How the reader stands to a conversation that they can see.
    pub(crate) fn relation(&self, directory: &Directory, channel_id: ChannelId) -> Relation {
        let member = || directory.channels.iter().any(|channel| channel.id == channel_id && channel.member);
        match self.side() {
            Side::Family => Relation::Participant,
            Side::School if member() => Relation::Member,
            Side::School => Relation::SameSchool,
        }
    }
}
