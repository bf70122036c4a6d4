//! "Nota interna": for the channel's staff, changes no status, allowed on a finished ticket (rule 5).

use super::{Decision, Draft, Facts, FreshIds};
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
    let mut draft = Draft::new(facts, written_at, ids);
    draft.add_entry(entry_id, EntryKind::Note { text });
    Ok(draft.done())
}
