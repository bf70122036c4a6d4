//! Drafts: typed text that is not sent.

use conversas_ipc::{Done, Draft, DraftCommands, DraftQuery, Failure, SaveDraft};

use crate::Host;
use crate::failure::failure;

impl DraftCommands for Host {
    async fn save_draft(&self, request: SaveDraft) -> Result<Done, Failure> {
        self.engine.save_draft(request.place, request.text).await.map_err(failure)?;
        Ok(Done {})
    }

    async fn draft(&self, query: DraftQuery) -> Result<Draft, Failure> {
        Ok(Draft { text: self.engine.draft(query.place).await.map_err(failure)? })
    }
}
