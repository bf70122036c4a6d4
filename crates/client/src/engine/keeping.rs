//! Things that a person leaves on this device: drafts, filters, preferences, rescued words; and losses that
//! the person was not told of yet.

use conversas_domain::filter::InboxFilter;
use conversas_domain::ids::ChannelId;
use conversas_domain::rejection::Rejection;
use conversas_view::{DraftPlace, RescuedText};

use super::Engine;
use crate::error::{Error, Result};
use crate::store::{
    Transaction, conversations, drafts, filters, losses, merged, preferences, rescued, rows, session,
};

impl Engine {
    /// Keeps what is typed at a place; an empty text forgets the draft. Works also for the person who was
    /// signed in until the server ended the session: their last words are there when they sign in again.
    pub async fn save_draft(&self, place: impl Into<DraftPlace>, text: String) -> Result<()> {
        let place = place.into();
        let words = text.clone();
        let saving = self.inner.change(move |tx, reader, touched| {
            let Some(id) = place.conversation_id() else { return Ok(drafts::save(tx, place, &words)?) };
            let id = merged::now(tx, id)?;
            // A conversation that cannot be read now is there all the same: its words are kept.
            let list = conversations::list(tx, id)?.ok_or(Rejection::NotFound)?;
            drafts::save(tx, place.moved(id), &words)?;
            if let DraftPlace::Message { .. } = place {
                rows::refresh(tx, reader, id)?;
                touched.lists.insert(list);
            }
            Ok(())
        });
        match saving.await {
            Err(Error::SignedOut) => {
                self.inner.store.write(move |tx| save_of_ended_session(tx, place, &text)).await
            }
            other => other,
        }
    }

    /// Answers the draft of a place; empty if there is none.
    pub async fn draft(&self, place: impl Into<DraftPlace>) -> Result<String> {
        self.inner.live()?;
        let place = place.into();
        let asking = self.inner.store.read(move |db| match place.conversation_id() {
            Some(id) => drafts::load(db, place.moved(merged::now(db, id)?)),
            None => drafts::load(db, place),
        });
        Ok(asking.await?)
    }

    /// Answers the filter that the person last used in a channel.
    pub async fn saved_filter(&self, channel_id: ChannelId) -> Result<InboxFilter> {
        Ok(self.inner.store.read(move |db| filters::load(db, channel_id)).await?)
    }

    /// Remembers the filter of a channel.
    pub async fn save_filter(&self, channel_id: ChannelId, filter: InboxFilter) -> Result<()> {
        self.inner.change(move |tx, _, _| Ok(filters::save(tx, channel_id, &filter)?)).await
    }

    /// Answers a value kept by name; values survive a sign-out.
    pub async fn preference(&self, key: &str) -> Result<Option<String>> {
        let key = key.to_owned();
        Ok(self.inner.store.read(move |db| preferences::load(db, &key)).await?)
    }

    /// Keeps a value by name, signed in or not.
    pub async fn save_preference(&self, key: &str, value: &str) -> Result<()> {
        let (key, value) = (key.to_owned(), value.to_owned());
        Ok(self.inner.store.write(move |tx| preferences::save(tx, &key, &value)).await?)
    }

    /// Answers unsent words of conversations that were taken away, oldest first.
    pub async fn rescued(&self) -> Result<Vec<RescuedText>> {
        self.inner.live()?;
        Ok(self.inner.store.read(rescued::all).await?)
    }

    /// Forgets the rescued texts that the person has seen, up to the row of this number. Later ones are still
    /// to be shown.
    pub async fn forget_rescued(&self, last: i64) -> Result<()> {
        self.inner.change(move |tx, _, _| Ok(rescued::forget(tx, last)?)).await?;
        Ok(self.inner.store.empty_log().await?)
    }

    /// Whether data of this device were damaged and could not all be brought over, and the person has not been told.
    pub async fn has_loss(&self) -> Result<bool> {
        Ok(self.inner.store.read(losses::any).await?)
    }

    /// Whether the copies of damaged data are removed as soon as the person has been told, because something
    /// was erased for good meanwhile.
    pub async fn loss_goes(&self) -> Result<bool> {
        Ok(self.inner.store.read(losses::goes).await?)
    }

    /// Notes that the signed-in person has been told of the loss. The copies of damaged data are removed now,
    /// if something was erased for good meanwhile. `knows`: the person has been told of the removal, too; if
    /// not, they are told once more. While nobody is signed in nothing changes, because whoever reads the
    /// sign-in page is not known to be the owner of the data.
    pub async fn forget_loss(&self, knows: bool) -> Result<()> {
        let profile = self.inner.folder.profile().to_owned();
        let telling = self.inner.change(move |tx, _, _| {
            if !knows && losses::goes(tx)? {
                return Ok(());
            }
            losses::set_told(tx)?;
            Ok(losses::let_go(tx, &profile)?)
        });
        match telling.await {
            Err(Error::SignedOut) => Ok(()),
            other => other,
        }
    }
}

/// Saves a draft of a session that the server has ended. Until somebody signs out the profile still belongs
/// to that person. Whoever is signed in by now may be somebody else.
fn save_of_ended_session(tx: &Transaction<'_>, place: DraftPlace, text: &str) -> Result<()> {
    if session::is_signed_in(tx)? {
        return Err(Error::SignedOut);
    }
    session::load(tx)?.person_id.ok_or(Error::SignedOut)?;
    Ok(drafts::save(tx, place, text)?)
}
