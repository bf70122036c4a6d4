//! Acts of the person with the recorder.

use conversas_domain::ids::ConversationId;
use conversas_domain::plan::Feature;
use conversas_ipc::{
    ConversationQuery, DeleteTake, Failure, FailureCode, PauseRecording, RestoreTake, ResumeRecording,
    SendTake, StartRecording, TakeId, TakesQuery,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::App;
use crate::browser;
use crate::i18n::{common, failures, recorder as t};
use crate::state::arrival::Errand;
use crate::state::names;
use crate::state::player::Key;
use crate::state::recorder::{After, Asked, Note, Takes};
use crate::transport::call;

/// The milliseconds in which a deleted take can be restored.
const UNDO: i64 = 10_000;

impl App {
    /// Records at once ("Áudio"), unless something is recorded elsewhere.
    pub(crate) fn record(self, conversation: ConversationId) {
        let recorder = self.recorder();
        if !self.me_untracked().plan.includes(Feature::Audio) {
            return self.say("lock", t::not_in_plan().to_owned());
        }
        let running = recorder.takes.with_untracked(Takes::running_in);
        if let Some(other) = running.filter(|other| *other != conversation) {
            return self.tell_busy(other);
        }
        self.wish(conversation, Errand::recording);
        if recorder.takes.with_untracked(|takes| takes.of(conversation).is_some()) {
            return;
        }
        self.pause_playback();
        recorder.at.set(0);
        if recorder.takes.try_update(|takes| takes.ask(Asked::Start(conversation))) != Some(true) {
            return;
        }
        spawn_local(async move {
            let answer = call(StartRecording { conversation_id: conversation }).await;
            let after = recorder.takes.try_update(Takes::answered).unwrap_or_default();
            match answer {
                Ok(take) if after == After::Delete => drop(call(DeleteTake { id: take.id }).await),
                Ok(take) => {
                    recorder.put(take);
                    if after == After::Pause {
                        self.stop_recording();
                    }
                }
                Err(_) if after == After::Delete => {}
                Err(failure) => self.could_not_record(&failure, move || self.record(conversation)),
            }
        });
    }

    /// Records on ("Continuar gravando").
    pub(crate) fn resume_recording(self, id: TakeId) {
        let recorder = self.recorder();
        self.forget_preview(&id);
        self.pause_playback();
        if recorder.takes.try_update(|takes| takes.ask(Asked::Resume(id.clone()))) != Some(true) {
            return;
        }
        spawn_local(async move {
            let answer = call(ResumeRecording { id: id.clone() }).await;
            let after = recorder.takes.try_update(Takes::answered).unwrap_or_default();
            match answer {
                Ok(take) => {
                    recorder.at.set(take.duration_ms);
                    recorder.put(take);
                    if after == After::Pause {
                        self.stop_recording();
                    }
                }
                Err(failure) => {
                    recorder.ask();
                    match failure.code {
                        FailureCode::RecorderBusy => self.find_busy(),
                        // The bar says so, and its button tries again.
                        code => recorder.takes.update(|takes| takes.say(id, Note::Failed(code))),
                    }
                }
            }
        });
    }

    /// Pauses whatever runs, or is about to ("Pausar").
    pub(crate) fn stop_recording(self) {
        let recorder = self.recorder();
        if recorder.takes.with_untracked(|takes| takes.running_in().is_none()) {
            return;
        }
        if recorder.takes.try_update(|takes| takes.instead(After::Pause)) == Some(true) {
            return;
        }
        let Some(id) = recorder.takes.with_untracked(|takes| takes.recording().map(|take| take.id.clone()))
        else {
            return;
        };
        spawn_local(async move {
            match call(PauseRecording { id }).await {
                Ok(take) => recorder.put(take),
                Err(failure) => {
                    recorder.ask();
                    self.say("alert", failures::failure(&failure));
                }
            }
        });
    }

    /// Deletes a take at once ("Excluir"); it can be restored for a while.
    pub(crate) fn delete_take(self, conversation: ConversationId) {
        let recorder = self.recorder();
        let Some(id) =
            recorder.takes.with_untracked(|takes| takes.of(conversation).map(|take| take.id.clone()))
        else {
            // The microphone was not there yet.
            recorder.takes.try_update(|takes| takes.instead(After::Delete));
            return go_on_writing();
        };
        self.forget_preview(&id);
        recorder.takes.update(|takes| takes.remove(&id));
        go_on_writing();
        spawn_local(async move {
            if let Err(failure) = call(DeleteTake { id: id.clone() }).await {
                recorder.ask();
                return self.say("alert", failures::failure(&failure));
            }
            self.offer_take_back(id);
        });
    }

    /// Offers to restore a take that was deleted just now ("Desfazer").
    pub(crate) fn offer_take_back(self, id: TakeId) {
        let recorder = self.recorder();
        let restore = move || {
            let id = id.clone();
            spawn_local(async move {
                match call(RestoreTake { id }).await {
                    Ok(take) => {
                        self.wish(take.conversation_id, Errand::recording);
                        recorder.put(take);
                    }
                    Err(failure) => self.say("alert", failures::failure(&failure)),
                }
            });
        };
        self.offer_within(UNDO, "trash", t::deleted().to_owned(), t::undo(), restore);
    }

    /// Sends a take, also while it records ("Enviar").
    pub(crate) fn send_take(self, send: SendTake, sent: impl FnOnce() + 'static) {
        let recorder = self.recorder();
        let id = send.id.clone();
        self.forget_preview(&id);
        if recorder.takes.try_update(|takes| takes.ask(Asked::Send(id.clone()))) != Some(true) {
            return;
        }
        spawn_local(async move {
            let answer = call(send).await;
            recorder.takes.try_update(Takes::answered);
            match answer {
                Ok(_) => {
                    recorder.takes.update(|takes| takes.remove(&id));
                    go_on_writing();
                    sent();
                }
                Err(failure) => {
                    let note = match failure.code {
                        FailureCode::TakeTooShort => Some(Note::TooShort),
                        FailureCode::NotInPlan => Some(Note::NotInPlan),
                        _ => None,
                    };
                    match note {
                        Some(note) => recorder.takes.update(|takes| takes.say(id, note)),
                        None => self.say("alert", failures::failure(&failure)),
                    }
                    recorder.ask();
                }
            }
        });
    }

    fn forget_preview(self, id: &TakeId) {
        self.forget_sound(&Key::Take(id.clone()));
    }

    fn could_not_record(self, failure: &Failure, again: impl Fn() + Send + Sync + 'static) {
        if failure.code == FailureCode::RecorderBusy {
            return self.find_busy();
        }
        go_on_writing();
        let said = failures::failure(failure);
        match failure.code {
            FailureCode::NotInPlan => self.say("lock", t::not_in_plan().to_owned()),
            // What the person can change, and then try again.
            FailureCode::NoMicrophone | FailureCode::NoPermission | FailureCode::StorageUnavailable => {
                self.offer("alert", said, common::try_again(), again);
            }
            _ => self.say("alert", said),
        }
    }

    /// The host records something that is not known here yet.
    fn find_busy(self) {
        let recorder = self.recorder();
        spawn_local(async move {
            if let Ok(all) = call(TakesQuery {}).await {
                recorder.takes.update(|takes| takes.replace(all));
            }
            match recorder.takes.with_untracked(Takes::running_in) {
                Some(other) => self.tell_busy(other),
                None => self.say("alert", failures::failure(&FailureCode::RecorderBusy.into())),
            }
        });
    }

    /// Says where the other recording is, and offers to go there.
    fn tell_busy(self, other: ConversationId) {
        spawn_local(async move {
            let names = call(ConversationQuery { id: other }).await.map(|detail| match self.side() {
                conversas_domain::person::Side::School => names::short_all(
                    &detail.guardians.iter().map(|guardian| &guardian.name).collect::<Vec<_>>(),
                ),
                conversas_domain::person::Side::Family => vec![detail.channel],
            });
            let text = t::busy_with(&names.unwrap_or_default());
            self.offer("mic", text, t::go_there(), move || self.open(other));
        });
    }
}

/// Brings the composer back without focus on a phone, where its keyboard would jump up unasked.
fn go_on_writing() {
    match browser::is_touch() {
        true => browser::focus_later(browser::HEADING),
        false => browser::focus_when_there(browser::COMPOSER),
    }
}
