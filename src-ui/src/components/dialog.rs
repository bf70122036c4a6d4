//! A native dialog: the browser gives the focus trap, Esc and the inert page.

use leptos::html;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

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
