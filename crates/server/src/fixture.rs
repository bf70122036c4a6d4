//! Two small schools with everybody in them whom a test can need, and a way to ask the server without a network.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, Response, StatusCode, header};
use axum::{Extension, Router};
use conversas_domain::entry::Seq;
use conversas_domain::ids::{ConversationId, EntityId, EntryId, PersonId};
use conversas_domain::moment::Moment;
use conversas_domain::person::Role;
use conversas_domain::rejection::Rejection;
use conversas_protocol::{
    BootstrapPage, EntriesPage, ErrorBody, ErrorCode, LookView, LooksPage, Op, OpRequest, OpenConversation,
    Outcome, Receipt, SendMessage, SyncPage,
};
use conversas_store_sqlite::Sqlite;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tempfile::TempDir;
use tokio::sync::watch;
use tower::ServiceExt;

pub(crate) mod files;
mod town;

pub(crate) use town::{Someone, Town};

use crate::bell::Bell;
use crate::clock::{Clock, ManualClock};
use crate::config::{Config, FileConfig};
use crate::files::Files;
use crate::fresh::Fresh;
use crate::password;
use crate::routes::{self, App};
use crate::store::{Lane, Store, StoreError};

/// The moment at which tests begin.
pub(crate) const START: Moment = Moment(1_800_000_000_000);

/// The schools. In the first: Rita in both channels, Ana in the secretary's office, Fábio in finance, Helena the
/// administrator in none; Theo with Juliana, Marcos and Neusa, Nina with Camila. In the second: Bruno, Beto, Bia.
pub(crate) struct House {
    town: Town,
    pub(crate) store: Store,
    /// The database of the server.
    pub(crate) sqlite: Sqlite,
    pub(crate) clock: ManualClock,
    pub(crate) router: Router,
    /// The state that all routes share.
    pub(crate) app: Arc<App>,
    pub(crate) stopping: watch::Sender<bool>,
    pub(crate) files: Arc<Files>,
    folder: TempDir,
}

impl std::ops::Deref for House {
    type Target = Town;
    fn deref(&self) -> &Town {
        &self.town
    }
}

/// A new identifier.
pub(crate) fn id<T: EntityId>() -> T {
    Fresh::Random.id(START)
}

/// Starts a server's routes over a store.
async fn serve(
    config: &Config,
    store: &Store,
    bell: Bell,
) -> (watch::Sender<bool>, Arc<Files>, Arc<App>, Router) {
    let (stopping, stopped) = watch::channel(false);
    let files = Files::open(&config.files, &config.data, store.clone(), config.clock.clone()).await.unwrap();
    let app = Arc::new(App::open((store.clone(), bell), files.clone(), config, stopped).await.unwrap());
    let from = ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 9)));
    let router = routes::router(app.clone()).layer(Extension(from));
    (stopping, files, app, router)
}

impl House {
    pub(crate) async fn new() -> House {
        House::with(FileConfig::default()).await
    }

    /// A house with other limits of files, or with a scanner.
    pub(crate) async fn with(files: FileConfig) -> House {
        House::told(|config| config.files = files).await
    }

    /// A house whose server has another configuration.
    pub(crate) async fn told(tell: impl FnOnce(&mut Config)) -> House {
        let folder = tempfile::tempdir().unwrap();
        let bell = Bell::default();
        let sqlite = Sqlite::create(folder.path(), bell.ringer()).unwrap();
        let store = Store::new(sqlite.clone());
        let clock = ManualClock::at(START);
        let mut config = Config { clock: Clock::Manual(clock.clone()), ..Config::new(folder.path()) };
        tell(&mut config);
        let (stopping, files, app, router) = serve(&config, &store, bell).await;
        let people = store.write(Lane::Any, Town::build).await.unwrap();
        House { town: people, store, sqlite, clock, router, app, stopping, files, folder }
    }

    /// Ends the server, and starts another one with the same data.
    pub(crate) async fn restart(&mut self, files: FileConfig) {
        self.stopping.send_replace(true);
        self.store.close();
        let bell = Bell::default();
        self.sqlite = Sqlite::open(self.folder.path(), bell.ringer()).unwrap();
        self.store = Store::new(self.sqlite.clone());
        let clock = Clock::Manual(self.clock.clone());
        let config = Config { clock, files, ..Config::new(self.folder.path()) };
        (self.stopping, self.files, self.app, self.router) = serve(&config, &self.store, bell).await;
    }

    /// Ends the server; answers its folder and its database.
    pub(crate) fn close(self) -> (TempDir, PathBuf) {
        self.stopping.send_replace(true);
        self.store.close();
        let path = self.folder.path().join("conversas.sqlite3");
        (self.folder, path)
    }

    /// Gives people a password.
    pub(crate) async fn set_password(&self, people: Vec<PersonId>, password: &str) {
        let hash = password::hash(password);
        for person in people {
            self.sqlite.set_password(person, hash.clone()).await.unwrap();
        }
    }

    /// Answers the time of the clock.
    pub(crate) fn now(&self) -> Moment {
        Clock::Manual(self.clock.clone()).now()
    }

    /// The folder in which the store keeps its files.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Sends any request; answers the body as it came.
    pub(crate) async fn raw(&self, request: Request<Body>) -> Response<Body> {
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// Sends a request with an optional token and JSON body; answers status and body.
    pub(crate) async fn ask<B: Serialize>(
        &self,
        token: Option<&str>,
        method: Method,
        uri: &str,
        body: Option<&B>,
    ) -> (StatusCode, Vec<u8>) {
        let mut request = Request::builder().method(method).uri(uri);
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(serde_json::to_vec(body).unwrap()));
        let response = self.raw(request.body(body).unwrap()).await;
        let status = response.status();
        (status, to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec())
    }

    /// Sends a GET that must succeed.
    pub(crate) async fn get<T: DeserializeOwned>(&self, who: &Someone, uri: &str) -> T {
        let (status, body) = self.ask::<()>(Some(&who.token), Method::GET, uri, None).await;
        assert_eq!(status, StatusCode::OK, "{uri}: {}", String::from_utf8_lossy(&body));
        serde_json::from_slice(&body).unwrap()
    }

    /// Sends a GET that must be refused.
    pub(crate) async fn refused(&self, who: &Someone, uri: &str) -> (StatusCode, ErrorCode) {
        let (status, body) = self.ask::<()>(Some(&who.token), Method::GET, uri, None).await;
        let body: ErrorBody = serde_json::from_slice(&body).expect("every refusal has a body");
        (status, body.code)
    }

    /// Sends an operation through the route.
    pub(crate) async fn send(&self, who: &Someone, request: &OpRequest) -> Receipt {
        let (status, body) = self.ask(Some(&who.token), Method::POST, "/v1/ops", Some(request)).await;
        assert_eq!(status, StatusCode::OK, "{}", String::from_utf8_lossy(&body));
        serde_json::from_slice(&body).unwrap()
    }

    /// Sends a new operation.
    pub(crate) async fn op(&self, who: &Someone, op: Op) -> Outcome {
        let request = OpRequest { op_id: id(), written_at: START, op };
        self.send(who, &request).await.outcome
    }

    /// Sends a new operation that must be applied.
    pub(crate) async fn done(&self, who: &Someone, op: Op) -> (ConversationId, Option<Seq>) {
        match self.op(who, op).await {
            Outcome::Applied { target, seq, .. } => {
                (target.conversation_id().expect("about a conversation"), seq)
            }
            Outcome::Rejected { reason } => panic!("rejected: {reason}"),
        }
    }

    /// Sends a new operation that must be rejected.
    pub(crate) async fn rejected(&self, who: &Someone, op: Op) -> Rejection {
        match self.op(who, op).await {
            Outcome::Rejected { reason } => reason,
            Outcome::Applied { .. } => panic!("applied"),
        }
    }

    /// Has Juliana write to the secretary's office about Theo.
    pub(crate) async fn conversation(&self) -> ConversationId {
        self.done(&self.juliana, self.opening("Bom dia!")).await.0
    }

    pub(crate) fn opening(&self, text: &str) -> Op {
        Op::OpenConversation(OpenConversation {
            conversation_id: id(),
            channel_id: self.secretary,
            student_id: self.theo,
            guardians: Vec::new(),
            entry_id: id(),
            content: text.into(),
        })
    }

    pub(crate) async fn say(&self, who: &Someone, conversation_id: ConversationId, text: &str) -> EntryId {
        let entry_id = id();
        let op = Op::SendMessage(SendMessage {
            conversation_id,
            entry_id,
            content: text.into(),
            ticket_id: None,
            seen: None,
        });
        self.done(who, op).await;
        entry_id
    }

    pub(crate) async fn inbox(&self, who: &Someone) -> BootstrapPage {
        let uri = match who.actor.role {
            Role::Guardian => "/v1/bootstrap".to_owned(),
            Role::Staff | Role::Admin => format!("/v1/bootstrap?channel={}", self.secretary),
        };
        self.get(who, &uri).await
    }

    pub(crate) async fn thread(&self, who: &Someone, id: ConversationId) -> EntriesPage {
        self.get(who, &format!("/v1/conversations/{id}/entries?limit=200")).await
    }

    /// Answers what the first school's administrators were shown, newest first.
    pub(crate) async fn looks(&self) -> Vec<LookView> {
        self.get::<LooksPage>(&self.helena, "/v1/looks").await.looks
    }

    /// Everybody of the first school.
    pub(crate) fn first_school(&self) -> Vec<Someone> {
        [
            &self.rita,
            &self.ana,
            &self.fabio,
            &self.helena,
            &self.juliana,
            &self.marcos,
            &self.neusa,
            &self.camila,
        ]
        .map(Clone::clone)
        .to_vec()
    }

    /// The newest number of the first school.
    pub(crate) async fn newest(&self) -> Seq {
        let school = self.school;
        let range = self.store.read(move |db| Ok::<_, StoreError>(db.school_and_log(school)?.1));
        range.await.unwrap().newest
    }

    /// Answers what changed, without waiting.
    pub(crate) async fn sync(&self, who: &Someone, cursor: &str) -> SyncPage {
        self.get(who, &format!("/v1/sync?cursor={cursor}")).await
    }
}
