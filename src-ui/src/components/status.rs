//! The status of a ticket: shape, word and, third, colour.

use conversas_domain::ticket::Status;
use leptos::prelude::*;

use super::icon;
use crate::i18n::common;

/// The status as the style sheet names it, which is also its symbol's name.
pub(crate) fn status_name(status: Status) -> &'static str {
    match status {
        Status::Pending => "pending",
        Status::InProgress => "in-progress",
        Status::Finished => "finished",
    }
}

/// The symbol of a status.
pub(crate) fn status_icon(status: Status) -> impl IntoView {
    icon(status_name(status))
}

/// Symbol and word.
pub(crate) fn status(status: Status) -> impl IntoView {
    view! {
        <span class="status" data-status=status_name(status)>
            {status_icon(status)}
            <span>{common::status(status)}</span>
        </span>
    }
}
