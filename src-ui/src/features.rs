//! One folder per part of the screen. A feature never imports another: what two need is in `components` or `app`.

mod channels;
mod details;
mod inbox;
mod settings;
pub(crate) mod shell;
pub(crate) mod signin;
mod start;
mod thread;
