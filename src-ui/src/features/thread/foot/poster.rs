//! The picture of a video: the page plays the chosen video for a moment, unseen and unheard, and gives the
//! host a picture of it. A page that does not know the video's codec gives none, and the video is sent
//! without.

use std::collections::HashSet;

use conversas_domain::attachment::{AttachmentKind, THUMBNAIL_SIDE};
use conversas_domain::ids::AttachmentId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, HtmlVideoElement};

use super::super::model::Thread;
use crate::transport::upload::give_poster;

#[wasm_bindgen]
extern "C" {
    type Canvas;
    type Drawing;

    #[wasm_bindgen(method, setter, js_name = width)]
    fn set_width(this: &Canvas, width: u32);
    #[wasm_bindgen(method, setter, js_name = height)]
    fn set_height(this: &Canvas, height: u32);
    #[wasm_bindgen(method, js_name = getContext)]
    fn get_context(this: &Canvas, kind: &str) -> Option<Drawing>;
    #[wasm_bindgen(method, catch, js_name = toBlob)]
    fn to_blob(this: &Canvas, made: &JsValue, media_type: &str, quality: f64) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = drawImage)]
    fn draw_image(
        this: &Drawing,
        from: &HtmlVideoElement,
        x: f64,
        y: f64,
        width: f64,
        height: f64,
    ) -> Result<(), JsValue>;
}

/// The moment of the picture, in seconds: the first moments are often black.
const MOMENT: f64 = 1.0;
/// The quality of the picture, up to 1.
const QUALITY: f64 = 0.8;

/// Makes a picture for each video of the tray that has none yet, once.
pub(super) fn posters(thread: Thread) {
    let tried = StoredValue::new(HashSet::<AttachmentId>::new());
    Effect::new(move |_| {
        let wanting = thread.tray.files.with(|files| {
            let is_bare =
                |file: &&conversas_ipc::FileItem| file.kind == AttachmentKind::Video && !file.has_thumbnail;
            files.iter().filter(is_bare).map(|file| file.id).collect::<Vec<_>>()
        });
        for id in wanting {
            let is_new = tried.try_update_value(|tried| tried.insert(id)) == Some(true);
            if let Some(address) = untrack(|| thread.app.original_url(id)).filter(|_| is_new) {
                // Ignored: a page without canvas or video makes none.
                let _ = look(thread, id, &address);
            }
        }
    });
}

/// Loads the video, goes to the moment, and draws it.
fn look(thread: Thread, id: AttachmentId, address: &str) -> Option<()> {
    let video: HtmlVideoElement = document().create_element("video").ok()?.dyn_into().ok()?;
    // A drawn frame may be read only if the host allows it.
    video.set_cross_origin(Some("anonymous"));
    video.set_muted(true);
    video.set_preload("auto");
    listen(&video, "loadeddata", |video| {
        let length = video.duration();
        let middle = if length.is_finite() { length / 2.0 } else { 0.0 };
        video.set_current_time(MOMENT.min(middle));
    })?;
    listen(&video, "seeked", move |video| {
        if let Some(canvas) = drawn(video) {
            give(thread, id, &canvas);
        }
        // Ignored: this only releases the bytes.
        let _ = video.remove_attribute("src");
        video.load();
    })?;
    video.set_src(address);
    video.load();
    Some(())
}

/// Calls back once at an event of a video.
fn listen(video: &HtmlVideoElement, event: &str, run: impl Fn(&HtmlVideoElement) + 'static) -> Option<()> {
    let heard = video.clone();
    let run = Closure::once_into_js(move || run(&heard));
    video.add_event_listener_with_callback(event, run.unchecked_ref()).ok()
}

fn drawn(video: &HtmlVideoElement) -> Option<Canvas> {
    let (width, height) = (f64::from(video.video_width()), f64::from(video.video_height()));
    let scale = (f64::from(THUMBNAIL_SIDE) / width.max(height)).min(1.0);
    let canvas: Canvas = document().create_element("canvas").ok()?.unchecked_into();
    let (width, height) = ((width * scale).round().max(1.0), (height * scale).round().max(1.0));
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    canvas.get_context("2d")?.draw_image(video, 0.0, 0.0, width, height).ok()?;
    Some(canvas)
}

fn give(thread: Thread, id: AttachmentId, canvas: &Canvas) {
    let Some(base) = thread.app.media().with_untracked(|base| base.as_ref().map(|base| base.url.clone()))
    else {
        return;
    };
    let conversation = thread.id;
    let made = Closure::once_into_js(move |blob: Option<Blob>| {
        let Some(blob) = blob else { return };
        // The tray tells when the picture is there.
        spawn_local(async move { give_poster(&base, conversation, id, &blob).await });
    });
    // Ignored: refused for a canvas that may not be read.
    let _ = canvas.to_blob(&made, "image/jpeg", QUALITY);
}
