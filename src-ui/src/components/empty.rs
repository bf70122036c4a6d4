//! The content of empty places.

use conversas_ipc::Failure;
use leptos::prelude::*;

use super::drawing::{Drawing, drawing};
use crate::app::app;
use crate::i18n::{common, failures};

/// A drawing, a title, a text about what happens next, and an act.
pub(crate) fn empty(which: Drawing, title: String, text: String, action: impl IntoView) -> impl IntoView {
    view! {
        <div class="empty">
            {drawing(which)} <h2>{title}</h2> <p>{text}</p> {action}
        </div>
    }
}

/// The page when the host does not answer.
pub(crate) fn not_started(failure: &Failure) -> impl IntoView + use<> {
    let app = app();
    let action = view! {
        <button class="button primary" type="button" on:click=move |_| app.start()>
            {common::try_again()}
        </button>
    };
    view! {
        <main class="starting">
            <h1 class="vh">{common::app()}</h1>
            {empty(Drawing::Notebook, common::not_started().to_owned(), failures::failure(failure), action)}
        </main>
    }
}
