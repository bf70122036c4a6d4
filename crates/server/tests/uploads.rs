//! A hundred megabytes over a connection that breaks ten times, through a real socket, in flat memory. The
//! test is a program of its own, so that only this memory counts.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use conversas_domain::attachment::{FileName, FileType, Media};
use conversas_domain::ids::{AttachmentId, EntityId, PersonId, SchoolId};
use conversas_domain::person::{Actor, Role};
use conversas_domain::plan::Plan;
use conversas_domain::school::School;
use conversas_domain::text::Name;
use conversas_protocol::{METADATA_KEY, STATE_HEADER, SignedIn, UploadRequest};
use conversas_server::store::{Lane, Newcomer};
use conversas_server::{Config, RunningServer, init, password, start};
use sha2::{Digest, Sha256};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use uuid::Uuid;

const LENGTH: usize = 100 * 1024 * 1024;
const PIECE: usize = 64 * 1024;
const BREAKS: usize = 10;
/// The most memory that the whole upload may take, threads and buffers of both ends included: a server that
/// held the file, or a third of it, would take more.
const FLAT: usize = 24 * 1024 * 1024;
const PATIENCE: Duration = Duration::from_secs(60);

/// Answers the content from an offset on, a piece at a time.
fn piece(offset: usize) -> Vec<u8> {
    let end = (offset + PIECE).min(LENGTH);
    let mut bytes: Vec<u8> = (offset..end).map(|at| (at / 251 % 256) as u8 ^ at as u8).collect();
    if offset == 0 {
        bytes[..9].copy_from_slice(b"%PDF-1.7\n");
    }
    bytes
}

/// Answers the most memory that this process ever had.
fn high_water() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux has it");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a line of it");
    line.trim().trim_end_matches(" kB").trim().parse::<usize>().expect("kilobytes") * 1024
}

async fn connect(server: &RunningServer) -> TcpStream {
    TcpStream::connect(server.addr()).await.expect("it listens")
}

/// Reads the whole answer.
async fn answer(stream: &mut TcpStream) -> String {
    let mut answer = String::new();
    timeout(PATIENCE, stream.read_to_string(&mut answer)).await.expect("in time").expect("an answer");
    answer
}

/// Sends the beginning of a request and these bytes of the content. A server that is busy with the connection
/// before ends this one.
async fn send(stream: &mut TcpStream, head: &str, from: usize, end: usize) -> std::io::Result<()> {
    stream.write_all(head.as_bytes()).await?;
    for at in (from..end).step_by(PIECE) {
        stream.write_all(&piece(at)).await?;
    }
    Ok(())
}

async fn ask(server: &RunningServer, head: &str, body: &str) -> String {
    let mut stream = connect(server).await;
    let length = body.len();
    let request = format!(
        "{head}\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).await.expect("a line");
    answer(&mut stream).await
}

fn header<'a>(answer: &'a str, name: &str) -> &'a str {
    let is_it = |line: &&str| line.to_lowercase().starts_with(&format!("{name}:"));
    answer.lines().find(is_it).and_then(|line| line.split_once(':')).map_or("", |(_, value)| value.trim())
}

/// Makes a school with one person; answers the person's token.
async fn sign_in(server: &RunningServer) -> String {
    let id = |number| Uuid::from_u128(number);
    let school = SchoolId::from_uuid(id(1));
    let actor = Actor { person_id: PersonId::from_uuid(id(2)), school_id: school, role: Role::Staff };
    let name = |text| Name::parse(text).expect("short");
    let person = Newcomer {
        actor,
        name: name("Rita"),
        email: "rita@escola.example".into(),
        password_hash: password::hash("lua cheia"),
    };
    let school =
        School { id: school, name: name("Escola"), plan: Plan::Basic, time_zone: "America/Sao_Paulo".into() };
    let written = server.store().write(Lane::Any, move |tx| {
        tx.insert_school(&school)?;
        tx.admit(&person)
    });
    written.await.expect("written");
    let body = r#"{"email":"rita@escola.example","password":"lua cheia","device_name":"x"}"#;
    let answer = ask(server, "POST /v1/sessions HTTP/1.1", body).await;
    let json = &answer[answer.find("\r\n\r\n").expect("a head")..];
    let signed_in: SignedIn = serde_json::from_str(json.trim()).expect("signed in");
    signed_in.token
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_hundred_megabytes_over_a_line_that_breaks_ten_times_take_no_memory() {
    let folder = tempfile::tempdir().unwrap();
    init(folder.path()).unwrap();
    let server = start(Config::new(folder.path())).await.unwrap();
    let token = sign_in(&server).await;
    let tus = format!("Authorization: Bearer {token}\r\nTus-Resumable: 1.0.0");
    let mut hash = Sha256::new();
    for offset in (0..LENGTH).step_by(PIECE) {
        hash.update(piece(offset));
    }
    let id = AttachmentId::from_uuid(Uuid::from_u128(3));
    let asked = UploadRequest {
        id,
        name: FileName::from("Apostila.pdf".to_owned()),
        file_type: FileType::Pdf,
        sha256: hex::encode(hash.finalize()),
        media: Media::Document,
    };
    let metadata = STANDARD.encode(serde_json::to_vec(&asked).unwrap());
    let create = format!(
        "POST /v1/uploads HTTP/1.1\r\n{tus}\r\nUpload-Length: {LENGTH}\r\nUpload-Metadata: {METADATA_KEY} {metadata}"
    );
    let begun = ask(&server, &create, "").await;
    assert!(begun.starts_with("HTTP/1.1 201"), "{begun}");
    let before = high_water();
    let (mut breaks, mut before_break) = (0, 0);
    let last = loop {
        let stands = ask(&server, &format!("HEAD /v1/uploads/{id} HTTP/1.1\r\n{tus}"), "").await;
        let offset: usize = header(&stands, "upload-offset").parse().unwrap();
        assert!(offset >= before_break, "{offset} after {before_break}");
        before_break = offset;
        let head = format!(
            "PATCH /v1/uploads/{id} HTTP/1.1\r\nHost: x\r\n{tus}\r\nConnection: close\r\nUpload-Offset: {offset}\r\n\
             Content-Type: application/offset+octet-stream\r\nContent-Length: {}\r\n\r\n",
            LENGTH - offset
        );
        let end = if breaks < BREAKS { (breaks + 1) * LENGTH / (BREAKS + 1) } else { LENGTH };
        let mut stream = connect(&server).await;
        let sent = send(&mut stream, &head, offset, end).await;
        if breaks >= BREAKS && sent.is_ok() {
            let answer = answer(&mut stream).await;
            if !answer.starts_with("HTTP/1.1 409") {
                break answer;
            }
        }
        breaks += 1;
        assert!(breaks < 3 * BREAKS, "it never ends");
    };
    assert!(last.starts_with("HTTP/1.1 204"), "{last}");
    assert!(header(&last, STATE_HEADER).contains("ready"), "{last}");
    let grown = high_water() - before;
    assert!(grown < FLAT, "{} kB more", grown / 1024);
    assert_eq!(std::fs::read_dir(folder.path().join("uploads")).unwrap().count(), 0);
    server.stop().await;
}
