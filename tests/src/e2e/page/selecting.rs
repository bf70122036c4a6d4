//! Holding, tapping and selecting messages.

use std::time::Duration;

use fantoccini::actions::{
    InputSource, MOUSE_BUTTON_LEFT, MOUSE_BUTTON_RIGHT, MouseActions, PointerAction, TouchActions,
};
use fantoccini::elements::Element;
use serde_json::{Value, json};

use super::super::until;
use super::{Key, Page};

/// A time longer than a hold takes.
const LONG: Duration = Duration::from_millis(650);

impl Page {
    /// Rests a finger, or the mouse, on a message until it is held.
    pub async fn holds(&self, text: &str) {
        self.on_message(text, &[PointerAction::Pause { duration: LONG }]).await;
    }

    /// Rests on a message after moving so many pixels to the side.
    pub async fn moves_and_holds(&self, text: &str, aside: f64) {
        let moved = PointerAction::MoveBy { duration: Some(Duration::from_millis(60)), x: aside, y: 0.0 };
        self.on_message(text, &[moved, PointerAction::Pause { duration: LONG }]).await;
    }

    /// Keeps the page busy for a while, from a moment after the next press on.
    pub async fn is_busy_after_a_press(&self, time: Duration) {
        let script = "addEventListener('pointerdown', () => setTimeout(() => {
                const end = performance.now() + arguments[0];
                while (performance.now() < end) {}
            }, 30), { capture: true, once: true })";
        self.js(script, vec![json!(time.as_millis())]).await;
    }

    /// Taps or clicks a message.
    pub async fn taps_message(&self, text: &str) {
        self.on_message(text, &[PointerAction::Pause { duration: Duration::from_millis(40) }]).await;
    }

    /// Answers how many places of the page a selector finds.
    pub async fn places(&self, selector: &str) -> usize {
        let script = "return [...document.querySelectorAll(arguments[0])].filter(shown).length";
        let count = self.js(script, vec![json!(selector)]).await.as_u64().unwrap_or_default();
        usize::try_from(count).unwrap_or_default()
    }

    /// Clicks one of these places near its beginning, if no control is there. Answers false if there are
    /// controls everywhere on it.
    pub async fn clicks_place(&self, selector: &str, place: usize) -> bool {
        let script = "const at = [...document.querySelectorAll(arguments[0])].filter(shown)[arguments[1]];
            at?.scrollIntoView({ block: 'nearest' });
            if (!at) return null;
            const box = at.getBoundingClientRect();
            const inside = (x, y) => !document.elementFromPoint(x, y)?.closest('button, a, input, textarea, [role=slider], video');
            for (const [x, y] of [[4, 4], [box.width / 2, 3], [3, box.height / 2], [box.width - 3, box.height - 3]]) {
                if (inside(box.left + x, box.top + y)) return [Math.round(box.left + x), Math.round(box.top + y)];
            }
            return null";
        // The place must be still: a picture that is loading moves everything, and the click would open it.
        let mut before = Value::Bool(false);
        let at = until(&format!("place {place} stands still"), async || {
            let at = self.js(script, vec![json!(selector), json!(place)]).await;
            let came = self.js("return [...document.images].every(image => image.complete)", vec![]).await;
            let stands = came == Value::Bool(true) && at == before;
            before = at.clone();
            stands.then_some(at)
        })
        .await;
        let (Some(x), Some(y)) = (at[0].as_f64(), at[1].as_f64()) else { return false };
        let mouse = MouseActions::new("mouse".to_owned())
            .then(PointerAction::MoveTo { duration: None, x, y })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.client.perform_actions(mouse).await.expect("a button can be pressed");
        true
    }

    /// Presses the right button on a message.
    pub async fn asks_for_the_menu_of(&self, text: &str) {
        let message = self.message_at(text).await;
        let mouse = MouseActions::new("mouse".to_owned())
            .then(PointerAction::MoveToElement { element: message, duration: None, x: 0.0, y: 0.0 })
            .then(PointerAction::Down { button: MOUSE_BUTTON_RIGHT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_RIGHT });
        self.client.perform_actions(mouse).await.expect("a button can be pressed");
    }

    /// Gives a message the focus, by keyboard.
    pub async fn goes_to_message(&self, text: &str) {
        let message = self.message_at(text).await;
        let message = serde_json::to_value(message).expect("an element has an id");
        self.js("arguments[0].focus()", vec![message]).await;
        // The key moves nothing, but tells the page that the keyboard is used.
        self.presses(&[Key::Left]).await;
    }

    /// Waits until exactly these messages are selected.
    pub async fn selected_are(&self, texts: &[&str]) {
        let script = "return [...document.querySelectorAll('.message')]
            .filter((message) => message.querySelector('input[type=checkbox]')?.checked)
            .map(says)";
        until(&format!("{texts:?} are selected"), async || {
            (self.js(script, vec![]).await == json!(texts)).then_some(())
        })
        .await;
    }

    async fn message_at(&self, text: &str) -> Element {
        let script = "const found = [...document.querySelectorAll('.message')]
                .find((message) => says(message) === arguments[0]);
            const bubble = found?.querySelector('.bubble, .staff-note');
            bubble?.scrollIntoView({ block: 'center' });
            return arguments[1] ? bubble : found";
        until(&format!("the message “{text}” is there"), async || {
            self.element(self.js(script, vec![json!(text), Value::Bool(false)]).await)
        })
        .await
    }

    async fn on_message(&self, text: &str, between: &[PointerAction]) {
        let message = self.message_at(text).await;
        let to = PointerAction::MoveToElement { element: message, duration: None, x: 0.0, y: 0.0 };
        let down = PointerAction::Down { button: MOUSE_BUTTON_LEFT };
        let steps = [to, down].into_iter().chain(between.iter().cloned());
        let steps = steps.chain([PointerAction::Up { button: MOUSE_BUTTON_LEFT }]);
        let done = if self.touch {
            let finger = steps.fold(TouchActions::new("finger".to_owned()), InputSource::then);
            self.client.perform_actions(finger).await
        } else {
            let mouse = steps.fold(MouseActions::new("mouse".to_owned()), InputSource::then);
            self.client.perform_actions(mouse).await
        };
        done.expect("a pointer can be moved");
    }
}
