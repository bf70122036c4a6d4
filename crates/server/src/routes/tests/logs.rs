//! The content of the logs: identifiers. Never names, texts, e-mails, tokens (rule 22).

use std::io::Write;
use std::sync::{Arc, Mutex};

use axum::http::Method;
use conversas_domain::attachment::FileType;
use conversas_protocol::SignIn;
use tracing_subscriber::fmt::MakeWriter;

use crate::fixture::House;
use crate::fixture::files::request;

#[derive(Clone, Default)]
pub(super) struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Lines {
    type Writer = Lines;
    fn make_writer(&self) -> Lines {
        self.clone()
    }
}

impl Lines {
    /// Collects everything that is logged on this thread while the guard lives.
    pub(super) fn hear(&self) -> tracing::subscriber::DefaultGuard {
        let logging = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_ansi(false)
            .with_writer(self.clone())
            .finish();
        tracing::subscriber::set_default(logging)
    }

    pub(super) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

#[tokio::test]
async fn a_log_names_routes_and_identifiers_and_nothing_else_of_a_person() {
    let lines = Lines::default();
    // With one subscriber alone, other tests' threads, which have none, would decide what is worth logging.
    let _second = tracing::Dispatch::new(tracing::subscriber::NoSubscriber::default());
    let _guard = lines.hear();
    let house = House::new().await;
    let id = house.conversation().await;
    house.say(&house.juliana, id, "o segredo do Theo").await;
    house.thread(&house.rita, id).await;
    let file = house.file(&house.juliana, "segredo.pdf", FileType::Pdf).await;
    house.send_file(&house.juliana, id, file).await;
    let link = house.link(&house.rita, file).await.url;
    house.fetch(&house.rita, &link).await;
    let refused = request("senha.pdf", FileType::Pdf, b"x");
    house.upload(&house.juliana, &refused, b"y").await;
    house.refused(&house.bia, &format!("/v1/conversations/{id}/entries?limit=7")).await;
    house.ask::<()>(Some(&house.rita.token), Method::GET, "/segredo/senha", None).await;
    let asked = SignIn {
        email: "rita@escola.example".into(),
        password: "senha".into(),
        device_name: "segredo".into(),
        device_secret: Some("segredo".into()),
        act_as: Default::default(),
    };
    house.ask(None, Method::POST, "/v1/sessions", Some(&asked)).await;
    let log = lines.text();
    for expected in [
        "/v1/conversations/{id}/entries",
        "the file is damaged",
        &refused.id.to_string(),
        &house.juliana.id().to_string(),
        "status=404",
    ] {
        assert!(log.contains(expected), "{expected} in {log}");
    }
    let seal = link.split_once("seal=").unwrap().1;
    let token = house.rita.token.as_str();
    for secret in ["segredo", "senha", "escola.example", "Juliana", "Theo", token, seal] {
        assert!(!log.contains(secret), "{secret} in {log}");
    }
}

#[tokio::test]
async fn a_log_says_why_a_request_is_bad_and_does_not_quote_it() {
    let lines = Lines::default();
    // With one subscriber alone, other tests' threads, which have none, would decide what is worth logging.
    let _second = tracing::Dispatch::new(tracing::subscriber::NoSubscriber::default());
    let _guard = lines.hear();
    let house = House::new().await;
    let file = house.file(&house.juliana, "segredo.pdf", FileType::Pdf).await;
    for uri in [
        "/v1/bootstrap?channel=segredo".to_owned(),
        "/v1/conversations/segredo/entries".to_owned(),
        format!("/v1/attachments/{file}/file?until=segredo&seal=segredo"),
    ] {
        house.refused(&house.juliana, &uri).await;
    }
    let log = lines.text();
    for expected in [
        "parameters are not what their route takes status=400 Bad Request",
        "a path is not what its route takes status=400 Bad Request",
        "the end of a link is no moment",
    ] {
        assert!(log.contains(expected), "{expected} in {log}");
    }
    assert!(!log.contains("segredo"), "{log}");
}
