//! Sign-in: server address, e-mail, password.

#![expect(clippy::too_many_lines, reason = "the markup of one form")]

mod choose;
mod demo;
mod field;
mod others;
mod password;
mod welcome;

use conversas_ipc::{DemoAccount, Failure, FailureCode, RoleChoice, SignIn, SignedOut, Unsent};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::SubmitEvent;

use crate::app::{App, app};
use crate::components::icon;
use crate::i18n::{connection, failures, signin as t};
use crate::{browser, transport};
use choose::ChooseDialog;
use demo::DemoAccounts;
use field::Field;
use others::OthersDialog;
use password::Password;
use welcome::welcome;

/// What is wrong, and beside which field; none: with all of it.
#[derive(Clone, PartialEq)]
struct Complaint {
    field: Option<&'static str>,
    text: String,
}

/// The page of somebody who is not signed in. `again`: their session is locked, and their conversations wait behind it.
#[component]
pub(crate) fn SignInPage(state: SignedOut, #[prop(optional)] again: bool) -> impl IntoView {
    let app = app();
    let offered = state.server.clone();
    let server = RwSignal::new(state.server);
    let email = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let complaint = RwSignal::new(None::<Complaint>);
    let busy = RwSignal::new(false);
    let asking = RwSignal::new(false);
    let others = RwSignal::new(Unsent::default());
    let choosing = RwSignal::new(false);
    let choices = RwSignal::new(Vec::<RoleChoice>::new());
    let chosen = RwSignal::new(None::<RoleChoice>);
    let complain = move |said: Complaint| {
        if let Some(field) = said.field {
            browser::focus(field);
        }
        complaint.set(Some(said));
    };
    let submit = move |discard_unsent: bool| {
        let request = SignIn {
            server: server.get_untracked(),
            email: email.get_untracked(),
            password: password.get_untracked(),
            discard_unsent,
            act_as: chosen.get_untracked(),
        };
        if let Some(lack) = lacking(&request) {
            return complain(lack);
        }
        if busy.get_untracked() {
            return;
        }
        complaint.set(None);
        asking.set(false);
        choosing.set(false);
        busy.set(true);
        spawn_local(async move {
            let answer = transport::call(request).await;
            busy.set(false);
            match answer {
                Ok(session) => app.enter(session),
                Err(Failure { code: FailureCode::UnsentItems(waiting), .. }) => {
                    others.set(waiting);
                    asking.set(true);
                }
                Err(Failure { code: FailureCode::ChooseRole, choices: offered, .. }) => {
                    choices.set(offered);
                    choosing.set(true);
                }
                Err(failure) => complain(beside(&failure)),
            }
        });
    };
    let of = move |id: &'static str| {
        Signal::derive(move || complaint.get().filter(|said| said.field == Some(id)).map(|said| said.text))
    };
    let general = move || {
        complaint.get().filter(|said| said.field.is_none()).map(|said| notice("alert", said.text, ""))
    };
    view! {
        <div class="signin">
            {welcome()}
            <main class="form-side">
                <form
                    aria-label=t::title()
                    novalidate
                    on:submit=move |event: SubmitEvent| {
                        event.prevent_default();
                        chosen.set(None);
                        submit(false);
                    }
                >
                    <div>
                        <img class="mark" src="icon.svg" alt="" />
                        <h1>{t::title()}</h1>
                        <p class="lead">{t::lead()}</p>
                    </div>
                    {state.was_revoked.then(|| revoked_notice(app))}
                    {again.then(|| kept_notice(app))}
                    <Field
                        id="server"
                        label=t::server()
                        kind="text"
                        autocomplete="url"
                        inputmode="url"
                        example=t::server_example()
                        value=server
                        complaint=of("server")
                    />
                    <Field
                        id="email"
                        label=t::email()
                        kind="email"
                        autocomplete="username"
                        inputmode="email"
                        example=t::email_example()
                        value=email
                        complaint=of("email")
                    />
                    <Password value=password complaint=of("password") />
                    <div class="go">
                        <div role="alert">{general}</div>
                        <button class="button primary wide" type="submit" aria-disabled=move || busy.get().to_string()>
                            {move || if busy.get() { t::submitting() } else { t::submit() }}
                        </button>
                    </div>
                    <DemoAccounts
                        server=offered
                        on_choose=Callback::new(move |account: DemoAccount| {
                            if busy.get_untracked() {
                                return;
                            }
                            email.set(account.email);
                            password.set(account.password);
                            chosen.set(None);
                            submit(false);
                        })
                    />
                    <p class="fine">{t::fine()}</p>
                </form>
                <ChooseDialog
                    open=choosing
                    choices
                    on_choose=Callback::new(move |choice| {
                        chosen.set(Some(choice));
                        submit(false);
                    })
                />
                <OthersDialog open=asking unsent=others on_enter=Callback::new(move |()| submit(true)) />
            </main>
        </div>
    }
}

/// The page came by itself.
fn revoked_notice(app: App) -> impl IntoView {
    app.announce(format!("{} {}", t::revoked(), t::revoked_hint()));
    notice("lock", t::revoked().to_owned(), t::revoked_hint())
}

/// Nothing is lost by signing in again, and one may also go back.
fn kept_notice(app: App) -> impl IntoView {
    let hint = Memo::new(move |_| app.connection.get().lock.map(connection::locked_hint).unwrap_or_default());
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

fn lacking(request: &SignIn) -> Option<Complaint> {
    let email = request.email.trim();
    let (field, text) = if request.server.trim().is_empty() {
        ("server", t::server_missing())
    } else if email.is_empty() {
        ("email", t::email_missing())
    } else if !email.split_once('@').is_some_and(|(name, place)| !name.is_empty() && !place.is_empty()) {
        ("email", t::email_odd())
    } else if request.password.is_empty() {
        ("password", t::password_missing())
    } else {
        return None;
    };
    Some(Complaint { field: Some(field), text: text.to_owned() })
}

fn beside(failure: &Failure) -> Complaint {
    let field = match failure.code {
        FailureCode::BadAddress
        | FailureCode::AddressIsEmail
        | FailureCode::AddressNeedsHttps
        | FailureCode::Certificate(_)
        | FailureCode::NotAServer => Some("server"),
        FailureCode::BadCredentials => Some("password"),
        _ => None,
    };
    Complaint { field, text: failures::failure(failure) }
}
