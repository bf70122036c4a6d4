//! "Exportar histórico": the open conversation as a file.

use conversas_ipc::{ConversationDetail, ExportConversation, ExportFormat};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::acts::offer;
use crate::app::{App, app};
use crate::clock;
use crate::components::{Dialog, icon};
use crate::i18n::{common, export as t, failures};
use crate::state::shortcuts::Act;
use crate::transport::call;
use crate::transport::files::{Saved, save};

/// Asks for the format, then where to save it.
#[component]
pub(crate) fn ExportDialog() -> impl IntoView {
    let app = app();
    let open = RwSignal::new(false);
    let can = move || {
        let id = app
            .detail()
            .with_untracked(|detail| detail.as_deref().map(|detail: &ConversationDetail| detail.id));
        id.is_some_and(|id| app.route().with_untracked(|route| route.shows(id)))
    };
    offer(Act::Export, can, move || open.set(true));
    let format = RwSignal::new(ExportFormat::Pdf);
    let busy = RwSignal::new(false);
    let complaint = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        if open.get() {
            complaint.set(None);
        }
    });
    view! {
        <Dialog open id="export-title" title=Signal::derive(|| t::title().to_owned())>
            <div class="content">
                <p>{t::lead()}</p>
                <fieldset>
                    <legend class="label">{t::format()}</legend>
                    <div class="choices">
                        {[ExportFormat::Pdf, ExportFormat::Text].map(|one| choice(format, one)).collect_view()}
                    </div>
                </fieldset>
                <p class="wrong" role="alert">{move || complaint.get()}</p>
            </div>
            <div class="foot">
                <button class="button" type="button" on:click=move |_| open.set(false)>
                    {common::cancel()}
                </button>
                <button
                    class="button primary"
                    type="button"
                    aria-disabled=move || busy.get().to_string()
                    on:click=move |_| export(app, open, format.get_untracked(), busy, complaint)
                >
                    {icon("download")}
                    {move || if busy.get() { t::busy() } else { t::confirm() }}
                </button>
            </div>
        </Dialog>
    }
}

fn choice(format: RwSignal<ExportFormat>, one: ExportFormat) -> impl IntoView {
    let (name, use_of) = t::format_name(one);
    view! {
        <label class="choice">
            <span class="what">{name} " " <small>{use_of}</small></span>
            <input
                type="radio"
                name="export-format"
                prop:checked=move || format.get() == one
                on:change=move |_| format.set(one)
            />
        </label>
    }
}

fn export(
    app: App,
    open: RwSignal<bool>,
    format: ExportFormat,
    busy: RwSignal<bool>,
    complaint: RwSignal<Option<String>>,
) {
    let Some(id) =
        app.detail().with_untracked(|detail| detail.as_deref().map(|detail: &ConversationDetail| detail.id))
    else {
        return;
    };
    if busy.get_untracked() {
        return;
    }
    busy.set(true);
    complaint.set(None);
    spawn_local(async move {
        let request = ExportConversation {
            conversation_id: id,
            format,
            language: crate::i18n::language(),
            utc_offset: clock::offset(),
        };
        let answer = call(request).await;
        let media_type = match format {
            ExportFormat::Pdf => "application/pdf",
            ExportFormat::Text => "text/plain;charset=utf-8",
        };
        match answer {
            Ok(file) => match save(&file.name, &file.content, media_type).await {
                Saved::Done => {
                    open.try_set(false);
                    let (symbol, said) =
                        if file.complete { ("check", t::done()) } else { ("info", t::partly()) };
                    app.say(symbol, said.to_owned());
                }
                Saved::Cancelled => {}
                Saved::Failed => complaint.set(Some(t::unsaved().to_owned())),
            },
            Err(failure) => complaint.set(Some(failures::failure(&failure))),
        }
        busy.set(false);
    });
}
