//! System notifications, one per conversation: a newer notice replaces the older one, reading closes the
//! notice, and a click opens the conversation. The window's title and badge also say how many conversations
//! have something unread.
//!
//! Not here: the decision whether an event is worth a notice; the host makes it.

use std::sync::Arc;

use conversas_host::Host;
use conversas_ipc::{Event, Language, Notice};
use conversas_words::common;
use futures_util::StreamExt;
use tauri::{AppHandle, Runtime};

use crate::window;

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(any(target_os = "linux", target_os = "android", target_os = "ios")))]
mod others;
#[cfg(any(target_os = "android", target_os = "ios"))]
mod phones;

#[cfg(target_os = "linux")]
use linux::Shown;
#[cfg(not(any(target_os = "linux", target_os = "android", target_os = "ios")))]
use others::Shown;
#[cfg(any(target_os = "android", target_os = "ios"))]
use phones::Shown;

/// The two lines of a notice, and the word on its button.
struct Said {
    head: String,
    body: String,
    open: &'static str,
}

impl Said {
    fn of(notice: &Notice, language: Language) -> Said {
        Said { head: notice.head(language), body: notice.body(language), open: common::open(language) }
    }
}

/// Shows notices from now on, until the app ends.
pub(crate) fn begin<R: Runtime>(app: AppHandle<R>, host: Arc<Host>) {
    let mut events = Box::pin(host.subscribe());
    tauri::async_runtime::spawn(async move {
        let shown = Shown::default();
        let mut unread = 0;
        tell_unread(&app, &host, &mut unread).await;
        while let Some(envelope) = events.next().await {
            match envelope.event {
                Event::Notify { notice } => {
                    let said = Said::of(&notice, host.preferences().await.language);
                    shown.show(&app, &host, notice.conversation_id, said).await;
                }
                Event::InboxChanged { .. } | Event::ThreadChanged { .. } | Event::SessionChanged => {
                    shown.close_those_over(&host).await;
                    tell_unread(&app, &host, &mut unread).await;
                }
                _ => {}
            }
        }
    });
}

async fn tell_unread<R: Runtime>(app: &AppHandle<R>, host: &Host, told: &mut u32) {
    let unread = host.unread_conversations().await;
    if unread != *told {
        *told = unread;
        window::tell_unread(app, unread);
    }
}
