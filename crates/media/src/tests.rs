//! The routes over a real profile, with a server that only serves files.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use conversas_domain::ids::ConversationId;
use conversas_host::{Host, HostConfig, SecretsPolicy};
use conversas_testkit::files::{FileServer, Filed};
use tempfile::TempDir;
use tower::ServiceExt;

mod files;
mod guard;
mod sound;
mod tray;

struct Profile {
    folder: TempDir,
    host: Host,
    server: FileServer,
    filed: Filed,
    id: ConversationId,
    routes: Router,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    /// The body of the answer; none: the connection broke in the middle.
    body: Option<Vec<u8>>,
}

impl Profile {
    async fn new() -> Profile {
        let (folder, server) = (TempDir::new().unwrap(), FileServer::start().await);
        let config = HostConfig { secrets: SecretsPolicy::File, ..HostConfig::new(folder.path()) };
        let host = Host::open(config).await.unwrap();
        let (filed, id) = Filed::adopt(host.engine(), server.url()).await;
        let routes = crate::routes(host.clone());
        Profile { folder, host, server, filed, id, routes }
    }

    async fn get(&self, path: &str) -> Answer {
        self.ask(Request::get(path).body(Body::empty()).unwrap()).await
    }

    async fn part(&self, path: &str, range: &str) -> Answer {
        self.ask(Request::get(path).header(header::RANGE, range).body(Body::empty()).unwrap()).await
    }

    async fn ask(&self, request: Request<Body>) -> Answer {
        let answer = self.routes.clone().oneshot(request).await.unwrap();
        let (head, body) = answer.into_parts();
        let body = to_bytes(body, usize::MAX).await.ok().map(|body| body.to_vec());
        Answer { status: head.status, headers: head.headers, body }
    }
}

impl Answer {
    fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    fn body(&self) -> &[u8] {
        self.body.as_deref().expect("it came to its end")
    }
}
