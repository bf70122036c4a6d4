//! Lists of conversations.

use conversas_domain::inbox::Order;
use conversas_domain::person::Role;

use super::Engine;
use crate::error::Result;
use crate::inbox::{InboxPage, InboxQuery, ListSummary};
use crate::list::List;
use crate::store::{bootstraps, inbox, orders};
use crate::sync::directory::lists_of;

impl Engine {
    /// A page of a list: from this device alone. An administrator's look into a channel they do not belong to makes
    /// it download.
    pub async fn inbox(&self, query: InboxQuery) -> Result<InboxPage> {
        let live = self.inner.live()?;
        let list = query.list;
        let page = self.inner.store.read(move |db| {
            let known = bootstraps::is_wanted(db, query.list)?;
            Ok((inbox::page(db, &query)?, known))
        });
        let (page, known) = page.await?;
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

    /// What is left to do in each list of mine, and in those that I look into.
    pub async fn lists(&self) -> Result<Vec<ListSummary>> {
        let own = lists_of(&self.inner.live()?.directory);
        let summaries = self.inner.store.read(move |db| {
            let lists = bootstraps::wanted(db)?.into_iter();
            lists.map(|list| inbox::summary(db, list, own.contains(&list))).collect()
        });
        Ok(summaries.await?)
    }

    /// The order that a list was last left with.
    pub async fn saved_order(&self, list: List) -> Result<Order> {
        Ok(self.inner.store.read(move |db| orders::load(db, list)).await?)
    }

    /// Remembers the order of a list.
    pub async fn save_order(&self, list: List, order: Order) -> Result<()> {
        Ok(self.inner.store.write(move |tx| orders::save(tx, list, order)).await?)
    }

    /// Whether a list is on this device, in part at least.
    pub async fn has_list(&self, list: List) -> Result<bool> {
        Ok(self.inner.store.read(move |db| bootstraps::is_wanted(db, list)).await?)
    }
}
