//! A server with a limit and a virus scanner of its own.

use std::net::SocketAddr;

use conversas_client::{Choice, Delivery, Upload};
use conversas_domain::plan::Plan;
use conversas_domain::rejection::Rejection;
use conversas_testkit::house::{FileConfig, Quota, ScannerPlace};
use conversas_testkit::{House, Opening, samples};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::scene::{Scene, delivery, pasted, send, settled, shows};

/// Starts a scanner that speaks like clamd. It answers once the gate is open, finds viruses by name, and
/// never judges some files.
async fn scanner() -> (SocketAddr, watch::Sender<bool>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (gate, opened) = watch::channel(false);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut opened = opened.clone();
            tokio::spawn(async move {
                let mut all = Vec::new();
                let mut piece = [0; 4_096];
                // An empty piece ends the stream.
                while !all.ends_with(&[0; 4]) {
                    let count = stream.read(&mut piece).await.unwrap();
                    all.extend_from_slice(&piece[..count]);
                }
                let has = |word: &[u8]| all.windows(word.len()).any(|window| window == word);
                let answer: &[u8] = match (has(b"riddle"), has(b"virus")) {
                    (true, _) => b"stream: Can't allocate memory ERROR\0",
                    (false, true) => b"stream: Test FOUND\0",
                    (false, false) => b"stream: OK\0",
                };
                opened.wait_for(|opened| *opened).await.unwrap();
                stream.write_all(answer).await.unwrap();
            });
        }
    });
    (address, gate)
}

#[tokio::test]
async fn what_the_scanner_looks_at_says_so_and_what_it_finds_is_never_sent() {
    let (address, gate) = scanner().await;
    let scanner = Some(ScannerPlace::Tcp(address.to_string()));
    let house = House::with_files(FileConfig { scanner, ..FileConfig::default() }).await;
    let scene = Scene::at(house, Plan::Basic).await;
    let engine = scene.maria.engine();
    let files = vec![pasted("bom.pdf", samples::pdf("bom")), pasted("mau.pdf", samples::pdf("virus"))];
    let sent = send(engine, scene.id, files).await;
    let checking = Delivery::Sending { upload: Some(Upload::Checking) };
    let is = async |entry_id, expected| {
        let now = delivery(&scene.maria, scene.id, entry_id).await;
        (now == Some(expected)).then_some(())
    };
    scene.maria.until("the check", async |_| is(sent[0], checking).await).await;
    gate.send_replace(true);
    let infected = Delivery::Failed { reason: Rejection::FileInfected };
    scene.maria.until("the finding", async |_| is(sent[1], infected).await).await;
    shows(&scene.ana, scene.id, &["Bom dia!", "bom.pdf"]).await;
    // The file stays infected, however often it is sent.
    engine.resolve_blocked(scene.id, sent[1], Choice::SendAnyway).await.unwrap();
    scene.maria.until("the finding again", async |_| is(sent[1], infected).await).await;
    engine.resolve_blocked(scene.id, sent[1], Choice::Discard).await.unwrap();
    settled(&scene.maria).await;
    assert_eq!(scene.house.contents(), 1);
}

#[tokio::test]
async fn a_file_for_which_the_server_has_no_room_says_so() {
    let quota = Quota { bytes_of_person: 10, ..Quota::DEFAULT };
    let house = House::with_files(FileConfig { quota, ..FileConfig::default() }).await;
    let scene = Scene::at(house, Plan::Basic).await;
    let sent = send(scene.maria.engine(), scene.id, vec![pasted("bom.pdf", samples::pdf("bom"))]).await;
    let waits = Delivery::Sending { upload: Some(Upload::NoRoom) };
    let is_told =
        async |_: &_| (delivery(&scene.maria, scene.id, sent[0]).await == Some(waits)).then_some(());
    scene.maria.until("no room", is_told).await;
}

#[tokio::test]
async fn files_that_are_being_checked_for_long_are_in_no_other_files_way() {
    let (address, gate) = scanner().await;
    gate.send_replace(true);
    let scanner = Some(ScannerPlace::Tcp(address.to_string()));
    let house = House::with_files(FileConfig { scanner, ..FileConfig::default() }).await;
    let scene = Scene::at(house, Plan::Basic).await;
    let (engine, house) = (scene.maria.engine(), &scene.house);
    let checking = Delivery::Sending { upload: Some(Upload::Checking) };
    let second = engine.open_conversation(house.financeiro, house.joao, "Olá").await.unwrap();
    let third = engine.open_conversation(house.secretaria, house.lia, "Oi").await.unwrap();
    settled(&scene.maria).await;
    for id in [scene.id, second.conversation_id] {
        let sent = send(engine, id, vec![pasted("a.pdf", samples::pdf("riddle"))]).await;
        let is = async || (delivery(&scene.maria, id, sent[0]).await == Some(checking)).then_some(());
        scene.maria.until("the check", async |_| is().await).await;
    }
    send(engine, third.conversation_id, vec![pasted("b.pdf", samples::pdf("clear"))]).await;
    let others =
        async |engine: &conversas_client::Engine| (engine.outbox().await.unwrap().len() == 2).then_some(());
    scene.maria.until("the third file's arrival", others).await;
}

#[tokio::test]
async fn the_limit_of_the_server_holds_on_the_device() {
    let house = House::with_files(FileConfig { limit: 1_000, ..FileConfig::default() }).await;
    let scene = Scene::at(house, Plan::Basic).await;
    let files = [999, 1_000, 1_001].map(|size| {
        let mut bytes = samples::pdf("");
        bytes.resize(size, b' ');
        pasted("a.pdf", bytes)
    });
    let added = scene.maria.engine().add_files(scene.id, files.into()).await.unwrap();
    let refused: Vec<_> = added.into_iter().map(|one| one.err().map(|refused| refused.reason)).collect();
    assert_eq!(refused, [None, None, Some(Rejection::FileTooLarge)]);
}
