//! Keys of a menu: arrows, Home and End move the focus among its items.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::state::menu::step;

/// Moves the focus by a key. Answers whether the key is one of a menu's.
pub(crate) fn walk_menu(menu: &HtmlElement, key: &str) -> bool {
    let items = items(menu);
    let focused = document().active_element();
    let at = items.iter().position(|item| focused.as_ref() == Some(item.as_ref()));
    let Some(to) = step(key, items.len(), at) else { return false };
    let _ = items[to].focus();
    true
}

/// Focuses the first item of a menu.
pub(crate) fn enter_menu(menu: &HtmlElement) {
    walk_menu(menu, "Home");
}

fn items(menu: &HtmlElement) -> Vec<HtmlElement> {
    let Ok(found) = menu.query_selector_all("[role=menuitem], [role=menuitemradio]") else {
        return Vec::new();
    };
    (0..found.length()).filter_map(|place| found.item(place)?.dyn_into().ok()).collect()
}
