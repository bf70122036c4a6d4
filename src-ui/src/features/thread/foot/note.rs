//! "Nota interna" (rule 5): written in the composer's place, visibly different, for the staff alone.

mod mention;

use conversas_domain::person::Side;
use conversas_domain::ticket::Status;
use conversas_ipc::{DraftPlace, WriteNote};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{KeyboardEvent, SubmitEvent};

use super::super::model::Thread;
use super::field::{fit, length_hint};
use super::present::Present;
use crate::browser;
use crate::components::{icon, small_icon, tiny_icon};
use crate::i18n::{failures, team as t, thread as words};
use crate::state::mentions;
use crate::state::writing::Writing;
use crate::transport::call;
use mention::{LIST, Picker, picker_list};

/// The switch between a message and a note; for the channel's staff.
pub(super) fn note_switch(thread: Thread) -> impl IntoView {
    let member = Memo::new(move |_| thread.is_member());
    move || {
        member.get().then(|| {
            view! {
                <button
                    class="note-switch"
                    type="button"
                    aria-pressed=move || thread.noting.get().to_string()
                    on:click=move |_| {
                        thread.noting.update(|noting| *noting = !*noting);
                        browser::focus_later(browser::COMPOSER);
                    }
                >
                    {small_icon("lock")}
                    {words::note()}
                </button>
            }
        })
    }
}

impl Thread {
    /// Whether the person belongs to the channel's staff.
    pub(in crate::features::thread) fn is_member(self) -> bool {
        self.app.detail().with(|detail| detail.as_ref().is_some_and(|detail| detail.is_member))
    }

    /// The place of the note's draft.
    pub(in crate::features::thread) fn note_place(self) -> DraftPlace {
        DraftPlace::Note { conversation_id: self.id }
    }

    /// Keeps the note while the person types. Its place is not the composer's, whose text is sent to the
    /// family.
    /// family.
    fn keep_note(self) {
        if let Some(note) = self.note.try_get_untracked() {
            self.app.drafts().typed(self.note_place(), &note);
        }
    }

    /// Brings the draft of a note into the field.
    pub(in crate::features::thread) fn bring_note(self) {
        if self.side == Side::School {
            self.app.drafts().bring(self.note_place(), self.note);
        }
    }
}

/// The form; a handle, copied freely.
#[derive(Clone, Copy)]
struct Form {
    thread: Thread,
    area: NodeRef<html::Textarea>,
    writing: Memo<Writing>,
    picker: Picker,
}

impl Form {
    fn new(thread: Thread) -> Form {
        let area = NodeRef::<html::Textarea>::new();
        Effect::new(move |_| {
            thread.note.track();
            if let Some(area) = area.get() {
                fit(&area);
            }
        });
        let writing = Memo::new(move |_| thread.note.with(|note| Writing::of(note)));
        Form { thread, area, writing, picker: Picker::new(thread, area) }
    }

    fn save(self) {
        if self.writing.get_untracked().can_send() {
            write(self.thread);
        }
    }

    fn press(self, event: &KeyboardEvent) {
        let enter = event.key() == "Enter" && !event.shift_key();
        if self.picker.press(event) {
            event.prevent_default();
            event.stop_propagation();
        } else if enter && !browser::is_touch() {
            event.prevent_default();
            self.save();
        }
    }
}

/// The form below the log.
#[component]
pub(super) fn NoteComposer() -> impl IntoView {
    let thread = expect_context::<Thread>();
    let form = Form::new(thread);
    let channel = move || {
        thread.app.detail().with(|detail| detail.as_ref().map_or(String::new(), |d| d.channel.clone()))
    };
    view! {
        <form
            class="composer note"
            aria-label=words::note()
            on:submit=move |event: SubmitEvent| {
                event.prevent_default();
                form.save();
            }
        >
            {picker_list(form.picker)}
            <Present />
            <div class="audience">
                {tiny_icon("lock")} <span>{words::who_reads()} <b>{move || t::only_team(&channel())}</b></span>
                <span class="push"></span>
                {note_switch(thread)}
            </div>
            <div class="writer">
                {field(form)}
                <button
                    class="send"
                    type="submit"
                    aria-label=t::save_note()
                    title=t::save_note()
                    disabled=move || !form.writing.get().can_send()
                    on:mousedown=move |event| event.prevent_default()
                >
                    {icon("check")}
                </button>
            </div>
            <p class="composer-problem" id="composer-problem" role="status">
                {move || length_hint(form.writing.get())}
            </p>
        </form>
    }
}

fn field(form: Form) -> impl IntoView {
    let (thread, picker) = (form.thread, form.picker);
    view! {
        <textarea
            id=browser::COMPOSER
            rows="1"
            dir="auto"
            aria-label=words::note()
            aria-describedby="composer-problem"
            aria-invalid=move || matches!(form.writing.get(), Writing::TooLong(_)).then_some("true")
            aria-autocomplete="list"
            aria-controls=move || picker.is_open().then_some(LIST)
            aria-activedescendant=move || picker.active_id()
            placeholder=t::note_placeholder()
            node_ref=form.area
            prop:value=thread.note
            on:input=move |event| {
                thread.note.set(event_target_value(&event));
                thread.keep_note();
                picker.look();
            }
            on:click=move |_| picker.look()
            on:blur=move |_| {
                picker.close();
                thread.app.drafts().hurry();
            }
            on:keydown=move |event| form.press(&event)
        ></textarea>
    }
}

fn write(thread: Thread) {
    let text = thread.note.get_untracked();
    let colleagues = thread
        .app
        .detail()
        .with_untracked(|detail| detail.as_ref().map(|detail| detail.colleagues.clone()).unwrap_or_default());
    let names: Vec<&str> = colleagues.iter().map(|colleague| colleague.name.as_str()).collect();
    let mentions = mentions::called(&text, &names);
    let mentions = mentions.into_iter().filter_map(|place| Some(colleagues.get(place)?.id)).collect();
    let conversation_id = thread.id;
    thread.note.set(String::new());
    let handed = thread.app.drafts().hand_over(thread.note_place(), &text);
    thread.show_end();
    spawn_local(async move {
        let drafts = thread.app.drafts();
        drafts.arrived().await;
        if !drafts.begins(handed) {
            return;
        }
        if let Err(failure) = call(WriteNote { conversation_id, text: text.clone(), mentions }).await {
            let Some(both) = drafts.came_back(handed, &text) else { return };
            thread.note.try_set(both);
            thread.noting.try_set(true);
            thread.app.say("alert", failures::failure(&failure));
            return;
        }
        drafts.handed_over(handed);
        if !thread.is_gone() {
            thread.refresh();
        }
    });
    // The next words are for the family again, if the ticket still takes words, and the person is told.
    thread.noting.set(false);
    let is_finished = thread.app.detail().with_untracked(|detail| {
        detail.as_ref().is_some_and(|detail| detail.ticket.status == Status::Finished)
    });
    let said = if is_finished { t::note_saved() } else { t::note_saved_next_is_for_family() };
    thread.app.say("lock", said.to_owned());
    browser::focus_later(browser::COMPOSER);
}
