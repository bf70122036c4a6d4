//! The signed-in app: rail and panes.

mod rail;

use conversas_domain::person::Side;
use leptos::ev;
use leptos::prelude::*;
use web_sys::MouseEvent;

use super::channels::ChannelChoice;
use super::details::{DetailsDialogs, DetailsPane, Dialogs};
use super::export::ExportDialog;
use super::inbox::InboxPane;
use super::replies::RepliesPage;
use super::rescued::RescuedDialog;
use super::search::Palette;
use super::settings::SettingsPage;
use super::shortcuts::Shortcuts;
use super::start::StartDialog;
use super::thread::ThreadPane;
use crate::app::{App, app};
use crate::browser;
use crate::components::mini_player::MiniPlayer;
use crate::i18n::{common as t, notifications};
use crate::state::route::Page;
use rail::Rail;

/// Everything below the session gate.
#[component]
pub(crate) fn Shell() -> impl IntoView {
    let app = app();
    app.provide_dialogs();
    let page = Memo::new(move |_| app.route().get().page);
    let has_details = Memo::new(move |_| app.route().get().conversation.is_some() && app.details_shown());
    let thread_away = Memo::new(move |_| {
        app.route().with(|route| route.page != Page::Conversations || route.conversation.is_none())
    });
    close_details_by_escape(app);
    Effect::new(move |_| {
        browser::entitle(&notifications::page_title(app.summaries().with(|all| all.unread)))
    });
    on_cleanup(|| browser::entitle(t::app()));
    let panes = move || match page.get() {
        Page::Settings => view! { <SettingsPage /> }.into_any(),
        Page::Replies => view! { <RepliesPage /> }.into_any(),
        Page::Conversations => conversations(app, has_details).into_any(),
    };
    view! {
        <div
            class="app"
            data-view=move || app.route().get().view()
            data-details=move || if has_details.get() { "open" } else { "closed" }
        >
            {move || (!thread_away.get()).then(skip_link)}
            <Rail />
            <main class="panes">
                <h1 class="vh">{t::app()}</h1>
                {panes}
            </main>
        </div>
        <MiniPlayer shown=thread_away class="floating" />
        {(app.side() == Side::Family).then(|| view! { <StartDialog /> })}
        <RescuedDialog />
        <Palette />
        <Shortcuts />
        <ExportDialog />
    }
}

/// The list, the thread beside it, and the details.
fn conversations(app: App, has_details: Memo<bool>) -> impl IntoView {
    let dialogs = Dialogs::new();
    let channel = Memo::new(move |_| app.route().get().channel);
    let list = move || match (app.side(), channel.get()) {
        (Side::School, None) => view! { <ChannelChoice /> }.into_any(),
        (Side::School, Some(_)) | (Side::Family, _) => view! { <InboxPane /> }.into_any(),
    };
    view! {
        {list}
        <ThreadPane />
        <Show when=move || has_details.get()>
            <DetailsPane dialogs />
        </Show>
        <DetailsDialogs dialogs />
    }
}

/// The keyboard's way past the list.
fn skip_link() -> impl IntoView {
    // A link that changed the page's address would be a step in its history.
    let skip = |event: MouseEvent| {
        event.prevent_default();
        browser::focus(browser::PANE);
    };
    view! { <a class="skip" href=format!("#{}", browser::PANE) on:click=skip>{t::skip_to_conversation()}</a> }
}

/// Closes the details by Esc where they lie over the thread.
fn close_details_by_escape(app: App) {
    let escape = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" && !event.default_prevented() && app.have_details_over() {
            event.prevent_default();
            app.hide_details_over();
            browser::focus_later(browser::HEADING);
        }
    });
    on_cleanup(move || escape.remove());
}
