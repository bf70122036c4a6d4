//! A file, or a range of it, as an answer.

use std::io::{self, SeekFrom};
use std::ops::Range;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream::try_unfold;
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};

use crate::content::Shown;
use crate::growing::Growing;
use crate::range::{Wanted, wanted};

/// The number of bytes in memory at a time.
const BLOCK: u64 = 64 * 1024;

/// Makes the answer to a request for a file.
pub(crate) async fn answer(file: Growing, shown: &Shown, request: &HeaderMap) -> io::Result<Response> {
    let length = file.length;
    let mut headers = shown.headers();
    let (status, range) = match wanted(request, length) {
        Wanted::Whole => (StatusCode::OK, 0..length),
        Wanted::Part(range) => {
            let said = format!("bytes {}-{}/{length}", range.start, range.end - 1);
            headers.insert(header::CONTENT_RANGE, text(&said));
            (StatusCode::PARTIAL_CONTENT, range)
        }
        Wanted::Nothing => {
            headers.insert(header::CONTENT_RANGE, text(&format!("bytes */{length}")));
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, headers).into_response());
        }
    };
    headers.insert(header::CONTENT_LENGTH, text(&(range.end - range.start).to_string()));
    Ok((status, headers, body(file, range).await?).into_response())
}

async fn body(growing: Growing, range: Range<u64>) -> io::Result<Body> {
    let mut file = File::open(&growing.path).await?;
    file.seek(SeekFrom::Start(range.start)).await?;
    Ok(Body::from_stream(try_unfold((file, growing, range), |(mut file, mut growing, range)| async move {
        if range.is_empty() {
            return Ok::<_, io::Error>(None);
        }
        let there = growing.readable(range.start).await?;
        let most = there.min(range.end - range.start).min(BLOCK);
        let block = read(&mut file, most).await?;
        let rest = range.start + block.len() as u64..range.end;
        Ok(Some((block, (file, growing, rest))))
    })))
}

async fn read(file: &mut File, most: u64) -> io::Result<Bytes> {
    let mut block = Vec::with_capacity(most as usize);
    file.take(most).read_to_end(&mut block).await?;
    if block.is_empty() { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(block.into()) }
}

fn text(value: &str) -> HeaderValue {
    HeaderValue::from_str(value).expect("digits and signs")
}
