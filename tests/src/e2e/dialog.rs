//! The system's dialogs that ask for a file, or where to save one. WebDriver does not see these dialogs,
//! because they are no pages: they get keys as from a keyboard.

use std::path::Path;
use std::time::{Duration, Instant};

use super::desk::Desk;
use super::until;

/// The titles of the dialogs on a desk without a language.
const SAVING: &str = "^Save File$";
const CHOOSING: &str = "^(Open|Select) Files?$";

/// The time after which a Return that did nothing is repeated.
const AGAIN: Duration = Duration::from_millis(500);

/// Saves under this path.
pub(super) async fn save(desk: &Desk, file: &Path) {
    open(desk, SAVING).await;
    enter(desk, file);
    confirm(desk, SAVING).await;
}

/// Chooses this file.
pub(super) async fn choose(desk: &Desk, file: &Path) {
    open(desk, CHOOSING).await;
    press(desk, &["key", "ctrl+l"]);
    enter(desk, file);
    confirm(desk, CHOOSING).await;
}

/// Closes the dialog.
pub(super) async fn cancel(desk: &Desk) {
    open(desk, SAVING).await;
    press(desk, &["key", "Escape"]);
    is_gone(desk, SAVING).await;
}

/// Writes the path into the dialog's line: the name first and its folder before it. The line completes names
/// only at its end, at a moment of its own choosing, and would add the rest of a name to a whole one.
fn enter(desk: &Desk, file: &Path) {
    let file = file.to_str().expect("the test's folder has a plain name");
    let (folder, name) = file.rsplit_once('/').expect("the path is whole");
    press(desk, &["key", "ctrl+a"]);
    press(desk, &["type", "--delay", "5", name]);
    press(desk, &["key", "Home"]);
    press(desk, &["type", "--delay", "5", &format!("{folder}/")]);
}

/// Presses Return until the dialog closes: while it reads the folder it ignores Return, and it does not show
/// how long that takes.
async fn confirm(desk: &Desk, title: &str) {
    let mut pressed = None::<Instant>;
    until("the dialog is gone", async || {
        let gone = found(desk, title).is_none();
        if !gone && pressed.is_none_or(|at| at.elapsed() > AGAIN) {
            press(desk, &["key", "Return"]);
            pressed = Some(Instant::now());
        }
        gone.then_some(())
    })
    .await;
}

/// Waits until the dialog is open, and puts the pointer on it: without a window manager that gives it the
/// keyboard.
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
