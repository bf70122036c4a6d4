//! The routes. Not here: the check who may ask, which comes before them.

use std::path::Path;

use axum::Router;
use axum::extract::{self, DefaultBodyLimit, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use conversas_client::{Error, Rendition, picture_size};
use conversas_domain::attachment::{AttachmentKind, FileType, PIXELS_LIMIT, THUMBNAIL_SIDE};
use conversas_domain::ids::AttachmentId;
use conversas_domain::rejection::Rejection;
use conversas_host::Host;

use crate::body::answer;
use crate::content::{JPEG, Shown, WAV};
use crate::growing::Growing;
use crate::refusal::Refusal;
use crate::state::Media;
use crate::tray;
use crate::voice::Voices;

/// Makes the routes for the media of a profile. They have no guard: put one before them.
pub fn routes(host: Host) -> Router {
    Router::new()
        .route("/files/{id}/thumbnail", get(thumbnail))
        .route("/files/{id}/original", get(original))
        .route("/files/{id}/voice.wav", get(voice))
        .route("/takes/{name}", get(take))
        // Axum's own limit is off, because the server's limit for files holds here, and is checked while the
        // body comes.
        .route("/tray/{conversation}", post(tray::add).layer(DefaultBodyLimit::disable()))
        .route(
            "/tray/{conversation}/{id}/poster",
            post(tray::give_poster).layer(DefaultBodyLimit::max(tray::POSTER_LIMIT)),
        )
        .with_state(Media { host, voices: Voices::default() })
}

#[derive(serde::Deserialize)]
struct Saving {
    download: Option<String>,
}

async fn thumbnail(
    State(media): State<Media>,
    extract::Path(id): extract::Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let id = id_of(&id)?;
    let engine = media.host.engine();
    let (attachment, _) = engine.file(id).await?;
    if attachment.kind() != AttachmentKind::Image && attachment.media.thumbnail().is_none() {
        return Err(Refusal::NOT_FOUND);
    }
    let path = engine.fetch(id, Rendition::Thumbnail).await?;
    let is_small = path.extension().is_some();
    let (file_type, shown) = match is_small {
        true => (FileType::Jpeg, JPEG),
        false => (attachment.file_type, Shown::original(&attachment, false)),
    };
    let side = u64::from(THUMBNAIL_SIDE);
    pixels(&path, file_type, |(width, height)| width <= side && height <= side).await?;
    Ok(answer(Growing::whole(path).await?, &shown, &headers).await?)
}

async fn original(
    State(media): State<Media>,
    extract::Path(id): extract::Path<String>,
    Query(saving): Query<Saving>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let id = id_of(&id)?;
    let engine = media.host.engine();
    let (attachment, _) = engine.file(id).await?;
    let path = engine.fetch(id, Rendition::Original).await?;
    let is_saved = saving.download.is_some();
    if attachment.kind() == AttachmentKind::Image && !is_saved {
        pixels(&path, attachment.file_type, |(width, height)| width * height <= PIXELS_LIMIT).await?;
    }
    let shown = Shown::original(&attachment, is_saved);
    Ok(answer(Growing::whole(path).await?, &shown, &headers).await?)
}

async fn voice(
    State(media): State<Media>,
    extract::Path(id): extract::Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let growing = media.voices.open(media.host.engine(), id_of(&id)?).await?;
    Ok(answer(growing, &WAV, &headers).await?)
}

async fn take(
    State(media): State<Media>,
    extract::Path(name): extract::Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let id = name.strip_suffix(".wav").ok_or(Refusal::NOT_FOUND)?;
    let path = media.host.take_wav(id).await.map_err(|failure| {
        tracing::debug!(code = ?failure.code, "a take is not played");
        Refusal::NOT_FOUND
    })?;
    Ok(answer(Growing::whole(path).await?, &WAV, &headers).await?)
}

/// Refuses a picture that claims too many pixels, or whose size cannot be read: a page uses memory for each
/// pixel of a picture, however few bytes it has.
async fn pixels(
    path: &Path,
    file_type: FileType,
    fits: impl FnOnce((u64, u64)) -> bool + Send,
) -> Result<(), Refusal> {
    let path = path.to_owned();
    let size = tokio::task::spawn_blocking(move || picture_size(&path, file_type)).await;
    let size = size.map_err(Refusal::of_task)?;
    let size = size.map(|(width, height)| (u64::from(width), u64::from(height)));
    if size.is_some_and(fits) { Ok(()) } else { Err(Refusal::BROKEN) }
}

fn id_of(text: &str) -> Result<AttachmentId, Refusal> {
    Ok(text.parse().map_err(Rejection::from).map_err(Error::from)?)
}
