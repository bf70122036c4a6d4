//! A family starts a conversation: student, channel, first message (rule 1).

mod choices;

use conversas_domain::ids::{ChannelId, StudentId};
use conversas_ipc::{Account, ChannelItem, DraftPlace, OpenConversation};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::SubmitEvent;

use crate::app::{App, app};
use crate::components::{Dialog, hours_line};
use crate::i18n::{common, failures, start as t, thread};
use crate::state::writing::Writing;
use crate::transport::call;
use choices::{channel_choices, student_choices};

/// What is being put together; a handle, copied freely.
#[derive(Clone, Copy)]
struct Start {
    app: App,
    student: RwSignal<Option<StudentId>>,
    channel: RwSignal<Option<ChannelId>>,
    text: RwSignal<String>,
    complaint: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
}

impl Start {
    fn served(self, me: &Account) -> Vec<ChannelItem> {
        let student = self.student.get();
        let Some(student) = me.students.iter().find(|item| Some(item.id) == student) else {
            return Vec::new();
        };
        let serves = |channel: &&ChannelItem| {
            channel.active
                && (channel.class_groups.is_empty() || channel.class_groups.contains(&student.class_group))
        };
        me.channels.iter().filter(serves).cloned().collect()
    }

    fn chosen(self) -> Option<ChannelItem> {
        let channel = self.channel.get();
        self.served(&self.app.me()).into_iter().find(|item| Some(item.id) == channel)
    }

    fn send(self) {
        let text = self.text.get_untracked();
        let chosen = untrack(move || self.chosen());
        let (Some(student_id), Some(channel)) = (self.student.get_untracked(), chosen) else {
            return self.complaint.set(Some(t::choose_channel().to_owned()));
        };
        match Writing::of(&text) {
            Writing::Empty => return self.complaint.set(Some(t::message_missing().to_owned())),
            Writing::TooLong(over) => return self.complaint.set(Some(thread::too_long(over))),
            Writing::Fits | Writing::Near(_) => {}
        }
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            let answer = call(OpenConversation { channel_id: channel.id, student_id, text }).await;
            self.busy.set(false);
            match answer {
                Ok(opened) => {
                    self.text.set(String::new());
                    self.app.drafts.leave(DraftPlace::FirstMessage, String::new());
                    self.app.starting.set(false);
                    self.app.open(opened.conversation_id);
                }
                Err(failure) => self.complaint.set(Some(failures::failure(&failure))),
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
        student: RwSignal::new(None),
        channel: RwSignal::new(None),
        text: RwSignal::new(String::new()),
        complaint: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    provide_context(start);
    app.drafts.bring(DraftPlace::FirstMessage, start.text);
    // An only student needs no choice; a channel that does not serve the student is none.
    Effect::new(move |_| {
        let me = app.me();
        if start.student.get().is_none_or(|id| !me.students.iter().any(|student| student.id == id)) {
            start.student.set(me.students.first().map(|student| student.id));
        }
    });
    view! {
        <Dialog open=app.starting id="start-title" class="dialog tall" title=Signal::derive(|| t::title().to_owned())>
            <Form start />
        </Dialog>
    }
}

/// When the chosen channel answers.
fn answered_when(start: Start) -> Option<impl IntoView + use<>> {
    let hours = start.chosen()?.hours?;
    Some(hours_line(hours, start.app.me().time_zone.clone()))
}

#[component]
fn Form(start: Start) -> impl IntoView {
    let label =
        move || start.chosen().map_or_else(|| t::send().to_owned(), |channel| t::send_to(&channel.name));
    view! {
        <form
            class="dialog-form"
            aria-label=t::title()
            on:submit=move |event: SubmitEvent| {
                event.prevent_default();
                start.send();
            }
        >
            <div class="content">
                {student_choices(start)} {channel_choices(start)}
                {move || answered_when(start)}
                <div>
                    <label class="label" for="first-message">{t::message()}</label>
                    <textarea
                        class="textarea"
                        id="first-message"
                        rows="4"
                        aria-describedby="first-message-help"
                        prop:value=start.text
                        on:input=move |event| {
                            start.text.set(event_target_value(&event));
                            start.app.drafts.typed(DraftPlace::FirstMessage, start.text.get_untracked());
                            start.complaint.set(None);
                        }
                    ></textarea>
                    <p class="help" id="first-message-help">{t::message_hint()}</p>
                </div>
                <p class="wrong" role="alert">{move || start.complaint.get()}</p>
            </div>
            <div class="foot">
                <button class="button" type="button" on:click=move |_| start.app.starting.set(false)>
                    {common::cancel()}
                </button>
                <button class="button primary" type="submit" aria-disabled=move || start.busy.get().to_string()>
                    {label}
                </button>
            </div>
        </form>
    }
}
