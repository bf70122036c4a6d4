//! The student of a conversation: the name is cut where room is short, the class is not.

use leptos::prelude::*;

use super::icon;
use crate::i18n::common;

/// "Theo Prado · 4º B", with the cap. `name`: a text, or one with marks in it.
pub(crate) fn student<T: IntoView>(name: T, class_group: &str) -> impl IntoView + use<T> {
    view! {
        <p class="student">
            {icon("cap")}
            <span class="vh">{common::student()}</span>
            " "
            <bdi class="name">{name}</bdi>
            <span class="class">" · " <bdi>{class_group.to_owned()}</bdi></span>
        </p>
    }
}
