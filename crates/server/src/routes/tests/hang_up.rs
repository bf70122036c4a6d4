//! Clients that hang up: effects that were written by then are told, and begun work is ended.

use std::future::poll_fn;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use axum::body::{Body, Bytes};
use axum::http::{Method, Request, header};
use conversas_domain::attachment::FileType;
use conversas_protocol::SignIn;
use futures_util::stream;
use tokio::sync::oneshot;

use super::logs::Lines;
use crate::fixture::files::{request, sample};
use crate::fixture::{House, Someone};
use crate::ledger;
use crate::password;
use crate::store::{Lane, StoreError};

/// Sends a request and hangs up when the server has made so many steps; answers whether there was an answer
/// before.
async fn is_answered(asking: impl Future, steps: usize) -> bool {
    let mut asking = pin!(asking);
    let mut left = steps;
    poll_fn(|context| {
        if asking.as_mut().poll(context).is_ready() {
            return Poll::Ready(true);
        }
        left -= 1;
        if left == 0 { Poll::Ready(false) } else { Poll::Pending }
    })
    .await
}

/// Waits until all begun work is done: a change is answered after those before it.
async fn settle(house: &House) {
    for _ in 0..3 {
        for _ in 0..20 {
            tokio::task::yield_now().await;
        }
        house.store.write(Lane::Any, |_| Ok::<_, StoreError>(())).await.unwrap();
    }
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
}

/// A request without a body, or with one of JSON.
fn asks(who: Option<&Someone>, method: Method, uri: &str, json: Option<Vec<u8>>) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(uri);
    if let Some(who) = who {
        request = request.header(header::AUTHORIZATION, format!("Bearer {}", who.token));
    }
    if json.is_some() {
        request = request.header(header::CONTENT_TYPE, "application/json");
    }
    request.body(json.map_or_else(Body::empty, Body::from)).unwrap()
}

/// Hangs up at every step of a request, each time in a new house; each time the log tells as often of `event` as rows were
/// written by then.
async fn tells_all(event: &str, rows: &str, make: impl AsyncFn(&House) -> Request<Body>) {
    let mut told = 0;
    for steps in 1.. {
        let heard = Lines::default();
        // With one subscriber alone, other tests' threads, which have none, would decide what is worth logging.
        let _second = tracing::Dispatch::new(tracing::subscriber::NoSubscriber::default());
        let _guard = heard.hear();
        let house = House::new().await;
        let asked = make(&house).await;
        let before = house.sqlite.number(rows, Vec::new()).await.unwrap();
        let is_answered = is_answered(house.raw(asked), steps).await;
        settle(&house).await;
        let written = house.sqlite.number(rows, Vec::new()).await.unwrap() - before;
        let is_told = |line: &&str| line.contains(" security: ") && line.contains(event);
        let lines = heard.text().lines().filter(is_told).count();
        assert_eq!(i64::try_from(lines), Ok(written), "{event} after {steps} steps");
        told = written;
        if is_answered {
            break;
        }
    }
    assert!(told > 0, "{event} must be told of in the end");
}

#[tokio::test]
async fn who_looks_into_a_channel_and_hangs_up_is_told_of() {
    let rows = "SELECT (SELECT count(*) FROM looks) + (SELECT count(*) FROM followed_channels)";
    tells_all("looked_into", rows, async |house| {
        house.conversation().await;
        asks(Some(&house.helena), Method::GET, &format!("/v1/bootstrap?channel={}", house.secretary), None)
    })
    .await;
}

#[tokio::test]
async fn who_signs_out_and_hangs_up_is_told_of() {
    let rows = "SELECT 1000 - count(*) FROM devices WHERE revoked_at IS NULL";
    tells_all("session_ended", rows, async |house| {
        asks(Some(&house.rita), Method::DELETE, "/v1/sessions/current", None)
    })
    .await;
}

#[tokio::test]
async fn who_signs_in_and_hangs_up_is_told_of() {
    let rows = "SELECT count(*) FROM devices";
    let hash = password::hash("a senha certa");
    tells_all("signed_in", rows, async |house| {
        house.sqlite.set_password(house.rita.id(), hash.clone()).await.unwrap();
        let asked = SignIn {
            email: "rita@escola.example".into(),
            password: "a senha certa".into(),
            device_name: "Notebook".into(),
            device_secret: None,
            act_as: Default::default(),
        };
        asks(None, Method::POST, "/v1/sessions", Some(serde_json::to_vec(&asked).unwrap()))
    })
    .await;
}

#[tokio::test]
async fn a_new_upload_does_not_go_on_behind_what_an_earlier_one_left() {
    for steps in 1.. {
        let house = House::new().await;
        let content = sample(FileType::Pdf);
        let asked = request("Boleto.pdf", FileType::Pdf, &content);
        let id = asked.id;
        std::fs::write(house.folder().join("uploads").join(id.to_string()), "sobra").unwrap();
        let is_answered = is_answered(house.begin(&house.juliana, &asked, content.len()), steps).await;
        settle(&house).await;
        drop(house.files.take(id).await);
        let row = house.store.read(move |db| db.attachment(id)).await.unwrap();
        let left = house.files.arrived(id).await.unwrap();
        assert!(row.is_none() || left == 0, "{left} bytes are another file's, after {steps} steps");
        if is_answered {
            break;
        }
    }
}

#[tokio::test]
async fn what_a_revoked_device_brought_goes_also_if_it_hangs_up() {
    let house = House::new().await;
    let content = sample(FileType::Pdf);
    let asked = request("Boleto.pdf", FileType::Pdf, &content);
    house.begin(&house.juliana, &asked, content.len()).await;
    house.append(&house.juliana, asked.id, 0, content[..4].to_vec()).await;
    let (arrived, has_arrived) = oneshot::channel();
    let (line, broken) = oneshot::channel::<()>();
    let piece = stream::iter([Ok::<_, io::Error>(Bytes::from_static(b"outra"))]);
    // The second piece is asked for when the first one is on the disk, and never comes.
    let rest = stream::once(async move {
        arrived.send(()).unwrap();
        broken.await.map(|()| Bytes::new()).map_err(io::Error::other)
    });
    let body = Body::from_stream(futures_util::StreamExt::chain(piece, rest));
    let mut asking = Box::pin(house.append(&house.juliana, asked.id, 4, body));
    tokio::select! {
        _ = &mut asking => panic!("the body has no end yet"),
        it = has_arrived => it.unwrap(),
    }
    let device = house.juliana.device;
    let revoking = house.sqlite.with(move |tx| ledger::revoke_device(tx, device, crate::fixture::START));
    revoking.await.unwrap();
    drop(asking);
    drop(line);
    drop(house.files.take(asked.id).await);
    assert_eq!(house.files.arrived(asked.id).await.unwrap(), 4, "the next device goes on from here");
}

#[tokio::test]
async fn who_asks_whether_the_server_is_ready_and_hangs_up_makes_nobody_write_again() {
    let house = House::new().await;
    let counting = "CREATE TABLE written (id INTEGER PRIMARY KEY) STRICT;
        CREATE TRIGGER counted AFTER INSERT ON readiness BEGIN INSERT INTO written VALUES (NULL); END";
    house.sqlite.with(move |session| session.run(counting)).await.unwrap();
    let (release, held) = std::sync::mpsc::channel::<()>();
    let sqlite = house.sqlite.clone();
    let holding = tokio::spawn(async move {
        sqlite.with(move |_| held.recv().map_err(|_| StoreError::Closed)).await.unwrap();
    });
    let router = Arc::new(house.router.clone());
    for _ in 0..3 {
        let asking = tower::ServiceExt::oneshot((*router).clone(), asks(None, Method::GET, "/readyz", None));
        let waiting = async {
            for _ in 0..20 {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            biased;
            _ = asking => panic!("nothing can be written yet"),
            () = waiting => {}
        }
    }
    release.send(()).unwrap();
    holding.await.unwrap();
    assert!(house.raw(asks(None, Method::GET, "/readyz", None)).await.status().is_success());
    settle(&house).await;
    assert_eq!(house.sqlite.number("SELECT count(*) FROM written", Vec::new()).await.unwrap(), 1);
}
