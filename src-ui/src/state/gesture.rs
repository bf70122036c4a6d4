//! Press and hold (rule 10): when a finger or a button that rests on a message has selected it.

/// So long it must rest, in milliseconds.
pub(crate) const HOLD: i64 = 450;

/// Farther than this, in pixels, it is a scroll or a selection of text.
const SLOP: f64 = 10.0;

/// So soon after the end of a hold, in milliseconds, a click is its echo.
const ECHO: i64 = 400;

/// A place on the screen, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    /// From the left.
    pub(crate) x: f64,
    /// From the top.
    pub(crate) y: f64,
}

/// What has just become of the press.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// Nothing new.
    Nothing,
    /// It began: look again after [`HOLD`].
    Began,
    /// It is no hold.
    Cancelled,
    /// It rested long enough.
    Held,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum State {
    Idle,
    /// Rests since then, and there.
    Resting {
        pointer: i32,
        at: Point,
        since: i64,
    },
    /// It was held, and is still down.
    Held {
        pointer: i32,
    },
    /// Moved, or joined by another finger: nothing until all are up.
    Spoiled,
}

/// The pointers over the messages. Times in milliseconds of any clock; of an event, when it happened: a page that was busy
/// hears of it late, and its timers come late.
#[derive(Debug, Clone)]
pub(crate) struct Gesture {
    state: State,
    down: Vec<i32>,
    ended: Option<i64>,
}

impl Default for Gesture {
    fn default() -> Self {
        Gesture { state: State::Idle, down: Vec::new(), ended: None }
    }
}

impl Gesture {
    /// A finger or the main button went down on a message.
    pub(crate) fn down(&mut self, pointer: i32, at: Point, when: i64) -> Turn {
        // A pointer that comes down again has been up, whoever was told.
        self.down.retain(|other| *other != pointer);
        self.down.push(pointer);
        if self.down.len() > 1 {
            return self.held_or_spoiled(when);
        }
        self.ended = None;
        self.state = State::Resting { pointer, at, since: when };
        Turn::Began
    }

    /// It moved.
    pub(crate) fn moved(&mut self, pointer: i32, to: Point, when: i64) -> Turn {
        match self.state {
            State::Resting { pointer: resting, at, .. }
                if resting == pointer && (to.x - at.x).hypot(to.y - at.y) > SLOP =>
            {
                self.held_or_spoiled(when)
            }
            _ => Turn::Nothing,
        }
    }

    /// What lies under it scrolled.
    pub(crate) fn scrolled(&mut self) -> Turn {
        match self.state {
            State::Resting { .. } => self.spoil(),
            _ => Turn::Nothing,
        }
    }

    /// Time has passed.
    pub(crate) fn passed(&mut self, now: i64) -> Turn {
        match self.state {
            State::Resting { pointer, since, .. } if now - since >= HOLD => {
                self.state = State::Held { pointer };
                Turn::Held
            }
            _ => Turn::Nothing,
        }
    }

    /// It went up.
    pub(crate) fn up(&mut self, pointer: i32, when: i64) -> Turn {
        let turn = self.passed(when);
        self.down.retain(|other| *other != pointer);
        if let State::Held { pointer: held } = self.state
            && held == pointer
        {
            self.ended = Some(when);
        }
        let was_resting = matches!(self.state, State::Resting { .. });
        if self.down.is_empty() {
            self.state = State::Idle;
        }
        if was_resting { Turn::Cancelled } else { turn }
    }

    /// The system took all pointers: a scroll, a call, another window.
    pub(crate) fn lost(&mut self, when: i64) -> Turn {
        let turn = self.passed(when);
        let was_resting = matches!(self.state, State::Resting { .. });
        if matches!(self.state, State::Held { .. }) {
            self.ended = Some(when);
        }
        self.down.clear();
        self.state = State::Idle;
        if was_resting { Turn::Cancelled } else { turn }
    }

    /// A click then is the end of a hold, and means nothing.
    pub(crate) fn is_echo(&self, when: i64) -> bool {
        matches!(self.state, State::Held { .. }) || self.ended.is_some_and(|end| when - end < ECHO)
    }

    /// The rest is over: it was a hold if it had lasted long enough by then, whenever the page hears of it.
    fn held_or_spoiled(&mut self, when: i64) -> Turn {
        match self.passed(when) {
            Turn::Held => Turn::Held,
            _ => self.spoil(),
        }
    }

    fn spoil(&mut self) -> Turn {
        let was_resting = matches!(self.state, State::Resting { .. });
        if !matches!(self.state, State::Held { .. }) {
            self.state = State::Spoiled;
        }
        if was_resting { Turn::Cancelled } else { Turn::Nothing }
    }
}

#[cfg(test)]
mod tests;
