//! "Encaminhar para outro canal" (rules 10 and 11).

mod targets;

use conversas_domain::ids::{ChannelId, EntryId};
use conversas_ipc::{DraftPlace, ForwardMessages, ThreadItem};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use web_sys::SubmitEvent;

use super::model::Thread;
use crate::clock;
use crate::components::{Dialog, dialog_foot, icon};
use crate::i18n::{common, failures, forward as t, thread as words};
use crate::state::names;
use crate::state::selection::{self, can_forward};
use crate::state::writing::Writing;
use crate::transport::call;
use targets::targets;

/// Messages quoted in full; the others are counted.
const QUOTED: usize = 2;

/// The state of the dialog; a handle, copied freely.
#[derive(Clone, Copy)]
struct Forward {
    thread: Thread,
    channel: RwSignal<Option<ChannelId>>,
    sought: RwSignal<String>,
    note: RwSignal<String>,
    complaint: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
}

/// The dialog.
#[component]
pub(super) fn ForwardDialog() -> impl IntoView {
    let thread = expect_context::<Thread>();
    let forward = Forward {
        thread,
        channel: RwSignal::new(None),
        sought: RwSignal::new(String::new()),
        note: RwSignal::new(String::new()),
        complaint: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    Effect::new(move |_| {
        if thread.forwarding.get() {
            let only =
                thread.app.detail().with_untracked(|detail| match detail.as_ref().map(|d| &*d.targets) {
                    Some([only]) => Some(only.id),
                    _ => None,
                });
            forward.channel.set(only);
            forward.sought.set(String::new());
            forward.complaint.set(None);
            thread.app.drafts().bring(forward.place(), forward.note);
        }
    });
    view! {
        <Dialog
            open=thread.forwarding
            id="forward-title"
            class="dialog tall"
            title=Signal::derive(|| t::title().to_owned())
        >
            {form(forward)}
        </Dialog>
    }
}

fn form(forward: Forward) -> impl IntoView {
    let thread = forward.thread;
    let offline = move || {
        thread.app.is_offline().then(|| {
            view! {
                <div class="notice">
                    {icon("wifi-off")}
                    <p>
                        <b>{common::offline()}</b>
                        {t::offline_hint()}
                    </p>
                </div>
            }
        })
    };
    view! {
        <form
            class="dialog-form"
            aria-label=t::title()
            on:submit=move |event: SubmitEvent| {
                event.prevent_default();
                forward.send();
            }
        >
            <div class="content">
                {quotes(&forward.items())} {targets(forward)}
                <div>
                    <label class="label" for="forward-note">{t::note()} " " <small>{t::optional()}</small></label>
                    <textarea
                        class="textarea"
                        id="forward-note"
                        rows="2"
                        aria-describedby="forward-note-help"
                        prop:value=forward.note
                        on:input=move |event| {
                            forward.note.set(event_target_value(&event));
                            thread.app.drafts().typed(forward.place(), &forward.note.get_untracked());
                            forward.complaint.set(None);
                        }
                    ></textarea>
                    <p class="help" id="forward-note-help">{t::note_hint()}</p>
                </div>
                {offline}
                <p class="wrong" role="alert">{move || forward.complaint.get()}</p>
            </div>
            {dialog_foot(thread.forwarding, t::forward(), Some(forward.busy))}
        </form>
    }
}

fn quotes(items: &[Arc<ThreadItem>]) -> impl IntoView + use<> {
    let quote = |item: &Arc<ThreadItem>| {
        let heading = format!("{}, {}", names::isolated(&item.author.name), clock::time_of_day(item.at));
        let text = selection::words(item).unwrap_or_default().to_owned();
        view! { <blockquote class="quoted"><b>{heading}</b><span>{text}</span></blockquote> }
    };
    let more = items.len().saturating_sub(QUOTED);
    view! {
        <div class="quotes">
            {items.iter().take(QUOTED).map(quote).collect_view()}
            {(more > 0).then(|| view! { <p class="help">{t::and_more(more)}</p> })}
        </div>
    }
}

impl Forward {
    /// The place of the note's draft.
    fn place(self) -> DraftPlace {
        DraftPlace::Forward { conversation_id: self.thread.id }
    }

    /// Closes by Esc: first the search, then the dialog.
    fn escape(self) {
        match self.sought.with_untracked(String::is_empty) {
            true => self.thread.forwarding.set(false),
            false => self.sought.set(String::new()),
        }
    }

    fn items(self) -> Vec<Arc<ThreadItem>> {
        let selected = self.thread.selection.get_untracked();
        let mut items = self.thread.list.with_untracked(|list| selected.items(list.items()));
        items.retain(|item| can_forward(item));
        items
    }

    fn send(self) {
        let (thread, app) = (self.thread, self.thread.app);
        let chosen = self.channel.get_untracked().and_then(|id| {
            let detail = app.detail().get_untracked()?;
            detail.targets.iter().find(|target| target.id == id).cloned()
        });
        let Some(target) = chosen else { return self.complaint.set(Some(t::choose().to_owned())) };
        let note = self.note.get_untracked();
        if let Writing::TooLong(over) = Writing::of(&note) {
            return self.complaint.set(Some(words::too_long(over)));
        }
        let entries: Vec<EntryId> = self.items().iter().map(|item| item.id).collect();
        if self.busy.get_untracked() || entries.is_empty() {
            return;
        }
        self.busy.set(true);
        let may_finish = thread.may_finish();
        let (conversation_id, count) = (thread.id, entries.len());
        let note = note.trim().to_owned();
        spawn_local(async move {
            let answer =
                call(ForwardMessages { conversation_id, channel_id: target.id, entries, note }).await;
            self.busy.try_set(false);
            if let Err(failure) = answer {
                self.complaint.try_set(Some(failures::failure(&failure)));
                return;
            }
            app.drafts().leave(self.place(), "");
            let said = match untrack(move || app.is_offline()) {
                true => t::queued_to(&target.name),
                false => t::forwarded_to(&target.name, count),
            };
            match may_finish {
                true => app.offer("forward", said, t::finish(), move || app.finish(conversation_id)),
                false => app.say("forward", said),
            }
            if !thread.is_gone() {
                self.note.set(String::new());
                thread.forwarding.set(false);
                thread.unselect();
                thread.refresh();
            }
        });
    }
}
