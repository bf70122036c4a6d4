//! Conversations to be, as they are written down before anything happens in them.

/// A conversation to be.
pub(super) struct Thread {
    /// Index of the channel.
    pub(super) channel: usize,
    /// Index of the student.
    pub(super) student: usize,
    /// Which of the student's guardians starts it.
    pub(super) starter: usize,
    /// Which of them joins when they first speak.
    pub(super) second: usize,
    /// Who answers: the `s:` and the `t:` of the lines. Indices of staff.
    pub(super) staff: [usize; 2],
    /// One per ticket, oldest first.
    pub(super) chapters: Vec<Chapter>,
    /// What comes after them, with chances of its own: it leaves everybody else's past as it was.
    pub(super) encore: Option<Chapter>,
}

/// A ticket to be.
pub(super) struct Chapter {
    /// Minutes since the last line.
    pub(super) ended: i64,
    /// Minutes between two lines, about.
    pub(super) pace: i64,
    /// What comes after the last line.
    pub(super) end: End,
    /// Who says what; see `topics`. A line that begins with `>` forwards the family's last message to the second
    /// channel, with a note. `F:` and `S:` are files of the family and of the staff, by their key. `a` takes care of the ticket, `m` is a note that calls the colleague.
    pub(super) lines: Vec<&'static str>,
}

/// How a ticket ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// It does not.
    Open,
    /// Nobody rated it.
    Finished,
    /// The family did.
    Rated(u8, Option<&'static str>),
}
