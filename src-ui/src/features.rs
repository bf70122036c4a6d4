//! One folder per part of the screen. A feature never imports another: shared parts are in `components` or
//! `app`.

mod channels;
mod details;
mod export;
mod inbox;
pub(crate) mod loss;
mod replies;
mod rescued;
mod search;
mod settings;
pub(crate) mod shell;
mod shortcuts;
pub(crate) mod signin;
mod start;
mod thread;
