//! A file that a page got from a browser: streamed to a temporary file, never held in memory as a whole, and
//! added to the tray.

use std::str::FromStr;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, header};
use conversas_client::{Chosen, Error, Session, Source};
use conversas_domain::attachment::FileName;
use conversas_domain::ids::{AttachmentId, ConversationId};
use conversas_domain::rejection::Rejection;
use conversas_ipc::{Added, RefusedFile};
use futures_util::StreamExt;
use tokio::io::AsyncWriteExt;

use crate::refusal::Told;
use crate::state::Media;

/// The largest picture of a video that a page sends, in bytes: pages draw it as small as a thumbnail.
pub(crate) const POSTER_LIMIT: usize = 1024 * 1024;

#[derive(serde::Deserialize)]
pub(crate) struct Named {
    /// The file's name, as the page sent it.
    name: String,
}

/// Answers `POST /tray/{conversation}?name=`.
pub(crate) async fn add(
    State(media): State<Media>,
    Path(id): Path<String>,
    Query(named): Query<Named>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Added>, Told> {
    let conversation_id: ConversationId = id_of(&id)?;
    let engine = media.host.engine();
    let Session::SignedIn(directory) = engine.session().await? else {
        return Err(Error::SignedOut.into());
    };
    engine.conversation(conversation_id).await?;
    // Checked before the body is read.
    let said = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if said.is_some_and(|length: u64| length > directory.file_limit) {
        return Ok(too_large(named));
    }
    let file = tempfile::NamedTempFile::new()?;
    let (file, path) = file.into_parts();
    let mut file = tokio::fs::File::from_std(file);
    let (mut stream, mut bytes) = (body.into_data_stream(), 0);
    while let Some(block) = stream.next().await {
        // An error means that the page went away in the middle: no file was chosen.
        let block = block.map_err(|error| {
            tracing::debug!(%error, "a file from the page was cut off");
            Told::CUT_OFF
        })?;
        bytes += block.len() as u64;
        if bytes > directory.file_limit {
            return Ok(too_large(named));
        }
        file.write_all(&block).await?;
    }
    file.flush().await?;
    drop(file);
    let chosen = Chosen { name: named.name, source: Source::Path(path.to_path_buf()) };
    let engine = engine.clone();
    let adding = to_its_end(async move {
        let added = engine.add_files(conversation_id, vec![chosen]).await;
        // The temporary file must live until it is copied.
        drop(path);
        added
    });
    let mut answer = Added::default();
    for added in adding.await? {
        match added {
            Ok(_) => answer.added += 1,
            Err(refused) => {
                answer.refused.push(RefusedFile { name: refused.name, reason: refused.reason });
            }
        }
    }
    Ok(Json(answer))
}

/// Takes the picture of a video in the tray, as the page has drawn it.
pub(crate) async fn give_poster(
    State(media): State<Media>,
    Path((conversation, id)): Path<(String, String)>,
    picture: Bytes,
) -> Result<(), Told> {
    let conversation: ConversationId = id_of(&conversation)?;
    let id: AttachmentId = id_of(&id)?;
    let engine = media.host.engine().clone();
    to_its_end(async move { engine.give_poster(conversation, id, picture.into()).await }).await
}

/// Runs work in a task of its own, which keeps its turn to the end even if the page is reloaded, which ends
/// its requests. Otherwise the next picture would be decoded beside it, and a copy would stay that nobody
/// counts.
async fn to_its_end<T: Send + 'static>(
    work: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Result<T, Told> {
    Ok(tokio::spawn(work).await.map_err(Told::of_task)??)
}

fn id_of<T: FromStr<Err: Into<Rejection>>>(text: &str) -> Result<T, Told> {
    Ok(text.parse().map_err(Into::into).map_err(Error::Rejected)?)
}

fn too_large(named: Named) -> Json<Added> {
    let name = String::from(FileName::from(named.name));
    Json(Added { added: 0, refused: vec![RefusedFile { name, reason: Rejection::FileTooLarge }] })
}
