//! Finding, and canned replies.

use conversas_client::{Engine, Hit, SearchQuery as Asked};
use conversas_ipc::{DeleteReply, Done, Failure, MessageHit, Piece, SaveReply, SearchPage, SearchQuery};
use conversas_protocol::Directory;

use crate::failure::failure;
use crate::inbox::row_of;
use crate::view::channel_name;
use crate::{Host, session};

pub(crate) async fn page(host: &Host, query: SearchQuery) -> Result<SearchPage, Failure> {
    let engine = &host.engine;
    let SearchQuery { words, conversation_id, after, limit } = query;
    let asked = Asked { words, conversation_id, after, limit: limit.clamp(1, 100) };
    let page = engine.search(asked).await.map_err(failure)?;
    let directory = session::directory(engine).await?;
    let with_takes = host.recording.waits_in().await?;
    let rows = page.conversations.into_iter().map(|row| row_of(row, &directory, &with_takes));
    Ok(SearchPage {
        conversations: rows.collect(),
        messages: page.messages.into_iter().map(|hit| hit_of(hit, &directory)).collect(),
        more: page.more,
        incomplete: page.incomplete,
    })
}

fn hit_of(hit: Hit, directory: &Directory) -> MessageHit {
    MessageHit {
        conversation_id: hit.conversation_id,
        entry_id: hit.entry_id,
        author: hit.author,
        guardians: hit.guardians,
        student: hit.student,
        channel: channel_name(directory, hit.channel_id),
        at: hit.at,
        text: hit.text.into_iter().map(|it| Piece { text: it.text, is_match: it.is_match }).collect(),
    }
}

pub(crate) async fn save_reply(engine: &Engine, request: SaveReply) -> Result<Done, Failure> {
    let SaveReply { channel_id, id, title, text } = request;
    engine.save_reply(channel_id, id, &title, &text).await.map_err(failure)?;
    Ok(Done {})
}

pub(crate) async fn delete_reply(engine: &Engine, request: DeleteReply) -> Result<Done, Failure> {
    engine.delete_reply(request.channel_id, request.id).await.map_err(failure)?;
    Ok(Done {})
}
