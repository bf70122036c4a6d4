//! The choices of student and channel.

use conversas_ipc::{ChannelItem, StudentItem};
use leptos::prelude::*;

use super::Start;
use crate::components::{avatar, channel_tile};
use crate::i18n::start as t;

/// The choice of the student; nothing with one student.
pub(super) fn student_choices(start: Start) -> impl IntoView {
    move || {
        let students = start.app.me().students.clone();
        (students.len() > 1).then(|| {
            let choices = students.into_iter().map(|student| student_choice(start, student)).collect_view();
            view! {
                <fieldset>
                    <legend class="label">{t::about()}</legend>
                    <div class="choices">{choices}</div>
                </fieldset>
            }
        })
    }
}

fn student_choice(start: Start, student: StudentItem) -> impl IntoView {
    let id = student.id;
    view! {
        <label class="choice">
            {avatar(&student.name, "")} <span class="what"><bdi>{student.name.clone()}</bdi> " " <small><bdi>{student.class_group}</bdi></small></span>
            <input
                type="radio"
                name="start-student"
                prop:checked=move || start.student.get() == Some(id)
                on:change=move |_| start.student.set(Some(id))
            />
        </label>
    }
}

/// The id of the first channel's control.
pub(super) const FIRST_CHANNEL: &str = "start-first-channel";

/// The id of the complaint about the choice.
const WRONG: &str = "start-wrong";

/// The channels that serve the student, and the complaint about the choice.
pub(super) fn channel_choices(start: Start) -> impl IntoView {
    let list = move || {
        let channels = start.served(&start.app.me());
        match channels.is_empty() {
            true => view! { <p class="help">{t::no_channel()}</p> }.into_any(),
            false => {
                let choices = channels
                    .into_iter()
                    .enumerate()
                    .map(|(place, channel)| channel_choice(start, place, channel))
                    .collect_view();
                view! { <div class="choices">{choices}</div> }.into_any()
            }
        }
    };
    view! {
        <fieldset
            role="radiogroup"
            aria-labelledby="start-channel"
            aria-describedby=WRONG
            aria-invalid=move || start.complaint.with(Option::is_some).then_some("true")
        >
            <legend class="label" id="start-channel">{t::channel()}</legend>
            <p class="wrong" id=WRONG role="alert">{move || start.complaint.get()}</p>
            {list}
        </fieldset>
    }
}

fn channel_choice(start: Start, place: usize, channel: ChannelItem) -> impl IntoView {
    let id = channel.id;
    view! {
        <label class="choice">
            {channel_tile(channel.kind)} <span class="what">{channel.name} " " <small>{channel.description}</small></span>
            <input
                type="radio"
                name="start-channel"
                id=(place == 0).then_some(FIRST_CHANNEL)
                aria-describedby=WRONG
                prop:checked=move || start.channel.get() == Some(id)
                on:change=move |_| {
                    start.channel.set(Some(id));
                    start.complaint.set(None);
                }
            />
        </label>
    }
}
