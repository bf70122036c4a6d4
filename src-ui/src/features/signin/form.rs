//! The form: its fields, complaints about them, and sending.

use conversas_ipc::{DemoAccount, Failure, FailureCode, RoleChoice, SignIn, Unsent};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::{App, app};
use crate::i18n::{failures, signin as t};
use crate::{browser, transport};

/// A complaint, and the field that it is about; none: about all of them.
#[derive(Clone, PartialEq)]
struct Complaint {
    field: Option<&'static str>,
    text: String,
}

/// The form; a handle, copied freely.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub(super) app: App,
    pub(super) server: RwSignal<String>,
    pub(super) email: RwSignal<String>,
    pub(super) password: RwSignal<String>,
    complaint: RwSignal<Option<Complaint>>,
    /// Whether the host is asked.
    pub(super) busy: RwSignal<bool>,
    /// Whether the dialog about another person's unsent words is open.
    pub(super) asking: RwSignal<bool>,
    /// The unsent words.
    pub(super) others: RwSignal<Unsent>,
    /// Whether the dialog about the people and roles of the account is open.
    pub(super) choosing: RwSignal<bool>,
    /// The people and roles to choose from.
    pub(super) choices: RwSignal<Vec<RoleChoice>>,
    /// The choice that was taken.
    chosen: RwSignal<Option<RoleChoice>>,
}

impl Form {
    /// Makes the form, with the address of the server that was used last.
    pub(super) fn new(server: String) -> Form {
        Form {
            app: app(),
            server: RwSignal::new(server),
            email: RwSignal::new(String::new()),
            password: RwSignal::new(String::new()),
            complaint: RwSignal::new(None),
            busy: RwSignal::new(false),
            asking: RwSignal::new(false),
            others: RwSignal::new(Unsent::default()),
            choosing: RwSignal::new(false),
            choices: RwSignal::new(Vec::new()),
            chosen: RwSignal::new(None),
        }
    }

    /// Signs in with the content of the fields.
    pub(super) fn begin(self) {
        self.chosen.set(None);
        self.submit(false);
    }

    /// Signs in as one of the account's people and roles.
    pub(super) fn submit_as(self, choice: RoleChoice) {
        self.chosen.set(Some(choice));
        self.submit(false);
    }

    /// Asks the host.
    pub(super) fn submit(self, discard_unsent: bool) {
        let request = SignIn {
            server: self.server.get_untracked(),
            email: self.email.get_untracked(),
            password: self.password.get_untracked(),
            discard_unsent,
            act_as: self.chosen.get_untracked(),
        };
        if let Some(lack) = lacking(&request) {
            return self.complain(lack);
        }
        if self.busy.get_untracked() {
            return;
        }
        self.complaint.set(None);
        self.asking.set(false);
        self.choosing.set(false);
        self.busy.set(true);
        spawn_local(async move {
            let answer = transport::call(request).await;
            self.busy.set(false);
            match answer {
                Ok(session) => self.app.enter(session),
                Err(Failure { code: FailureCode::UnsentItems(waiting), .. }) => {
                    self.others.set(waiting);
                    self.asking.set(true);
                }
                Err(Failure { code: FailureCode::ChooseRole, choices, .. }) => {
                    self.choices.set(choices);
                    self.choosing.set(true);
                }
                Err(failure) => self.complain(beside(&failure)),
            }
        });
    }

    /// Signs in with an account of a demonstration.
    pub(super) fn choose(self, account: DemoAccount) {
        if !self.busy.get_untracked() {
            self.email.set(account.email);
            self.password.set(account.password);
            self.begin();
        }
    }

    /// The complaint about a field.
    pub(super) fn wrong_with(self, id: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || self.complaint_of(Some(id)))
    }

    /// The complaint about all fields.
    pub(super) fn wrong(self) -> Option<String> {
        self.complaint_of(None)
    }

    fn complaint_of(self, field: Option<&'static str>) -> Option<String> {
        self.complaint.get().filter(|said| said.field == field).map(|said| said.text)
    }

    fn complain(self, said: Complaint) {
        if let Some(field) = said.field {
            browser::focus(field);
        }
        self.complaint.set(Some(said));
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
