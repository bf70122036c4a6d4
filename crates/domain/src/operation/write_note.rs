//! "Nota interna": for the channel's staff, changes no status, allowed on a finished ticket (rule 5).

use super::{Deciding, Decision, Facts, FreshIds};
use crate::entry::EntryKind;
use crate::ids::{EntryId, PersonId};
use crate::moment::Moment;
use crate::permission::Action;
use crate::rejection::Rejection;
use crate::text::MessageText;

/// The note, and the members whom it calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The note's identifier, chosen by the client.
    pub entry_id: EntryId,
    /// The words.
    pub text: MessageText,
    /// The members of the channel whom the note calls.
    pub mentions: Vec<PersonId>,
    /// Whether all of them belong to the channel.
    pub all_are_members: bool,
}

/// Adds a note and nothing else.
pub fn write_note(
    facts: &Facts,
    note: Note,
    written_at: Moment,
    ids: &mut FreshIds,
) -> Result<Decision, Rejection> {
    facts.require(Action::WriteNote)?;
    if !note.mentions.is_empty() && !note.all_are_members {
        return Err(Rejection::NotAMember);
    }
    let mut mentions = Vec::with_capacity(note.mentions.len());
    for person_id in note.mentions {
        if !mentions.contains(&person_id) {
            mentions.push(person_id);
        }
    }
    let mut deciding = Deciding::new(facts, written_at, ids);
    deciding.add_entry(note.entry_id, EntryKind::Note { text: note.text, mentions });
    Ok(deciding.done())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Audience;
    use crate::operation::tests::*;
    use crate::ticket::Status;

    fn mentioning(mentions: Vec<PersonId>, all_are_members: bool) -> Note {
        Note { entry_id: id(92), text: text("Ligar amanhã"), mentions, all_are_members }
    }

    fn note(facts: &Facts) -> Result<Decision, Rejection> {
        write_note(facts, mentioning(Vec::new(), true), WRITTEN, &mut ids())
    }

    #[test]
    fn a_note_calls_each_member_once() {
        let (carla, davi) = (carla().person_id, davi().person_id);
        let asked = mentioning(vec![davi, carla, davi], true);
        let decision =
            write_note(&facts(super::super::tests::carla(), Status::Pending), asked, WRITTEN, &mut ids());
        assert_eq!(
            told(&decision.expect("members may be called")),
            ["Carla notes to Davi, Carla: Ligar amanhã"]
        );
    }

    #[test]
    fn who_does_not_belong_to_the_channel_is_not_called() {
        let asked = mentioning(vec![eva().person_id], false);
        let decision = write_note(&facts(carla(), Status::Pending), asked, WRITTEN, &mut ids());
        assert_eq!(decision, Err(Rejection::NotAMember));
    }

    #[test]
    fn a_note_adds_itself_and_nothing_else_whatever_the_status() {
        for status in Status::ALL {
            let decision = note(&facts(carla(), status)).expect("a member may");
            assert_eq!(told(&decision), ["Carla notes: Ligar amanhã"], "{status:?}");
        }
    }

    #[test]
    fn a_note_is_for_staff_only() {
        let decision = note(&facts(carla(), Status::Pending)).expect("a member may");
        assert_eq!(entries(&decision)[0].kind.audience(), Audience::StaffOnly);
    }

    #[test]
    fn only_members_of_the_channel_write_notes() {
        assert_eq!(note(&facts(ana(), Status::Pending)), Err(Rejection::Forbidden));
        assert_eq!(note(&facts(eva(), Status::Pending)), Err(Rejection::Forbidden));
        assert_eq!(note(&outsider(carla(), Status::Pending)), Err(Rejection::NotFound));
    }
}
