//! Fetches bytes from the server when they are to be shown: once, however many wait for them, and from where
//! the last attempt stopped. The bytes are checked before they are shown.

use std::path::PathBuf;
use std::sync::Arc;

use conversas_domain::attachment::Media;
use conversas_domain::ids::{AttachmentId, ConversationId};
use conversas_domain::rejection::Rejection;
use conversas_protocol::ErrorCode;

use super::Rendition;
use super::fetches::{Fetch, Turn};
use super::folder::Folder;
use super::keeping::{self, Taken};
use super::receiving::{Receiving, Wanted, receive};
use crate::engine::inner::{Inner, Live};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::net::NetError;
use crate::store::{self, Connection, attached, entries, fetched};

/// Shows the progress of a download while this value lives; dropping it shows that the download ended.
struct Progress<'a> {
    inner: &'a Inner,
    fetch: &'a Fetch,
    attachment_id: AttachmentId,
    shown_in: &'a [ConversationId],
}

impl Progress<'_> {
    fn show(&self, percent: u8) {
        if self.fetch.show(percent) {
            let attachment_id = self.attachment_id;
            self.tell(|conversation_id| Event::DownloadProgress { conversation_id, attachment_id, percent });
        }
    }

    fn tell(&self, event: impl Fn(ConversationId) -> Event) {
        for id in self.shown_in {
            self.inner.events.tell(event(*id));
        }
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        self.fetch.rest();
        self.tell(Event::ThreadChanged);
    }
}

/// The place of a file.
enum Found {
    Here(PathBuf),
    Away(Box<Wanted>),
}

/// Answers the local copy of a file, fetched if it is not here. Only files in entries on this device and this
/// person's own can be had.
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
    let entry = entries::file(db, id)?;
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
    // Small pictures are fetched without being asked for, so no page shows their progress.
    let shown_in = match wanted.rendition {
        Rendition::Thumbnail => &[],
        Rendition::Original => wanted.shown_in.as_slice(),
    };
    let progress = Progress { inner, fetch: turn.fetch(), attachment_id: wanted.attachment.id, shown_in };
    let received = receive(inner, turn, wanted, |percent| progress.show(percent)).await;
    let outcome = match received {
        Ok(received) => settle(inner, live, turn, wanted, received).await,
        Err(error) => Err(of_server(error)),
    };
    if matches!(outcome, Err(Error::SignedOut)) || outcome.is_err() && inner.live().is_err() {
        // The session ended meanwhile: bytes of its person may not stay.
        inner.folder.remove_parts(wanted.attachment.id);
    }
    drop(progress);
    outcome
}

/// Reads the server's answer that there is no such file.
fn of_server(error: Error) -> Error {
    match error {
        Error::Net(error) if error.is_not_found() => Rejection::FileMissing.into(),
        Error::Net(NetError::Refused { code: ErrorCode::UploadGone, .. }) => Rejection::FileMissing.into(),
        error => error,
    }
}

/// Gives a received file its place and its row, unless its conversation went meanwhile.
async fn settle(
    inner: &Arc<Inner>,
    live: &Live,
    turn: &Arc<Turn>,
    wanted: &Wanted,
    received: Receiving,
) -> Result<PathBuf> {
    let (folder, wanted, now) = (inner.folder.clone(), wanted.clone(), inner.clock.now());
    // The turn is held until the commit, also when the caller is gone: the next waiter finds the file in its
    // place.
    let turn = Arc::clone(turn);
    let taken = Taken::all(inner);
    let settling = inner.change_as(live, move |tx, _, _| {
        let id = wanted.attachment.id;
        if fetched::find(tx, id)?.is_none() && entries::file(tx, id)?.is_none() {
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
