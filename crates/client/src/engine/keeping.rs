//! What a person leaves on this device: drafts, filters, preferences, rescued words.

use conversas_domain::filter::InboxFilter;
use conversas_domain::ids::{ChannelId, ConversationId};
use conversas_domain::rejection::Rejection;

use super::Engine;
use crate::error::Result;
use crate::store::{RescuedText, conversations, drafts, filters, merged, preferences, rescued, rows};

impl Engine {
    /// Keeps what stands in the composer; empty forgets it.
    pub async fn save_draft(&self, conversation_id: ConversationId, text: String) -> Result<()> {
        self.inner
            .change(move |tx, reader, touched| {
                let id = merged::now(tx, conversation_id)?;
                let known = conversations::get(tx, id)?.ok_or(Rejection::NotFound)?;
                drafts::save(tx, id, &text)?;
                rows::refresh(tx, reader, id)?;
                touched.lists.insert(reader.list_of(known.view.channel_id));
                Ok(())
            })
            .await
    }

    /// The filter a person last used in a channel.
    pub async fn saved_filter(&self, channel_id: ChannelId) -> Result<InboxFilter> {
        Ok(self.inner.store.read(move |db| filters::load(db, channel_id)).await?)
    }

    /// Remembers a filter.
    pub async fn save_filter(&self, channel_id: ChannelId, filter: InboxFilter) -> Result<()> {
        self.inner.change(move |tx, _, _| Ok(filters::save(tx, channel_id, &filter)?)).await
    }

    /// A value kept by name; survives a sign-out.
    pub async fn preference(&self, key: &str) -> Result<Option<String>> {
        let key = key.to_owned();
        Ok(self.inner.store.read(move |db| preferences::load(db, &key)).await?)
    }

    /// Keeps a value by name, signed in or not.
    pub async fn save_preference(&self, key: &str, value: &str) -> Result<()> {
        let (key, value) = (key.to_owned(), value.to_owned());
        Ok(self.inner.store.write(move |tx| preferences::save(tx, &key, &value)).await?)
    }

    /// Unsent words of conversations that were taken away, oldest first.
    pub async fn rescued(&self) -> Result<Vec<RescuedText>> {
        self.inner.live()?;
        Ok(self.inner.store.read(rescued::all).await?)
    }

    /// The person has seen what was rescued.
    pub async fn forget_rescued(&self) -> Result<()> {
        self.inner.change(|tx, _, _| Ok(rescued::forget(tx)?)).await?;
        Ok(self.inner.store.scrub().await?)
    }
}
