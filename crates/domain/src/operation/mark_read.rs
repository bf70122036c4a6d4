//! Reading up to an entry.

use super::{Change, Decision, Facts};
use crate::conversation::ReadMark;
use crate::permission::Action;
use crate::rejection::Rejection;

/// `current`: the person's mark so far; `asked`: the entry read, with the conversation's counts there. Marks only
/// move forward.
pub fn mark_read(facts: &Facts, current: ReadMark, asked: ReadMark) -> Result<Decision, Rejection> {
    facts.require(Action::MarkRead)?;
    let conversation_id = facts.conversation.id;
    let changes = if asked.seq > current.seq {
        vec![Change::ReadMarked { conversation_id, person_id: facts.actor.person_id, mark: asked }]
    } else {
        Vec::new()
    };
    Ok(Decision { target: conversation_id.into(), changes })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::Counts;
    use crate::entry::Seq;
    use crate::operation::tests::*;
    use crate::ticket::Status;

    fn mark(seq: i64, family: u32) -> ReadMark {
        ReadMark { seq: Seq(seq), counts: Counts { family, school: 0 } }
    }

    #[test]
    fn a_mark_moves_forward() {
        for reader in [ana(), carla(), eva()] {
            let decision = mark_read(&facts(reader, Status::Finished), mark(4, 1), mark(7, 2));
            let conversation_id = facts(reader, Status::Finished).conversation.id;
            let person_id = reader.person_id;
            let changes = vec![Change::ReadMarked { conversation_id, person_id, mark: mark(7, 2) }];
            assert_eq!(decision, Ok(Decision { target: conversation_id.into(), changes }));
        }
    }

    #[test]
    fn a_mark_never_moves_back_nor_stands_twice() {
        for asked in [mark(3, 1), mark(4, 1)] {
            let decision = mark_read(&facts(ana(), Status::Pending), mark(4, 1), asked);
            assert_eq!(told(&decision.expect("a guardian who takes part may")), [""; 0]);
        }
    }

    #[test]
    fn who_cannot_read_has_no_mark() {
        for actor in [ana(), carla()] {
            let decision = mark_read(&outsider(actor, Status::Pending), mark(0, 0), mark(1, 1));
            assert_eq!(decision, Err(Rejection::NotFound));
        }
    }
}
