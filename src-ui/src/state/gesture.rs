//! Press and hold (rule 10): when a finger or a button that rests on a message has selected it.

/// The milliseconds that a press must rest to be a hold.
pub(crate) const HOLD: i64 = 450;

/// The pixels beyond which a press is a scroll or a selection of text.
const SLOP: f64 = 10.0;

/// The milliseconds after a hold within which a click is its echo.
const ECHO: i64 = 400;

/// A place on the screen, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    /// From the left.
    pub(crate) x: f64,
    /// From the top.
    pub(crate) y: f64,
}

/// The change of a press.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// Nothing new.
    Nothing,
    /// The press began: look again after [`HOLD`].
    Began,
    /// The press is no hold.
    Cancelled,
    /// The press rested long enough.
    Held,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum State {
    Idle,
    /// The pointer rests since this time, at this place.
    Resting {
        pointer: i32,
        at: Point,
        since: i64,
    },
    /// The press was held, and the pointer is still down.
    Held {
        pointer: i32,
    },
    /// The pointer moved, or another finger joined: ignored until all are up.
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
        // A pointer that comes down again has been up, even if no event told so.
        self.down.retain(|other| *other != pointer);
        self.down.push(pointer);
        if self.down.len() > 1 {
            return self.held_or_spoiled(when);
        }
        self.ended = None;
        self.state = State::Resting { pointer, at, since: when };
        Turn::Began
    }

    /// Handles a pointer that moved.
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

    /// Handles scrolling under the pointer.
    pub(crate) fn scrolled(&mut self) -> Turn {
        match self.state {
            State::Resting { .. } => self.spoil(),
            _ => Turn::Nothing,
        }
    }

    /// Handles time that has passed.
    pub(crate) fn passed(&mut self, now: i64) -> Turn {
        match self.state {
            State::Resting { pointer, since, .. } if now - since >= HOLD => {
                self.state = State::Held { pointer };
                Turn::Held
            }
            _ => Turn::Nothing,
        }
    }

    /// Handles a pointer that went up.
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

    /// Handles the loss of all pointers to the system: a scroll, a call, another window.
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

    /// Whether a click at this time is the end of a hold, and means nothing.
    pub(crate) fn is_echo(&self, when: i64) -> bool {
        matches!(self.state, State::Held { .. }) || self.ended.is_some_and(|end| when - end < ECHO)
    }

    /// Ends the rest: the press was a hold if it had lasted long enough by then, whenever the page hears of
    /// it.
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
