//! Wheel, mouse and fingers over the picture.

use leptos::prelude::*;
use web_sys::{MouseEvent, PointerEvent, WheelEvent};

use super::Viewer;
use crate::state::zoom::{Size, Zoom, fitted, pinched};

/// So far a finger goes aside to get the next picture, in pixels.
const SWIPE: f64 = 64.0;

/// How much a pixel of the wheel changes.
const WHEEL: f64 = 0.0016;

/// The pointers that are down; a handle, copied freely.
#[derive(Clone, Copy)]
pub(super) struct Hands {
    viewer: Viewer,
    down: StoredValue<Vec<(i32, (f64, f64))>>,
    /// Where the only finger began.
    began: StoredValue<Option<(f64, f64)>>,
}

impl Viewer {
    /// The picture at 1, and the room it has.
    fn sizes(self) -> Option<(Size, Size)> {
        let stage = self.stage.get_untracked()?;
        let window = (f64::from(stage.client_width()), f64::from(stage.client_height()));
        Some((fitted(self.natural.get_untracked()?, window), window))
    }

    /// Around the middle.
    pub(super) fn zoom_by(self, factor: f64) {
        self.change(|zoom, fitted, window| zoom.by(factor, (0.0, 0.0), fitted, window));
    }

    fn change(self, change: impl FnOnce(Zoom, Size, Size) -> Zoom) {
        if let Some((fitted, window)) = self.sizes() {
            self.zoom.update(|zoom| *zoom = change(*zoom, fitted, window));
        }
    }

    /// A place of the window, from the middle of the stage.
    fn place_at(self, event: &MouseEvent) -> (f64, f64) {
        let Some(stage) = self.stage.get_untracked() else { return (0.0, 0.0) };
        let frame = stage.get_bounding_client_rect();
        let x = f64::from(event.client_x()) - frame.left() - frame.width() / 2.0;
        let y = f64::from(event.client_y()) - frame.top() - frame.height() / 2.0;
        (x, y)
    }
}

impl Hands {
    pub(super) fn new(viewer: Viewer) -> Hands {
        Hands { viewer, down: StoredValue::new(Vec::new()), began: StoredValue::new(None) }
    }

    pub(super) fn wheel(self, event: &WheelEvent) {
        event.prevent_default();
        let at = self.viewer.place_at(event);
        // Lines and pages, where the system counts in them.
        let unit = [1.0, 16.0, 400.0][event.delta_mode().min(2) as usize];
        let factor = (-event.delta_y() * unit * WHEEL).exp();
        self.viewer.change(|zoom, fitted, window| zoom.by(factor, at, fitted, window));
    }

    pub(super) fn double_click(self, event: &MouseEvent) {
        let at = self.viewer.place_at(event);
        self.viewer.change(|zoom, fitted, window| zoom.toggled(at, fitted, window));
    }

    pub(super) fn down(self, event: &PointerEvent) {
        if event.button() != 0 {
            return;
        }
        let at = self.viewer.place_at(event);
        self.down.update_value(|down| down.push((event.pointer_id(), at)));
        let alone = self.down.with_value(Vec::len) == 1;
        self.began.set_value(alone.then_some(at));
        if let Some(stage) = self.viewer.stage.get_untracked() {
            // A pointer that is gone by now needs no capture.
            let _ = stage.set_pointer_capture(event.pointer_id());
        }
    }

    pub(super) fn moved(self, event: &PointerEvent) {
        let before = self.down.get_value();
        let Some(which) = before.iter().position(|(id, _)| *id == event.pointer_id()) else { return };
        let at = self.viewer.place_at(event);
        self.down.update_value(|down| down[which].1 = at);
        match before.as_slice() {
            [(_, from)] => {
                let by = (at.0 - from.0, at.1 - from.1);
                self.viewer.change(|zoom, fitted, window| zoom.moved(by, fitted, window));
            }
            [(_, one), (_, two)] => {
                let after = if which == 0 { [at, *two] } else { [*one, at] };
                let (factor, middle, by) = pinched([*one, *two], after);
                self.viewer.change(|zoom, fitted, window| {
                    zoom.by(factor, middle, fitted, window).moved(by, fitted, window)
                });
            }
            _ => {}
        }
    }

    pub(super) fn up(self, event: &PointerEvent) {
        let at = self.viewer.place_at(event);
        let is_finger = event.pointer_type() == "touch";
        if let Some(from) = self.began.get_value().filter(|_| is_finger)
            && self.viewer.zoom.get_untracked().is_whole()
            && (at.0 - from.0).abs() > SWIPE
            && (at.0 - from.0).abs() > (at.1 - from.1).abs()
        {
            self.viewer.step(if at.0 < from.0 { 1 } else { -1 });
        }
        self.lost(event);
    }

    pub(super) fn lost(self, event: &PointerEvent) {
        self.down.update_value(|down| down.retain(|(id, _)| *id != event.pointer_id()));
        self.began.set_value(None);
    }
}
