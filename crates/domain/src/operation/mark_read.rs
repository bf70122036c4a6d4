//! A person has read up to an entry.

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
    Ok(Decision { conversation_id, changes })
}
