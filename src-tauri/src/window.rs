//! The app's only window.

use std::path::Path;
#[cfg(target_os = "linux")]
use std::time::{Duration, Instant};

#[cfg(desktop)]
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Manager, Runtime, WebviewUrl, WebviewWindow, WebviewWindowBuilder};
#[cfg(desktop)]
use tauri_plugin_window_state::StateFlags;

#[cfg(desktop)]
use crate::profile::Profile;

const LABEL: &str = "main";
const NAME: &str = "Conversas";
/// The window's first size on a desktop, in logical pixels: three panes, as in the design.
const DESKTOP: (f64, f64) = (1280.0, 820.0);
/// The window's size with `--phone`, in logical pixels: a common phone.
const PHONE: (f64, f64) = (390.0, 844.0);
/// The smallest size of the window, in logical pixels: below this nothing fits.
const LEAST: (f64, f64) = (320.0, 480.0);

/// The time after which a page that ends is loaded anew; one that ends sooner is not.
#[cfg(target_os = "linux")]
const TOO_SOON: Duration = Duration::from_secs(5);

/// Makes the plugin that keeps size and position of the profile's window.
#[cfg(desktop)]
pub(crate) fn remembered<R: Runtime>(profile: &Profile) -> TauriPlugin<R> {
    tauri_plugin_window_state::Builder::default()
        .with_filename(format!("window-{}.json", profile.name()))
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .build()
}

/// Opens the window.
pub(crate) fn open<R: Runtime>(
    app: &AppHandle<R>,
    folder: &Path,
    phone: bool,
) -> tauri::Result<WebviewWindow<R>> {
    let (width, height) = if phone { PHONE } else { DESKTOP };
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title(NAME)
        .inner_size(width, height)
        .min_inner_size(LEAST.0, LEAST.1)
        .data_directory(folder.join("webview"))
        .build()?;
    #[cfg(target_os = "linux")]
    window.with_webview(|webview| page_comes_back(&webview.inner()))?;
    Ok(window)
}

/// Loads the page anew when its process ends: WebKitGTK's process was seen to end by itself now and then,
/// which leaves an empty window. The host has everything that counts. On other systems Tauri or the webview
/// loads the page anew.
#[cfg(target_os = "linux")]
fn page_comes_back(view: &webkit2gtk::WebView) {
    use webkit2gtk::WebViewExt;
    let last = std::cell::Cell::new(None::<Instant>);
    view.connect_web_process_terminated(move |view, reason| {
        tracing::error!(?reason, "the page's process has ended");
        // A page that ends at once, again and again, must not be loaded for ever.
        if last.replace(Some(Instant::now())).is_none_or(|last| last.elapsed() > TOO_SOON) {
            view.reload();
        }
    });
}

/// Answers the window, unless it is gone.
pub(crate) fn of<R: Runtime>(app: &AppHandle<R>) -> Option<WebviewWindow<R>> {
    app.get_webview_window(LABEL)
}

/// Brings the window to the front.
pub(crate) fn show<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = of(app) {
        // Errors are ignored: a window manager may refuse each of these.
        #[cfg(desktop)]
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Shows how many conversations have something unread: in the title, and on the icon if the system has a
/// badge.
pub(crate) fn tell_unread<R: Runtime>(app: &AppHandle<R>, unread: u32) {
    if let Some(window) = of(app) {
        // Errors are ignored: a window manager may refuse.
        let _ = window.set_title(&title(unread));
        #[cfg(desktop)]
        let _ = window.set_badge_count((unread > 0).then_some(i64::from(unread)));
    }
}

fn title(unread: u32) -> String {
    match unread {
        0 => NAME.to_owned(),
        n => format!("({n}) {NAME}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_counts_what_is_unread() {
        assert_eq!(title(0), "Conversas");
        assert_eq!(title(3), "(3) Conversas");
    }
}
