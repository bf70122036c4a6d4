//! Drafts: typed text that is not sent.

use conversas_client::{DraftPlace as Place, Engine};
use conversas_ipc::{Done, Draft, DraftPlace, DraftQuery, Failure, SaveDraft};

use crate::failure::failure;

pub(crate) async fn save(engine: &Engine, request: SaveDraft) -> Result<Done, Failure> {
    engine.save_draft(place_of(request.place), request.text).await.map_err(failure)?;
    Ok(Done {})
}

pub(crate) async fn load(engine: &Engine, query: DraftQuery) -> Result<Draft, Failure> {
    Ok(Draft { text: engine.draft(place_of(query.place)).await.map_err(failure)? })
}

fn place_of(place: DraftPlace) -> Place {
    match place {
        DraftPlace::Message { conversation_id } => Place::Message(conversation_id),
        DraftPlace::Note { conversation_id } => Place::Note(conversation_id),
        DraftPlace::Forward { conversation_id } => Place::Forward(conversation_id),
        DraftPlace::Survey { conversation_id, ticket_id } => Place::Survey(conversation_id, ticket_id),
        DraftPlace::Reply { channel_id, id } => Place::Reply(channel_id, id),
    }
}
