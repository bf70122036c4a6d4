//! Language, theme, notifications, sound, storage, account, signing out.

mod notices;
mod sign_out;
mod sound;
mod storage;

use conversas_ipc::{Language, Theme};
use leptos::prelude::*;

use crate::app::{App, SheetState, app};
use crate::components::{avatar, icon};
use crate::i18n::{replies, settings as t, shortcuts};
use crate::state::route::Page;
use crate::state::shortcuts::{Act, aria};
use notices::{NoticesSection, switch};
use sign_out::SignOutSection;
use sound::SoundSection;
use storage::StorageSection;

/// The settings page.
#[component]
pub(crate) fn SettingsPage() -> impl IntoView {
    let app = app();
    let sheet = expect_context::<SheetState>();
    let themes = [Theme::System, Theme::Light, Theme::Dark];
    view! {
        <section class="pane page" aria-labelledby="settings-title">
            <header class="bar">
                <h2 id="settings-title" tabindex="-1">{t::title()}</h2>
            </header>
            <div class="scroll">
                <div class="sheet">
                    <div class="section" role="radiogroup" aria-labelledby="language-title">
                        <h3 id="language-title">{t::language()}</h3>
                        <div class="choices">{Language::ALL.map(|language| language_choice(app, language)).collect_view()}</div>
                    </div>
                    <div class="section" role="radiogroup" aria-labelledby="theme-title">
                        <h3 id="theme-title">{t::theme()}</h3>
                        <div class="choices">{themes.map(|theme| theme_choice(app, theme)).collect_view()}</div>
                    </div>
                    <NoticesSection />
                    <SoundSection />
                    <StorageSection />
                    {app.keeps_replies().then(|| leads_to(app, Page::Replies, "reply", replies::title(), replies::lead()))}
                    <div class="section mouse-only">
                        <button
                            class="menu-item leads"
                            type="button"
                            aria-keyshortcuts=move || aria(Act::Help, app.preferences().get().letter_keys)
                            on:click=move |_| sheet.open()
                        >
                            {icon("keyboard")} <span class="what">{shortcuts::title()}</span> {icon("chevron-right")}
                        </button>
                        <div class="choices">
                            {switch(
                                shortcuts::letters(),
                                shortcuts::letters_hint(),
                                move || app.preferences().with(|all| all.letter_keys),
                                move |on| app.prefer(|preferences| preferences.letter_keys = on),
                            )}
                        </div>
                    </div>
                    <div class="section">
                        <h3>{t::account()}</h3>
                        {move || account(app)}
                        <SignOutSection />
                    </div>
                </div>
            </div>
        </section>
    }
}

/// The choice of a language. The page is written anew in the language, and the choice gets the focus back.
fn language_choice(app: App, language: Language) -> impl IntoView {
    let id = language.code();
    view! {
        <label class="choice">
            <span class="what" lang=id>{t::language_name(language)}</span>
            <input
                type="radio"
                id=id
                name="language"
                prop:checked=move || app.preferences().get().language == language
                on:change=move |_| {
                    app.prefer(|preferences| preferences.language = language);
                    crate::browser::focus_later(id);
                }
            />
        </label>
    }
}

fn theme_choice(app: App, theme: Theme) -> impl IntoView {
    view! {
        <label class="choice">
            <span class="what">{t::theme_name(theme)}</span>
            <input
                type="radio"
                name="theme"
                prop:checked=move || app.preferences().get().theme == theme
                on:change=move |_| app.prefer(|preferences| preferences.theme = theme)
            />
        </label>
    }
}

/// A button that leads to a page of its own.
fn leads_to(
    app: App,
    page: Page,
    symbol: &'static str,
    name: &'static str,
    hint: &'static str,
) -> impl IntoView {
    view! {
        <div class="section">
            <button class="menu-item leads" type="button" on:click=move |_| app.go(page)>
                {icon(symbol)} <span class="what">{name} " " <small>{hint}</small></span> {icon("chevron-right")}
            </button>
        </div>
    }
}

fn account(app: App) -> impl IntoView {
    let me = app.me();
    view! {
        <div class="person account">
            {avatar(&me.name, "")}
            <span class="what">
                {me.name.clone()}
                " "
                <small>{format!("{} · {} · {}", t::role(me.role), me.school, t::plan(me.plan))}</small>
            </span>
        </div>
    }
}
