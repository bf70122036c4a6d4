//! Answers whose JSON is made where their data are read, on a thread of the store: making a large one would
//! keep others waiting on the threads that serve everybody. The limit of their size stands here too.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// The bytes above which a page ends early and says that there is more. One item alone may be larger.
pub(crate) const PAGE_BYTES: usize = 512 * 1024;

/// The reason why making JSON cannot fail.
const PLAIN: &str = "what travels is made of texts, numbers and lists";

/// An answer in JSON, made already.
pub(crate) struct Made(Vec<u8>);

impl Made {
    /// Makes the JSON. To be called on a thread that may take its time.
    pub(crate) fn of(answer: &impl Serialize) -> Made {
        Made(serde_json::to_vec(answer).expect(PLAIN))
    }
}

impl IntoResponse for Made {
    fn into_response(self) -> Response {
        let json = HeaderValue::from_static("application/json");
        ([(header::CONTENT_TYPE, json)], self.0).into_response()
    }
}

/// The number of bytes that something takes as JSON.
pub(crate) fn bytes(item: &impl Serialize) -> usize {
    let mut count = Count(0);
    serde_json::to_writer(&mut count, item).expect(PLAIN);
    count.0
}

struct Count(usize);

impl std::io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_those_of_the_json() {
        for text in ["", "Olá, Théo", "\"\n\u{1}😀"] {
            assert_eq!(bytes(&[text]), serde_json::to_vec(&[text]).unwrap().len());
        }
    }
}
