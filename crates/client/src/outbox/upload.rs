//! The way of a file's bytes, before its message: the small picture, then the file, in pieces. Both sides may restart and
//! the link may break at any moment; it goes on where the server says that it stands.
//!
//! | file | what |
//! |---|---|
//! | [`job`] | asking, beginning, bringing, asking again |
//! | [`underway`] | how far each is, for those who look; stopping one |

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

/// The end of bringing a file.
pub(super) enum Brought {
    /// All there: the message can go.
    Ready,
    /// Not taken, for good or by the plan.
    Refused(Rejection),
    /// Nothing that could be sent is left of the message.
    Gone,
    /// All there, and the server has not finished looking at it.
    Checking,
    /// The network. `further`: it came further than before.
    Later { error: NetError, further: bool },
}

/// Ends uploads that nobody wants any more; what cannot be told the server lets expire.
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
    // Before looking: who takes it back meanwhile stops this.
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
