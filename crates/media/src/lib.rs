//! Media for a webview. The addresses in a page are answered here, over HTTP on loopback: pictures, videos,
//! voice messages decoded to WAV, takes; with ranges, and as soon as the file has been fetched. In the other
//! direction, files that a page has got from a browser's input are streamed into the tray.
//!
//! | path | what |
//! |---|---|
//! | `GET /files/{attachment}/thumbnail` | a small picture |
//! | `GET /files/{attachment}/original` | a picture or a video to be shown; anything else, or with `?download`, only to be saved |
//! | `GET /files/{attachment}/voice.wav` | a voice message, decoded; served while it grows |
//! | `GET /takes/{take}.wav` | what is recorded so far of a paused take |
//! | `POST /tray/{conversation}?name=` | the body is a file: answers [`Added`](conversas_ipc::Added) |
//!
//! [`routes()`] has no guard: the bridge nests the routes behind its own, [`Loopback`] puts a secret before
//! them for the shell.
//!
//! To serve something else: add a route in `routes`, and in [`content`] the type as which it may be shown. A
//! type that a browser would execute is never shown.

mod body;
mod content;
mod growing;
mod loopback;
mod range;
mod refusal;
mod routes;
mod state;
mod tray;
mod voice;

#[cfg(test)]
mod tests;

pub use loopback::{Loopback, LoopbackError};
pub use routes::routes;
