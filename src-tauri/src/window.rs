//! The one window.

use std::path::Path;

use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Manager, Runtime, WebviewUrl, WebviewWindowBuilder};
use tauri_plugin_window_state::StateFlags;

use crate::profile::Profile;

const LABEL: &str = "main";
/// Logical pixels: three panes, as in the design.
const DESKTOP: (f64, f64) = (1280.0, 820.0);
/// Logical pixels: a common phone.
const PHONE: (f64, f64) = (390.0, 844.0);
/// Logical pixels: below this nothing fits.
const LEAST: (f64, f64) = (320.0, 480.0);

/// Keeps size and position of the profile's window.
pub(crate) fn remembered<R: Runtime>(profile: &Profile) -> TauriPlugin<R> {
    tauri_plugin_window_state::Builder::default()
        .with_filename(format!("window-{}.json", profile.name()))
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .build()
}

/// Opens it.
pub(crate) fn open<R: Runtime>(app: &AppHandle<R>, folder: &Path, phone: bool) -> tauri::Result<()> {
    let (width, height) = if phone { PHONE } else { DESKTOP };
    WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title("Conversas")
        .inner_size(width, height)
        .min_inner_size(LEAST.0, LEAST.1)
        .data_directory(folder.join("webview"))
        .build()?;
    Ok(())
}

/// Brings it to the front.
pub(crate) fn show<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(LABEL) {
        // Each is best effort: a window manager may refuse.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}
