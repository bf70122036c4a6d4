//! End-to-end tests: people at windows of the real app and at a phone's browser, with a real server between them.
//!
//! | module | what |
//! |---|---|
//! | `stage` | one test's world: a folder, a demo server, the people at their devices; pictures when it fails |
//! | `server` | the demo server, which can be stopped, killed and started again |
//! | `desk` | display and message bus of one window |
//! | `device` | a window of the app, or Chromium in front of the bridge; both are left and come back with their data |
//! | `dialog` | the system's own dialog that asks where to save a file |
//! | `microphone` | a microphone and a loudspeaker without hardware, and ears to hear what comes out |
//! | `notices` | the service that shows a desk's system notifications, and can be clicked |
//! | `page` | what a person sees and does there: by role, name, label and text |
//! | `session` | one WebDriver process and its session |
//! | `process` | children that end with the test |
//! | `leash` | a watcher that ends the programs that these children have started, also when the test is
//! killed |
//! | `axe` | the accessibility check |
//! | `tour` | a walk through every screen |
//! | `people` | the accounts to sign in with |
//!
//! Nothing sleeps a fixed time: [`until`] asks again until the answer is there.

mod axe;
mod desk;
mod device;
mod dialog;
mod leash;
mod microphone;
mod notices;
mod page;
pub mod people;
mod process;
mod server;
mod session;
mod stage;
pub mod tour;

pub use device::{Device, Look};
pub use leash::Leash;
pub use microphone::{Playing, Plugged, RATE, Sound, share_of};
pub use notices::{Notice, Notices};
pub use page::{Key, Message, Page, Sheet};
pub use server::Server;
pub use stage::{Stage, play};

use std::path::PathBuf;
use std::time::{Duration, Instant};

/// The time after which a person says that something does not work, with room for a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(40);

const PAUSE: Duration = Duration::from_millis(25);

/// Asks until there is an answer. Fails with `what` if there is none in time.
pub async fn until<T>(what: &str, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        assert!(start.elapsed() < PATIENCE, "waited {} s in vain: {what}", PATIENCE.as_secs());
        tokio::time::sleep(PAUSE).await;
    }
}

/// Answers a path that `cargo xtask` puts into the environment.
fn told(variable: &str) -> PathBuf {
    let Some(path) = std::env::var_os(variable) else {
        panic!("{variable} is not set: run these tests with `cargo xtask test`");
    };
    PathBuf::from(path)
}
