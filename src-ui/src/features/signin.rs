//! Sign-in: server address, e-mail, password.

mod choose;
mod demo;
mod field;
mod form;
mod others;
mod password;
mod welcome;

use conversas_ipc::{DemoAccount, SignedOut};
use leptos::prelude::*;
use web_sys::SubmitEvent;

use crate::app::App;
use crate::components::icon;
use crate::i18n::{connection, signin as t};
use choose::ChooseDialog;
use demo::DemoAccounts;
use field::Field;
use form::Form;
use others::OthersDialog;
use password::Password;
use welcome::welcome;

/// The page of a person who is not signed in. `again`: their session is locked, and their conversations wait
/// behind it.
#[component]
pub(crate) fn SignInPage(state: SignedOut, #[prop(optional)] again: bool) -> impl IntoView {
    let offered = state.server.clone();
    let form = Form::new(state.server);
    let app = form.app;
    let general = move || form.wrong().map(|text| notice("alert", text, ""));
    view! {
        <div class="signin">
            {welcome()}
            <main class="form-side">
                <form
                    aria-label=t::title()
                    novalidate
                    on:submit=move |event: SubmitEvent| {
                        event.prevent_default();
                        form.begin();
                    }
                >
                    <div>
                        <img class="mark" src="icon.svg" alt="" />
                        <h1>{t::title()}</h1>
                        <p class="lead">{t::lead()}</p>
                    </div>
                    {state.was_revoked.then(|| revoked_notice(app))}
                    {again.then(|| kept_notice(app))}
                    {fields(form)}
                    <div class="go">
                        <div role="alert">{general}</div>
                        <button
                            class="button primary wide"
                            type="submit"
                            aria-disabled=move || form.busy.get().to_string()
                        >
                            {move || if form.busy.get() { t::submitting() } else { t::submit() }}
                        </button>
                    </div>
                    <DemoAccounts
                        server=offered
                        on_choose=Callback::new(move |account: DemoAccount| form.choose(account))
                    />
                    <p class="fine">{t::fine()}</p>
                </form>
                <ChooseDialog
                    open=form.choosing
                    choices=form.choices
                    on_choose=Callback::new(move |choice| form.submit_as(choice))
                />
                <OthersDialog
                    open=form.asking
                    unsent=form.others
                    on_enter=Callback::new(move |()| form.submit(true))
                />
            </main>
        </div>
    }
}

/// The fields for server, e-mail and password.
fn fields(form: Form) -> impl IntoView {
    view! {
        <Field
            id="server"
            label=t::server()
            kind="text"
            autocomplete="url"
            inputmode="url"
            example=t::server_example()
            value=form.server
            complaint=form.wrong_with("server")
        />
        <Field
            id="email"
            label=t::email()
            kind="email"
            autocomplete="username"
            inputmode="email"
            example=t::email_example()
            value=form.email
            complaint=form.wrong_with("email")
        />
        <Password value=form.password complaint=form.wrong_with("password") />
    }
}

/// The notice when the page came without the person's doing.
fn revoked_notice(app: App) -> impl IntoView {
    app.announce(format!("{} {}", t::revoked(), t::revoked_hint()));
    notice("lock", t::revoked().to_owned(), t::revoked_hint())
}

/// The notice that signing in again loses nothing, with the way back.
fn kept_notice(app: App) -> impl IntoView {
    let hint =
        Memo::new(move |_| app.connection().get().lock.map(connection::locked_hint).unwrap_or_default());
    // A live region that comes with its words is not read out.
    Effect::new(move |_| app.announce(hint.get().to_owned()));
    view! {
        <div class="notice attention">
            {icon("lock")}
            <p>
                {hint} " "
                <button class="link" type="button" on:click=move |_| app.goes_back_to_conversations()>
                    {connection::back_to_conversations()}
                </button>
            </p>
        </div>
    }
}

fn notice(symbol: &'static str, headline: String, text: &'static str) -> impl IntoView {
    view! {
        <div class="notice attention">
            {icon(symbol)}
            <p>
                <b>{headline}</b>
                " "
                {text}
            </p>
        </div>
    }
}
