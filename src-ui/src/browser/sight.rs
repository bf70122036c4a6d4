//! Parts of the page that can be seen, and the part that has the focus.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, IntersectionObserver, IntersectionObserverEntry};

/// Tells whether an element can be seen, until the reactive owner around it is gone.
pub(crate) fn watch_sight(element: &Element, seen: impl Fn(bool) + 'static) {
    let callback = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
        let newest = entries.iter().last().and_then(|entry| entry.dyn_into().ok());
        if let Some::<IntersectionObserverEntry>(entry) = newest {
            seen(entry.is_intersecting());
        }
    });
    let Ok(observer) = IntersectionObserver::new(callback.as_ref().unchecked_ref()) else { return };
    observer.observe(element);
    let kept = StoredValue::new_local((observer, callback));
    on_cleanup(move || {
        kept.try_with_value(|(observer, _)| observer.disconnect());
    });
}

/// Whether the element that had the focus is gone.
pub(crate) fn lost_focus() -> bool {
    document().active_element().is_none_or(|at| at.tag_name() == "BODY")
}

/// Whether the focus is within the element with this id, on something that cannot be seen any more.
pub(crate) fn has_hidden_focus(id: &str) -> bool {
    let at = document().active_element().and_then(|at| at.dyn_into::<HtmlElement>().ok());
    let around = super::element(id);
    at.zip(around).is_some_and(|(at, around)| at.offset_parent().is_none() && around.contains(Some(&at)))
}
