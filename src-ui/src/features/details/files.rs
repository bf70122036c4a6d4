//! The newest files of the conversation: a press opens one, or goes to its message.

use conversas_domain::attachment::AttachmentKind;
use conversas_ipc::FileLine;
use leptos::prelude::*;

use crate::app::{App, app};
use crate::components::{file_name, small_icon, tiny_icon};
use crate::i18n::files as t;
use crate::state::clocks;

/// The section; nothing without files.
#[component]
pub(super) fn Files() -> impl IntoView {
    let app = app();
    let files = Memo::new(move |_| {
        app.detail().with(|detail| detail.as_ref().map(|d| d.files.clone()).unwrap_or_default())
    });
    move || {
        let files = files.get();
        (!files.is_empty()).then(|| {
            view! {
                <div class="section">
                    <h3>{t::files()}</h3>
                    <ul class="past details-files">
                        {files.into_iter().map(|line| row(app, line)).collect_view()}
                    </ul>
                </div>
            }
        })
    }
}

fn row(app: App, line: FileLine) -> impl IntoView {
    let FileLine { entry_id, author, file } = line;
    let symbol = match file.kind {
        AttachmentKind::Image => "image",
        AttachmentKind::Video => "video",
        AttachmentKind::Voice | AttachmentKind::Audio => "mic",
        AttachmentKind::Document => "file",
    };
    let jump = move || {
        if let Some(id) = app.route().get_untracked().conversation {
            app.open_at(id, entry_id);
        }
    };
    // A voice message's file name is left out, because no person chose it.
    let name = match file.kind {
        AttachmentKind::Voice => t::voice_of(author.as_deref(), file.duration_ms.map(clocks::length)),
        _ => file.name.clone(),
    };
    use AttachmentKind::{Audio, Video, Voice};
    let plays = matches!(file.kind, Video | Voice | Audio);
    // Videos and voice messages are played in the thread.
    let press = move |_| match plays {
        true => jump(),
        false => app.open_file(&file),
    };
    view! {
        <li>
            <button class="details-file" type="button" on:click=press>
                {tiny_icon(symbol)} {file_name(&name)}
            </button>
            {(!plays)
                .then(|| {
                    view! {
                        <button
                            class="icon-button"
                            type="button"
                            aria-label=format!("{}: {name}", t::go_to_message())
                            title=t::go_to_message()
                            on:click=move |_| jump()
                        >
                            {small_icon("chevron-right")}
                        </button>
                    }
                })}
        </li>
    }
}
