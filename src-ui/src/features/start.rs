//! A family starts a conversation: student and channel (rule 1). The first message is written in the
//! conversation itself, with all that a message can have: files, voice, a draft.

mod choices;

use conversas_domain::channel::serves;
use conversas_domain::ids::{ChannelId, StudentId};
use conversas_ipc::{Account, BeginConversation, ChannelItem};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::SubmitEvent;

use crate::app::acts::offer;
use crate::app::{App, app};
use crate::browser;
use crate::components::{Dialog, hours_line};
use crate::i18n::{common, failures, start as t};
use crate::state::shortcuts::Act;
use crate::transport::call;
use choices::{FIRST_CHANNEL, channel_choices, student_choices};

/// The state of the dialog; a handle, copied freely.
#[derive(Clone, Copy)]
struct Start {
    app: App,
    open: RwSignal<bool>,
    student: RwSignal<Option<StudentId>>,
    channel: RwSignal<Option<ChannelId>>,
    complaint: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
}

impl Start {
    fn served(self, me: &Account) -> Vec<ChannelItem> {
        let student = self.student.get();
        let Some(student) = me.students.iter().find(|item| Some(item.id) == student) else {
            return Vec::new();
        };
        let is_offered =
            |channel: &&ChannelItem| serves(channel.active, &channel.class_groups, &student.class_group);
        me.channels.iter().filter(is_offered).cloned().collect()
    }

    fn chosen(self) -> Option<ChannelItem> {
        let channel = self.channel.get();
        self.served(&self.app.me()).into_iter().find(|item| Some(item.id) == channel)
    }

    /// Shows a complaint at the channels, where it can be put right.
    fn complain(self, what: String) {
        self.complaint.set(Some(what));
        browser::focus_later(FIRST_CHANNEL);
    }

    fn begin(self) {
        let chosen = untrack(move || self.chosen());
        let (Some(student_id), Some(channel)) = (self.student.get_untracked(), chosen) else {
            return self.complain(t::choose_channel().to_owned());
        };
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            let answer = call(BeginConversation { channel_id: channel.id, student_id }).await;
            self.busy.set(false);
            match answer {
                Ok(begun) => {
                    self.open.try_set(false);
                    self.app.open_begun(begun.conversation_id);
                }
                Err(failure) => self.complain(failures::failure(&failure)),
            }
        });
    }
}

/// The dialog "Nova conversa".
#[component]
pub(crate) fn StartDialog() -> impl IntoView {
    let app = app();
    let start = Start {
        app,
        open: RwSignal::new(false),
        student: RwSignal::new(None),
        channel: RwSignal::new(None),
        complaint: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    provide_context(start);
    offer(Act::StartConversation, || true, move || start.open.set(true));
    // An only student needs no choice; a channel that does not serve the student cannot be chosen.
    Effect::new(move |_| {
        let me = app.me();
        if start.student.get().is_none_or(|id| !me.students.iter().any(|student| student.id == id)) {
            start.student.set(me.students.first().map(|student| student.id));
        }
    });
    view! {
        <Dialog open=start.open id="start-title" class="dialog tall" title=Signal::derive(|| t::title().to_owned())>
            <Form start />
        </Dialog>
    }
}

/// The hours of the chosen channel.
fn answered_when(start: Start) -> Option<impl IntoView + use<>> {
    let hours = start.chosen()?.hours?;
    Some(hours_line(hours, start.app.me().time_zone.clone()))
}

#[component]
fn Form(start: Start) -> impl IntoView {
    let label =
        move || start.chosen().map_or_else(|| t::go_on().to_owned(), |channel| t::write_to(&channel.name));
    view! {
        <form
            class="dialog-form"
            aria-label=t::title()
            novalidate
            on:submit=move |event: SubmitEvent| {
                event.prevent_default();
                start.begin();
            }
        >
            <div class="content">
                {student_choices(start)} {channel_choices(start)}
                {move || answered_when(start)}
                <p class="help">{t::message_hint()}</p>
            </div>
            <div class="foot">
                <button class="button" type="button" on:click=move |_| start.open.set(false)>
                    {common::cancel()}
                </button>
                <button class="button primary" type="submit" aria-disabled=move || start.busy.get().to_string()>
                    {label}
                </button>
            </div>
        </form>
    }
}
