//! Words that cannot be sent any more, because access ended (rule 20), a survey closed or a row was torn: shown until the person
//! has copied them. What is lost without words is said.

use conversas_domain::moment::Moment;
use conversas_ipc::{Lost, RescuedText};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::app;
use crate::components::{Dialog, icon};
use crate::i18n::{common, dates, rescued as t};
use crate::{browser, clock};

/// Opens when there is something to show.
#[component]
pub(crate) fn RescuedDialog() -> impl IntoView {
    let app = app();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(app.rescued().with(|texts| !texts.is_empty())));
    // Of what is lost without words nothing can be copied.
    let has_words =
        Memo::new(move |_| app.rescued().with(|texts| texts.iter().any(|text| text.lost.is_none())));
    let title = Signal::derive(move || if has_words.get() { t::title() } else { t::title_lost() }.to_owned());
    view! {
        <Dialog open id="rescued-title" class="dialog tall" title>
            <div class="content">
                {move || has_words.get().then(|| view! { <p>{t::explained()}</p> })}
                {move || app.rescued().get().into_iter().map(shown).collect_view()}
            </div>
            <div class="foot">
                <button class="button" type="button" on:click=move |_| open.set(false)>
                    {t::later()}
                </button>
                <button class="button" class:danger=has_words type="button" on:click=move |_| app.forget_rescued()>
                    {move || if has_words.get() { t::forget() } else { t::understood() }}
                </button>
            </div>
        </Dialog>
    }
}

fn shown(text: RescuedText) -> AnyView {
    match text.lost {
        None => words(text).into_any(),
        Some(what) => lost(text.written_at, what).into_any(),
    }
}

fn lost(at: Moment, what: Lost) -> impl IntoView {
    let when = dates::moment(clock::civil(at), clock::today());
    let said = match what {
        Lost::Unreadable => t::unreadable(),
        Lost::Voice => t::voice(),
    };
    view! {
        <div class="rescued">
            <p class="quoted whole"><b>{when}</b><span class="words">{said}</span></p>
        </div>
    }
}

fn words(text: RescuedText) -> impl IntoView {
    let when = dates::moment(clock::civil(text.written_at), clock::today());
    let words = text.text.clone();
    // A toast would stand behind the dialog, and a screen reader would not read it.
    let said = RwSignal::new("");
    let copy = move |_| {
        let text = text.text.clone();
        spawn_local(async move {
            let copied = browser::copy(text).await;
            said.try_set(if copied { common::copied() } else { common::not_copied() });
        });
    };
    view! {
        <div class="rescued">
            <blockquote class="quoted whole"><b>{when}</b><span class="words">{words}</span></blockquote>
            <button class="button" type="button" on:click=copy>
                {icon("copy")}
                {common::copy()}
            </button>
            <span class="help" role="status">{said}</span>
        </div>
    }
}
