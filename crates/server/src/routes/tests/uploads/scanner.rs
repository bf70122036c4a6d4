//! The virus scanner: clean, infected, away.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::thread::JoinHandle;

use axum::http::StatusCode;
use conversas_domain::attachment::FileType;
use conversas_domain::rejection::Rejection;
use conversas_protocol::{Outcome, UploadState};

use crate::config::{FileConfig, ScannerPlace};
use crate::fixture::House;
use crate::fixture::files::{request, sample, state_in};

/// A clamd that answers so many files with these words, and answers what it was sent.
fn clamd(listener: TcpListener, words: &'static [&'static str]) -> JoinHandle<Vec<Vec<u8>>> {
    std::thread::spawn(move || words.iter().map(|words| scan(listener.accept().unwrap().0, words)).collect())
}

fn scan(mut stream: impl Read + Write, words: &str) -> Vec<u8> {
    let mut command = [0; 10];
    stream.read_exact(&mut command).unwrap();
    assert_eq!(&command, b"zINSTREAM\0");
    let mut found = Vec::new();
    loop {
        let mut length = [0; 4];
        stream.read_exact(&mut length).unwrap();
        let length = u32::from_be_bytes(length) as usize;
        if length == 0 {
            break;
        }
        let mut piece = vec![0; length];
        stream.read_exact(&mut piece).unwrap();
        found.extend(piece);
    }
    stream.write_all(words.as_bytes()).unwrap();
    found
}

fn with(address: SocketAddr) -> FileConfig {
    FileConfig { scanner: Some(ScannerPlace::Tcp(address.to_string())), ..FileConfig::default() }
}

#[tokio::test]
async fn a_clean_file_is_ready_and_an_infected_one_never() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let house = House::with(with(listener.local_addr().unwrap())).await;
    let clamd = clamd(listener, &["stream: OK\0", "stream: Eicar-Test-Signature FOUND\0"]);
    let conversation = house.conversation().await;
    let clean = house.file(&house.juliana, "limpo.pdf", FileType::Pdf).await;
    let content = sample(FileType::Text);
    let asked = request("virus.txt", FileType::Text, &content);
    let infected = UploadState::Refused { reason: Rejection::FileInfected };
    assert_eq!(house.upload(&house.juliana, &asked, &content).await, infected);
    assert_eq!((house.contents(), house.partials()), (1, 0), "the infected bytes are gone");
    assert!(matches!(house.send_file(&house.juliana, conversation, clean).await, Outcome::Applied { .. }));
    let refused = Outcome::Rejected { reason: Rejection::FileMissing };
    assert_eq!(house.send_file(&house.juliana, conversation, asked.id).await, refused);
    assert_eq!(clamd.join().unwrap(), [sample(FileType::Pdf), content], "it saw all of both");
}

#[tokio::test]
async fn while_the_scanner_is_away_a_file_is_being_checked_also_over_a_restart() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let mut house = House::with(with(address)).await;
    let conversation = house.conversation().await;
    let content = sample(FileType::Voice);
    let asked = request("voz.ogg", FileType::Voice, &content);
    assert_eq!(house.upload(&house.juliana, &asked, &content).await, UploadState::Checking);
    let refused = Outcome::Rejected { reason: Rejection::FileMissing };
    assert_eq!(house.send_file(&house.juliana, conversation, asked.id).await, refused);
    assert_eq!(state_in(&house.stands(&house.juliana, asked.id).await), UploadState::Checking);
    let conflict = house.append(&house.juliana, asked.id, content.len(), "").await;
    assert_eq!(conflict.status(), StatusCode::CONFLICT);
    assert_eq!((house.contents(), house.partials()), (0, 1));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    house.restart(with(listener.local_addr().unwrap())).await;
    let clamd = clamd(listener, &["stream: Can't allocate memory ERROR\0", "stream: OK\0"]);
    assert_eq!(state_in(&house.stands(&house.juliana, asked.id).await), UploadState::Checking, "no verdict");
    house.files.sweep().await.unwrap();
    assert_eq!(
        state_in(&house.stands(&house.juliana, asked.id).await),
        UploadState::Ready,
        "the sweep asked again"
    );
    clamd.join().unwrap();
    assert!(matches!(house.send_file(&house.juliana, conversation, asked.id).await, Outcome::Applied { .. }));
}

#[tokio::test]
async fn a_file_larger_than_the_scanner_takes_is_refused_for_its_size() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let house = House::with(with(listener.local_addr().unwrap())).await;
    // The scanner stops reading at its limit, says so and hangs up, whatever is still on its way.
    let clamd = std::thread::spawn(move || {
        let mut stream = listener.accept().unwrap().0;
        stream.read_exact(&mut [0; 100]).unwrap();
        stream.write_all(b"INSTREAM size limit exceeded. ERROR\0").unwrap();
    });
    // The content is larger than the buffers between the two.
    let content = vec![b'a'; 24 * 1024 * 1024];
    let asked = request("longo.txt", FileType::Text, &content);
    let refused = UploadState::Refused { reason: Rejection::FileTooLarge };
    assert_eq!(house.upload(&house.juliana, &asked, &content).await, refused);
    clamd.join().unwrap();
    assert_eq!((house.contents(), house.partials()), (0, 0));
}

#[tokio::test]
async fn a_scanner_that_could_not_say_is_left_alone_for_a_while_however_often_it_is_asked_for() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let house = House::with(with(listener.local_addr().unwrap())).await;
    let clamd = clamd(listener, &["stream: Can't allocate memory ERROR\0", "stream: OK\0"]);
    let content = sample(FileType::Pdf);
    let asked = request("Boleto.pdf", FileType::Pdf, &content);
    assert_eq!(house.upload(&house.juliana, &asked, &content).await, UploadState::Checking);
    for _ in 0..3 {
        assert_eq!(state_in(&house.stands(&house.juliana, asked.id).await), UploadState::Checking);
    }
    house.clock.advance(10_000);
    assert_eq!(state_in(&house.stands(&house.juliana, asked.id).await), UploadState::Ready);
    clamd.join().unwrap();
}

#[tokio::test]
async fn a_scanner_at_a_socket_of_the_machine_is_asked_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("clamd.ctl");
    let listener = std::os::unix::net::UnixListener::bind(&path).unwrap();
    let clamd = std::thread::spawn(move || scan(listener.accept().unwrap().0, "stream: OK\0"));
    let config = FileConfig { scanner: Some(ScannerPlace::Unix(path)), ..FileConfig::default() };
    let house = House::with(config).await;
    house.file(&house.juliana, "limpo.txt", FileType::Text).await;
    assert_eq!(clamd.join().unwrap(), sample(FileType::Text));
}
