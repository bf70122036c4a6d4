//! Two fingers at once.

use std::time::Duration;

use fantoccini::actions::{Actions, InputSource, MOUSE_BUTTON_LEFT, PointerAction, TouchActions};
use fantoccini::elements::Element;

use super::Page;

impl Page {
    /// Puts two fingers beside each other on the middle of an element, `from` pixels apart, and moves them
    /// until they are `to` pixels apart.
    pub async fn pinches(&self, role: &str, name: &str, from: f64, to: f64) {
        let on = self.wait_for(role, name).await;
        let (left, right) = (finger("left", &on, -from, -to), finger("right", &on, from, to));
        self.client.perform_actions(Actions::from(left).and(right)).await.expect("two fingers move");
    }
}

/// Makes the movement of one finger: half of the way.
fn finger(id: &str, on: &Element, from: f64, to: f64) -> TouchActions {
    let at = |x: f64, duration| PointerAction::MoveToElement { element: on.clone(), duration, x, y: 0.0 };
    TouchActions::new(id.to_owned())
        .then(at(from / 2.0, None))
        .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
        .then(at(to / 2.0, Some(Duration::from_millis(200))))
        .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT })
}
