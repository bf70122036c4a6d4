//! A native dialog: the browser gives the focus trap, Esc and the inert page.

use leptos::html;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDialogElement, HtmlElement, MouseEvent, PointerEvent};

use super::icon_button;
use crate::i18n::common;

/// The area around a dialog: a click there closes the dialog. The second click of the double click that
/// opened it does not, nor does the end of marking text inside.
/// end of marking text inside.
#[derive(Clone, Copy)]
pub(crate) struct Backdrop(StoredValue<bool>);

impl Backdrop {
    pub(crate) fn new() -> Backdrop {
        Backdrop(StoredValue::new(false))
    }

    /// Notes that a pointer went down on the dialog's element.
    pub(crate) fn pressed(self, event: &PointerEvent) {
        self.0.set_value(is_on_itself(event));
    }

    /// Whether a click on the dialog's element closes the dialog.
    pub(crate) fn is_clicked(self, event: &MouseEvent) -> bool {
        is_on_itself(event) && self.0.get_value() && event.detail() < 2
    }
}

fn is_on_itself(event: &Event) -> bool {
    event.target() == event.current_target()
}

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
    let backdrop = Backdrop::new();
    Effect::new(move |_| {
        let opened = open.get();
        let Some(dialog) = element.get() else { return };
        if !opened {
            dialog.close();
            return;
        }
        spawn_local(async move {
            // The content must be there before `autofocus` is looked for.
            tick().await;
            if !dialog.open() {
                // Ignored: this fails only for a dialog that was taken off the page.
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
            on:pointerdown=move |event| backdrop.pressed(&event)
            on:click=move |event| {
                if backdrop.is_clicked(&event) {
                    open.set(false);
                }
            }
        >
            <Show when=move || open.get()>
                <div class="head">
                    <h2 id=id>{move || title.get()}</h2>
                    {icon_button("close", common::close(), move || open.set(false))}
                </div>
                {children()}
            </Show>
        </dialog>
    }
}

/// The buttons below the form in a dialog: "Cancelar", and the one that sends the form. `busy`: the form is
/// being sent.
pub(crate) fn dialog_foot(
    open: RwSignal<bool>,
    submit: &'static str,
    busy: Option<RwSignal<bool>>,
) -> impl IntoView {
    let disabled = move || busy.map(|busy| busy.get().to_string());
    view! {
        <div class="foot">
            <button class="button" type="button" on:click=move |_| open.set(false)>
                {common::cancel()}
            </button>
            <button class="button primary" type="submit" aria-disabled=disabled>
                {submit}
            </button>
        </div>
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
        // Ignored: this fails only for an element that was taken off the page.
        let _ = first.focus();
    }
}
