//! The times at which rows may change places: not while a person is about to press one of them.

/// The milliseconds after a movement of the pointer over the list for which its order holds.
const PAUSE: i64 = 1_000;

/// The milliseconds after a change of places within which a press means the row that was there before: nobody
/// reacts faster.
/// reacts faster.
const TOO_SOON: i64 = 300;

/// The changes that a list may make now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Freedom {
    /// Anything.
    Free,
    /// Rows may change their words; their order must wait for so many milliseconds.
    OrderHolds(i64),
    /// A button or a finger is down: nothing may change for so many milliseconds.
    AllHolds(i64),
}

/// What the pointer does over the list. Times in milliseconds of any clock.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Hold {
    until: i64,
    is_down: bool,
    reordered: Option<i64>,
}

impl Hold {
    /// Handles a pointer that moved over the list.
    pub(crate) fn moved(&mut self, now: i64) {
        self.until = now + PAUSE;
    }

    /// Handles a button or a finger that went down on the list.
    pub(crate) fn pressed(&mut self, now: i64) {
        self.is_down = true;
        self.moved(now);
    }

    /// Handles a pointer that came up, or a press that became a scroll.
    pub(crate) fn released(&mut self, now: i64) {
        self.is_down = false;
        self.moved(now);
    }

    /// Handles a pointer that left the list.
    pub(crate) fn left(&mut self) {
        *self = Hold { reordered: self.reordered, ..Hold::default() };
    }

    /// Answers the changes that the list may make.
    pub(crate) fn freedom(&self, now: i64) -> Freedom {
        match self.until - now {
            _ if self.is_down => Freedom::AllHolds(PAUSE / 10),
            left if left > 0 => Freedom::OrderHolds(left),
            _ => Freedom::Free,
        }
    }

    /// Notes that rows have changed places.
    pub(crate) fn reordered(&mut self, now: i64) {
        self.reordered = Some(now);
    }

    /// Whether a press at this time cannot mean the new order.
    pub(crate) fn is_too_soon(&self, when: i64) -> bool {
        self.reordered.is_some_and(|then| when - then < TOO_SOON)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_holds_for_a_moment_after_the_pointer_moved() {
        let mut hold = Hold::default();
        assert_eq!(hold.freedom(5), Freedom::Free);
        hold.moved(100);
        assert_eq!(hold.freedom(400), Freedom::OrderHolds(700));
        assert_eq!(hold.freedom(1_100), Freedom::Free);
        hold.moved(2_000);
        hold.left();
        assert_eq!(hold.freedom(2_001), Freedom::Free);
    }

    #[test]
    fn nothing_changes_under_a_finger_however_long_it_rests() {
        let mut hold = Hold::default();
        hold.pressed(0);
        assert!(matches!(hold.freedom(60_000), Freedom::AllHolds(_)));
        hold.released(60_000);
        assert_eq!(hold.freedom(60_100), Freedom::OrderHolds(900));
    }

    #[test]
    fn a_press_right_after_a_change_of_places_means_what_was_there() {
        let mut hold = Hold::default();
        assert!(!hold.is_too_soon(0));
        hold.reordered(1_000);
        assert!(hold.is_too_soon(1_200));
        assert!(!hold.is_too_soon(1_300));
        assert!(hold.is_too_soon(950), "it happened before, and was heard of after");
    }

    #[test]
    fn a_pointer_that_left_does_not_make_an_early_press_mean_the_new_order() {
        let mut hold = Hold::default();
        hold.pressed(900);
        hold.reordered(1_000);
        hold.left();
        assert_eq!(hold.freedom(1_001), Freedom::Free, "nothing is pressed any more");
        assert!(hold.is_too_soon(1_299));
        hold.reordered(2_000);
        assert!(hold.is_too_soon(2_100), "the last change counts");
    }

    #[test]
    fn a_pointer_that_goes_on_moving_holds_the_order_on() {
        let mut hold = Hold::default();
        for now in (0..5_000).step_by(900) {
            hold.moved(now);
            assert_eq!(hold.freedom(now + 899), Freedom::OrderHolds(101));
        }
    }
}
