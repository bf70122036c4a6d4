//! Bytes come from the server when they are to be shown: once, however many wait for them, and from where the last attempt
//! stopped. What came is checked before anybody sees it.

use std::path::PathBuf;
use std::sync::Arc;

use conversas_domain::attachment::{Attachment, Media};
use conversas_domain::ids::{AttachmentId, ConversationId};
use conversas_domain::rejection::Rejection;
use conversas_protocol::ErrorCode;

use super::fetches::{Fetch, Turn};
use super::folder::Folder;
use super::keeping::{self, Taken};
use super::receiving::{Receiving, receive};
use crate::engine::{Inner, Live};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::net::NetError;
use crate::store::{self, Connection, attached, fetched};

/// What of a file is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rendition {
    /// A small picture; of a small image the image itself; of a video a moment of it.
    Thumbnail,
    /// The file as it was sent.
    Original,
}

/// Whether a file's bytes are on the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileHere {
    /// On the server only.
    Absent,
    /// On its way.
    Fetching {
        /// 0 to 100.
        percent: u8,
    },
    /// On the device.
    Here,
}

/// Shows the progress of a download while it lives, and that it ended, however it ends.
struct Progress<'a> {
    inner: &'a Inner,
    fetch: &'a Fetch,
    shown_in: &'a [ConversationId],
}

impl Progress<'_> {
    fn show(&self, percent: u8) {
        if self.fetch.show(percent) {
            self.tell();
        }
    }

    fn tell(&self) {
        for id in self.shown_in {
            self.inner.events.tell(Event::ThreadChanged(*id));
        }
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        self.fetch.rest();
        self.tell();
    }
}

/// Where a file is.
enum Found {
    Here(PathBuf),
    Away(Box<Wanted>),
}

/// What is to be fetched.
#[derive(Clone)]
pub(super) struct Wanted {
    pub(super) attachment: Attachment,
    pub(super) rendition: Rendition,
    /// What the server calls it.
    pub(super) remote: AttachmentId,
    conversation_id: ConversationId,
    shown_in: Vec<ConversationId>,
}

/// The local copy; fetched if it is not here. Only what stands in an entry on this device, and what is mine.
pub(crate) async fn fetch(inner: &Arc<Inner>, id: AttachmentId, rendition: Rendition) -> Result<PathBuf> {
    let live = inner.live()?;
    if let Found::Here(path) = find(inner, id, rendition).await? {
        return Ok(path);
    }
    let seat = inner.fetches.join((id, rendition));
    let (failures, _) = seat.fetch.failed();
    let turn = Arc::new(seat.turn().await);
    if let (count, Some(error)) = turn.fetch().failed()
        && count != failures
    {
        return Err(error.into());
    }
    let wanted = match find(inner, id, rendition).await? {
        Found::Here(path) => return Ok(path),
        Found::Away(wanted) => wanted,
    };
    turn.begin();
    let outcome = download(inner, &live, &turn, &wanted).await;
    match &outcome {
        Ok(_) => turn.end(),
        Err(Error::Net(error)) => turn.fetch().fail(*error),
        Err(_) => {}
    }
    outcome
}

async fn find(inner: &Arc<Inner>, id: AttachmentId, rendition: Rendition) -> Result<Found> {
    inner.live()?;
    let folder = inner.folder.clone();
    let found = inner.store.read(move |db| look(db, &folder, id, rendition)).await?;
    let found = found.ok_or(Rejection::NotFound)?;
    if matches!(found, Found::Here(_)) {
        inner.was_read(id).await?;
    }
    Ok(found)
}

fn look(
    db: &Connection,
    folder: &Folder,
    id: AttachmentId,
    rendition: Rendition,
) -> store::Result<Option<Found>> {
    let row = fetched::find(db, id)?;
    let entry = attached::find(db, id)?;
    let known = match (&row, entry) {
        (Some(row), _) => Some((row.conversation_id, row.attachment.clone())),
        (None, entry) => entry,
    };
    let Some((conversation_id, attachment)) = known else { return Ok(None) };
    let (remote, rendition) = match (rendition, &attachment.media) {
        (Rendition::Original, _) | (_, Media::Image { thumbnail: None, .. }) => (id, Rendition::Original),
        (Rendition::Thumbnail, media) => match media.thumbnail() {
            Some(small) => (small.id, Rendition::Thumbnail),
            None => return Ok(None),
        },
    };
    if let Some(row) = &row {
        // A video is no picture of itself.
        let is_picture = matches!(attachment.media, Media::Image { .. });
        let original = Some(folder.original(id))
            .filter(|_| row.whole && (is_picture || rendition == Rendition::Original));
        let small = Some(folder.thumbnail(id)).filter(|_| rendition == Rendition::Thumbnail);
        let here = [small, original].into_iter().flatten().find(|path| path.is_file());
        if here.is_some() || !row.is_fetched {
            return Ok(here.map(Found::Here));
        }
    }
    let shown_in = attached::conversations(db, id)?;
    Ok(Some(Found::Away(Box::new(Wanted { attachment, rendition, remote, conversation_id, shown_in }))))
}

async fn download(inner: &Arc<Inner>, live: &Live, turn: &Arc<Turn>, wanted: &Wanted) -> Result<PathBuf> {
    // Small pictures come by themselves; nobody looks for how far they are.
    let shown_in = match wanted.rendition {
        Rendition::Thumbnail => &[],
        Rendition::Original => wanted.shown_in.as_slice(),
    };
    let progress = Progress { inner, fetch: turn.fetch(), shown_in };
    let received = receive(inner, turn, wanted, |percent| progress.show(percent)).await;
    let outcome = match received {
        Ok(received) => settle(inner, live, turn, wanted, received).await,
        Err(error) => Err(of_server(error)),
    };
    if matches!(outcome, Err(Error::SignedOut)) || outcome.is_err() && inner.live().is_err() {
        // The session ended meanwhile, and nobody's bytes stay.
        inner.folder.remove_parts(wanted.attachment.id);
    }
    drop(progress);
    outcome
}

/// The server says that there is no such file.
fn of_server(error: Error) -> Error {
    match error {
        Error::Net(error) if error.is_not_found() => Rejection::FileMissing.into(),
        Error::Net(NetError::Refused { code: ErrorCode::UploadGone, .. }) => Rejection::FileMissing.into(),
        error => error,
    }
}

/// What was received gets its place and its row, unless its conversation went meanwhile.
async fn settle(
    inner: &Arc<Inner>,
    live: &Live,
    turn: &Arc<Turn>,
    wanted: &Wanted,
    received: Receiving,
) -> Result<PathBuf> {
    let (folder, wanted, now) = (inner.folder.clone(), wanted.clone(), inner.clock.now());
    // Held until the commit, also when nobody waits for it any more: who comes next finds the file in its place.
    let turn = Arc::clone(turn);
    let taken = Taken::all(inner);
    let settling = inner.change_as(live, move |tx, _, _| {
        let id = wanted.attachment.id;
        if fetched::find(tx, id)?.is_none() && attached::find(tx, id)?.is_none() {
            received.remove();
            return Err(Rejection::NotFound.into());
        }
        let place = match wanted.rendition {
            Rendition::Thumbnail => folder.thumbnail(id),
            Rendition::Original => folder.original(id),
        };
        received.settle(&place)?;
        let whole = wanted.rendition == Rendition::Original;
        fetched::put(tx, wanted.conversation_id, &wanted.attachment, whole, folder.bytes(id), now)?;
        taken.write(tx, &folder, now)?;
        fetched::keep_within(tx, keeping::limit(tx)?, Some(id))?;
        Ok((place, turn, taken))
    });
    let (place, _turn, taken) = settling.await?;
    taken.written();
    Ok(place)
}
