//! System notifications of a browser. In the shell, the shell shows them.

use std::cell::RefCell;

use conversas_domain::ids::ConversationId;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Notification, NotificationOptions, NotificationPermission};

use super::tauri::Shell;

/// Whether this page can show notifications.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Permission {
    /// The shell shows notifications.
    NotNeeded,
    /// The person allowed them.
    Granted,
    /// The person was not asked yet.
    Unasked,
    /// The person refused them.
    Denied,
    /// The browser has no notifications.
    Unsupported,
}

/// Answers the permission.
pub(crate) fn permission() -> Permission {
    if Shell::find().is_some() {
        return Permission::NotNeeded;
    }
    let known = js_sys::Reflect::has(&js_sys::global(), &"Notification".into()).unwrap_or(false);
    if !known {
        return Permission::Unsupported;
    }
    match Notification::permission() {
        NotificationPermission::Granted => Permission::Granted,
        NotificationPermission::Denied => Permission::Denied,
        _ => Permission::Unasked,
    }
}

/// Asks the person; only ever after a press of theirs.
pub(crate) async fn ask() -> Permission {
    if let Ok(promise) = Notification::request_permission() {
        // Ignored: the answer is read below.
        let _ = JsFuture::from(promise).await;
    }
    permission()
}

/// A notification of a conversation, and what a click on it does.
type Shown = (ConversationId, Notification, Closure<dyn FnMut()>);

thread_local! {
    /// The notifications on the screen, with the functions of their clicks.
    static SHOWN: RefCell<Vec<Shown>> = const { RefCell::new(Vec::new()) };
}

/// Shows a notification, in place of an older one of the same conversation. A click brings the page to the
/// front and calls back.
pub(crate) fn show(conversation: ConversationId, head: &str, body: &str, clicked: impl Fn() + 'static) {
    if permission() != Permission::Granted {
        return;
    }
    let options = NotificationOptions::new();
    options.set_body(body);
    options.set_tag(&conversation.to_string());
    options.set_icon("icon.svg");
    // Some phones allow notifications to service workers only.
    let Ok(notification) = Notification::new_with_options(head, &options) else { return };
    let shown = notification.clone();
    let click = Closure::<dyn FnMut()>::new(move || {
        shown.close();
        if let Some(window) = web_sys::window() {
            let _ = window.focus();
        }
        clicked();
    });
    notification.set_onclick(Some(click.as_ref().unchecked_ref()));
    SHOWN.with_borrow_mut(|all| {
        all.retain(|(other, _, _)| *other != conversation);
        all.push((conversation, notification, click));
    });
}

/// Closes the notification of a conversation that was opened.
pub(crate) fn close(conversation: ConversationId) {
    SHOWN.with_borrow_mut(|all| {
        for (_, notification, _) in all.iter().filter(|(other, _, _)| *other == conversation) {
            notification.close();
        }
        all.retain(|(other, _, _)| *other != conversation);
    });
}
