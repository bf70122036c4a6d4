//! Lists of conversations.

use conversas_domain::ids::ConversationId;
use conversas_domain::inbox::Order;
use conversas_domain::person::Role;
use conversas_view::InboxPage;

use super::Engine;
use crate::error::Result;
use crate::inbox::{InboxQuery, ListSummary};
use crate::list::List;
use crate::reader::Reader;
use crate::store::{bootstraps, inbox, orders, rows};
use crate::sync::directory::lists_of;

impl Engine {
    /// Answers a page of a list, from this device alone. When an administrator looks into a channel that they
    /// do not belong to, its list is downloaded.
    pub async fn inbox(&self, query: InboxQuery) -> Result<InboxPage> {
        let live = self.inner.live()?;
        let list = query.list;
        let (page, unreadable, known) = self.look(query.clone()).await?;
        let mut page = if unreadable.is_empty() { page } else { self.mended(query, unreadable).await? };
        let reader = Reader::of(&live.directory);
        page.rows.iter_mut().for_each(|row| row.channel = reader.channel_name(row.channel_id));
        if !known
            && live.directory.me.role == Role::Admin
            && live.directory.channels.iter().any(|channel| Some(channel.id) == list.channel_id())
        {
            self.inner
                .change(move |tx, _, touched| {
                    touched.wanted = bootstraps::want(tx, list)?;
                    Ok(())
                })
                .await?;
        }
        Ok(page)
    }

    async fn look(&self, query: InboxQuery) -> Result<(InboxPage, Vec<ConversationId>, bool)> {
        let looking = self.inner.store.read(move |db| {
            let (page, unreadable) = inbox::page(db, &query)?;
            Ok((page, unreadable, bootstraps::is_wanted(db, query.list)?))
        });
        Ok(looking.await?)
    }

    /// Answers the page after its unreadable rows were made again, or asked for.
    async fn mended(&self, query: InboxQuery, unreadable: Vec<ConversationId>) -> Result<InboxPage> {
        let mending = self.inner.change(move |tx, reader, touched| {
            for id in unreadable {
                touched.wanted |= rows::mend(tx, reader, id)?;
            }
            Ok(())
        });
        mending.await?;
        Ok(self.look(query).await?.0)
    }

    /// Answers the counts of each of the reader's lists, and of those that they look into.
    pub async fn lists(&self) -> Result<Vec<ListSummary>> {
        let own = lists_of(&self.inner.live()?.directory);
        let summaries = self.inner.store.read(move |db| {
            let lists = bootstraps::wanted(db)?.into_iter();
            lists.map(|list| inbox::summary(db, list, own.contains(&list))).collect()
        });
        Ok(summaries.await?)
    }

    /// Answers the order in which a list was last sorted.
    pub async fn saved_order(&self, list: List) -> Result<Order> {
        Ok(self.inner.store.read(move |db| orders::load(db, list)).await?)
    }

    /// Remembers the order of a list.
    pub async fn save_order(&self, list: List, order: Order) -> Result<()> {
        Ok(self.inner.store.write(move |tx| orders::save(tx, list, order)).await?)
    }
}
