//! The beginning of a session, and taking a session up at a start.

use std::sync::Arc;

use conversas_protocol::{Directory, SignedIn};
use conversas_view::{Lock, Unsent};
use reqwest::Url;

use super::erasure::Erasure;
use super::recovery::{LostSession, may_recover};
use crate::connection::Sight;
use crate::engine::{Inner, Live};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::net::{Line, Remote, address};
use crate::outbox::OutboxItem;
use crate::secrets::{Kept, Secret};
use crate::store::session::{SessionRow, SigningIn};
use crate::store::{
    Connection, Owner, Transaction, anew, bootstraps, outbox, preferences, session, takes, unknown, unsent,
};
use crate::sync::directory::{lists_left, lists_of};

impl Inner {
    /// Takes up the session that the store and the secret hold.
    pub(in crate::engine) async fn resume(self: &Arc<Self>) -> Result<()> {
        let looking =
            self.store.read(|db| Ok((session::load(db)?, may_recover(db)?, bootstraps::wanted(db)?)));
        let (row, may_recover, wanted) = looking.await?;
        let Some(directory) = row.directory else {
            return if may_recover { self.recover().await } else { self.forget_what_is_left().await };
        };
        let lists = lists_of(&directory);
        // A store that was rebuilt wants no list, however often a start after the rebuild was cut short.
        if !lists.iter().all(|list| wanted.contains(list)) {
            self.store.write(move |tx| bootstraps::want_all(tx, &lists)).await?;
        }
        let kept = self.secrets.load(row.device_id).await;
        let server = match &kept {
            Kept::Found(secret) => &secret.server,
            Kept::Nothing | Kept::Unreadable => &row.server,
        };
        // A locked session asks the server nothing: its line is only there to be replaced.
        let base = address::kept(server).or_else(|| address::parse(server).ok());
        let base = base.unwrap_or_else(|| Url::parse("https://localhost/").expect("an address"));
        let line = Line::new(self.http.clone(), base, row.installation);
        match kept {
            Kept::Found(secret) => {
                self.go_live(Remote::new(line, secret.token), directory.into_value()).await
            }
            Kept::Nothing => self.stand_locked(line, directory.into_value(), Lock::SignIn).await,
            Kept::Unreadable => self.stand_locked(line, directory.into_value(), Lock::Keyring).await,
        }
    }

    /// Begins the session of a person whom the server has let in. Another person's data are erased if
    /// `may_erase` agrees, else nothing is changed; the same person's unsent items and drafts stay. `lost`:
    /// the session that was lost with the store, as far as the server says whose it was. If the store does
    /// not keep that, `may_erase` is not asked, because data that are known to be somebody's would be given
    /// up as nobody's.
    pub(crate) async fn begin_session(
        self: &Arc<Self>,
        base: &Url,
        signed_in: &SignedIn,
        lost: Option<LostSession>,
        may_erase: impl FnOnce(Owner, Unsent) -> std::result::Result<(), Unsent>,
    ) -> Result<()> {
        let is_locked = self.lock().is_some();
        let profile = self.folder.profile().to_owned();
        let (person_id, installation) = (signed_in.directory.me.id, Some(signed_in.installation));
        let me = Owner { person_id, installation, role: Some(signed_in.directory.me.role) };
        let is_lost_one = lost.as_ref().is_some_and(|lost| me.is(lost.owner));
        if let Some(LostSession { kept: Err(error), .. }) = lost {
            if is_lost_one {
                self.go_on().await;
            }
            return Err(error);
        }
        let counting = move |db: &Connection| {
            let before = session::load(db)?;
            let signing_in = SigningIn { me, before: before.owner() };
            let unsent = unsent::count(db, &profile, is_locked, Some(signing_in))?;
            Ok((before, unsent, takes::count_drafts(db, Some(signing_in))?))
        };
        let (before, unsent, takes) = self.store.read(counting).await?;
        let erasure = Erasure::by_another_person(&before, me, (unsent, takes), may_erase)?;
        self.stop_tasks().await;
        let is_another = erasure.is_some() && !is_lost_one;
        let beginning = self.write_session(base, signed_in, before, erasure).await;
        // A session that was lost does not go on while another person signs in.
        if beginning.is_err() && (self.live().is_ok() || !is_another) {
            self.go_on().await;
        }
        beginning
    }

    /// Keeps the token, and who is signed in. When the store refuses, the token from before is kept again. A
    /// token that was kept while the store was still another person's or nobody's does not say whose the
    /// store is, because the program may end in between.
    async fn write_session(
        &self,
        base: &Url,
        signed_in: &SignedIn,
        before: SessionRow,
        erasure: Option<Erasure>,
    ) -> Result<()> {
        // Also where nobody is known to be signed in: the token may belong to a session that was lost with
        // its store.
        let kept = self.secrets.load(before.device_id).await;
        let secret = Secret {
            server: base.to_string(),
            token: signed_in.token.clone(),
            device_id: Some(signed_in.device_id),
            installation: Some(signed_in.installation),
        };
        if erasure.is_some() {
            let device_id = signed_in.device_id;
            self.store.write(move |tx| preferences::set_beginning(tx, Some(device_id))).await?;
        }
        let writing = match self.secrets.save(&secret).await {
            Ok(()) => self.write_row(base, signed_in, erasure).await,
            Err(error) => Err(error),
        };
        if writing.is_err() {
            self.keep_token_of_before(kept).await;
        }
        writing
    }

    /// Keeps the token from before again, in any case: a keyring may take a token late, or say that it has
    /// not when it has.
    async fn keep_token_of_before(&self, kept: Kept) {
        match kept {
            Kept::Found(secret) => {
                if let Err(error) = self.secrets.save(&secret).await {
                    tracing::error!(%error, "the token of before could not be kept again");
                }
            }
            Kept::Nothing => drop(self.secrets.clear().await),
            Kept::Unreadable => self.secrets.take_back(),
        }
    }

    /// Writes who is signed in, in one transaction with what follows for the store.
    async fn write_row(&self, base: &Url, signed_in: &SignedIn, erasure: Option<Erasure>) -> Result<()> {
        let row = SessionRow {
            server: address::shown(base),
            person_id: Some(signed_in.directory.me.id),
            device_id: Some(signed_in.device_id),
            directory: Some(signed_in.directory.clone().into()),
            cursor: None,
            was_revoked: false,
            installation: Some(signed_in.installation),
        };
        let (lists, left) = (lists_of(&signed_in.directory), lists_left(&signed_in.directory));
        let begin = move |tx: &Transaction<'_>| -> Result<SessionRow> {
            // Lists that were only looked into are left out: a download would open such a channel again.
            for list in &left {
                if !unsent::is_in(tx, *list)? {
                    bootstraps::forget(tx, *list)?;
                }
            }
            bootstraps::want_all(tx, &lists)?;
            preferences::set_token_left(tx, false)?;
            preferences::set_beginning(tx, None)?;
            Ok(row)
        };
        match erasure {
            Some(erasure) => self.erase(erasure, move |tx, _| begin(tx)).await,
            None => {
                let beginning = self.store.write(move |tx| {
                    let before = session::owner(tx)?;
                    let row = begin(tx)?;
                    let signing_in = row.owner().map(|me| SigningIn { me, before });
                    takes::erase_but_of(tx, signing_in)?;
                    session::save(tx, &row)?;
                    Ok::<_, Error>(anew::places(tx)?)
                });
                beginning.await
            }
        }
    }

    /// Goes on with the session as it was, because a sign-out or a sign-in that was to replace it failed.
    pub(super) async fn go_on(self: &Arc<Self>) {
        self.know_directory().await;
        match (self.live(), self.lock()) {
            (Ok(_), Some(lock)) => self.start_lock(lock),
            (Ok(_), None) => self.start_tasks(),
            (Err(_), _) => self.recover_again(),
        }
    }

    pub(crate) async fn go_live(self: &Arc<Self>, remote: Remote, directory: Directory) -> Result<()> {
        let standing = self.stand(remote, directory).await;
        // The background tasks start even if a read failed just now: a session without them would queue silently.
        self.start_tasks();
        self.events.tell(Event::SessionChanged);
        standing
    }

    async fn stand_locked(self: &Arc<Self>, line: Line, directory: Directory, lock: Lock) -> Result<()> {
        let standing = self.stand(Remote::locked(line), directory).await;
        self.go_locked(lock).await?;
        standing
    }

    /// Makes somebody the signed-in person from now on, whether or not the server can be asked.
    async fn stand(&self, remote: Remote, directory: Directory) -> Result<()> {
        self.presence.i_am(None);
        self.set_live(Some(Live { remote, directory: Arc::new(directory) }));
        // The turn is taken before the look: what is committed after it knows more.
        let turn = self.connection.turns().next();
        let looking = self.store.read(|db| {
            let numbers = outbox::numbers(db)?;
            Ok(Sight {
                catching_up: bootstraps::any_pending(db)?,
                outdated: unknown::any(db)?,
                outbox: Some((numbers.waiting, numbers.blocked)),
            })
        });
        self.connection.begin(turn, looking.await?);
        Ok(())
    }

    /// Answers everything that the person did and that is not done, in order.
    pub(crate) async fn outbox_items(&self) -> Result<Vec<OutboxItem>> {
        Ok(self.store.read(outbox::all).await?)
    }
}
