//! The state of the bar, and the acts of its buttons.

use conversas_domain::plan::Feature;
use conversas_domain::ticket::Status;
use conversas_ipc::SendTake;
use leptos::prelude::*;

use super::{CONTINUE, LISTEN, PAUSE};
use crate::app::App;
use crate::features::thread::model::Thread;
use crate::state::recorder::Face;

/// The reason why a take can be neither continued nor sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lock {
    /// The school's plan lacks voice messages.
    Plan,
    /// The person may not write here any more.
    Access,
}

/// The state of the bar; a handle, copied freely.
#[derive(Clone, Copy)]
pub(super) struct Bar {
    pub(super) thread: Thread,
    pub(super) app: App,
    pub(super) face: Memo<Face>,
    pub(super) lock: Memo<Option<Lock>>,
    pub(super) sending: Memo<bool>,
    /// Whether the ticket is finished, so that sending starts the next one.
    pub(super) starts_ticket: Memo<bool>,
    /// The recorded time, in milliseconds.
    pub(super) recorded: Memo<u64>,
}

impl Bar {
    pub(super) fn new(thread: Thread) -> Bar {
        let app = thread.app;
        let takes = app.recorder().takes();
        let face = Memo::new(move |_| takes.with(|takes| takes.face(thread.id)).unwrap_or(Face::Paused));
        let lock = Memo::new(move |_| {
            let writes = app.detail().with(|detail| detail.as_ref().is_none_or(|detail| detail.can_write));
            match (app.me().plan.includes(Feature::Audio), writes) {
                (_, false) => Some(Lock::Access),
                (false, true) => Some(Lock::Plan),
                (true, true) => None,
            }
        });
        let starts_ticket = Memo::new(move |_| {
            app.detail().with(|detail| detail.as_ref().is_some_and(|d| d.ticket.status == Status::Finished))
        });
        let recorded = Memo::new(move |_| match face.get() {
            Face::Recording => app.recorder().at().get(),
            Face::Preparing | Face::Paused | Face::Full => {
                takes.with(|takes| takes.of(thread.id).map_or(0, |take| take.duration_ms))
            }
        });
        let sending = Memo::new(move |_| takes.with(|takes| takes.is_sending(thread.id)));
        Bar { thread, app, face, lock, sending, starts_ticket, recorded }
    }

    pub(super) fn take_id(self) -> Option<String> {
        self.app
            .recorder()
            .takes()
            .with_untracked(|takes| takes.of(self.thread.id).map(|take| take.id.clone()))
    }

    /// Whether the take can be sent: also while it records, but not before anything is there.
    pub(super) fn can_send(self) -> bool {
        self.lock.get().is_none() && !self.sending.get() && self.face.get() != Face::Preparing
    }

    pub(super) fn can_continue(self) -> bool {
        self.lock.get().is_none() && !self.sending.get() && self.face.get() != Face::Full
    }

    pub(super) fn pause(self) {
        if self.face.get_untracked().is_running() && !self.sending.get_untracked() {
            self.app.stop_recording();
        }
    }

    pub(super) fn go_on(self) {
        if let (true, Some(id)) = (untrack(|| self.can_continue()), self.take_id()) {
            self.app.resume_recording(id);
        }
    }

    pub(super) fn send(self) {
        let (true, Some(id)) = (untrack(|| self.can_send()), self.take_id()) else { return };
        let thread = self.thread;
        let send = SendTake {
            id,
            seen: thread.list.with_untracked(|list| list.newest_numbered()),
            ticket_id: self.app.detail().with_untracked(|detail| detail.as_ref().map(|d| d.ticket.id)),
            starts_ticket: self.starts_ticket.get_untracked(),
        };
        self.app.send_take(send, move || {
            if !thread.is_gone() {
                thread.show_end();
            }
        });
    }

    /// The button that takes the focus when the one that had it is gone.
    pub(super) fn next_focus(self) -> &'static str {
        match self.face.get_untracked() {
            Face::Preparing | Face::Recording => PAUSE,
            Face::Paused if self.lock.get_untracked().is_none() => CONTINUE,
            Face::Paused | Face::Full => LISTEN,
        }
    }
}
