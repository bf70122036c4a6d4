//! A conversation without its thread: the server's view, what queued items will make of it, and what the
//! reader may do.

use conversas_domain::channel::serves;
use conversas_domain::ids::{ConversationId, PersonId};
use conversas_domain::permission::{Action, Relation, may};
use conversas_domain::person::Side;
use conversas_domain::rejection::Rejection;
use conversas_domain::ticket::Status;
use conversas_protocol::{ChannelView, ConversationView, Directory, GuardianRef, PersonRef};

use super::Engine;
use crate::conversation::{ConversationDetail, adding, answers};
use crate::error::Result;
use crate::expected::expected;
use crate::reader::Reader;
use crate::store::{conversations, drafts, outbox};

impl Engine {
    /// Answers everything about a conversation but its thread.
    pub async fn conversation(&self, id: ConversationId) -> Result<ConversationDetail> {
        let live = self.inner.live()?;
        let directory = &live.directory;
        let reader = Reader::of(directory);
        let found = self.inner.store.read(move |db| {
            let Some(known) = conversations::get(db, id)? else { return Ok(None) };
            Ok(Some((known, outbox::of(db, id)?, drafts::load(db, id)?)))
        });
        let (known, items, draft) = found.await?.ok_or(Rejection::NotFound)?;
        let view = known.view.into_value();
        let expected = expected(&view.ticket.ticket, &items, (reader.me, reader.side()));
        let (status, assignee, is_new) =
            (expected.ticket.status, expected.ticket.assignee, expected.is_new());
        let relation = reader.relation(directory, view.channel_id);
        let may = |action| may(reader.role, relation, action);
        let is_staff = reader.side() == Side::School;
        let colleagues = directory.channels.iter().find(|channel| channel.id == view.channel_id);
        let colleagues = colleagues.filter(|_| is_staff).map(|channel| channel.members.clone());
        let colleagues = colleagues.unwrap_or_default();
        let targets: Vec<_> = targets(directory, &view).map(|channel| channel.id).collect();
        Ok(ConversationDetail {
            status,
            draft,
            can_write: may(Action::Write),
            can_finish: may(Action::Finish) && status != Status::Finished && !is_new,
            is_member: relation == Relation::Member,
            assignee: assignee.filter(|_| is_staff).and_then(|id| person(id, &view, &colleagues)),
            colleagues,
            present: if is_staff { self.inner.presence.of(id) } else { Vec::new() },
            targets: if may(Action::Forward) { targets } else { Vec::new() },
            addable: addable(directory, &view, reader.me),
            adding: adding(&view, &items),
            answers: answers(&items),
            unread: view.unread(reader.me, reader.side(), known.mark).count(),
            view,
        })
    }

    /// Says where the person is, for their colleagues to see. `writing`: whether they are writing an answer
    /// at this moment. Never fails, and nothing waits for it.
    pub fn tell_presence(&self, conversation_id: Option<ConversationId>, writing: bool) {
        use conversas_protocol::Doing;
        let doing = if writing { Doing::Writing } else { Doing::Viewing };
        self.inner.presence.i_am(conversation_id.map(|id| (id, doing)));
    }
}

/// Channels that take this student's matters, without the conversation's own channel.
pub(super) fn targets<'d>(
    directory: &'d Directory,
    view: &'d ConversationView,
) -> impl Iterator<Item = &'d ChannelView> {
    let class_group = &view.student.class_group;
    let is_target = move |channel: &&ChannelView| {
        channel.id != view.channel_id && serves(channel.active, &channel.class_groups, class_group)
    };
    directory.channels.iter().filter(is_target)
}

/// Guardians whom the reader may add: only the starter may add, and only guardians of the student.
pub(super) fn addable(directory: &Directory, view: &ConversationView, me: PersonId) -> Vec<GuardianRef> {
    if view.guardians.first().is_none_or(|starter| starter.id != me) {
        return Vec::new();
    }
    let student = directory.students.iter().find(|student| student.id == view.student.id);
    let registered = student.map(|student| student.guardians.clone()).unwrap_or_default();
    let takes_part = |id: PersonId| view.guardians.iter().any(|guardian| guardian.id == id);
    registered.into_iter().filter(|guardian| !takes_part(guardian.id)).collect()
}

/// Answers the person who takes care of the ticket. The ticket names them; a queued assignment may name any
/// member.
fn person(id: PersonId, view: &ConversationView, colleagues: &[PersonRef]) -> Option<PersonRef> {
    let known = view.ticket.people.iter().chain(colleagues).find(|person| person.id == id);
    known.cloned()
}
