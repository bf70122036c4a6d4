//! `org.freedesktop.Notifications` over the session's message bus. All notices go out on one connection that
//! stays open: clicks are reported to that connection, and desktops remove the notices of a connection that
//! has closed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use conversas_domain::ids::ConversationId;
use conversas_host::Host;
use futures_util::StreamExt;
use tauri::{AppHandle, Runtime};
use zbus::zvariant::Value;
use zbus::{Connection, MatchRule, MessageStream, message};

use super::Said;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
/// The time for which a notice is shown: the desktop's own choice.
const DESKTOPS_CHOICE: i32 = -1;

/// The notices on the screen: the desktop's identifier of each, by conversation.
#[derive(Default)]
pub(super) struct Shown {
    ids: Ids,
    /// The connection to the bus; none before the first notice, and after the bus was lost.
    bus: tokio::sync::Mutex<Option<Connection>>,
}

type Ids = Arc<Mutex<HashMap<ConversationId, u32>>>;

fn locked(ids: &Ids) -> MutexGuard<'_, HashMap<ConversationId, u32>> {
    ids.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shown {
    /// Shows a notice. A failure is ignored: on a system that shows no notices the app goes on without them.
    pub(super) async fn show<R: Runtime>(
        &self,
        app: &AppHandle<R>,
        host: &Arc<Host>,
        id: ConversationId,
        said: Said,
    ) {
        let mut bus = self.bus.lock().await;
        if bus.is_none() {
            let listening = listen(app.clone(), Arc::clone(host), Arc::clone(&self.ids)).await;
            let noted = listening.inspect_err(|error| tracing::debug!(%error, "nothing here shows notices"));
            *bus = noted.ok();
        }
        let Some(connection) = &*bus else { return };
        let before = locked(&self.ids).get(&id).copied().unwrap_or_default();
        match notify(connection, before, &said).await {
            Ok(shown) => {
                locked(&self.ids).insert(id, shown);
            }
            Err(error) => {
                tracing::debug!(%error, "a notice was not shown");
                *bus = None;
            }
        }
    }

    /// Closes the notices of conversations that were read, here or on another device.
    pub(super) async fn close_those_over(&self, host: &Host) {
        let shown: Vec<_> = locked(&self.ids).keys().copied().collect();
        for id in shown {
            if host.is_over(id).await {
                let shown = locked(&self.ids).remove(&id);
                self.close(shown).await;
            }
        }
    }

    async fn close(&self, shown: Option<u32>) {
        if let (Some(shown), Some(connection)) = (shown, &*self.bus.lock().await) {
            // Ignored: the notice may be gone already.
            let _ = connection.call_method(Some(NAME), PATH, Some(NAME), "CloseNotification", &shown).await;
        }
    }
}

async fn notify(connection: &Connection, before: u32, said: &Said) -> zbus::Result<u32> {
    let actions = ["default", said.open];
    let hints = HashMap::from([
        ("category", Value::from("im.received")),
        ("desktop-entry", Value::from("Conversas")),
    ]);
    let body = plain(&said.body);
    let asked =
        ("Conversas", before, "conversas", said.head.as_str(), body, &actions[..], hints, DESKTOPS_CHOICE);
    connection.call_method(Some(NAME), PATH, Some(NAME), "Notify", &asked).await?.body().deserialize()
}

/// Escapes a text: some desktops read marks such as `<` as formatting.
fn plain(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

async fn listen<R: Runtime>(app: AppHandle<R>, host: Arc<Host>, ids: Ids) -> zbus::Result<Connection> {
    let connection = Connection::session().await?;
    let rule = MatchRule::builder().msg_type(message::Type::Signal).interface(NAME)?.path(PATH)?.build();
    let mut signals = MessageStream::for_match_rule(rule, &connection, None).await?;
    tauri::async_runtime::spawn(async move {
        while let Some(Ok(signal)) = signals.next().await {
            let Some(told) = Told::of(&signal) else { continue };
            // The bus also reports clicks on other programs' notices; those are skipped.
            let Some(id) = take(&ids, told.id()) else { continue };
            if let Told::Clicked(_) = told {
                crate::window::show(&app);
                host.ask_to_open(id);
            }
        }
    });
    Ok(connection)
}

fn take(ids: &Ids, shown: u32) -> Option<ConversationId> {
    let mut ids = locked(ids);
    let id = ids.iter().find(|(_, other)| **other == shown).map(|(id, _)| *id)?;
    ids.remove(&id);
    Some(id)
}

/// A desktop's report about a notice.
enum Told {
    Clicked(u32),
    Closed(u32),
}

impl Told {
    fn of(signal: &zbus::Message) -> Option<Told> {
        let header = signal.header();
        let body = signal.body();
        match header.member()?.as_str() {
            "ActionInvoked" => body.deserialize::<(u32, String)>().ok().map(|(id, _)| Told::Clicked(id)),
            "NotificationClosed" => body.deserialize::<(u32, u32)>().ok().map(|(id, _)| Told::Closed(id)),
            _ => None,
        }
    }

    fn id(&self) -> u32 {
        match self {
            Told::Clicked(id) | Told::Closed(id) => *id,
        }
    }
}
