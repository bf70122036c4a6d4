//! Files from the server, from any place on.

use conversas_domain::ids::AttachmentId;
use conversas_protocol::FileLink;
use reqwest::header::{CONTENT_RANGE, RANGE};
use reqwest::{Method, Response, StatusCode};

use super::{Line, NetError, Remote, Result, address};

/// A download.
pub(crate) struct Download {
    line: Line,
    response: Response,
    /// The place of the first byte in the file: the one asked for, or the beginning.
    pub(crate) from: u64,
    /// The length of the whole file, if the server says so.
    pub(crate) total: Option<u64>,
}

impl Remote {
    /// Asks for a short-lived address of a file.
    pub(crate) async fn file_link(&self, id: AttachmentId) -> Result<FileLink> {
        self.get(&format!("v1/attachments/{id}/link"), &[]).await
    }

    /// Begins a download. None: the file has nothing after this place.
    pub(crate) async fn download(&self, link: &FileLink, from: u64) -> Result<Option<Download>> {
        let url = address::below(&self.line.base(), &link.url).ok_or(NetError::NotAServer)?;
        let mut request = self.request_to(Method::GET, url)?;
        if from > 0 {
            request = request.header(RANGE, format!("bytes={from}-"));
        }
        let answer = self.line.sent(request).await?;
        let line = self.line.clone();
        match answer.response.status() {
            StatusCode::RANGE_NOT_SATISFIABLE if !answer.is_foreign => Ok(None),
            StatusCode::PARTIAL_CONTENT => {
                let response = self.line.checked(answer).await?;
                let (start, total) = range_of(&response).ok_or(NetError::NotAServer)?;
                if start != from {
                    return Err(NetError::NotAServer);
                }
                Ok(Some(Download { line, response, from: start, total }))
            }
            _ => {
                let response = self.line.checked(answer).await?;
                let total = response.content_length();
                Ok(Some(Download { line, response, from: 0, total }))
            }
        }
    }
}

impl Download {
    /// The next bytes; none at the end. A cut is `Offline`.
    pub(crate) async fn next(&mut self) -> Result<Option<impl AsRef<[u8]> + use<>>> {
        self.response.chunk().await.map_err(|error| self.line.http().failed(&error))
    }
}

/// Reads the place of the first byte and the whole length from "bytes 100-199/200".
fn range_of(response: &Response) -> Option<(u64, Option<u64>)> {
    let value = response.headers().get(CONTENT_RANGE)?.to_str().ok()?;
    let (range, total) = value.strip_prefix("bytes ")?.split_once('/')?;
    Some((range.split_once('-')?.0.parse().ok()?, total.parse().ok()))
}
