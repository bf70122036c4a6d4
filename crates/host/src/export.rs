//! The history of a conversation as a file: fetched whole if the server can be reached.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use conversas_client::{Engine, Place, ThreadWindow};
use conversas_domain::entry::Seq;
use conversas_domain::ids::ConversationId;
use conversas_export::History;
use conversas_ipc::{ExportCommands, ExportConversation, ExportFile, Failure, ThreadItem};

use crate::failure::{failure, lost};
use crate::{Host, conversation, session, thread};

/// The number of items per read.
const PAGE: u32 = 1_000;

impl ExportCommands for Host {
    async fn export_conversation(&self, request: ExportConversation) -> Result<ExportFile, Failure> {
        file(&self.engine, request).await
    }
}

async fn file(engine: &Engine, request: ExportConversation) -> Result<ExportFile, Failure> {
    let id = request.conversation_id;
    let complete = engine.fetch_history(id).await.map_err(failure)?;
    let items = whole_thread(engine, id).await?;
    let detail = conversation::detail(engine, id).await?;
    let directory = session::directory(engine).await?;
    let school = directory.school.name.as_str().to_owned();
    let made_at = engine.now();
    // Laying out thousands of messages takes a moment, which would hold up other tasks.
    let making = tokio::task::spawn_blocking(move || {
        let ExportConversation { format, language, utc_offset, .. } = request;
        let history = History {
            school: &school,
            detail: &detail,
            items: &items,
            complete,
            language,
            utc_offset,
            made_at,
        };
        let content = BASE64_STANDARD.encode(conversas_export::file(&history, format));
        ExportFile { name: conversas_export::file_name(&history, format), content, complete }
    });
    making.await.map_err(lost)
}

async fn whole_thread(engine: &Engine, id: ConversationId) -> Result<Vec<ThreadItem>, Failure> {
    let mut items = Vec::new();
    let mut after = Place::Numbered(Seq(0));
    loop {
        let page = engine.thread(id, ThreadWindow::After(after), PAGE).await.map_err(failure)?;
        let last = page.items.last().map(|item| item.place);
        let has_newer = page.has_newer;
        items.append(&mut thread::items_of(engine, id, page.items, &page.files).await?);
        match last.filter(|_| has_newer) {
            Some(place) => after = place,
            None => return Ok(items),
        }
    }
}
