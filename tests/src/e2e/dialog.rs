//! The system's dialogs that ask for a file, or where to save one. They are no pages, so that WebDriver knows nothing of
//! them: they get keys as from a keyboard.

use std::path::Path;
use std::time::{Duration, Instant};

use super::desk::Desk;
use super::until;

/// What the dialogs are called on a desk without a language.
const SAVING: &str = "^Save File$";
const CHOOSING: &str = "^(Open|Select) Files?$";

/// Saves as this file.
pub(super) async fn save(desk: &Desk, file: &Path) {
    let file = file.to_str().expect("the test's folder has a plain name");
    open(desk, SAVING).await;
    press(desk, &["key", "ctrl+a"]);
    press(desk, &["type", "--delay", "5", file]);
    press(desk, &["key", "Return"]);
    is_gone(desk, SAVING).await;
}

/// Chooses this file.
pub(super) async fn choose(desk: &Desk, file: &Path) {
    let file = file.to_str().expect("the test's folder has a plain name");
    open(desk, CHOOSING).await;
    press(desk, &["key", "ctrl+l"]);
    press(desk, &["key", "ctrl+a"]);
    // Faster than the line completes what begins so.
    press(desk, &["type", "--delay", "1", file]);
    let mut pressed = None::<Instant>;
    until("the dialog is gone", async || {
        let gone = found(desk, CHOOSING).is_none();
        // As long as it looks for the file it takes no Return, and it does not say how long that is.
        if !gone && pressed.is_none_or(|at| at.elapsed() > Duration::from_millis(500)) {
            press(desk, &["key", "Return"]);
            pressed = Some(Instant::now());
        }
        gone.then_some(())
    })
    .await;
}

/// Closes it.
pub(super) async fn cancel(desk: &Desk) {
    open(desk, SAVING).await;
    press(desk, &["key", "Escape"]);
    is_gone(desk, SAVING).await;
}

/// Waits until it is there, and puts the pointer on it: without a window manager that gives it the keyboard.
async fn open(desk: &Desk, title: &str) {
    let window = until(&format!("a dialog {title} asks"), async || found(desk, title)).await;
    press(desk, &["mousemove", "--sync", "--window", &window, "8", "8"]);
}

async fn is_gone(desk: &Desk, title: &str) {
    until("the dialog is gone", async || found(desk, title).is_none().then_some(())).await;
}

fn found(desk: &Desk, title: &str) -> Option<String> {
    let found = desk.hands(&["search", "--onlyvisible", "--name", title])?;
    found.lines().next().map(str::to_owned)
}

fn press(desk: &Desk, deed: &[&str]) {
    desk.hands(deed).expect("keys can be pressed");
}
