//! The view of a picture in a window: its size and its part. Lengths in pixels, places from the middle of the
//! window.

/// Width and height.
pub(crate) type Size = (f64, f64);

/// Largest magnification.
const MOST: f64 = 8.0;

/// One step of a button or a key.
pub(crate) const STEP: f64 = 1.5;

/// The magnification by a double click.
const CLOSE: f64 = 2.5;

/// The view of a picture. At 1 the whole picture is seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Zoom {
    /// Magnification over the fitted size.
    pub(crate) scale: f64,
    /// The pixels that its middle is moved across.
    pub(crate) x: f64,
    /// The pixels that its middle is moved down.
    pub(crate) y: f64,
}

impl Default for Zoom {
    fn default() -> Self {
        Zoom { scale: 1.0, x: 0.0, y: 0.0 }
    }
}

impl Zoom {
    /// Whether the whole picture is seen.
    pub(crate) fn is_whole(self) -> bool {
        self.scale <= 1.0
    }

    /// Whether the picture cannot be seen larger.
    pub(crate) fn is_closest(self) -> bool {
        self.scale >= MOST
    }

    /// Makes the picture larger or smaller around a place. `fitted`: the picture's size at 1.
    pub(crate) fn by(self, factor: f64, at: (f64, f64), fitted: Size, window: Size) -> Zoom {
        let scale = (self.scale * factor).clamp(1.0, MOST);
        let ratio = scale / self.scale;
        let x = at.0 - (at.0 - self.x) * ratio;
        let y = at.1 - (at.1 - self.y) * ratio;
        Zoom { scale, x, y }.kept(fitted, window)
    }

    /// Moves the picture, which never leaves more of the window empty than it must.
    pub(crate) fn moved(self, by: (f64, f64), fitted: Size, window: Size) -> Zoom {
        Zoom { scale: self.scale, x: self.x + by.0, y: self.y + by.1 }.kept(fitted, window)
    }

    /// Handles a double click: magnifies around the place, or shows the whole picture again.
    pub(crate) fn toggled(self, at: (f64, f64), fitted: Size, window: Size) -> Zoom {
        match self.is_whole() {
            true => self.by(CLOSE, at, fitted, window),
            false => Zoom::default(),
        }
    }

    fn kept(self, fitted: Size, window: Size) -> Zoom {
        let within = |place: f64, picture: f64, window: f64| {
            let room = ((picture * self.scale - window) / 2.0).max(0.0);
            place.clamp(-room, room)
        };
        Zoom {
            scale: self.scale,
            x: within(self.x, fitted.0, window.0),
            y: within(self.y, fitted.1, window.1),
        }
    }
}

/// Reads a movement of two fingers: the change of their distance, the place around which, and the push.
pub(crate) fn pinched(before: [(f64, f64); 2], after: [(f64, f64); 2]) -> (f64, (f64, f64), (f64, f64)) {
    let apart = |[a, b]: [(f64, f64); 2]| (a.0 - b.0).hypot(a.1 - b.1).max(1.0);
    let middle = |[a, b]: [(f64, f64); 2]| ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0);
    let (from, to) = (middle(before), middle(after));
    (apart(after) / apart(before), to, (to.0 - from.0, to.1 - from.1))
}

/// The size at which a picture is seen as a whole; a small one is not made larger.
pub(crate) fn fitted(picture: Size, window: Size) -> Size {
    if picture.0 <= 0.0 || picture.1 <= 0.0 {
        return window;
    }
    let scale = (window.0 / picture.0).min(window.1 / picture.1).min(1.0);
    (picture.0 * scale, picture.1 * scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: Size = (1_000.0, 800.0);

    #[test]
    fn a_picture_is_fitted_and_never_blown_up() {
        assert_eq!(fitted((2_000.0, 800.0), WINDOW), (1_000.0, 400.0));
        assert_eq!(fitted((100.0, 50.0), WINDOW), (100.0, 50.0));
        assert_eq!(fitted((0.0, 50.0), WINDOW), WINDOW);
    }

    #[test]
    fn what_is_under_the_pointer_stays_there() {
        let fitted = (1_000.0, 800.0);
        let zoom = Zoom::default().by(2.0, (300.0, -200.0), fitted, WINDOW);
        assert_eq!(zoom, Zoom { scale: 2.0, x: -300.0, y: 200.0 });
        let back = zoom.by(0.5, (300.0, -200.0), fitted, WINDOW);
        assert_eq!(back, Zoom::default());
    }

    #[test]
    fn it_is_never_smaller_than_whole_nor_larger_than_the_most() {
        let fitted = (1_000.0, 800.0);
        assert_eq!(Zoom::default().by(0.1, (9.0, 9.0), fitted, WINDOW), Zoom::default());
        assert!(Zoom::default().by(100.0, (0.0, 0.0), fitted, WINDOW).is_closest());
    }

    #[test]
    fn it_cannot_be_pushed_out_of_the_window() {
        let fitted = (1_000.0, 400.0);
        let zoom = Zoom::default().by(2.0, (0.0, 0.0), fitted, WINDOW);
        let pushed = zoom.moved((9_999.0, 9_999.0), fitted, WINDOW);
        assert_eq!((pushed.x, pushed.y), (500.0, 0.0));
        assert_eq!(Zoom::default().moved((50.0, 50.0), fitted, WINDOW), Zoom::default());
    }

    #[test]
    fn two_fingers_stretch_around_their_middle_and_push() {
        let before = [(-10.0, 0.0), (10.0, 0.0)];
        assert_eq!(pinched(before, [(-20.0, 0.0), (20.0, 0.0)]), (2.0, (0.0, 0.0), (0.0, 0.0)));
        assert_eq!(pinched(before, [(-5.0, 3.0), (15.0, 3.0)]), (1.0, (5.0, 3.0), (5.0, 3.0)));
    }

    #[test]
    fn a_double_click_goes_near_and_back() {
        let fitted = (1_000.0, 800.0);
        let near = Zoom::default().toggled((100.0, 100.0), fitted, WINDOW);
        assert!(!near.is_whole());
        assert_eq!(near.toggled((0.0, 0.0), fitted, WINDOW), Zoom::default());
    }

    #[test]
    fn two_fingers_on_one_spot_do_not_blow_a_picture_up() {
        let (factor, at, by) = pinched([(5.0, 5.0), (5.0, 5.0)], [(5.0, 5.0), (8.0, 9.0)]);
        assert_eq!((factor, at, by), (5.0, (6.5, 7.0), (1.5, 2.0)));
        assert_eq!(pinched([(0.0, 0.0), (8.0, 0.0)], [(3.0, 0.0), (3.0, 0.0)]).0, 0.125);
    }

    #[test]
    fn what_was_pushed_aside_comes_back_into_the_window_as_the_picture_gets_smaller() {
        let fitted = (1_000.0, 800.0);
        let aside = Zoom::default().by(4.0, (0.0, 0.0), fitted, WINDOW).moved((1_500.0, 0.0), fitted, WINDOW);
        assert_eq!(aside.x, 1_500.0);
        let smaller = aside.by(0.5, (500.0, 0.0), fitted, WINDOW);
        assert_eq!((smaller.scale, smaller.x), (2.0, 500.0));
        assert!(!smaller.is_whole() && !smaller.is_closest());
    }
}
