//! The routes; who may ask is decided before them.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use conversas_client::Rendition;
use conversas_domain::attachment::AttachmentKind;
use conversas_domain::ids::AttachmentId;
use conversas_host::Host;

use crate::body::answer;
use crate::content::{JPEG, Shown, WAV};
use crate::growing::Growing;
use crate::refusal::Refusal;
use crate::tray;
use crate::voice::Voices;

/// What the routes share.
#[derive(Clone)]
pub(crate) struct Media {
    pub(crate) host: Host,
    voices: Voices,
}

/// Media of a profile. Without a guard: put one before it.
pub fn routes(host: Host) -> Router {
    Router::new()
        .route("/files/{id}/thumbnail", get(thumbnail))
        .route("/files/{id}/original", get(original))
        .route("/files/{id}/voice.wav", get(voice))
        .route("/takes/{name}", get(take))
        // The server's limit for files is the limit here, and it is looked at while the body comes.
        .route("/tray/{conversation}", post(tray::add).layer(DefaultBodyLimit::disable()))
        .with_state(Media { host, voices: Voices::default() })
}

#[derive(serde::Deserialize)]
struct Saving {
    download: Option<String>,
}

async fn thumbnail(
    State(media): State<Media>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let id = id_of(&id)?;
    let engine = media.host.engine();
    let (attachment, _) = engine.file(id).await?;
    if attachment.kind() != AttachmentKind::Image {
        return Err(Refusal::NOT_FOUND);
    }
    let path = engine.fetch(id, Rendition::Thumbnail).await?;
    let is_small = path.extension().is_some();
    let shown = if is_small { JPEG } else { Shown::original(&attachment, false) };
    Ok(answer(Growing::whole(path).await?, &shown, &headers).await?)
}

async fn original(
    State(media): State<Media>,
    Path(id): Path<String>,
    Query(saving): Query<Saving>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let id = id_of(&id)?;
    let engine = media.host.engine();
    let (attachment, _) = engine.file(id).await?;
    let path = engine.fetch(id, Rendition::Original).await?;
    let shown = Shown::original(&attachment, saving.download.is_some());
    Ok(answer(Growing::whole(path).await?, &shown, &headers).await?)
}

async fn voice(
    State(media): State<Media>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let growing = media.voices.open(media.host.engine(), id_of(&id)?).await?;
    Ok(answer(growing, &WAV, &headers).await?)
}

async fn take(
    State(media): State<Media>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let id = name.strip_suffix(".wav").ok_or(Refusal::NOT_FOUND)?;
    let path = media.host.take_wav(id).await.map_err(|_| Refusal::NOT_FOUND)?;
    Ok(answer(Growing::whole(path).await?, &WAV, &headers).await?)
}

/// What is no identifier names nothing.
fn id_of(text: &str) -> Result<AttachmentId, Refusal> {
    text.parse().map_err(|_| Refusal::NOT_FOUND)
}
