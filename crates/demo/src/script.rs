//! Planned conversations, before their events are made.

/// A planned conversation.
pub(super) struct Thread {
    /// The index of the channel.
    pub(super) channel: usize,
    /// The index of the student.
    pub(super) student: usize,
    /// The index of the guardian who starts the conversation, among the student's guardians.
    pub(super) starter: usize,
    /// The index of the guardian who joins before their first message, among the student's guardians.
    pub(super) second: usize,
    /// The staff who answer, the `s:` and the `t:` of the lines, by their indices.
    pub(super) staff: [usize; 2],
    /// The tickets, oldest first.
    pub(super) chapters: Vec<Chapter>,
    /// A last ticket after the others, with random numbers of its own: so the other conversations stay the
    /// same.
    pub(super) encore: Option<Chapter>,
}

/// A planned ticket.
pub(super) struct Chapter {
    /// The minutes since the last line.
    pub(super) ended: i64,
    /// The rough number of minutes between two lines.
    pub(super) pace: i64,
    /// The event after the last line.
    pub(super) end: End,
    /// The lines with their speakers; see `topics`. A line that begins with `>` forwards the family's last
    /// message to the second channel, with a note. `F:` and `S:` are files of the family and of the staff, by
    /// their key. `a` takes care of the ticket, `m` is a note that calls the colleague.
    pub(super) lines: Vec<&'static str>,
}

/// How a ticket ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The ticket does not end.
    Open,
    /// The ticket was finished, and nobody rated it.
    Finished,
    /// The ticket was finished, and the family rated it.
    Rated(u8, Option<&'static str>),
}
