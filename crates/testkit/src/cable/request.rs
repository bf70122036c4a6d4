//! The part of HTTP that the test network reads: one request at a time on a connection, as our client sends
//! them.

/// A request, as far as it has come.
#[derive(Default)]
pub(super) struct Request {
    bytes: Vec<u8>,
}

impl Request {
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn head_ends(&self) -> Option<usize> {
        let end = b"\r\n\r\n";
        self.bytes.windows(end.len()).position(|window| window == end).map(|at| at + end.len())
    }

    pub(super) fn has_head(&self) -> bool {
        self.head_ends().is_some()
    }

    pub(super) fn is_whole(&self) -> bool {
        self.has_head() && self.lacks() == 0
    }

    /// Answers how many bytes of the body have not come.
    pub(super) fn lacks(&self) -> usize {
        self.length().saturating_sub(self.body().len())
    }

    /// Answers the request without leave to pack the answer, so that the answer can be read on its way.
    pub(super) fn unpacked(&self) -> Vec<u8> {
        let packing = |line: &&str| line.to_ascii_lowercase().starts_with("accept-encoding:");
        let head: Vec<_> = self.head().split_inclusive("\r\n").filter(|line| !packing(line)).collect();
        [head.concat().as_bytes(), self.body()].concat()
    }

    fn head(&self) -> &str {
        let end = self.head_ends().unwrap_or(self.bytes.len());
        std::str::from_utf8(&self.bytes[..end]).unwrap_or_default()
    }

    pub(super) fn method(&self) -> &str {
        self.head().split(' ').next().unwrap_or_default()
    }

    /// Answers path and query.
    pub(super) fn path(&self) -> &str {
        self.head().split(' ').nth(1).unwrap_or_default()
    }

    /// Answers the length of the body, in bytes.
    pub(super) fn length(&self) -> usize {
        let lines = self.head().lines().filter_map(|line| line.split_once(':'));
        let mut lengths = lines.filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
        lengths.next().and_then(|(_, value)| value.trim().parse().ok()).unwrap_or(0)
    }

    /// Answers the part of the body that has come.
    pub(super) fn body(&self) -> &[u8] {
        self.head_ends().map_or(&[], |head| &self.bytes[head..])
    }
}
