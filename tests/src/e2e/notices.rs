//! The service of a desk that shows system notifications: `org.freedesktop.Notifications`, as a desktop has
//! it. The service remembers the notifications, and they can be clicked.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use zbus::Connection;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::OwnedValue;

use super::until;

const PATH: &str = "/org/freedesktop/Notifications";
const NAME: &str = "org.freedesktop.Notifications";

/// A notification on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The desk's identifier of the notification.
    pub id: u32,
    /// The first line.
    pub head: String,
    /// The text below the first line.
    pub body: String,
    /// How many times it was shown: 1, and one more for each time it was replaced.
    pub times: u32,
}

/// The service, which ends when it is dropped.
pub struct Notices {
    connection: Connection,
    screen: Screen,
}

type Screen = Arc<Mutex<Vec<Notice>>>;

impl Notices {
    /// Starts the service at a desk's message bus.
    pub(super) async fn start(bus_address: &str) -> Notices {
        let screen = Screen::default();
        let service = Service { screen: Arc::clone(&screen), next: 1 };
        let building = zbus::connection::Builder::address(bus_address)
            .and_then(|builder| builder.name(NAME))
            .and_then(|builder| builder.serve_at(PATH, service));
        let connection = building.expect("an address and names").build().await;
        Notices { connection: connection.expect("nobody else shows notices here"), screen }
    }

    /// Answers the notices on the screen.
    pub fn on_screen(&self) -> Vec<Notice> {
        seen(&self.screen).clone()
    }

    /// Waits for a notice that begins like this, shown so many times.
    pub async fn shows(&self, head: &str, times: u32) -> Notice {
        until(&format!("a notice “{head}”, shown {times} times"), async || {
            self.on_screen().into_iter().find(|notice| notice.head.starts_with(head) && notice.times == times)
        })
        .await
    }

    /// Waits until nothing is on the screen.
    pub async fn shows_nothing(&self) {
        until("no notice is on the screen", async || self.on_screen().is_empty().then_some(())).await;
    }

    /// Clicks a notice.
    pub async fn click(&self, notice: &Notice) {
        let interface = self.connection.object_server().interface::<_, Service>(PATH).await;
        let interface = interface.expect("the service is there");
        let emitter = interface.signal_emitter();
        Service::action_invoked(emitter, notice.id, "default").await.expect("the bus is there");
        seen(&self.screen).retain(|other| other.id != notice.id);
        let by_the_person = 2;
        Service::notification_closed(emitter, notice.id, by_the_person).await.expect("the bus is there");
    }
}

fn seen(screen: &Screen) -> MutexGuard<'_, Vec<Notice>> {
    screen.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Service {
    screen: Screen,
    next: u32,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Service {
    fn get_capabilities(&self) -> Vec<String> {
        ["actions", "body"].map(str::to_owned).to_vec()
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        ("desk".into(), "Conversas".into(), "1".into(), "1.2".into())
    }

    #[expect(clippy::too_many_arguments, reason = "the desktops' standard says so")]
    fn notify(
        &mut self,
        _app_name: String,
        replaces_id: u32,
        _app_icon: String,
        summary: String,
        body: String,
        _actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _expire_timeout: i32,
    ) -> u32 {
        let mut screen = seen(&self.screen);
        if let Some(shown) = screen.iter_mut().find(|notice| notice.id == replaces_id) {
            *shown = Notice { id: replaces_id, head: summary, body, times: shown.times + 1 };
            return replaces_id;
        }
        let id = self.next;
        self.next += 1;
        screen.push(Notice { id, head: summary, body, times: 1 });
        id
    }

    async fn close_notification(&mut self, id: u32, #[zbus(signal_emitter)] emitter: SignalEmitter<'_>) {
        seen(&self.screen).retain(|notice| notice.id != id);
        let by_the_app = 3;
        // Ignored: the program that asked may be gone.
        let _ = Self::notification_closed(&emitter, id, by_the_app).await;
    }

    #[zbus(signal)]
    async fn notification_closed(emitter: &SignalEmitter<'_>, id: u32, reason: u32) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn action_invoked(emitter: &SignalEmitter<'_>, id: u32, action_key: &str) -> zbus::Result<()>;
}
