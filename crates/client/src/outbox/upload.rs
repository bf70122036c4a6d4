//! The way of a file's bytes, before its message: the small picture, then the file, in pieces. Both sides may
//! restart and the link may break at any moment; the upload goes on from where the server says that it
//! stands.
//!
//! | file | what |
//! |---|---|
//! | [`job`] | asking, beginning, bringing, asking again |
//! | [`underway`] | the progress of each upload, for the interface; stopping one |

mod job;
pub(crate) mod underway;

use std::sync::Arc;

use conversas_domain::attachment::{Attachment, Thumbnail};
use conversas_domain::ids::{AttachmentId, ConversationId};
use conversas_domain::rejection::Rejection;

use crate::engine::inner::Inner;
use crate::error::Result;
use crate::net::{NetError, Remote};
use crate::outbox::OutboxItem;
use crate::store::files::{self, FileState};
use crate::store::outbox;
use job::Job;

/// The outcome of bringing a file to the server.
pub(super) enum Brought {
    /// All bytes are there: the message can go.
    Ready,
    /// The file is not taken, for good or by the plan.
    Refused(Rejection),
    /// The row or its file is gone: nothing is left to send.
    Gone,
    /// All bytes are there, and the server has not finished checking them.
    Checking,
    /// The network failed. `further`: more bytes arrived than before.
    Later { error: NetError, further: bool },
}

/// Ends uploads that are not needed any more. Uploads of which the server cannot be told expire there.
pub(crate) async fn end(remote: &Remote, attachments: &[Attachment]) {
    for attachment in attachments {
        for id in [Some(attachment.id), thumbnail_of(attachment).map(|small| small.id)].into_iter().flatten()
        {
            if let Err(error) = remote.end_upload(id).await {
                tracing::debug!(attachment_id = %id, %error, "an upload was not ended");
            }
        }
    }
}

/// Brings the bytes of a row's file to the server.
pub(super) async fn bring(
    inner: &Arc<Inner>,
    remote: &Remote,
    item: &OutboxItem,
    conversation_id: ConversationId,
    attachment: &Attachment,
) -> Result<Brought> {
    let n = item.n;
    // Registered before the row is read, so that taking the file back meanwhile stops the upload.
    let on_its_way = inner.uploads.begin(n);
    let outcome = tokio::select! {
        outcome = bring_from(inner, remote, item, conversation_id, attachment.id) => outcome,
        () = on_its_way.stopped() => Ok(Brought::Gone),
    };
    let has_room = !matches!(outcome, Ok(Brought::Later { error, .. }) if error.is_quota());
    on_its_way.end(has_room);
    outcome
}

async fn bring_from(
    inner: &Arc<Inner>,
    remote: &Remote,
    item: &OutboxItem,
    conversation_id: ConversationId,
    id: AttachmentId,
) -> Result<Brought> {
    let n = item.n;
    let found = inner.store.read(move |db| Ok((outbox::get(db, n)?.is_some(), files::get(db, id)?))).await?;
    let row = match found {
        (false, _) => return Ok(Brought::Gone),
        (true, Some(row)) if row.upload.is_ready() || row.state == FileState::Fetched => {
            return Ok(Brought::Ready);
        }
        (true, Some(row)) if inner.folder.has(id) => row,
        (true, _) => return Ok(Brought::Refused(Rejection::FileMissing)),
    };
    Job::new(inner, remote, item, conversation_id, row.bytes).run(row).await
}

fn thumbnail_of(attachment: &Attachment) -> Option<Thumbnail> {
    attachment.media.thumbnail()
}
