//! A conversation as a list of events with their moments.

use conversas_domain::channel::ChannelKind;
use conversas_domain::moment::Moment;

use crate::cast::SchoolCast;
use crate::dice::Dice;
use crate::script::{Chapter, End, Thread};

const MINUTE: i64 = 60_000;

/// The person who does something.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// One of the student's guardians.
    Guardian(usize),
    /// One of the staff.
    Staff(usize),
}

/// An act.
pub(crate) enum Act {
    Write(String),
    /// Sends a file of the shelf.
    File(&'static str),
    /// Writes a note, which may call a member of staff.
    Note(String, Option<usize>),
    /// Takes care of the ticket.
    Assign,
    Join(usize),
    /// Forwards the family's last message to the second channel.
    Forward(String),
    Finish,
    Rate(u8, Option<&'static str>),
    Read,
}

/// One event of a conversation.
pub(crate) struct Beat {
    pub(crate) at: Moment,
    /// The index of the conversation.
    pub(crate) thread: usize,
    pub(crate) who: Who,
    pub(crate) act: Act,
}

pub(super) fn of_thread(
    cast: &SchoolCast,
    index: usize,
    thread: &Thread,
    dice: &mut Dice,
    now: Moment,
    beats: &mut Vec<Beat>,
) {
    let mut teller = Teller { cast, index, thread, beats, joined: false, last: Moment(0) };
    for chapter in &thread.chapters {
        teller.tell(chapter, dice, now);
    }
    if let Some(chapter) = thread.chapters.last() {
        teller.read(chapter, dice, now);
        teller.work_together(chapter);
    }
    if let Some(encore) = &thread.encore {
        teller.tell(encore, &mut Dice(index as u64), now);
    }
}

/// Answers whether a line is a file: it begins with a capital letter.
fn is_file(line: &str) -> bool {
    line.starts_with(|letter: char| letter.is_ascii_uppercase())
}

struct Teller<'a> {
    cast: &'a SchoolCast,
    index: usize,
    thread: &'a Thread,
    beats: &'a mut Vec<Beat>,
    joined: bool,
    last: Moment,
}

impl Teller<'_> {
    fn tell(&mut self, chapter: &Chapter, dice: &mut Dice, now: Moment) {
        // Files take their moment from the line before them and use no random number, so that everything else
        // stays the same.
        let spoken = chapter.lines.iter().filter(|line| !is_file(line)).count();
        let count = i64::try_from(spoken).unwrap_or_default();
        let end = now.plus(-chapter.ended * MINUTE);
        let mut number = 0;
        for line in &chapter.lines {
            if is_file(line) {
                self.line(self.last.plus(MINUTE / 3), line);
                continue;
            }
            number += 1;
            let jitter = dice.between(0, chapter.pace * MINUTE / 3 + 1);
            let early = (count - number) * chapter.pace * MINUTE;
            let at = end.plus(-early - if early > 0 { jitter } else { 0 });
            self.line(at, line);
        }
        let finisher = Who::Staff(self.thread.staff[dice.below(2)]);
        let finished = end.plus(dice.between(2, 25) * MINUTE);
        match chapter.end {
            End::Open => {}
            End::Finished => self.push(finished, finisher, Act::Finish),
            End::Rated(rating, comment) => {
                self.push(finished, finisher, Act::Finish);
                let rated = finished.plus(dice.between(5, 200) * MINUTE);
                let starter = Who::Guardian(self.thread.starter);
                self.push(rated, starter, Act::Rate(rating, comment));
            }
        }
    }

    fn line(&mut self, at: Moment, line: &'static str) {
        let (said_by, words) = line.split_at(1);
        let words = words.strip_prefix(':').unwrap_or(words);
        let [first, colleague] = self.thread.staff.map(Who::Staff);
        let text = self.fill(words);
        match said_by {
            "f" => self.push(at, Who::Guardian(self.thread.starter), Act::Write(text)),
            "g" => {
                if !self.joined {
                    self.joined = true;
                    let join = Act::Join(self.thread.second);
                    self.push(at.plus(-MINUTE / 2), Who::Guardian(self.thread.starter), join);
                }
                self.push(at, Who::Guardian(self.thread.second), Act::Write(text));
            }
            "F" => self.push(at, Who::Guardian(self.thread.starter), Act::File(words)),
            "S" => self.push(at, first, Act::File(words)),
            "t" => self.push(at, colleague, Act::Write(text)),
            "n" => self.push(at, first, Act::Note(text, None)),
            "m" => self.push(at, first, Act::Note(text, Some(self.thread.staff[1]))),
            "a" => self.push(at, first, Act::Assign),
            ">" => self.push(at, first, Act::Forward(text)),
            _ => self.push(at, first, Act::Write(text)),
        }
    }

    /// Marks the conversation as read by the people who had time for it; nobody has read a waiting family's
    /// message.
    fn read(&mut self, chapter: &Chapter, dice: &mut Dice, now: Moment) {
        let waits = chapter.lines.iter().all(|line| line.starts_with("f:"));
        let family_last = chapter.lines.last().is_some_and(|line| line.starts_with("f:"));
        let at = self.last.plus(MINUTE).min(now);
        for (index, staff) in self.cast.staff.iter().enumerate() {
            let member = staff.channels.contains(&self.thread.channel);
            if member && !waits && dice.percent(if family_last { 50 } else { 85 }) {
                self.push(at, Who::Staff(index), Act::Read);
            }
        }
        if !waits && dice.percent(75) {
            self.push(at, Who::Guardian(self.thread.starter), Act::Read);
        }
    }

    /// Adds the acts of colleagues to a ticket that is being answered: somebody takes care of it, a colleague
    /// is called, a message goes to the second channel. The acts take turns, without random numbers.
    fn work_together(&mut self, chapter: &Chapter) {
        let [first, colleague] = self.thread.staff;
        let answered = chapter.lines.iter().any(|line| line.starts_with("s:"));
        if chapter.end != End::Open || !answered {
            return;
        }
        let at = self.last;
        if self.index % 3 == 1 {
            self.push(at, Who::Staff(first), Act::Assign);
        }
        if self.index % 4 == 3 && first != colleague {
            let text = self.fill("@{colega}, pode conferir o que combinei com {resp}?");
            self.push(at, Who::Staff(first), Act::Note(text, Some(colleague)));
        }
        let kind = self.cast.channels[self.thread.channel].kind;
        let asks_elsewhere = matches!(kind, ChannelKind::Secretary | ChannelKind::Coordination);
        if self.index % 3 == 2 && asks_elsewhere {
            let note = self.fill("{resp} pergunta, podem responder por aí?");
            self.push(at, Who::Staff(first), Act::Forward(note));
        }
    }

    fn fill(&self, words: &str) -> String {
        let student = &self.cast.students[self.thread.student];
        let first = |name: &'static str| name.split(' ').next().unwrap_or(name);
        let guardian = student.guardians[self.thread.starter].name;
        let staff = self.cast.staff[self.thread.staff[0]].name;
        words
            .replace("{aluno}", first(student.name))
            .replace("{resp}", first(guardian))
            .replace("{equipe}", first(staff))
            .replace("{colega}", self.cast.staff[self.thread.staff[1]].name)
    }

    /// Adds an event, always later than the event before it in this conversation, whatever the random numbers
    /// say.
    fn push(&mut self, at: Moment, who: Who, act: Act) {
        self.last = at.max(self.last.plus(1));
        self.beats.push(Beat { at: self.last, thread: self.index, who, act });
    }
}
