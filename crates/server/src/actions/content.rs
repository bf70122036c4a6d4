//! The content of a message, as it came from a client.

use conversas_domain::attachment::{FileType, THUMBNAIL_LIMIT};
use conversas_domain::content::Content;
use conversas_domain::ids::AttachmentId;
use conversas_domain::rejection::Rejection;
use conversas_domain::text::MessageText;
use conversas_protocol::OpContent;

use super::{Call, Refusal};
use crate::store::attachments::{AttachmentRow, State};

/// Reads the content: words are parsed; a file must be the actor's own, ready, and in no entry yet, its
/// thumbnail too.
pub(super) fn of(call: &Call<'_>, content: &OpContent) -> Result<Content, Refusal> {
    let id = match content {
        OpContent::Text { text } => return Ok(MessageText::parse(text)?.into()),
        OpContent::Attachment { attachment_id } => *attachment_id,
    };
    let file = unused(call, id)?;
    if let Some(thumbnail) = file.thumbnail() {
        let thumbnail = unused(call, thumbnail)?;
        if thumbnail.file_type != FileType::Jpeg || thumbnail.bytes > THUMBNAIL_LIMIT {
            return Err(Rejection::FileBroken.into());
        }
    }
    Ok(file.attachment().into())
}

fn unused(call: &Call<'_>, id: AttachmentId) -> Result<AttachmentRow, Refusal> {
    let actor = call.actor;
    let file = call.tx.attachment(id)?.filter(|file| {
        file.owner_id == actor.person_id && file.school_id == actor.school_id && file.state == State::Ready
    });
    let file = file.ok_or(Rejection::FileMissing)?;
    if call.tx.is_sent(id)? {
        return Err(Rejection::IdTaken.into());
    }
    Ok(file)
}
