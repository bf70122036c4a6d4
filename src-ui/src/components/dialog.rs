//! A native dialog: the browser gives the focus trap, Esc and the inert page.

use leptos::html;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use web_sys::wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};

use super::icon;
use crate::i18n::common;

/// A modal dialog. Its content is made anew at each opening; closing gives the focus back.
#[component]
pub(crate) fn Dialog(
    open: RwSignal<bool>,
    /// The heading's id; unique in the page.
    id: &'static str,
    #[prop(into)] title: Signal<String>,
    #[prop(default = "dialog")] class: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let opened = open.get();
        let Some(dialog) = element.get() else { return };
        if !opened {
            dialog.close();
            return;
        }
        spawn_local(async move {
            // The content must stand before `autofocus` is looked for.
            tick().await;
            if !dialog.open() {
                // Fails only for a dialog that was taken off the page.
                let _ = dialog.show_modal();
                focus_first_choice(&dialog);
            }
        });
    });
    view! {
        <dialog
            class=class
            node_ref=element
            aria-labelledby=id
            on:close=move |_| open.set(false)
            on:click=move |event| {
                let outside = event.target() == event.current_target();
                if outside {
                    open.set(false);
                }
            }
        >
            <Show when=move || open.get()>
                <div class="head">
                    <h2 id=id>{move || title.get()}</h2>
                    <button
                        class="icon-button"
                        type="button"
                        aria-label=common::close()
                        title=common::close()
                        on:click=move |_| open.set(false)
                    >
                        {icon("close")}
                    </button>
                </div>
                {children()}
            </Show>
        </dialog>
    }
}

/// Gives a dialog's first choice the focus: the one that is made already, or the first of all. The browser would give it to the
/// button that closes the dialog. A dialog that names its first control by `autofocus`, or has nothing to choose, stays as it is.
fn focus_first_choice(dialog: &HtmlDialogElement) {
    let find = |selector| dialog.query_selector(selector).ok().flatten();
    if find("[autofocus]").is_some() {
        return;
    }
    let first =
        find("input:checked:enabled").or_else(|| find("input:enabled, textarea:enabled, select:enabled"));
    if let Some(first) = first.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Fails only for an element that was taken off the page.
        let _ = first.focus();
    }
}
