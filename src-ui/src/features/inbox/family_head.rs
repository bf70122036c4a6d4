//! The head of a family's list: the school, the way to a new conversation, the students.

use conversas_ipc::StudentItem;
use leptos::prelude::*;

use super::model::Inbox;
use crate::app::acts::perform;
use crate::components::icon;
use crate::i18n::inbox as t;
use crate::state::names;
use crate::state::shortcuts::Act;

/// The head of a family's list.
#[component]
pub(super) fn FamilyHead() -> impl IntoView {
    let inbox = expect_context::<Inbox>();
    let app = inbox.app;
    view! {
        <div class="family-head">
            <div class="switcher still">
                <span class="avatar tile" data-tint="1" aria-hidden="true">{icon("cap")}</span>
                <span class="name">
                    <b dir="auto">{move || app.me().school.clone()}</b>
                    <small>{move || student_names(&app.me().students).join(", ")}</small>
                </span>
            </div>
            <button
                class="button primary"
                type="button"
                on:click=|_| {
                    perform(Act::StartConversation);
                }
            >
                {icon("plus")}
                {t::new_conversation()}
            </button>
        </div>
        {move || students(inbox, &app.me().students)}
    }
}

fn student_names(students: &[StudentItem]) -> Vec<String> {
    let all: Vec<(&str, &str)> =
        students.iter().map(|student| (student.name.as_str(), student.class_group.as_str())).collect();
    all.iter().map(|(name, class_group)| names::student(name, class_group, &all)).collect()
}

fn students(inbox: Inbox, students: &[StudentItem]) -> Option<impl IntoView + use<>> {
    let choices = students.iter().map(|student| Some(student.id)).zip(student_names(students));
    let choices = std::iter::once((None, t::all_students().to_owned())).chain(choices);
    (students.len() > 1).then(|| {
        let choices = choices
            .map(|(id, name)| {
                view! {
                    <label>
                        <input
                            type="radio"
                            name="student"
                            prop:checked=move || inbox.student.get() == id
                            on:change=move |_| inbox.set_student(id)
                        />
                        <span>{name}</span>
                    </label>
                }
            })
            .collect_view();
        view! {
            <div class="segmented" role="radiogroup" aria-label=t::students()>
                {choices}
            </div>
        }
    })
}
