//! Profiles without a server, filled through the same code that applies what a server sends: for tests and benches.

use std::collections::BTreeMap;
use std::path::Path;

use conversas_domain::ids::{ConversationId, EntryId, TicketId};
use conversas_domain::moment::Moment;
use conversas_protocol::{Cursor, Raw, SignedIn, SyncPage};
use conversas_view::Lost;

use crate::engine::{Engine, voice_state};
use crate::error::Result;
use crate::files::Voice;
use crate::store::VoiceState;
use crate::store::{Transaction, rescued, session};
use crate::sync::apply;
use crate::thread::Place;

impl Engine {
    /// Signs a person in, as after an empty first download. `server`: the address where the profile would
    /// poll; nothing needs to answer there.
    /// nothing needs to answer there.
    pub async fn adopt(&self, server: &str, signed_in: &SignedIn) -> Result<()> {
        let inner = &self.inner;
        let base = crate::net::address::parse(server)?;
        inner.begin_session(&base, signed_in, None, |_, _| Ok(())).await?;
        inner
            .store
            .write(|tx| {
                session::set_cursor(tx, &Cursor("adopted".into()))?;
                crate::store::bootstraps::finish_all(tx)
            })
            .await?;
        let line = crate::net::Line::new(inner.http.clone(), base, Some(signed_in.installation));
        let remote = crate::net::Remote::new(line, signed_in.token.clone());
        inner.go_live(remote, signed_in.directory.clone()).await
    }

    /// Applies a page as if the server had answered a poll with it.
    pub async fn apply(&self, page: SyncPage) -> Result<()> {
        let page = Raw::of(&page).and_then(|json| json.read()).expect("what a server writes, an app reads");
        self.inner.change(move |tx, reader, touched| apply::page(tx, reader, touched, &page)).await
    }

    /// Asks the server for something that a person waits for, and answers what it ended with.
    pub async fn ask(&self) -> Result<()> {
        self.inner.live()?.remote.directory().await?;
        Ok(())
    }

    /// Makes the profile know no installation, like those of earlier versions.
    pub async fn forget_installation(&self) -> Result<()> {
        Ok(self.inner.store.write(|tx| session::forget_installation(tx)).await?)
    }

    /// Makes the loss count as told though nobody is signed in, as earlier versions took it.
    pub async fn has_told_of_loss(&self) -> Result<()> {
        Ok(self.inner.store.write(|tx| crate::store::losses::set_told(tx)).await?)
    }

    /// Whether the next start asks the server at this address.
    pub async fn keeps_address(&self, server: &str) -> bool {
        let kept = self.inner.secrets.load(None).await;
        matches!(kept, crate::secrets::Kept::Found(secret) if secret.server.trim_end_matches('/') == server)
    }

    /// Fills the disk from now on, or makes room again.
    pub async fn fill_disk(&self, full: bool) -> Result<()> {
        Ok(self.inner.store.write(move |tx| crate::store::dump::limit(tx, full)).await?)
    }

    /// Makes the store refuse to write who is signed in from now on, or take it again.
    pub async fn refuse_sessions(&self, refuse: bool) -> Result<()> {
        Ok(self.inner.store.write(move |tx| crate::store::dump::refuse_sessions(tx, refuse)).await?)
    }

    /// Makes the store refuse from now on to keep that a message needs a decision, or take it again.
    pub async fn refuse_decisions(&self, refuse: bool) -> Result<()> {
        Ok(self.inner.store.write(move |tx| crate::store::dump::refuse_decisions(tx, refuse)).await?)
    }

    /// Makes the store refuse from now on to give files rows, or take them again.
    pub async fn refuse_files(&self, refuse: bool) -> Result<()> {
        Ok(self.inner.store.write(move |tx| crate::store::dump::refuse_files(tx, refuse)).await?)
    }

    /// Keeps the store from writing until the test sends something, or drops the sender.
    pub async fn hold_store(&self, until: std::sync::mpsc::Receiver<()>) -> Result<()> {
        let holding = move |_: &Transaction<'_>| {
            let _ = until.recv();
            Ok(())
        };
        self.inner.store.write(holding).await
    }

    /// Sends a voice file that is no take of this device, which tests do without a recorder.
    pub async fn send_voice(
        &self,
        id: ConversationId,
        voice: Voice,
        seen: Option<Place>,
        ticket_id: Option<TicketId>,
        starts_ticket: bool,
    ) -> Result<EntryId> {
        let nothing = move |_: &Transaction<'_>, _| Ok(id);
        self.inner.speak(voice, seen, ticket_id, starts_ticket, nothing).await
    }

    /// Answers the fate of a voice message of this person.
    pub async fn voice(&self, entry_id: EntryId) -> Result<VoiceState> {
        Ok(self.inner.store.read(move |db| voice_state(db, entry_id)).await?)
    }

    /// Notes that a recording, begun at this moment, is lost with its conversation.
    pub async fn recording_is_lost(&self, begun_at: Moment) -> Result<()> {
        let telling = self.inner.change(move |tx, _, touched| {
            touched.rescued = true;
            Ok(rescued::add_lost(tx, Lost::Voice, begun_at)?)
        });
        telling.await
    }

    /// Everything synced that this device holds, as text by key: equal on two devices that are up to date.
    pub async fn dump(&self) -> Result<BTreeMap<String, String>> {
        Ok(self.inner.store.read(crate::store::dump::synced).await?)
    }
}

/// Destroys the closed profile's list of conversations, as a bad disk would: met when it is opened.
pub fn damage(folder: &Path) {
    destroy(folder, "conversations");
}

/// Destroys the session's row: nothing says whose the profile is any more.
pub fn damage_session(folder: &Path) {
    destroy(folder, "session");
}

/// Destroys the search index: met when something is searched.
pub fn damage_deep(folder: &Path) {
    destroy(folder, "names_data");
}

/// Rebuilds the closed profile's damaged store, and stops before anything is done with the new one.
pub fn rebuild(folder: &Path) {
    drop(crate::store::open_or_rebuild(folder).expect("a damaged store"));
}

/// Tears the oldest row of a table of the closed profile: what stands in this column cannot be read any more.
pub fn tear(folder: &Path, table: &str, column: &str) {
    crate::store::dump::tear(&folder.join("conversas.sqlite"), table, column).expect("a closed store");
}

/// Makes the closed profile know of no take, like those of earlier versions, which kept a note beside each.
pub fn forget_takes(folder: &Path) {
    crate::store::dump::forget_takes(&folder.join("conversas.sqlite")).expect("a closed store");
}

/// Brings an update to the closed profile's program: what a newer server called `strange` it knows as `known` from now on.
pub fn teach(folder: &Path, strange: &str, known: &str) {
    crate::store::dump::teach(&folder.join("conversas.sqlite"), strange, known).expect("a closed store");
}

fn destroy(folder: &Path, table: &str) {
    crate::store::dump::destroy(&folder.join("conversas.sqlite"), table).expect("a closed store");
}
