//! "Excluir esta resposta?"

use conversas_ipc::DeleteReply;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Replies;
use crate::components::Dialog;
use crate::i18n::{common, failures, replies as t};
use crate::transport::call;

/// Asks before it deletes.
#[component]
pub(super) fn RemoveDialog() -> impl IntoView {
    let replies = expect_context::<Replies>();
    let name = move || {
        replies
            .leaving
            .with(|reply| reply.as_ref().map(|reply| reply.title.as_str().to_owned()).unwrap_or_default())
    };
    view! {
        <Dialog open=replies.removing id="remove-reply-title" title=Signal::derive(|| t::delete_title().to_owned())>
            <div class="content">
                <p class="quoted"><b>{name}</b></p>
                <p>{t::delete_hint()}</p>
            </div>
            <div class="foot">
                <button class="button" type="button" autofocus on:click=move |_| replies.removing.set(false)>
                    {common::back()}
                </button>
                <button class="button danger" type="button" on:click=move |_| remove(replies)>
                    {t::delete()}
                </button>
            </div>
        </Dialog>
    }
}

fn remove(replies: Replies) {
    replies.removing.set(false);
    let channel = untrack(move || replies.channel());
    let (Some(channel), Some(reply)) = (channel, replies.leaving.get_untracked()) else { return };
    spawn_local(async move {
        match call(DeleteReply { channel_id: channel.id, id: reply.id }).await {
            Ok(_) => {
                replies.app.ask_account();
                replies.app.say("trash", t::deleted().to_owned());
            }
            Err(failure) => replies.app.say("alert", failures::failure(&failure)),
        }
    });
}
