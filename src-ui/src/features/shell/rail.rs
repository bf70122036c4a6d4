//! The rail of a wide window, the tab bar of a narrow one.

use leptos::prelude::*;

use crate::app::{App, app};
use crate::components::{avatar, icon};
use crate::i18n::common as t;
use crate::state::route::Page;

/// The places that the rail leads to.
#[component]
pub(super) fn Rail() -> impl IntoView {
    let app = app();
    let theme_icon = move || match app.preferences().get().theme {
        conversas_ipc::Theme::Dark => icon("sun").into_any(),
        conversas_ipc::Theme::Light | conversas_ipc::Theme::System => icon("moon").into_any(),
    };
    view! {
        <nav class="rail" aria-label=t::main_navigation()>
            <span class="mark only-wide"><img src="icon.svg" alt="" /></span>
            <ul>
                <li>{item(app, Page::Conversations, "chat", t::in_rail(), true)}</li>
                <li class="push only-wide">
                    <button class="rail-item" type="button" on:click=move |_| app.switch_theme()>
                        {theme_icon}
                        <span>{t::theme()}</span>
                    </button>
                </li>
                <li>{item(app, Page::Settings, "settings", t::settings(), false)}</li>
            </ul>
            <span class="only-wide">
                <span class="vh">{move || t::account(&app.me().name)}</span>
                {move || avatar(&app.me().name, "sm")}
            </span>
        </nav>
    }
}

fn item(app: App, page: Page, symbol: &'static str, word: &'static str, counts: bool) -> impl IntoView {
    let badge = move || {
        // The same number as in the window's title.
        let number = if counts { app.summaries().with(|all| all.unread) } else { 0 };
        let word = t::unread_conversations(number);
        (number > 0).then(|| view! { <span class="badge">{number}</span> <span class="vh">{word}</span> })
    };
    view! {
        <button
            class="rail-item"
            type="button"
            aria-current=move || (app.route().get().page.of_rail() == page).then_some("page")
            on:click=move |_| app.go(page)
        >
            {icon(symbol)}
            <span>{word}</span>
            " "
            {badge}
        </button>
    }
}
