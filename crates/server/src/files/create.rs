//! Beginning an upload: the person's rights and the file's limits.

use std::path::Path;
use std::sync::Arc;

use conversas_domain::attachment::{Media, PIXELS_LIMIT, THUMBNAIL_SIDE, require};
use conversas_domain::ids::DeviceId;
use conversas_domain::moment::{HOUR, Moment};
use conversas_domain::person::Actor;
use conversas_domain::rejection::Rejection;
use conversas_protocol::UploadRequest;
use tracing::Instrument;

use super::link::from_hex;
use super::{Files, Turn};
use crate::config::Quota;
use crate::files::FilesError;
use crate::store::accounts::NotActive;
use crate::store::attachments::{AttachmentRow, State};
use crate::store::{Lane, Read, StoreError, Write};

/// Uploads of one person that may be under way at the same time.
const OPEN_UPLOADS: usize = 32;
/// The shortest wait that is answered with "try again later", in milliseconds.
const MINUTE: i64 = 60_000;

/// An upload that exists now.
pub(crate) struct Begun {
    pub(crate) row: AttachmentRow,
    /// The number of bytes that are safe.
    pub(crate) arrived: u64,
}

/// The reason why there is no upload.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotBegun {
    /// The request contradicts itself.
    #[error("not an upload")]
    Invalid,
    /// The identifier is another person's.
    #[error("not found")]
    NotFound,
    /// The file will not be taken.
    #[error(transparent)]
    Refused(#[from] Rejection),
    /// The person has too many uploads under way.
    #[error("too many uploads at once")]
    TooMany,
    /// Too much that was uploaded waits to be sent; some of it goes away after so many seconds.
    #[error("too much that was not sent")]
    QuotaReached {
        /// Seconds.
        retry_after: u64,
    },
    /// The device may not ask any more.
    #[error(transparent)]
    NotActive(#[from] NotActive),
    /// The server failed; nothing is wrong with the file.
    #[error(transparent)]
    Failed(#[from] FilesError),
}

impl From<StoreError> for NotBegun {
    fn from(error: StoreError) -> Self {
        NotBegun::Failed(error.into())
    }
}

impl Files {
    /// Begins an upload, or finds the one that the same request began, which lives longer then. The work runs
    /// to its end also if the caller is gone: a new upload must not go on behind what an earlier one left.
    pub(crate) async fn begin(
        self: &Arc<Self>,
        device: DeviceId,
        actor: Actor,
        asked: UploadRequest,
        bytes: u64,
    ) -> Result<Begun, NotBegun> {
        let id = asked.id;
        let new = self.row(actor, asked, bytes)?;
        // Checked before the turn is taken, so that nobody disturbs another person's upload.
        self.store.read(move |db| foreign(db.attachment(id)?.as_ref(), actor)).await?;
        let turn = self.take(id).await;
        let files = self.clone();
        tokio::spawn(async move { files.begin_now(&turn, device, new).await }.in_current_span())
            .await
            .map_err(FilesError::from)?
    }

    async fn begin_now(&self, turn: &Turn, device: DeviceId, new: AttachmentRow) -> Result<Begun, NotBegun> {
        let (id, school) = (turn.id(), new.school_id);
        let terms =
            Terms { limit: self.limit, quota: self.quota, now: self.now(), ready_end: self.unsent_end() };
        let write = self.store.write(Lane::School(school), move |tx| {
            let actor = tx.device(device)?.actor()?;
            begin(tx, actor, new, terms)
        });
        let (row, is_new) = write.await?;
        if is_new {
            // An upload that had the identifier before may have left something.
            self.forget(turn).await?;
        }
        let arrived = match row.state {
            State::Uploading => self.arrived(id).await?.min(row.bytes),
            State::Checking | State::Ready | State::Refused { .. } | State::Gone => row.bytes,
        };
        Ok(Begun { row, arrived })
    }

    fn row(&self, actor: Actor, asked: UploadRequest, bytes: u64) -> Result<AttachmentRow, NotBegun> {
        let sha256 = from_hex(&asked.sha256).ok_or(NotBegun::Invalid)?;
        if asked.media.kind() != asked.file_type.kind() {
            return Err(Rejection::FileKindFalse.into());
        }
        if let Media::Image { width, height, .. } = asked.media
            && u64::from(width) * u64::from(height) > PIXELS_LIMIT
        {
            return Err(Rejection::FileTooManyPixels.into());
        }
        if let Some(thumbnail) = asked.media.thumbnail() {
            let sides = [thumbnail.width, thumbnail.height];
            if thumbnail.id == asked.id || !sides.iter().all(|side| (1..=THUMBNAIL_SIDE).contains(side)) {
                return Err(NotBegun::Invalid);
            }
        }
        Ok(AttachmentRow {
            id: asked.id,
            school_id: actor.school_id,
            owner_id: actor.person_id,
            name: asked.name,
            file_type: asked.file_type,
            bytes,
            media: asked.media,
            sha256,
            duration_ms: None,
            state: State::Uploading,
            expires_at: self.upload_end(),
        })
    }
}

/// Refuses an upload that belongs to another person.
fn foreign(there: Option<&AttachmentRow>, actor: Actor) -> Result<(), NotBegun> {
    match there {
        Some(there) if there.owner_id != actor.person_id => Err(NotBegun::NotFound),
        _ => Ok(()),
    }
}

/// The limits and times of an upload.
#[derive(Clone, Copy)]
struct Terms {
    /// Largest file, in bytes.
    limit: u64,
    quota: Quota,
    now: Moment,
    /// The moment at which an upload that is complete at once is removed unless it is sent.
    ready_end: Moment,
}

/// Begins an upload; answers it, and whether it is new.
fn begin(
    tx: &mut dyn Write,
    actor: Actor,
    mut new: AttachmentRow,
    terms: Terms,
) -> Result<(AttachmentRow, bool), NotBegun> {
    let there = tx.attachment(new.id)?;
    foreign(there.as_ref(), actor)?;
    if let Some(mut there) = there.filter(|there| there.state != State::Gone) {
        if !is_same(&there, &new) {
            return Err(Rejection::IdTaken.into());
        }
        // An upload that has rested too long and is not swept yet goes on as well: its bytes need not come
        // again.
        if there.state == State::Uploading {
            there.expires_at = new.expires_at;
            tx.extend_attachment(there.id, there.expires_at)?;
        }
        return Ok((there, false));
    }
    let plan = tx.school(actor.school_id)?.plan;
    require(plan, new.file_type.kind(), new.bytes, terms.limit)?;
    if tx.count_open_uploads(actor.person_id)? >= OPEN_UPLOADS {
        return Err(NotBegun::TooMany);
    }
    require_room(tx, actor, new.bytes, terms)?;
    // Only a person who has uploaded these bytes before need not send them again: a hash alone proves
    // nothing.
    if let Some(before) =
        tx.uploaded_before(&new)?.filter(|it| named_alike(it, &new) && sized_alike(it, &new))
    {
        new.state = State::Ready;
        new.duration_ms = before.duration_ms;
        new.expires_at = terms.ready_end;
    }
    tx.insert_attachment(&new, terms.now)?;
    Ok((new, true))
}

/// Refuses a file that would bring the person's or the school's unsent files above their quota.
fn require_room(tx: &dyn Read, actor: Actor, bytes: u64, terms: Terms) -> Result<(), NotBegun> {
    let Terms { quota, now, .. } = terms;
    let of_person = tx.unsent_of_person(actor.person_id)?;
    let of_school = tx.unsent_of_school(actor.school_id)?;
    for (unsent, files, most) in [
        (of_person, quota.files_of_person, quota.bytes_of_person),
        (of_school, quota.files_of_school, quota.bytes_of_school),
    ] {
        if unsent.files >= files || unsent.bytes.saturating_add(bytes) > most {
            let wait = unsent.first_end.unwrap_or(now).since(now).clamp(MINUTE, HOUR) / 1_000;
            return Err(NotBegun::QuotaReached { retry_after: u64::try_from(wait).unwrap_or_default() });
        }
    }
    Ok(())
}

fn is_same(one: &AttachmentRow, other: &AttachmentRow) -> bool {
    let said = |row: &AttachmentRow| (row.name.clone(), row.file_type, row.bytes, row.sha256);
    said(one) == said(other) && one.media == other.media
}

/// Whether two pictures are said to have the same size; if not, the picture is looked at again.
fn sized_alike(one: &AttachmentRow, other: &AttachmentRow) -> bool {
    let size = |row: &AttachmentRow| match row.media {
        Media::Image { width, height, .. } => Some((width, height)),
        Media::Video { .. } | Media::Audio { .. } | Media::Voice { .. } | Media::Document => None,
    };
    size(one) == size(other)
}

/// Whether two files have names of the same kind, because the name decides about the kind, too.
fn named_alike(one: &AttachmentRow, other: &AttachmentRow) -> bool {
    let extension = |row: &AttachmentRow| {
        Path::new(row.name.as_str()).extension().map(|extension| extension.to_ascii_lowercase())
    };
    extension(one) == extension(other)
}
