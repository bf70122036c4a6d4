//! The window's news from outside: files that hang over the window or are dropped, and whether the window has
//! the focus. The page hears of them by events of the host; paths never reach the page.

use std::path::PathBuf;
use std::sync::Arc;

use conversas_host::Host;
use tauri::{DragDropEvent, Runtime, WebviewWindow, WindowEvent};

use crate::desk::chosen;

/// The meaning of a window event.
#[derive(Debug, PartialEq, Eq)]
enum Heard {
    /// Files hang over the window, or do no more.
    Over(bool),
    /// Files were dropped on the window.
    Dropped(Vec<PathBuf>),
    /// The window has the focus from now on, or has lost it.
    Focused(bool),
}

/// Tells the host of these events from now on.
pub(crate) fn listen<R: Runtime>(window: &WebviewWindow<R>, host: Arc<Host>) {
    window.on_window_event(move |event| match heard(event) {
        Some(Heard::Over(over)) => host.files_over(over),
        Some(Heard::Focused(focused)) => host.window_focused(focused),
        Some(Heard::Dropped(paths)) => {
            let host = Arc::clone(&host);
            tauri::async_runtime::spawn(async move {
                host.files_dropped(paths.into_iter().map(chosen).collect()).await;
            });
        }
        None => {}
    });
}

fn heard(event: &WindowEvent) -> Option<Heard> {
    match event {
        WindowEvent::Focused(focused) => Some(Heard::Focused(*focused)),
        // Texts and links have no paths, and have nothing to do here.
        WindowEvent::DragDrop(DragDropEvent::Enter { paths, .. }) if !paths.is_empty() => {
            Some(Heard::Over(true))
        }
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => Some(Heard::Dropped(paths.clone())),
        WindowEvent::DragDrop(DragDropEvent::Leave) => Some(Heard::Over(false)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use tauri::PhysicalPosition;

    use super::*;

    const SOMEWHERE: PhysicalPosition<f64> = PhysicalPosition { x: 1.0, y: 2.0 };

    fn dragged(event: DragDropEvent) -> Option<Heard> {
        heard(&WindowEvent::DragDrop(event))
    }

    #[test]
    fn files_are_heard_while_they_hang_over_the_window_and_when_they_fall() {
        let paths = vec![PathBuf::from("/tmp/a.pdf"), PathBuf::from("/tmp/b.png")];
        let enter = DragDropEvent::Enter { paths: paths.clone(), position: SOMEWHERE };
        assert_eq!(dragged(enter), Some(Heard::Over(true)));
        assert_eq!(dragged(DragDropEvent::Over { position: SOMEWHERE }), None);
        assert_eq!(dragged(DragDropEvent::Leave), Some(Heard::Over(false)));
        let drop = DragDropEvent::Drop { paths: paths.clone(), position: SOMEWHERE };
        assert_eq!(dragged(drop), Some(Heard::Dropped(paths)));
    }

    #[test]
    fn a_text_that_is_dragged_is_nothing_to_us() {
        assert_eq!(dragged(DragDropEvent::Enter { paths: Vec::new(), position: SOMEWHERE }), None);
    }

    #[test]
    fn the_focus_is_heard() {
        assert_eq!(heard(&WindowEvent::Focused(false)), Some(Heard::Focused(false)));
    }
}
