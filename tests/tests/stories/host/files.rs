//! Files through the list of commands: the system's dialogs (a desk that answers as the test says), dropped
//! files, and the use of files by the other side.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::{fs, io};

use conversas_domain::attachment::AttachmentKind;
use conversas_domain::ids::ConversationId;
use conversas_domain::links::Link;
use conversas_domain::rejection::Rejection;
use conversas_host::{Answer, Desk, DeskError, Picked, Written};
use conversas_ipc::{
    Added, Dropped, FetchFile, FileHere, FileItem, ItemContent, MediaQuery, MoveInTray, OpenFile, OpenLink,
    PickFiles, RefusedFile, RemoveFromTray, SaveFileAs, SendTray, TellPresence, TrayQuery,
};

use super::*;

/// The answers of a person at the system's dialogs, and their results.
#[derive(Default)]
struct Answers {
    picked: Mutex<Vec<PathBuf>>,
    saved_to: Mutex<Option<PathBuf>>,
    offered: Mutex<Vec<String>>,
    opened: Mutex<Vec<PathBuf>>,
    visited: Mutex<Vec<String>>,
}

struct TestDesk(Arc<Answers>);

fn now<T: Send + 'static>(answer: Result<T, DeskError>) -> Answer<T> {
    Box::pin(std::future::ready(answer))
}

fn picked(path: &Path) -> Picked {
    let name = path.file_name().unwrap().to_str().unwrap().to_owned();
    Picked { name, path: path.to_owned(), is_copy: false }
}

impl Desk for TestDesk {
    fn has_dialogs(&self) -> bool {
        true
    }

    fn pick_files(&self, _: u64) -> Answer<Vec<Picked>> {
        now(Ok(self.0.picked.lock().unwrap().iter().map(|path| picked(path)).collect()))
    }

    fn save_as(&self, name: String, what: Written) -> Answer<bool> {
        self.0.offered.lock().unwrap().push(name);
        let Some(to) = self.0.saved_to.lock().unwrap().clone() else { return now(Ok(false)) };
        let written = match what {
            Written::File(mut from) => {
                fs::File::create(to).and_then(|mut to| io::copy(&mut from, &mut to)).map(|_| true)
            }
            Written::Bytes(bytes) => fs::write(to, bytes).map(|()| true),
        };
        now(written.map_err(DeskError::from))
    }

    fn open(&self, path: PathBuf) -> Answer<()> {
        self.0.opened.lock().unwrap().push(path);
        now(Ok(()))
    }

    fn open_link(&self, link: Link) -> Answer<()> {
        self.0.visited.lock().unwrap().push(link.address());
        now(Ok(()))
    }
}

/// A conversation of Maria, at her phone, and Ana, at school.
struct Talk {
    _house: House,
    maria: Host,
    ana: Host,
    answers: Arc<Answers>,
    id: ConversationId,
    folder: TempDir,
}

impl Talk {
    async fn new() -> Talk {
        let house = House::start().await;
        let server = format!("http://{}", house.addr());
        let (folder, answers) = (TempDir::new().unwrap(), Arc::<Answers>::default());
        let open = async |name: &str| {
            let config = HostConfig {
                secrets: conversas_client::SecretsPolicy::File,
                desk: Arc::new(TestDesk(Arc::clone(&answers))),
                ..HostConfig::new(folder.path().join(name))
            };
            Host::open(config).await.unwrap()
        };
        let (maria, ana) = (open("maria").await, open("ana").await);
        for (host, person) in [(&maria, house.maria), (&ana, house.ana)] {
            let sign_in = SignIn {
                server: server.clone(),
                email: person.email(),
                password: PASSWORD.to_owned(),
                discard_unsent: false,
                act_as: None,
            };
            call(host, sign_in).await.unwrap();
        }
        let id = writes_first(&maria, (house.secretaria, house.joao), "Bom dia!").await;
        Talk { _house: house, maria, ana, answers, id, folder }
    }

    /// Makes a file on the disk outside the app.
    fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let folder = self.folder.path().join("outside");
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name);
        fs::write(&path, content).unwrap();
        path
    }

    async fn tray(&self) -> Vec<FileItem> {
        call(&self.maria, TrayQuery { conversation_id: self.id }).await.unwrap().files
    }

    /// Answers the files that Ana's thread shows, once there are so many.
    async fn school_has(&self, count: usize) -> Vec<FileItem> {
        let mut events = Box::pin(self.ana.subscribe());
        until(&mut events, async || {
            call(&self.ana, ConversationQuery { id: self.id }).await.ok()?;
            let files: Vec<_> = thread(&self.ana, self.id).await.into_iter().filter_map(file_of).collect();
            (files.len() == count).then_some(files)
        })
        .await
    }
}

fn file_of(item: ThreadItem) -> Option<FileItem> {
    match item.kind {
        ItemKind::Message { content: ItemContent::File { file } } => Some(*file),
        _ => None,
    }
}

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

#[tokio::test]
async fn chosen_files_are_arranged_sent_opened_and_saved() {
    let talk = Talk::new().await;
    let files = [
        talk.file("ata.pdf", PDF),
        talk.file("nota.txt", "Olá".as_bytes()),
        talk.file("notas.csv", b"a;b"),
        talk.file("jogo.png", b"#!/bin/sh\n"),
    ];
    *talk.answers.picked.lock().unwrap() = files.to_vec();
    let added = call(&talk.maria, PickFiles { conversation_id: talk.id }).await.unwrap();
    assert_eq!((added.added, added.refused.len()), (3, 1));
    assert_eq!(
        (added.refused[0].name.as_str(), added.refused[0].reason),
        ("jogo.png", Rejection::FileKindFalse)
    );
    let tray = talk.tray().await;
    let shown: Vec<_> =
        tray.iter().map(|file| (file.name.as_str(), file.label.as_str(), file.here)).collect();
    let here = FileHere::Here;
    assert_eq!(shown, [("ata.pdf", "PDF", here), ("nota.txt", "TXT", here), ("notas.csv", "CSV", here)]);
    let conversation_id = talk.id;
    call(&talk.maria, MoveInTray { conversation_id, id: tray[2].id, to: 0 }).await.unwrap();
    call(&talk.maria, RemoveFromTray { conversation_id, id: tray[1].id }).await.unwrap();
    let send = SendTray { conversation_id, seen: None, ticket_id: None, starts_ticket: false };
    call(&talk.maria, send).await.unwrap();
    assert_eq!(talk.tray().await, []);

    let received = talk.school_has(2).await;
    let names: Vec<_> = received.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["notas.csv", "ata.pdf"]);
    let pdf = &received[1];
    assert_eq!(
        (pdf.kind, pdf.bytes, pdf.here),
        (AttachmentKind::Document, PDF.len() as u64, FileHere::Absent)
    );
    call(&talk.ana, FetchFile { id: pdf.id }).await.unwrap();
    assert_eq!(talk.school_has(2).await[1].here, FileHere::Here);
    let detail = call(&talk.ana, ConversationQuery { id: talk.id }).await.unwrap();
    let listed: Vec<_> = detail.files.iter().map(|line| line.file.name.as_str()).collect();
    assert_eq!(listed, ["ata.pdf", "notas.csv"], "newest first");

    call(&talk.ana, OpenFile { id: pdf.id }).await.unwrap();
    let opened = talk.answers.opened.lock().unwrap().pop().unwrap();
    assert_eq!(
        (opened.file_name().unwrap().to_str(), fs::read(&opened).unwrap()),
        (Some("ata.pdf"), PDF.to_vec())
    );
    assert!(opened.starts_with(talk.folder.path().join("ana/opened")));
    assert!(
        !call(&talk.ana, SaveFileAs { id: pdf.id }).await.unwrap().saved,
        "the person changed their mind"
    );
    let to = talk.folder.path().join("salvo.pdf");
    *talk.answers.saved_to.lock().unwrap() = Some(to.clone());
    assert!(call(&talk.ana, SaveFileAs { id: pdf.id }).await.unwrap().saved);
    assert_eq!(
        (fs::read(to).unwrap(), talk.answers.offered.lock().unwrap().pop()),
        (PDF.to_vec(), Some("ata.pdf".into()))
    );
    call(&talk.ana, SignOut { discard_unsent: false }).await.unwrap();
    assert!(!opened.exists(), "nothing of it stays");
}

#[tokio::test]
async fn what_is_dropped_goes_to_the_conversation_that_is_open_also_while_the_window_has_no_focus() {
    let talk = Talk::new().await;
    let (pdf, exe) = (talk.file("ata.pdf", PDF), talk.file("jogo.exe", b"MZ\x90\0\x03"));
    let mut events = Box::pin(talk.maria.subscribe());
    talk.maria.files_dropped(vec![picked(&pdf)]).await;
    assert_eq!(heard_of_drop(&mut events).await, (false, Dropped::Nowhere));
    assert_eq!(talk.tray().await, [], "nothing is open");
    let here = TellPresence { conversation_id: Some(talk.id), writing: false };
    let away = TellPresence { conversation_id: None, writing: false };
    call(&talk.maria, here).await.unwrap();
    talk.maria.window_focused(false);
    call(&talk.maria, away).await.unwrap();
    talk.maria.files_over(true);
    talk.maria.files_dropped(vec![picked(&pdf), picked(&exe)]).await;
    let refused = RefusedFile { name: "jogo.exe".into(), reason: Rejection::FileKindNotAllowed };
    let added = Added { added: 1, refused: vec![refused] };
    assert_eq!(heard_of_drop(&mut events).await, (false, Dropped::Added { added }));
    assert_eq!(talk.tray().await.len(), 1);
    talk.maria.window_focused(true);
    call(&talk.maria, away).await.unwrap();
    talk.maria.files_dropped(vec![picked(&pdf)]).await;
    assert_eq!(heard_of_drop(&mut events).await, (false, Dropped::Nowhere));
    assert_eq!(talk.tray().await.len(), 1, "the person has gone elsewhere");
}

/// Answers the outcome of the next files that are dropped, and whether any hang over the window then.
async fn heard_of_drop(events: &mut (impl Stream<Item = Envelope> + Unpin)) -> (bool, Dropped) {
    let mut hang = true;
    while let Some(Envelope { event, .. }) = events.next().await {
        match event {
            Event::FilesOver { over } => hang = over,
            Event::FilesDropped { dropped } => return (hang, dropped),
            _ => {}
        }
    }
    panic!("it was waited for");
}

#[tokio::test]
async fn what_a_host_cannot_do_is_unsupported() {
    let house = House::start().await;
    let one = window(None).await;
    let server = format!("http://{}", house.addr());
    sign_in(&one, house.maria, &server).await.unwrap();
    let (id, conversation_id) = (conversas_testkit::fresh(), conversas_testkit::fresh());
    let unsupported = [
        call(&one.host, MediaQuery {}).await.map(|_| ()),
        call(&one.host, PickFiles { conversation_id }).await.map(|_| ()),
        call(&one.host, OpenFile { id }).await.map(|_| ()),
        call(&one.host, OpenLink { address: "tel:08001234567".into() }).await.map(|_| ()),
        call(&one.host, SaveFileAs { id }).await.map(|_| ()),
    ];
    assert!(unsupported.into_iter().all(|outcome| outcome.unwrap_err().code == FailureCode::Unsupported));
    one.host.serves_media_at("/media".into());
    let base = call(&one.host, MediaQuery {}).await.unwrap();
    assert_eq!((base.url.as_str(), base.has_dialogs), ("/media", false));
    let unknown = call(&one.host, FetchFile { id }).await.unwrap_err();
    assert_eq!(unknown.code, FailureCode::NotFound);
}

#[tokio::test]
async fn the_system_gets_addresses_of_pages_mail_and_telephones_and_nothing_else() {
    let talk = Talk::new().await;
    let open = async |address: &str| {
        call(&talk.ana, OpenLink { address: address.to_owned() }).await.map_err(|failure| failure.code)
    };
    let allowed = ["https://escola.example/a?b=c#d", "mailto:ana@escola.example", "tel:+5511912345678"];
    for address in allowed {
        open(address).await.unwrap();
    }
    for address in [
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "smb://servidor/pasta",
        "/etc/passwd",
        "https://escola.example/ --flag",
        "",
    ] {
        assert_eq!(open(address).await.unwrap_err(), FailureCode::BadRequest, "{address}");
    }
    assert_eq!(*talk.answers.visited.lock().unwrap(), allowed);
}
