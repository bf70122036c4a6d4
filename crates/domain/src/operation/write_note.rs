//! "Nota interna": for the channel's staff, changes no status, allowed on a finished ticket (rule 5).

use super::{Deciding, Decision, Facts, FreshIds};
use crate::entry::EntryKind;
use crate::ids::EntryId;
use crate::moment::Moment;
use crate::permission::Action;
use crate::rejection::Rejection;
use crate::text::MessageText;

/// Adds a note and nothing else.
pub fn write_note(
    facts: &Facts,
    entry_id: EntryId,
    text: MessageText,
    written_at: Moment,
    ids: &mut FreshIds,
) -> Result<Decision, Rejection> {
    facts.require(Action::WriteNote)?;
    let mut deciding = Deciding::new(facts, written_at, ids);
    deciding.add_entry(entry_id, EntryKind::Note { text });
    Ok(deciding.done())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Audience;
    use crate::operation::tests::*;
    use crate::ticket::Status;

    fn note(facts: &Facts) -> Result<Decision, Rejection> {
        write_note(facts, id(92), text("Ligar amanhã"), WRITTEN, &mut ids())
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
