//! A field of the form, with its complaint.

use leptos::prelude::*;

/// A labelled input.
#[component]
pub(super) fn Field(
    id: &'static str,
    label: &'static str,
    kind: &'static str,
    autocomplete: &'static str,
    inputmode: &'static str,
    example: &'static str,
    value: RwSignal<String>,
    complaint: Signal<Option<String>>,
) -> impl IntoView {
    let help = format!("{id}-help");
    view! {
        <div>
            <label class="label" for=id>{label}</label>
            <div class="input" class:wrong=move || complaint.get().is_some()>
                <input
                    id=id
                    type=kind
                    inputmode=inputmode
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    placeholder=example
                    aria-invalid=move || complaint.get().is_some().then_some("true")
                    aria-describedby=help.clone()
                    prop:value=value
                    on:input=move |event| value.set(event_target_value(&event))
                />
            </div>
            <p class="help wrong" id=help role="alert">{move || complaint.get()}</p>
        </div>
    }
}
