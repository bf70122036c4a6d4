//! The app is closed while something is under way.

use std::sync::mpsc;
use std::time::Duration;

use conversas_client::Event;
use conversas_ipc::{Session, SignOut};
use conversas_testkit::bulk::Bulk;

use super::{call, window};

#[tokio::test]
async fn an_app_is_not_closed_before_a_sign_out_has_removed_all_that_it_removes() {
    let window = window(None).await;
    Bulk::adopt(window.host.engine(), "http://127.0.0.1:9").await;
    let mut events = window.host.engine().subscribe();
    let host = window.host.clone();
    let leaving = tokio::spawn(async move { call(&host, SignOut { discard_unsent: true }).await });
    while events.recv().await.unwrap() != Event::SessionChanged {}
    // The engine has signed out; places wait for the store, because the host forgets them after that.
    let (go_on, held) = mpsc::channel();
    let engine = window.host.engine().clone();
    let holding = tokio::spawn(async move { engine.hold_store(held).await });
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(300));
        go_on.send(())
    });
    window.host.shutdown().await;
    assert!(leaving.is_finished(), "not everything is removed");
    holding.await.unwrap().unwrap();
    assert!(matches!(leaving.await.unwrap(), Ok(Session::SignedOut(_))));
}
