//! The few parts of the page that are used outside a view: focus, media queries, the root element.

mod clipboard;
mod hands;
pub(crate) mod media_keys;
mod sight;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{
    DataTransfer, DragEvent, HtmlElement, HtmlVideoElement, MediaQueryList, ResizeObserver,
    ScrollIntoViewOptions, ScrollLogicalPosition,
};

pub(crate) use clipboard::{copy, has_marked_text, unmark};
pub(crate) use hands::{hand, holds, is_in_field, is_in_menu, is_reading, rest, watch_hands};
pub(crate) use sight::{has_hidden_focus, lost_focus, watch_sight};

/// The pane of the open conversation.
pub(crate) const PANE: &str = "conversa";

/// The heading of the open conversation.
pub(crate) const HEADING: &str = "conversation-heading";

/// The field of the composer.
pub(crate) const COMPOSER: &str = "composer-text";

/// The list of conversations.
pub(crate) const LIST: &str = "conversation-list";

/// The search above the list.
pub(crate) const SEARCH: &str = "conversation-search";

/// Focuses the element with this id in the next frame, when the views have followed.
pub(crate) fn focus_later(id: &'static str) {
    request_animation_frame(move || focus(id));
}

/// Focuses the element with this id as soon as it is there, if that is soon.
pub(crate) fn focus_when_there(id: impl Into<String>) {
    fn look(id: String, frames_left: u32) {
        request_animation_frame(move || match element(&id) {
            Some(element) => drop(element.focus()),
            None if frames_left > 0 => look(id, frames_left - 1),
            None => {}
        });
    }
    look(id.into(), 120);
}

/// Focuses the element with this id.
pub(crate) fn focus(id: &str) {
    if let Some(element) = element(id) {
        // Browsers frame focused elements also after a click: a style removes the frame where it says
        // nothing.
        let _ = element.class_list().toggle_with_force("pointed", hand().points());
        // Ignored: an element that cannot take focus stays without.
        let _ = element.focus();
    }
}

/// The element with this id.
pub(crate) fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Sets a style through the object model, which the page's policy allows (unlike the attribute).
pub(crate) fn set_style(element: &HtmlElement, property: &str, value: &str) {
    // Ignored: this fails for read-only styles only.
    let _ = element.style().set_property(property, value);
}

/// Tells the style sheet a length of the whole page, in pixels, as the custom property of this name.
pub(crate) fn set_length(name: &str, pixels: i32) {
    if let Some(root) = document().document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok()) {
        set_style(&root, name, &format!("{pixels}px"));
    }
}

/// Height of a line and of the padding of an element, in pixels.
pub(crate) fn line_and_padding(element: &HtmlElement) -> Option<(f64, f64)> {
    let style = window().get_computed_style(element).ok().flatten()?;
    let pixels = |property: &str| {
        let number = js_sys::parse_float(&style.get_property_value(property).ok()?);
        number.is_finite().then_some(number)
    };
    Some((pixels("line-height")?, pixels("padding-top")? + pixels("padding-bottom")?))
}

/// Calls back when an element gets another size, until the reactive owner around it is gone.
pub(crate) fn watch_size(element: &HtmlElement, changed: impl Fn() + 'static) {
    let callback = Closure::<dyn FnMut()>::new(changed);
    let Ok(observer) = ResizeObserver::new(callback.as_ref().unchecked_ref()) else { return };
    observer.observe(element);
    let kept = StoredValue::new_local((observer, callback));
    on_cleanup(move || {
        kept.try_with_value(|(observer, _)| observer.disconnect());
    });
}

/// Whether the page is in front and has the person's attention.
pub(crate) fn is_attended() -> bool {
    let page = document();
    !page.hidden() && page.has_focus().unwrap_or(true)
}

/// Whether the main pointer is a finger.
pub(crate) fn is_touch() -> bool {
    media("(pointer: coarse)").is_some_and(|query| query.matches())
}

/// Whether the window shows one pane at a time.
pub(crate) fn is_narrow() -> bool {
    media("(max-width: 44.99em)").is_some_and(|query| query.matches())
}

/// Whether the system, or the browser, is set to dark.
pub(crate) fn prefers_dark() -> bool {
    media("(prefers-color-scheme: dark)").is_some_and(|query| query.matches())
}

/// Keeps a text by name as long as the window; empty forgets it.
pub(crate) fn keep(name: &str, text: &str) {
    if let Ok(Some(memory)) = window().session_storage() {
        // Ignored: browsers that keep nothing refuse it, and a reload then begins anew.
        let _ = if text.is_empty() { memory.remove_item(name) } else { memory.set_item(name, text) };
    }
}

/// The text that is kept by this name.
pub(crate) fn kept(name: &str) -> Option<String> {
    window().session_storage().ok().flatten()?.get_item(name).ok().flatten()
}

/// Makes the phone's own "back" come to [`leptos::ev::popstate`] instead of leaving the app.
pub(crate) fn remember_place() {
    if let Ok(history) = window().history() {
        // Ignored: refused only by pages that do it hundreds of times.
        let _ = history.push_state(&JsValue::NULL, "");
    }
}

/// Goes back as the phone's own "back" does.
pub(crate) fn go_back() {
    if let Ok(history) = window().history() {
        let _ = history.back();
    }
}

/// Whether a media query matches, followed while the page lives.
pub(crate) fn follow_media(query: &str) -> ReadSignal<bool> {
    let list = media(query);
    let (matches, set_matches) = signal(list.as_ref().is_some_and(|list| list.matches()));
    if let Some(list) = list {
        let current = list.clone();
        let changed = Closure::<dyn FnMut()>::new(move || set_matches.set(current.matches()));
        list.set_onchange(Some(changed.as_ref().unchecked_ref()));
        changed.forget();
    }
    matches
}

fn media(query: &str) -> Option<MediaQueryList> {
    window().match_media(query).ok().flatten()
}

/// Sets language and theme of the whole page. `theme`: none follows the system.
pub(crate) fn dress(language: &str, theme: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    let switching = root.class_list();
    // Grounds and words change in the same frame.
    let _ = switching.add_1("switching-theme");
    let _ = root.set_attribute("lang", language);
    let _ = match theme {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
    request_animation_frame(move || {
        request_animation_frame(move || {
            let _ = switching.remove_1("switching-theme");
        });
    });
}

/// Whether a dialog is open: the page behind it takes no keys.
pub(crate) fn has_dialog() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}

/// Scrolls no farther than needed to see the element with this id.
pub(crate) fn bring_into_view(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        if let Some(element) = element(&id) {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

/// The files that are dragged, if files are.
pub(crate) fn dragged_files(event: &DragEvent) -> Option<DataTransfer> {
    let data = event.data_transfer()?;
    data.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files")).then_some(data)
}

/// Refuses a file that hangs over the page or is dropped on it, unless a part of the page takes it.
pub(crate) fn refuse_drop(event: &DragEvent) {
    if let Some(data) = dragged_files(event).filter(|_| !event.default_prevented()) {
        data.set_drop_effect("none");
        event.prevent_default();
    }
}

/// Pauses all videos but this one.
pub(crate) fn pause_other_videos(playing: &HtmlVideoElement) {
    let Ok(found) = document().query_selector_all("video") else { return };
    let videos =
        (0..found.length()).filter_map(|place| found.item(place)?.dyn_into::<HtmlVideoElement>().ok());
    for video in videos.filter(|video| video != playing) {
        // Ignored: pausing what is paused changes nothing.
        let _ = video.pause();
    }
}

/// Sets the title of the page, in tabs and task bars.
pub(crate) fn entitle(title: &str) {
    document().set_title(title);
}
