//! Files: the tray, files on the device, files dropped on the window, and handing files to the system.

use std::path::PathBuf;

use conversas_client::{Chosen, Engine, Rendition, Source};
use conversas_domain::attachment::{Attachment, FileName, Media};
use conversas_domain::ids::{AttachmentId, ConversationId};
use conversas_domain::links::Link;
use conversas_ipc::{
    Added, CancelSending, ClearStorage, Done, Dropped, Event, Failure, FailureCode, FetchFile, FileCommands,
    FileHere, FileItem, MediaBase, MediaQuery, MoveInTray, OpenFile, OpenLink, PickFiles, RemoveFromTray,
    SaveFileAs, Saved, SendTray, StorageQuery, StorageUse, Tray, TrayQuery,
};

use crate::Host;
use crate::desk::{Desk, DeskError, Picked, Written};
use crate::failure::failure;
use crate::session::directory;
use crate::view::place_of;

mod opened;

pub(crate) use opened::Opened;

impl FileCommands for Host {
    async fn media(&self, _: MediaQuery) -> Result<MediaBase, Failure> {
        self.media_base()
    }

    async fn tray(&self, query: TrayQuery) -> Result<Tray, Failure> {
        tray(&self.engine, query.conversation_id).await
    }

    async fn pick_files(&self, request: PickFiles) -> Result<Added, Failure> {
        pick(self, request.conversation_id).await
    }

    async fn remove_from_tray(&self, request: RemoveFromTray) -> Result<Done, Failure> {
        self.engine.remove_from_tray(request.conversation_id, request.id).await.map_err(failure)?;
        Ok(Done {})
    }

    async fn move_in_tray(&self, request: MoveInTray) -> Result<Done, Failure> {
        self.engine
            .move_in_tray(request.conversation_id, request.id, request.to as usize)
            .await
            .map_err(failure)?;
        Ok(Done {})
    }

    async fn send_tray(&self, request: SendTray) -> Result<Done, Failure> {
        let SendTray { conversation_id, seen, ticket_id, starts_ticket } = request;
        let seen = seen.map(place_of);
        self.engine.send_tray(conversation_id, seen, ticket_id, starts_ticket).await.map_err(failure)?;
        Ok(Done {})
    }

    async fn cancel_sending(&self, request: CancelSending) -> Result<Done, Failure> {
        self.engine.cancel_sending(request.conversation_id, request.entry_id).await.map_err(failure)?;
        Ok(Done {})
    }

    async fn fetch_file(&self, request: FetchFile) -> Result<Done, Failure> {
        fetch(&self.engine, request.id).await
    }

    async fn open_file(&self, request: OpenFile) -> Result<Done, Failure> {
        open(self, request.id).await
    }

    async fn open_link(&self, request: OpenLink) -> Result<Done, Failure> {
        let link = Link::parse(&request.address).ok_or(FailureCode::BadRequest)?;
        self.desk.open_link(link).await?;
        Ok(Done {})
    }

    async fn save_file_as(&self, request: SaveFileAs) -> Result<Saved, Failure> {
        save_as(self, request.id).await
    }

    async fn storage(&self, _: StorageQuery) -> Result<StorageUse, Failure> {
        self.engine.storage_use().await.map_err(failure)
    }

    async fn clear_storage(&self, _: ClearStorage) -> Result<StorageUse, Failure> {
        self.engine.clear_storage().await.map_err(failure)
    }
}

/// A file as the interface shows it.
pub(crate) fn item_of(attachment: &Attachment, here: Option<FileHere>) -> FileItem {
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
        here: here.unwrap_or(FileHere::Absent),
    }
}

/// The label of a file's type, by the content: the ending of the name is only used if it fits.
fn label_of(attachment: &Attachment) -> String {
    FileName::of(attachment.name.as_str(), attachment.file_type).extension().to_uppercase()
}

pub(crate) async fn tray(engine: &Engine, id: ConversationId) -> Result<Tray, Failure> {
    let files = engine.tray(id).await.map_err(failure)?;
    Ok(Tray { files: files.iter().map(|attachment| item_of(attachment, Some(FileHere::Here))).collect() })
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
            Err(file) => refused.push(file),
        }
    }
    Ok(Added { added: taken, refused })
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
