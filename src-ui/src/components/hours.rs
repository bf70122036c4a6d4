//! The hours of a channel, for a family that is about to write. The hours block nothing.

use conversas_domain::hours::{ChannelHours, Expectation};
use leptos::prelude::*;

use super::tiny_icon;
use crate::app::app;
use crate::clock;
use crate::i18n::hours as t;

/// "Atendimento: seg. a sex., 8h–17h; responderemos a partir de amanhã, 8h."
pub(crate) fn hours_line(hours: ChannelHours, time_zone: String) -> impl IntoView {
    let app = app();
    let said = move || {
        app.minute().track();
        t::line(&hours, clock::at_school(&time_zone))
    };
    view! { <p class="hours">{tiny_icon("clock")} <span>{said}</span></p> }
}

/// Whether nobody answers now.
pub(crate) fn is_closed(hours: &ChannelHours, time_zone: &str) -> bool {
    let (day, minute) = clock::at_school(time_zone);
    hours.expectation(day, minute) != Expectation::Now
}
