//! One connection: a device's request is read and carried to the server, and the answer is carried back,
//! unless trouble is in the way.

use std::io;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep, sleep_until};

use super::request::Request;
use super::trouble::{Kind, Trouble, WEB_PAGE};
use super::{Line, Weak};

/// The time for which the device, too, does not notice a break of which the server does not hear.
const UNNOTICED: Duration = Duration::from_millis(200);
/// The time between two pieces on a slow link.
const TICK: Duration = Duration::from_millis(100);

/// The end of a connection.
enum End {
    Broken,
    /// The connection ends without the server hearing of it.
    Unheard,
}

/// However a side was lost, the connection is broken: a test asks for no more.
impl From<io::Error> for End {
    fn from(_: io::Error) -> End {
        End::Broken
    }
}

type Result<T = ()> = std::result::Result<T, End>;

/// Carries both ways until one side or some trouble ends the connection. Answers the server's side if it is
/// to stay open.
pub(super) async fn run(near: TcpStream, far: TcpStream, line: &Line) -> Option<TcpStream> {
    let mut connection = Connection { near, far, line, left: 0 };
    loop {
        match connection.one_request().await {
            Ok(()) => {}
            Err(End::Broken) => return None,
            Err(End::Unheard) => {
                sleep(UNNOTICED).await;
                return Some(connection.far);
            }
        }
    }
}

struct Connection<'a> {
    near: TcpStream,
    far: TcpStream,
    line: &'a Line,
    /// The number of bytes of the request's body that have not come yet.
    left: usize,
}

impl Connection<'_> {
    /// Carries a request and the beginning of its answer; the rest of the answer passes before the next
    /// request.
    async fn one_request(&mut self) -> Result {
        let request = self.next_request().await?;
        self.line.seen.send_modify(|seen| *seen += 1);
        let trouble = self.line.trouble_for(&request);
        if trouble.is_some() && !is_patience(trouble.as_ref()) {
            self.line.has_met();
        }
        match trouble.map(|trouble| trouble.kind) {
            Some(Kind::Answer { status, headers, body }) => {
                let has_body = request.method() != "HEAD";
                self.rest_of(request).await?;
                self.answer(status, &headers, &body, has_body).await
            }
            Some(Kind::End) => Err(End::Broken),
            Some(Kind::LostAnswer) => {
                self.forward(request.bytes()).await?;
                self.until_answered(None).await.map(drop)?;
                Err(End::Broken)
            }
            Some(Kind::NoPatience { time, page }) => {
                self.forward(request.bytes()).await?;
                match self.until_answered(Some(Instant::now() + time)).await? {
                    Some(begun) => self.back(&begun).await,
                    None => {
                        self.line.has_met();
                        if page {
                            self.answer(504, "Content-Type: text/html\r\n", WEB_PAGE, true).await?;
                        }
                        Err(End::Broken)
                    }
                }
            }
            Some(Kind::Answers(rewrite)) => {
                self.forward(&request.unpacked()).await?;
                let begun = self.until_answered(None).await?.unwrap_or_default();
                let answer = self.rest_of_answer(&begun).await?;
                self.back(&rewrite.of(answer.bytes())).await
            }
            Some(Kind::Asks(rewrite)) => {
                self.forward(&rewrite.of(request.bytes())).await?;
                let begun = self.until_answered(None).await?.unwrap_or_default();
                self.back(&begun).await
            }
            Some(Kind::Slow { bytes }) => {
                self.forward(request.bytes()).await?;
                let begun = self.until_answered(None).await?.unwrap_or_default();
                self.crawl(begun, bytes).await
            }
            None => {
                self.forward(request.bytes()).await?;
                let begun = self.until_answered(None).await?.unwrap_or_default();
                self.back(&begun).await
            }
        }
    }

    /// Reads as much of the next request as the trouble needs to see. The rest of the answer before passes
    /// meanwhile.
    async fn next_request(&mut self) -> Result<Request> {
        let mut request = Request::default();
        let (mut there, mut back) = (vec![0; 65_536], vec![0; 65_536]);
        loop {
            let reads_bodies = self.line.trouble().as_ref().is_some_and(Trouble::reads_bodies);
            if request.is_whole() || !reads_bodies && request.has_head() {
                self.left = request.lacks();
                return Ok(request);
            }
            tokio::select! {
                read = self.near.read(&mut there) => {
                    let came = &there[..some(read)?];
                    // The server answered before all of the last request had come.
                    let (last, next) = came.split_at(self.left.min(came.len()));
                    self.left -= last.len();
                    self.forward(last).await?;
                    request.add(next);
                }
                read = self.far.read(&mut back) => {
                    let count = some(read)?;
                    self.back(&back[..count]).await?;
                }
            }
        }
    }

    /// Takes the rest of a request that the server does not get.
    async fn rest_of(&mut self, mut request: Request) -> Result {
        let mut there = vec![0; 65_536];
        while !request.is_whole() {
            let count = some(self.near.read(&mut there).await)?;
            request.add(&there[..count]);
        }
        self.left = 0;
        Ok(())
    }

    /// Carries the rest of the request until the server's answer begins; none: it did not begin before the
    /// deadline.
    async fn until_answered(&mut self, deadline: Option<Instant>) -> Result<Option<Vec<u8>>> {
        let (mut there, mut back) = (vec![0; 65_536], vec![0; 65_536]);
        loop {
            tokio::select! {
                read = self.near.read(&mut there) => {
                    let count = some(read)?;
                    self.left = self.left.saturating_sub(count);
                    self.forward(&there[..count]).await?;
                }
                read = self.far.read(&mut back) => {
                    let count = some(read)?;
                    return Ok(Some(back[..count].to_vec()));
                }
                () = at(deadline) => return Ok(None),
            }
        }
    }

    /// Reads the whole answer; its head says how long it is, as a request's head does.
    async fn rest_of_answer(&mut self, begun: &[u8]) -> Result<Request> {
        let (mut answer, mut back) = (Request::default(), vec![0; 65_536]);
        answer.add(begun);
        while !answer.is_whole() {
            let count = some(self.far.read(&mut back).await)?;
            answer.add(&back[..count]);
        }
        Ok(answer)
    }

    async fn forward(&mut self, bytes: &[u8]) -> Result {
        self.far.write_all(bytes).await?;
        let weak: &Weak = &self.line.weak;
        match weak.breaks_after(bytes.len()) {
            true if weak.unheard.load(Ordering::SeqCst) => Err(End::Unheard),
            true => Err(End::Broken),
            false => Ok(()),
        }
    }

    async fn back(&mut self, bytes: &[u8]) -> Result {
        Ok(self.near.write_all(bytes).await?)
    }

    /// Carries everything that comes from the server, slowly, until nothing more comes for a while.
    async fn crawl(&mut self, begun: Vec<u8>, bytes: usize) -> Result {
        let (mut waiting, mut back) = (begun, vec![0; 65_536]);
        loop {
            let count = bytes.min(waiting.len());
            let now: Vec<u8> = waiting.drain(..count).collect();
            self.back(&now).await?;
            let tick = sleep(TICK);
            tokio::pin!(tick);
            loop {
                tokio::select! {
                    read = self.far.read(&mut back) => waiting.extend_from_slice(&back[..some(read)?]),
                    () = &mut tick => break,
                }
            }
            if waiting.is_empty() {
                return Ok(());
            }
        }
    }

    async fn answer(&mut self, status: u16, headers: &str, body: &str, has_body: bool) -> Result {
        let head = format!("HTTP/1.1 {status} Between\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
        self.back(head.as_bytes()).await?;
        if has_body { self.back(body.as_bytes()).await } else { Ok(()) }
    }
}

fn is_patience(trouble: Option<&Trouble>) -> bool {
    matches!(trouble, Some(Trouble { kind: Kind::NoPatience { .. }, .. }))
}

/// Nothing read: the other side has ended.
fn some(read: io::Result<usize>) -> Result<usize> {
    match read? {
        0 => Err(End::Broken),
        count => Ok(count),
    }
}

async fn at(deadline: Option<Instant>) {
    match deadline {
        Some(deadline) => sleep_until(deadline).await,
        None => std::future::pending().await,
    }
}
