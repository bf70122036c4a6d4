//! Files: the tray, files on the device, files dropped on the window, and handing files to the system.

use std::path::PathBuf;

use conversas_client::{Chosen, Engine, FileHere as Here, Rendition, Source};
use conversas_domain::attachment::{Attachment, FileName, Media};
use conversas_domain::ids::{AttachmentId, ConversationId};
use conversas_ipc::{
    Added, CancelSending, Done, Dropped, Event, Failure, FailureCode, FileHere, FileItem, MoveInTray,
    RefusedFile, RemoveFromTray, Saved, SendTray, StorageUse, Tray,
};

use crate::Host;
use crate::desk::{Desk, DeskError, Picked, Written};
use crate::failure::failure;
use crate::session::directory;
use crate::view::place_of;

mod opened;

pub(crate) use opened::Opened;

/// A file as the interface shows it.
pub(crate) fn item_of(attachment: &Attachment, here: Option<Here>) -> FileItem {
    let (size, bars) = match &attachment.media {
        Media::Image { width, height, .. } => (Some((*width, *height)), Vec::new()),
        Media::Video { width, height, .. } => (width.zip(*height), Vec::new()),
        Media::Voice { waveform, .. } => (None, waveform.bars().to_vec()),
        Media::Audio { .. } | Media::Document => (None, Vec::new()),
    };
    FileItem {
        id: attachment.id,
        name: attachment.name.as_str().to_owned(),
        kind: attachment.kind(),
        media_type: attachment.file_type.media_type().to_owned(),
        label: label_of(attachment),
        bytes: attachment.bytes,
        size,
        has_thumbnail: attachment.media.thumbnail().is_some(),
        duration_ms: attachment.media.duration_ms(),
        waveform: bars,
        here: match here {
            None | Some(Here::Absent) => FileHere::Absent,
            Some(Here::Fetching { percent }) => FileHere::Fetching { percent },
            Some(Here::Here) => FileHere::Here,
        },
    }
}

/// The label of a file's type, by the content: the ending of the name is only used if it fits.
fn label_of(attachment: &Attachment) -> String {
    FileName::of(attachment.name.as_str(), attachment.file_type).extension().to_uppercase()
}

pub(crate) async fn tray(engine: &Engine, id: ConversationId) -> Result<Tray, Failure> {
    let files = engine.tray(id).await.map_err(failure)?;
    Ok(Tray { files: files.iter().map(|attachment| item_of(attachment, Some(Here::Here))).collect() })
}

/// Asks for files, and puts them into the tray.
pub(crate) async fn pick(host: &Host, id: ConversationId) -> Result<Added, Failure> {
    let limit = directory(&host.engine).await?.file_limit;
    let picked = host.desk.pick_files(limit).await?;
    add(host, id, picked).await
}

async fn add(host: &Host, id: ConversationId, picked: Vec<Picked>) -> Result<Added, Failure> {
    let copies: Vec<_> = picked.iter().filter(|it| it.is_copy).map(|it| it.path.clone()).collect();
    let chosen = picked.into_iter().map(|it| Chosen { name: it.name, source: Source::Path(it.path) });
    let added = host.engine.add_files(id, chosen.collect()).await.map_err(failure);
    for copy in copies {
        // Ignored: a copy that stays lies in the system's folder for temporary files.
        let _ = tokio::fs::remove_file(copy).await;
    }
    let (mut taken, mut refused) = (0, Vec::new());
    for file in added? {
        match file {
            Ok(_) => taken += 1,
            Err(file) => refused.push(RefusedFile { name: file.name, reason: file.reason }),
        }
    }
    Ok(Added { added: taken, refused })
}

pub(crate) async fn remove(engine: &Engine, request: RemoveFromTray) -> Result<Done, Failure> {
    engine.remove_from_tray(request.conversation_id, request.id).await.map_err(failure)?;
    Ok(Done {})
}

pub(crate) async fn reorder(engine: &Engine, request: MoveInTray) -> Result<Done, Failure> {
    engine.move_in_tray(request.conversation_id, request.id, request.to as usize).await.map_err(failure)?;
    Ok(Done {})
}

pub(crate) async fn send_tray(engine: &Engine, request: SendTray) -> Result<Done, Failure> {
    let SendTray { conversation_id, seen, ticket_id, starts_ticket } = request;
    let seen = seen.map(place_of);
    engine.send_tray(conversation_id, seen, ticket_id, starts_ticket).await.map_err(failure)?;
    Ok(Done {})
}

pub(crate) async fn cancel(engine: &Engine, request: CancelSending) -> Result<Done, Failure> {
    engine.cancel_sending(request.conversation_id, request.entry_id).await.map_err(failure)?;
    Ok(Done {})
}

pub(crate) async fn fetch(engine: &Engine, id: AttachmentId) -> Result<Done, Failure> {
    engine.fetch(id, Rendition::Original).await.map_err(failure)?;
    Ok(Done {})
}

/// Answers a file's path and the name that it may have on a disk, whose ending fits the content.
async fn fetched(engine: &Engine, id: AttachmentId) -> Result<(PathBuf, FileName), Failure> {
    let path = engine.fetch(id, Rendition::Original).await.map_err(failure)?;
    let (attachment, _) = engine.file(id).await.map_err(failure)?;
    Ok((path, FileName::of(attachment.name.as_str(), attachment.file_type)))
}

pub(crate) async fn open(host: &Host, id: AttachmentId) -> Result<Done, Failure> {
    if !host.desk.has_dialogs() {
        return Err(FailureCode::Unsupported.into());
    }
    let (path, name) = fetched(&host.engine, id).await?;
    let copy = host.opened.copy(id, path, &name).await?;
    host.desk.open(copy).await?;
    Ok(Done {})
}

pub(crate) async fn save_as(host: &Host, id: AttachmentId) -> Result<Saved, Failure> {
    if !host.desk.has_dialogs() {
        return Err(FailureCode::Unsupported.into());
    }
    let (path, name) = fetched(&host.engine, id).await?;
    let file = tokio::fs::File::open(path).await.map_err(DeskError::from)?.into_std().await;
    Ok(Saved { saved: host.desk.save_as(name.into(), Written::File(file)).await? })
}

pub(crate) async fn storage(engine: &Engine) -> Result<StorageUse, Failure> {
    Ok(use_of(engine.storage_use().await.map_err(failure)?))
}

pub(crate) async fn clear(engine: &Engine) -> Result<StorageUse, Failure> {
    Ok(use_of(engine.clear_storage().await.map_err(failure)?))
}

fn use_of(used: conversas_client::StorageUse) -> StorageUse {
    StorageUse { fetched: used.fetched, unsent: used.unsent }
}

impl Host {
    /// The system's dialogs and programs.
    pub fn desk(&self) -> &dyn Desk {
        &*self.desk
    }

    /// Tells the interface that files hang over the window, or no longer do.
    pub fn files_over(&self, over: bool) {
        self.tell(Event::FilesOver { over });
    }

    /// Files were dropped on the window: they go to the conversation that is open, if one is.
    pub async fn files_dropped(&self, picked: Vec<Picked>) {
        self.files_over(false);
        if picked.is_empty() {
            return;
        }
        let dropped = match self.open_conversation() {
            None => Dropped::Nowhere,
            Some(id) => match add(self, id, picked).await {
                Ok(added) => Dropped::Added { added },
                Err(failure) => Dropped::Failed { failure },
            },
        };
        self.tell(Event::FilesDropped { dropped });
    }

    /// Adds chosen files to the tray of a conversation; whoever serves `POST /tray/…` passes the answer on.
    pub async fn add_files(&self, id: ConversationId, picked: Vec<Picked>) -> Result<Added, Failure> {
        add(self, id, picked).await
    }
}
