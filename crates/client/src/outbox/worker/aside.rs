//! What cannot be read of the outbox while it is sent.

use crate::engine::Inner;
use crate::error::Result;
use crate::files::VoiceState;
use crate::store::{conversations, outbox, rows};

impl Inner {
    /// What cannot be read does not hold up the rest.
    pub(super) async fn set_aside(&self) -> Result<()> {
        let setting_aside = self.change(|tx, reader, touched| {
            let aside = outbox::set_aside(tx)?;
            touched.rescued = aside.any;
            touched.outbox |= aside.any;
            touched.voices.extend(aside.voices.into_iter().map(|entry_id| (entry_id, VoiceState::Kept)));
            for id in &aside.trays {
                if let Some(known) = conversations::get(tx, *id)? {
                    rows::put(tx, reader, &known)?;
                    touched.lists.insert(reader.list_of(known.view.channel_id));
                }
            }
            touched.threads.extend(&aside.trays);
            touched.trays.extend(aside.trays);
            Ok(())
        });
        setting_aside.await
    }
}
