//! Answers whose JSON is made where they are read, on a thread of the store: a large one would keep others waiting on the
//! threads that serve everybody. And how large one may become.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// A page of more bytes ends earlier and says that there is more. One item alone may be larger.
pub(crate) const PAGE_BYTES: usize = 512 * 1024;

/// Why making JSON cannot fail.
const PLAIN: &str = "what travels is made of texts, numbers and lists";

/// An answer in JSON.
pub(crate) struct Made(Vec<u8>);

impl Made {
    /// To be called on a thread that may take its time.
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

/// How many bytes something takes as JSON.
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
