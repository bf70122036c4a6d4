//! Passing requests and answers are rewritten as a newer app or a newer server would send them.

use std::fmt;
use std::sync::Arc;

/// A function that changes the text of a request or an answer, head and body.
#[derive(Clone)]
pub(super) struct Rewrite(Arc<dyn Fn(&str) -> String + Send + Sync>);

impl Rewrite {
    pub(super) fn new(rewrite: impl Fn(&str) -> String + Send + Sync + 'static) -> Rewrite {
        Rewrite(Arc::new(rewrite))
    }

    /// Answers the changed bytes, with the new length of the body in the head. Bytes that are no text stay as
    /// they are.
    pub(super) fn of(&self, bytes: &[u8]) -> Vec<u8> {
        let Ok(text) = std::str::from_utf8(bytes) else { return bytes.to_vec() };
        let rewritten = (self.0)(text);
        let Some((head, body)) = rewritten.split_once("\r\n\r\n") else { return bytes.to_vec() };
        let length = |line: &str| line.to_ascii_lowercase().starts_with("content-length:");
        let said = format!("content-length: {}", body.len());
        let lines: Vec<_> =
            head.split("\r\n").map(|line| if length(line) { said.as_str() } else { line }).collect();
        format!("{}\r\n\r\n{body}", lines.join("\r\n")).into_bytes()
    }
}

impl fmt::Debug for Rewrite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Rewrite")
    }
}
