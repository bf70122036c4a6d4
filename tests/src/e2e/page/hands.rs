//! Mouse, finger and keyboard.

use std::time::Duration;

use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction, TouchActions,
};
use fantoccini::elements::Element;
use fantoccini::key::Key as Code;
use serde_json::{Value, json};

use super::super::until;
use super::Page;

/// A key that is not a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are named like on a keyboard")]
pub enum Key {
    Tab,
    Enter,
    Escape,
    Up,
    Down,
    Left,
    Right,
    Space,
    Home,
    End,
}

impl Key {
    fn code(self) -> char {
        match self {
            Key::Tab => Code::Tab.into(),
            Key::Enter => Code::Enter.into(),
            Key::Escape => Code::Escape.into(),
            Key::Up => Code::Up.into(),
            Key::Down => Code::Down.into(),
            Key::Left => Code::Left.into(),
            Key::Right => Code::Right.into(),
            Key::Home => Code::Home.into(),
            Key::End => Code::End.into(),
            Key::Space => ' ',
        }
    }
}

impl Page {
    /// Clicks an element, or taps it where there is touch, as soon as that can be done.
    pub async fn clicks(&self, role: &str, name: &str) {
        until(&format!("{role} “{name}” can be clicked"), async || {
            let element = self.find(role, name).await?;
            self.press_on(&element).await
        })
        .await;
    }

    /// Clicks an element twice, as fast as a practised person.
    pub async fn double_clicks(&self, role: &str, name: &str) {
        let element = self.wait_for(role, name).await;
        let to = PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 };
        let click = [
            PointerAction::Down { button: MOUSE_BUTTON_LEFT },
            PointerAction::Up { button: MOUSE_BUTTON_LEFT },
        ];
        let steps = [to].into_iter().chain(click.clone()).chain(click);
        let mouse = steps.fold(MouseActions::new("mouse".to_owned()), InputSource::then);
        self.client.perform_actions(mouse).await.expect("a button can be pressed twice");
    }

    /// Chooses one of several options, by its label.
    pub async fn chooses(&self, name: &str) {
        let script =
            "const radio = find('radio', arguments[0]); return radio && (radio.closest('label') ?? radio)";
        until(&format!("“{name}” can be chosen"), async || {
            let element = self.element(self.js(script, vec![json!(name)]).await)?;
            self.press_on(&element).await
        })
        .await;
        until(&format!("“{name}” is chosen"), async || {
            let chosen = self.js("return find('radio', arguments[0])?.checked", vec![json!(name)]).await;
            (chosen == Value::Bool(true)).then_some(())
        })
        .await;
    }

    /// Presses on an element. None: another element is in the way, or the element itself is moving.
    pub(super) async fn press_on(&self, element: &Element) -> Option<()> {
        if self.moves(element).await {
            return None;
        }
        if self.touch {
            // An element out of sight must be scrolled to before it can be pressed.
            self.scrolls_to(element, "center").await;
            return self.taps(element).await;
        }
        let done = element.click().await.ok();
        if done.is_none() {
            // WebKit's driver scrolls the page, but not a list in it: the list is scrolled here, for the next
            // attempt.
            self.scrolls_to(element, "nearest").await;
        }
        done
    }

    async fn moves(&self, element: &Element) -> bool {
        let element = serde_json::to_value(element).expect("an element has an id");
        let script = "const ends = (one) => one.effect.getTiming().iterations !== Infinity;
            const carries = (one) => one.playState === 'running' && one.effect.target?.contains(arguments[0]);
            return document.getAnimations().some((one) => carries(one) && one.transitionProperty === undefined && ends(one))";
        self.client.execute(script, vec![element]).await.is_ok_and(|moves| moves == Value::Bool(true))
    }

    async fn scrolls_to(&self, element: &Element, place: &str) {
        let element = serde_json::to_value(element).expect("an element has an id");
        let script = "arguments[0].scrollIntoView({ block: arguments[1] })";
        // Ignored: the element may be gone by now, as the next look will tell.
        let _ = self.client.execute(script, vec![element, json!(place)]).await;
    }

    async fn taps(&self, element: &Element) -> Option<()> {
        let finger = TouchActions::new("finger".to_owned())
            .then(PointerAction::MoveToElement { element: element.clone(), duration: None, x: 0.0, y: 0.0 })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Pause { duration: Duration::from_millis(40) })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.client.perform_actions(finger).await.ok()
    }

    /// Presses the mouse's button on an element and keeps it down.
    pub async fn holds_down(&self, role: &str, name: &str) {
        let element = self.wait_for(role, name).await;
        let mouse = MouseActions::new("mouse".to_owned())
            .then(PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
        self.client.perform_actions(mouse).await.expect("a button can be pressed");
    }

    /// Releases the mouse's button.
    pub async fn lets_go(&self) {
        let up = PointerAction::Up { button: MOUSE_BUTTON_LEFT };
        let mouse = MouseActions::new("mouse".to_owned()).then(up);
        self.client.perform_actions(mouse).await.expect("a button comes up");
    }

    /// Moves the mouse over an element.
    pub async fn points_at(&self, role: &str, name: &str) {
        until(&format!("{role} “{name}” can be pointed at"), async || {
            let element = self.find(role, name).await?;
            let to = |x| PointerAction::MoveToElement { element: element.clone(), duration: None, x, y: 0.0 };
            let mouse = MouseActions::new("mouse".to_owned()).then(to(-4.0)).then(to(4.0));
            self.client.perform_actions(mouse).await.ok()
        })
        .await;
    }

    /// Drags a finger over the middle of the screen, by so many pixels downwards.
    pub async fn swipes_down(&self, distance: f64) {
        let finger = TouchActions::new("finger".to_owned())
            .then(PointerAction::MoveTo { duration: None, x: 190.0, y: 300.0 })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::MoveBy { duration: Some(Duration::from_millis(120)), x: 0.0, y: distance })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.client.perform_actions(finger).await.expect("a finger moves");
    }

    /// Replaces the text in a field.
    pub async fn fills_in(&self, field: &str, text: &str) {
        let element = self.wait_for("textbox", field).await;
        until(&format!("field “{field}” can be cleared"), async || element.clear().await.ok()).await;
        if !text.is_empty() {
            element.send_keys(text).await.expect("a field takes text");
        }
        self.has_value(field, text).await;
    }

    /// Types at the end of a field.
    pub async fn types_into(&self, field: &str, text: &str) {
        self.wait_for("textbox", field).await.send_keys(text).await.expect("a field takes text");
    }

    /// Presses Enter in a field.
    pub async fn enters(&self, field: &str) {
        self.types_into(field, &Key::Enter.code().to_string()).await;
    }

    /// Types where the focus is.
    pub async fn types(&self, text: &str) {
        let strokes: Vec<char> = text.chars().collect();
        self.strokes(&strokes, &[]).await;
    }

    /// Presses keys where the focus is, one after the other.
    pub async fn presses(&self, keys: &[Key]) {
        let strokes: Vec<char> = keys.iter().map(|key| key.code()).collect();
        self.strokes(&strokes, &[]).await;
    }

    /// Presses a letter together with Ctrl.
    pub async fn presses_control_and(&self, letter: char) {
        self.strokes(&[letter], &[Code::Control.into()]).await;
    }

    /// Presses a key together with Alt.
    pub async fn presses_alt_and(&self, key: Key) {
        self.strokes(&[key.code()], &[Code::Alt.into()]).await;
    }

    /// Presses a letter together with Ctrl and Shift.
    pub async fn presses_control_shift_and(&self, letter: char) {
        self.strokes(&[letter], &[Code::Control.into(), Code::Shift.into()]).await;
    }

    /// Presses Shift and Tab.
    pub async fn goes_back_one_field(&self) {
        self.strokes(&[Key::Tab.code()], &[Code::Shift.into()]).await;
    }

    /// Presses Tab until the element with this name has the focus.
    pub async fn tabs_to(&self, name: &str) {
        for _ in 0..60 {
            if self.focused().await.contains(name) {
                return;
            }
            self.presses(&[Key::Tab]).await;
        }
        panic!("Tab does not lead to “{name}”");
    }

    async fn strokes(&self, strokes: &[char], held: &[char]) {
        let down = |value: &char| KeyAction::Down { value: *value };
        let up = |value: &char| KeyAction::Up { value: *value };
        let mut keys = KeyActions::new("keyboard".to_owned());
        for action in held.iter().map(down) {
            keys = keys.then(action);
        }
        for stroke in strokes {
            keys = keys.then(down(stroke)).then(up(stroke));
        }
        for action in held.iter().map(up) {
            keys = keys.then(action);
        }
        self.client.perform_actions(keys).await.expect("keys can be pressed");
    }
}
