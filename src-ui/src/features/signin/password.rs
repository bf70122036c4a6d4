//! The password, hidden or shown.

use leptos::prelude::*;

use crate::components::icon;
use crate::i18n::signin as t;

/// The password's field.
#[component]
pub(super) fn Password(value: RwSignal<String>, complaint: Signal<Option<String>>) -> impl IntoView {
    let shown = RwSignal::new(false);
    view! {
        <div>
            <label class="label" for="password">{t::password()}</label>
            <div class="input" class:wrong=move || complaint.get().is_some()>
                <input
                    id="password"
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete="current-password"
                    autocapitalize="none"
                    spellcheck="false"
                    aria-invalid=move || complaint.get().is_some().then_some("true")
                    aria-describedby="password-help"
                    prop:value=value
                    on:input=move |event| value.set(event_target_value(&event))
                />
                <button
                    class="icon-button"
                    type="button"
                    aria-label=t::show_password()
                    title=t::show_password()
                    aria-pressed=move || shown.get().to_string()
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {icon("eye")}
                </button>
            </div>
            <p class="help wrong" id="password-help" role="alert">{move || complaint.get()}</p>
        </div>
    }
}
