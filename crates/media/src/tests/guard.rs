//! The guard of the shell's listener: who may ask.

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use axum::response::Response;
use conversas_testkit::files::picture;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tower::ServiceExt;

use super::Profile;
use crate::Loopback;
use crate::loopback::guarded;

const NAME: &str = "127.0.0.1:4000";
const SHELL: &str = "tauri://localhost";

fn listener(routes: Router) -> Router {
    guarded(routes, "secret", NAME.into())
}

async fn ask(
    routes: &Router,
    method: Method,
    path: &str,
    headers: &[(header::HeaderName, &str)],
) -> Response {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    routes.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
}

#[tokio::test]
async fn only_with_the_secret_under_this_name_and_from_the_shell_s_page() {
    let mut it = Profile::new().await;
    let (file, bytes, _) = picture("foto.jpg", 3_000);
    it.server.put(file.id, bytes);
    it.filed.receive(it.host.engine(), it.id, file.clone()).await;
    let routes = listener(it.routes.clone());
    let path = format!("/files/{}/original", file.id);
    let with = format!("/secret{path}");
    let host = (header::HOST, NAME);
    let status = async |method, path: &str, headers: &[_]| ask(&routes, method, path, headers).await.status();
    assert_eq!(status(Method::GET, &with, std::slice::from_ref(&host)).await, StatusCode::OK);
    for without in
        [path.clone(), format!("/secre{path}"), format!("/secret2{path}"), format!("//secret{path}")]
    {
        assert_eq!(
            status(Method::GET, &without, std::slice::from_ref(&host)).await,
            StatusCode::NOT_FOUND,
            "{without}"
        );
    }
    assert_eq!(status(Method::GET, &with, &[]).await, StatusCode::FORBIDDEN, "no host");
    for other in
        ["evil.example:4000", "localhost:4000", "127.0.0.1", "127.0.0.1:4001", "127.0.0.1.evil.example:4000"]
    {
        let status = status(Method::GET, &with, &[(header::HOST, other)]).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{other}");
    }
    for origin in
        ["https://evil.example", "null", "http://127.0.0.1:4000", "http://tauri.localhost.evil.example"]
    {
        let headers = [host.clone(), (header::ORIGIN, origin)];
        for method in [Method::GET, Method::POST, Method::OPTIONS] {
            assert_eq!(status(method, &with, &headers).await, StatusCode::FORBIDDEN, "{origin}");
        }
    }
    let tray = format!("/secret/tray/{}?name=x.pdf", it.id);
    assert_eq!(status(Method::POST, &tray, &[host]).await, StatusCode::FORBIDDEN, "whose page is it?");
}

#[tokio::test]
async fn the_shell_s_page_may_read_what_it_asks_for() {
    let it = Profile::new().await;
    let routes = listener(it.routes.clone());
    for origin in [SHELL, "http://tauri.localhost", "https://tauri.localhost"] {
        let headers = [(header::HOST, NAME), (header::ORIGIN, origin)];
        let first = ask(&routes, Method::OPTIONS, "/secret/tray/x", &headers).await;
        assert_eq!(first.status(), StatusCode::NO_CONTENT);
        assert_eq!(first.headers()[header::ACCESS_CONTROL_ALLOW_ORIGIN], origin);
        let then = ask(&routes, Method::GET, "/secret/files/x/original", &headers).await;
        assert_eq!(then.status(), StatusCode::NOT_FOUND);
        assert_eq!(then.headers()[header::ACCESS_CONTROL_ALLOW_ORIGIN], origin);
    }
}

#[tokio::test]
async fn a_listener_has_a_secret_of_256_bits_and_answers_behind_it() {
    let mut it = Profile::new().await;
    let (file, bytes, _) = picture("foto.jpg", 3_000);
    it.server.put(file.id, bytes.clone());
    it.filed.receive(it.host.engine(), it.id, file.clone()).await;
    let (url, serving) = Loopback::bind(it.host.clone()).await.unwrap();
    let (other, _) = Loopback::bind(it.host.clone()).await.unwrap();
    let task = tokio::spawn(serving);
    let (name, secret) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
    assert_eq!(secret.len(), 64);
    assert!(!other.ends_with(secret));
    let mut stream = TcpStream::connect(name).await.unwrap();
    let request = format!(
        "GET /{secret}/files/{}/original HTTP/1.1\r\nhost: {name}\r\nconnection: close\r\n\r\n",
        file.id
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 200 OK\r\n") && answer.ends_with(&bytes));
    task.abort();
}
