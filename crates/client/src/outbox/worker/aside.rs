//! Rows of the outbox that cannot be read, set aside at the start and while the outbox is sent.

use std::collections::BTreeSet;
use std::sync::Arc;

use conversas_domain::ids::ConversationId;

use crate::engine::inner::Inner;
use crate::error::Result;
use crate::event::Touched;
use crate::outbox::choose::next_is_first;
use crate::reader::Reader;
use crate::store::VoiceState;
use crate::store::outbox::Aside;
use crate::store::{Transaction, conversations, outbox, rows, session};

/// Sets unreadable rows aside at the start. Events are not told, because nobody is subscribed yet, and takes
/// are settled elsewhere. Without knowing the reader no row of a list can be made: it comes with its list
/// from the server again.
pub(crate) fn at_start(tx: &Transaction<'_>) -> Result<()> {
    let aside = outbox::set_aside(tx)?;
    if !aside.any {
        return Ok(());
    }
    match session::directory(tx)? {
        Some(directory) => follow(tx, &Reader::of(&Arc::new(directory)), &mut Touched::default(), aside),
        None => let_the_next_open(tx, &aside.conversations),
    }
}

impl Inner {
    /// Sets rows that cannot be read aside, so that they do not hold up the rest.
    pub(super) async fn set_aside(&self) -> Result<()> {
        let setting_aside = self.change(|tx, reader, touched| {
            let aside = outbox::set_aside(tx)?;
            follow(tx, reader, touched, aside)
        });
        setting_aside.await
    }
}

/// Puts right the conversations and lists in which rows were set aside.
fn follow(tx: &Transaction<'_>, reader: &Reader, touched: &mut Touched, aside: Aside) -> Result<()> {
    touched.rescued = aside.any;
    touched.outbox |= aside.any;
    // An operation outside of conversations shows in the directory.
    touched.directory |= aside.any;
    touched.voices.extend(aside.voices.into_iter().map(|entry_id| (entry_id, VoiceState::Kept)));
    for id in &aside.conversations {
        touched.wanted |= rows::mend(tx, reader, *id)?;
        if let Some(known) = conversations::get(tx, *id)? {
            touched.lists.insert(reader.list_of(known.view.channel_id));
        }
    }
    let_the_next_open(tx, &aside.conversations)?;
    touched.threads.extend(aside.conversations);
    touched.trays.extend(aside.trays);
    Ok(())
}

/// Makes the next message open its conversation, because a row that was set aside may have been the opening
/// one.
fn let_the_next_open(tx: &Transaction<'_>, ids: &BTreeSet<ConversationId>) -> Result<()> {
    for id in ids {
        if let Some(known) = conversations::get(tx, *id)? {
            next_is_first(tx, &known)?;
        }
    }
    Ok(())
}
