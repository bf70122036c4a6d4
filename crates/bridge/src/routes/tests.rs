//! Every route, asked by a stranger, by the person who opened the bridge, and by a page from elsewhere.

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, header};
use conversas_host::{HostConfig, SecretsPolicy};
use futures_util::FutureExt;
use serde_json::json;
use tempfile::TempDir;
use tower::ServiceExt;

use super::*;

const PORT: u16 = 4000;
const OURS: &str = "http://127.0.0.1:4000";

struct Asked {
    routes: Router,
    token: Token,
    _folder: TempDir,
}

impl Asked {
    async fn new() -> Asked {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("index.html"), "<!doctype html>").expect("a page");
        let mut config = HostConfig::new(folder.path().join("data"));
        config.secrets = SecretsPolicy::File;
        let host = Arc::new(Host::open(config).await.expect("a profile"));
        let token = Token::random(PORT).expect("randomness");
        Asked { routes: routes(host, token.clone(), folder.path()), token, _folder: folder }
    }

    async fn ask(&self, request: Request<Body>) -> Response {
        self.routes.clone().oneshot(request).await.expect("routes answer always")
    }

    fn cookie(&self) -> String {
        format!("other=1; conversas-{PORT}={}", self.token.as_str())
    }

    /// Makes a request as the bridge's own page sends it.
    fn post(&self, name: &str, body: &str) -> Request<Body> {
        request(Method::POST, &format!("/ipc/{name}"))
            .header(header::ORIGIN, OURS)
            .header(header::COOKIE, self.cookie())
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_owned()))
            .expect("a request")
    }

    fn get(&self, path: &str) -> Request<Body> {
        let request = request(Method::GET, path).header(header::COOKIE, self.cookie());
        request.body(Body::empty()).expect("a request")
    }
}

fn request(method: Method, path: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1:4000")
}

async fn body(response: Response) -> Value {
    let bytes = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
    serde_json::from_slice(&bytes).expect("JSON")
}

#[tokio::test]
async fn without_the_token_nothing_is_served() {
    let asked = Asked::new().await;
    for path in ["/", "/index.html", "/ipc/events", "/?token=0000", "/media/takes/x.wav", "/nothing"] {
        let request = request(Method::GET, path).body(Body::empty()).expect("a request");
        assert_eq!(asked.ask(request).await.status(), StatusCode::UNAUTHORIZED, "{path}");
    }
    let mut post = asked.post("session", "{}");
    post.headers_mut().remove(header::COOKIE);
    assert_eq!(asked.ask(post).await.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_token_becomes_a_cookie_that_scripts_and_other_sites_cannot_use() {
    let asked = Asked::new().await;
    let path = format!("/?token={}", asked.token.as_str());
    let opened = asked.ask(request(Method::GET, &path).body(Body::empty()).expect("a request")).await;
    assert_eq!(opened.status(), StatusCode::SEE_OTHER);
    assert_eq!(opened.headers()[header::LOCATION], "/");
    let cookie = opened.headers()[header::SET_COOKIE].to_str().expect("text");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
}

#[tokio::test]
async fn the_page_is_served_with_the_shells_policy() {
    let asked = Asked::new().await;
    let page = asked.ask(asked.get("/")).await;
    assert_eq!(page.status(), StatusCode::OK);
    let policy = page.headers()[header::CONTENT_SECURITY_POLICY].to_str().expect("text");
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe-inline"), "{policy}");
}

#[tokio::test]
async fn a_command_is_answered() {
    let asked = Asked::new().await;
    let answer = asked.ask(asked.post("session", "{}")).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(body(answer).await["type"], "signed_out");
}

#[tokio::test]
async fn a_command_that_fails_says_why() {
    let asked = Asked::new().await;
    let sign_in = json!({
        "server": "not an address",
        "email": "a@b.example",
        "password": "x",
        "discard_unsent": false,
        "act_as": null,
    });
    let answer = asked.ask(asked.post("sign_in", &sign_in.to_string())).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(body(answer).await["code"], "bad_address");
}

#[tokio::test]
async fn what_is_not_a_command_or_not_its_request_is_a_bad_request() {
    let asked = Asked::new().await;
    for (name, text) in [("no_such_command", "{}"), ("sign_in", "{}"), ("session", "not json")] {
        let answer = asked.ask(asked.post(name, text)).await;
        assert_eq!(body(answer).await["code"], "bad_request", "{name} {text}");
    }
}

#[tokio::test]
async fn events_come_as_a_stream() {
    let asked = Asked::new().await;
    let events = asked.ask(asked.get("/ipc/events")).await;
    assert_eq!(events.headers()[header::CONTENT_TYPE], "text/event-stream");
}

#[tokio::test]
async fn a_page_from_elsewhere_cannot_call() {
    let asked = Asked::new().await;
    for origin in ["https://evil.example", "http://127.0.0.1:4001", "null"] {
        let mut post = asked.post("session", "{}");
        post.headers_mut().insert(header::ORIGIN, origin.parse().expect("a header"));
        assert_eq!(asked.ask(post).await.status(), StatusCode::FORBIDDEN, "{origin}");
    }
}

#[tokio::test]
async fn media_is_served_below_an_address_that_the_page_is_told_and_behind_the_guard() {
    let asked = Asked::new().await;
    let base = body(asked.ask(asked.post("media", "{}")).await).await;
    assert_eq!((base["url"].as_str(), base["has_dialogs"].as_bool()), (Some("/media"), Some(false)));
    let id = "01890000-0000-7000-8000-000000000001";
    let missing = asked.ask(asked.get(&format!("/media/files/{id}/original"))).await;
    assert_eq!(
        missing.headers()[header::CACHE_CONTROL],
        "no-store",
        "media's own refusal: nobody is signed in"
    );
    let mut chosen = asked.post("session", "x");
    *chosen.uri_mut() = format!("/media/tray/{id}?name=a.txt").parse().expect("an address");
    chosen.headers_mut().insert(header::ORIGIN, "https://evil.example".parse().expect("a header"));
    assert_eq!(asked.ask(chosen).await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_name_that_was_made_to_point_here_is_refused() {
    let asked = Asked::new().await;
    let mut get = asked.get("/");
    get.headers_mut().insert(header::HOST, "evil.example:4000".parse().expect("a header"));
    assert_eq!(asked.ask(get).await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_bridge_does_not_listen_to_the_network() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut config = HostConfig::new(folder.path());
    config.secrets = SecretsPolicy::File;
    let host = Arc::new(Host::open(config).await.expect("a profile"));
    let listen = "0.0.0.0:0".parse().expect("an address");
    let config = crate::BridgeConfig { listen, ui: folder.path().to_owned() };
    let refused = crate::Bridge::bind(host, &config).await;
    assert!(matches!(refused, Err(crate::BridgeError::NotLoopback)));
}

#[tokio::test]
async fn a_command_of_a_page_that_has_gone_is_done_to_its_end() {
    let asked = Asked::new().await;
    let preferences = async || body(asked.ask(asked.post("preferences", "{}")).await).await;
    let mut chosen = preferences().await;
    chosen["theme"] = json!("dark");
    let saving = asked.post("save_preferences", &json!({ "preferences": chosen }).to_string());
    assert!(asked.ask(saving).now_or_never().is_none(), "it is asked, and its page goes");
    let saved = async {
        while preferences().await["theme"] != "dark" {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), saved).await.expect("it is saved");
}
