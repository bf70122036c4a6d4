//! A server that only serves files, and can be a bad one: it cuts, lies, and takes its time. Also a profile
//! that knows of its files, as if they had come by sync.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use conversas_client::Engine;
use conversas_domain::attachment::{Attachment, FileName, FileType, Media, Thumbnail, Waveform};
use conversas_domain::entry::{EntryKind, Seq};
use conversas_domain::ids::{AttachmentId, ConversationId};
use conversas_domain::moment::Moment;
use conversas_protocol::{ConversationView, Cursor, EntryView, INSTALLATION_HEADER, SyncChange, SyncPage};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::bulk::Bulk;
use crate::ids::{fresh, installation};
use crate::samples;
use crate::views;

/// A request: the file, and the byte from which on it was asked for.
pub type Asked = (AttachmentId, u64);

#[derive(Default)]
struct State {
    files: HashMap<AttachmentId, Vec<u8>>,
    cuts: VecDeque<usize>,
    asked: Vec<Asked>,
    ignores_ranges: bool,
}

/// The server. It requires a token, and accepts any.
pub struct FileServer {
    url: String,
    state: Arc<Mutex<State>>,
    /// While false, downloads stop after half of what they would bring.
    open: watch::Sender<bool>,
    /// While true, downloads get no answer at all.
    silent: watch::Sender<bool>,
    asked: watch::Sender<usize>,
    task: JoinHandle<()>,
}

impl FileServer {
    /// Starts the server.
    pub async fn start() -> FileServer {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("it is bound"));
        let (state, open) = (Arc::<Mutex<State>>::default(), watch::Sender::new(true));
        let (silent, asked) = (watch::Sender::new(false), watch::Sender::new(0));
        let doors = (open.clone(), silent.clone());
        let task = tokio::spawn(serve(listener, Arc::clone(&state), doors, asked.clone()));
        FileServer { url, state, open, silent, asked, task }
    }

    /// Answers the server's address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Serves this file from now on, in place of any other with the same identifier.
    pub fn put(&self, id: AttachmentId, bytes: impl Into<Vec<u8>>) {
        self.state().files.insert(id, bytes.into());
    }

    /// Stops serving this file.
    pub fn lose(&self, id: AttachmentId) {
        self.state().files.remove(&id);
    }

    /// Breaks the next downloads after so many bytes each.
    pub fn cut_after(&self, bytes: &[usize]) {
        self.state().cuts.extend(bytes);
    }

    /// Answers whole files from now on, whatever part is asked for.
    pub fn ignore_ranges(&self) {
        self.state().ignores_ranges = true;
    }

    /// Opens or closes the server: while it is closed, downloads stop in the middle, and wait.
    pub fn open(&self, is_open: bool) {
        self.open.send_replace(is_open);
    }

    /// Makes the server silent or not: while it is silent, downloads get no answer, and wait.
    pub fn silent(&self, is_silent: bool) {
        self.silent.send_replace(is_silent);
    }

    /// Answers the downloads so far, in order.
    pub fn asked(&self) -> Vec<Asked> {
        self.state().asked.clone()
    }

    /// Waits until so many downloads were begun.
    pub async fn was_asked(&self, times: usize) {
        let mut asked = self.asked.subscribe();
        asked.wait_for(|count| *count >= times).await.expect("the server is there");
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for FileServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(
    listener: TcpListener,
    state: Arc<Mutex<State>>,
    (open, silent): (watch::Sender<bool>, watch::Sender<bool>),
    asked: watch::Sender<usize>,
) {
    while let Ok((stream, _)) = listener.accept().await {
        let (state, asked) = (Arc::clone(&state), asked.clone());
        let doors = (open.subscribe(), silent.subscribe());
        tokio::spawn(async move {
            // Ignored: a caller may go away.
            let _ = answer(stream, &state, doors, &asked).await;
        });
    }
}

/// Answers one request, the only one of its connection.
async fn answer(
    mut stream: TcpStream,
    state: &Mutex<State>,
    (mut open, mut silent): (watch::Receiver<bool>, watch::Receiver<bool>),
    asked: &watch::Sender<usize>,
) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    let head = String::from_utf8_lossy(&head).to_lowercase();
    let path = head.split(' ').nth(1).unwrap_or_default();
    let has_token = head.contains("authorization: bearer ");
    if let Some(id) = between(path, "/v1/attachments/", "/link").filter(|_| has_token) {
        let link = format!("{{\"url\":\"/v1/files/{id}?signed=yes\",\"expires_at\":0}}");
        return whole(&mut stream, link.as_bytes()).await;
    }
    let Some(id) = between(path, "/v1/files/", "?signed=yes").filter(|_| has_token) else {
        return stream.write_all(said("503 Service Unavailable", 0).as_bytes()).await;
    };
    let id: AttachmentId = id.parse().map_err(std::io::Error::other)?;
    let from = between(&head, "range: bytes=", "-").and_then(|from| from.parse().ok());
    let (bytes, cut, from) = {
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        let from = from.filter(|_| !state.ignores_ranges);
        state.asked.push((id, from.unwrap_or_default()));
        let cut = state.cuts.pop_front();
        (state.files.get(&id).cloned(), cut, from)
    };
    asked.send_modify(|count| *count += 1);
    let _ = silent.wait_for(|silent| !*silent).await;
    let Some(bytes) = bytes else {
        let body = "{\"code\":\"not_found\",\"message\":\"\"}";
        return stream.write_all((said("404 Not Found", body.len()) + body).as_bytes()).await;
    };
    let start = usize::try_from(from.unwrap_or_default()).unwrap_or(usize::MAX).min(bytes.len());
    let part = &bytes[start..];
    let status = match from {
        Some(from) => {
            let (last, all) = (bytes.len().saturating_sub(1), bytes.len());
            format!("206 Partial Content\r\ncontent-range: bytes {from}-{last}/{all}")
        }
        None => "200 OK".to_owned(),
    };
    stream.write_all(said(&status, part.len()).as_bytes()).await?;
    let part = &part[..cut.unwrap_or(part.len()).min(part.len())];
    let (first, rest) = part.split_at(part.len() / 2);
    stream.write_all(first).await?;
    stream.flush().await?;
    let _ = open.wait_for(|open| *open).await;
    stream.write_all(rest).await?;
    stream.flush().await
}

async fn whole(stream: &mut TcpStream, body: &[u8]) -> std::io::Result<()> {
    stream.write_all(said("200 OK", body.len()).as_bytes()).await?;
    stream.write_all(body).await
}

/// Makes the head of an answer: a status, the length and further headers, as our servers send them.
fn said(status: &str, length: usize) -> String {
    let installation = installation();
    format!(
        "HTTP/1.1 {status}\r\n{INSTALLATION_HEADER}: {installation}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
    )
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(before)?;
    Some(rest.split_once(after)?.0)
}

/// A profile of a member of staff whose conversations get files.
pub struct Filed {
    channel: conversas_domain::ids::ChannelId,
    next_seq: i64,
    views: HashMap<ConversationId, ConversationView>,
}

impl Filed {
    /// Signs the engine in at the server, and adds one conversation.
    pub async fn adopt(engine: &Engine, url: &str) -> (Filed, ConversationId) {
        let channel = Bulk::adopt(engine, url).await.channel;
        let mut filed = Filed { channel, next_seq: 1, views: HashMap::new() };
        let id = filed.converse(engine).await;
        (filed, id)
    }

    /// Adds another conversation.
    pub async fn converse(&mut self, engine: &Engine) -> ConversationId {
        let view = views::conversation(self.channel, "Maria Silva", "João Silva", Moment(1));
        let id = view.id;
        self.views.insert(id, view.clone());
        apply(engine, SyncChange::Conversation { conversation: Box::new(view) }).await;
        id
    }

    /// Adds a message of the family with this file.
    pub async fn receive(&mut self, engine: &Engine, id: ConversationId, file: Attachment) -> EntryView {
        let written = views::message(&self.views[&id], Seq(self.next_seq), "x");
        self.next_seq += 1;
        let entry = EntryView { kind: EntryKind::Message { content: file.into() }, ..written };
        apply(engine, SyncChange::Entry { entry: Box::new(entry.clone()) }).await;
        entry
    }

    /// Takes the conversation away from the reader.
    pub async fn lose(&mut self, engine: &Engine, conversation_id: ConversationId) {
        apply(engine, SyncChange::ConversationGone { conversation_id }).await;
    }
}

async fn apply(engine: &Engine, change: SyncChange) {
    let page =
        SyncPage { cursor: Cursor("files".into()), changes: vec![change], more: false, presence: None };
    engine.apply(page).await.expect("the disk takes it");
}

/// Makes a PDF of this length, and its attachment.
pub fn pdf(name: &str, length: usize) -> (Attachment, Vec<u8>) {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    bytes.extend((bytes.len()..length).map(|n| (n * 31 % 251) as u8));
    (attachment(name, FileType::Pdf, &bytes, Media::Document), bytes)
}

/// Makes a picture with a thumbnail. Both are real pictures, padded behind their end or cut off to the wanted
/// length.
pub fn picture(name: &str, length: usize) -> (Attachment, Vec<u8>, Vec<u8>) {
    let jpeg = |length: usize, salt: usize| {
        let mut bytes = samples::jpeg(48, 32);
        bytes.truncate(length);
        bytes.extend((bytes.len()..length).map(|n| ((n + salt) * 17 % 249) as u8));
        bytes
    };
    let (original, small) = (jpeg(length, 0), jpeg(2_000, 5));
    let thumbnail = Some(Thumbnail { id: fresh(), width: 48, height: 32 });
    let media = Media::Image { width: 480, height: 320, thumbnail };
    (attachment(name, FileType::Jpeg, &original, media), original, small)
}

/// Makes the attachment of a voice file.
pub fn voice(bytes: &[u8], duration_ms: u64) -> Attachment {
    let waveform = Waveform::try_from(vec![1, 2, 3]).expect("three bars");
    attachment("voz.ogg", FileType::Voice, bytes, Media::Voice { duration_ms, waveform })
}

fn attachment(name: &str, file_type: FileType, bytes: &[u8], media: Media) -> Attachment {
    let name = FileName::of(name, file_type);
    Attachment { id: fresh(), name, file_type, bytes: bytes.len() as u64, media }
}
