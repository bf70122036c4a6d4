//! A person's device: a real engine on a folder of its own, which can be killed and opened again.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use conversas_client::{
    Clock, Engine, EngineConfig, InboxPage, InboxQuery, Keyring, List, SearchPage, SearchQuery,
    SecretsPolicy, SystemClock, ThreadItem, ThreadWindow,
};
use conversas_domain::filter::InboxFilter;
use conversas_domain::ids::ConversationId;
use conversas_domain::inbox::Order;
use tempfile::TempDir;

use crate::house::{PASSWORD, Person};
use crate::tls::AUTHORITY;

/// The longest wait: nothing in a test on one machine takes longer.
const PATIENCE: Duration = Duration::from_secs(20);

/// A device with an engine that is open or killed.
pub struct Device {
    folder: TempDir,
    clock: Arc<dyn Clock>,
    keyring: Option<Arc<dyn Keyring>>,
    engine: Option<Engine>,
}

impl Device {
    /// Makes a new device with nobody signed in.
    pub async fn new() -> Device {
        Device::with_clock(Arc::new(SystemClock)).await
    }

    /// Makes a new device whose clock may be wrong.
    pub async fn with_clock(clock: Arc<dyn Clock>) -> Device {
        Device::with(clock, None).await
    }

    /// Makes a new device on which a keyring keeps the secret.
    pub async fn with_keyring(keyring: Arc<dyn Keyring>) -> Device {
        Device::with(Arc::new(SystemClock), Some(keyring)).await
    }

    async fn with(clock: Arc<dyn Clock>, keyring: Option<Arc<dyn Keyring>>) -> Device {
        let folder = TempDir::new().expect("a temporary folder");
        let mut device = Device { folder, clock, keyring, engine: None };
        device.open().await;
        device
    }

    /// Makes a new device on which a person has signed in and the first download is done.
    pub async fn of(person: Person, url: &str) -> Device {
        let device = Device::new().await;
        device.sign_in(person, url).await;
        device
    }

    /// Signs in and waits for the first download.
    pub async fn sign_in(&self, person: Person, url: &str) {
        self.engine()
            .sign_in(url, &person.email(), PASSWORD, |_, _| Ok(()))
            .await
            .expect("the password is right");
        self.online().await;
    }

    /// Waits until the device is online and its first download is done.
    pub async fn online(&self) {
        self.until("online", async |engine| {
            let connection = engine.connection();
            (connection.online && !connection.catching_up).then_some(())
        })
        .await;
    }

    /// Waits until the device knows that it is offline.
    pub async fn offline(&self) {
        self.until("offline", async |engine| (!engine.connection().online).then_some(())).await;
    }

    /// Answers the device's folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Answers the secret of the device's session, as it is kept on the disk.
    pub fn token(&self) -> String {
        let secret = std::fs::read_to_string(self.folder().join("session.secret")).expect("signed in");
        let token = secret.split('"').find(|part| part.len() == 64).expect("it has a token");
        token.to_owned()
    }

    /// Answers the open engine.
    pub fn engine(&self) -> &Engine {
        self.engine.as_ref().expect("it was not killed")
    }

    /// Drops the engine in the middle of its work, without a shutdown.
    pub fn kill(&mut self) {
        self.engine = None;
    }

    /// Opens the engine (again).
    pub async fn open(&mut self) {
        let config = EngineConfig {
            clock: Arc::clone(&self.clock),
            secrets: match self.keyring {
                Some(_) => SecretsPolicy::KeychainOrFile,
                None => SecretsPolicy::File,
            },
            keyring: self.keyring.clone(),
            trusted: vec![AUTHORITY.to_vec()],
            ..EngineConfig::new(self.folder.path())
        };
        self.engine = Some(Engine::open(config).await.expect("the profile opens"));
    }

    /// Waits, event by event, until `check` answers something.
    pub async fn until<T>(&self, what: &str, check: impl AsyncFn(&Engine) -> Option<T>) -> T {
        let engine = self.engine();
        let mut events = engine.subscribe();
        let waiting = async {
            loop {
                if let Some(found) = check(engine).await {
                    return found;
                }
                let _ = events.recv().await;
            }
        };
        match tokio::time::timeout(PATIENCE, waiting).await {
            Ok(found) => found,
            Err(_) => panic!("waited in vain: {what}"),
        }
    }

    /// Waits until both devices hold the same synced data.
    pub async fn agrees_with(&self, other: &Device) {
        let (mine, theirs) = (self.engine(), other.engine());
        let (mut my_events, mut their_events) = (mine.subscribe(), theirs.subscribe());
        let waiting = async {
            while mine.dump().await.expect("readable") != theirs.dump().await.expect("readable") {
                tokio::select! {
                    _ = my_events.recv() => {}
                    _ = their_events.recv() => {}
                }
            }
        };
        if tokio::time::timeout(PATIENCE, waiting).await.is_err() {
            let (mine, theirs) = (mine.dump().await, theirs.dump().await);
            let (mine, theirs) = (mine.expect("readable"), theirs.expect("readable"));
            let keys = mine.keys().chain(theirs.keys());
            let different: Vec<_> = keys
                .filter(|key| mine.get(*key) != theirs.get(*key))
                .map(|key| (key, mine.get(key), theirs.get(key)))
                .collect();
            panic!("two devices differ: {different:#?}");
        }
    }

    /// Answers the first page of a list, unfiltered.
    pub async fn list(&self, list: List) -> InboxPage {
        let query = InboxQuery {
            list,
            filter: InboxFilter::default(),
            name: String::new(),
            student_id: None,
            order: Order::default(),
            after: None,
            skip: 0,
            limit: 500,
        };
        self.engine().inbox(query).await.expect("somebody is signed in")
    }

    /// Answers the first page of a search for these words, in one conversation or everywhere.
    pub async fn finds(&self, words: &str, conversation_id: Option<ConversationId>) -> SearchPage {
        let query = SearchQuery { words: words.to_owned(), conversation_id, after: None, limit: 50 };
        self.engine().search(query).await.expect("somebody is signed in")
    }

    /// Answers the end of a thread.
    pub async fn thread(&self, id: ConversationId) -> Vec<ThreadItem> {
        let page = self.engine().thread(id, ThreadWindow::Latest, 500).await;
        page.map(|page| page.items).unwrap_or_default()
    }

    /// Answers the words of a thread's messages, in order.
    pub async fn texts(&self, id: ConversationId) -> Vec<String> {
        self.thread(id).await.iter().filter_map(text_of).collect()
    }

    /// Waits until a thread has exactly these texts.
    pub async fn reads(&self, id: ConversationId, texts: &[&str]) {
        self.until(&format!("the thread {texts:?}"), async |_| (self.texts(id).await == texts).then_some(()))
            .await;
    }
}

/// Answers the words of a message or note.
pub fn text_of(item: &ThreadItem) -> Option<String> {
    match &item.body {
        conversas_client::ThreadBody::Entry(entry) => entry.kind.text().map(|text| text.as_str().to_owned()),
        conversas_client::ThreadBody::Mine(mine) => mine.text().map(str::to_owned),
    }
}
