//! The filters by status and type (rule 8).

use conversas_domain::filter::TypeFilter;
use conversas_domain::ticket::Status;
use leptos::prelude::*;

use super::model::Inbox;
use crate::components::{status_icon, status_name};
use crate::i18n::{common, inbox as t};
use crate::state::filter;

/// Any combination of statuses, exactly one type.
#[component]
pub(super) fn Filters() -> impl IntoView {
    let kinds = [
        (TypeFilter::All, t::all_short(), t::all()),
        (TypeFilter::Mine, t::mine_short(), t::mine()),
        (TypeFilter::Others, t::others_short(), t::others()),
    ];
    view! {
        <div class="filters">
            <div class="chips" role="group" aria-label=t::status_filter()>
                {Status::ALL.map(chip).collect_view()}
            </div>
            <div class="segmented" role="radiogroup" aria-label=t::type_filter()>
                {kinds.map(|(kind, short, full)| segment(kind, short, full)).collect_view()}
            </div>
        </div>
    }
}

fn chip(status: Status) -> impl IntoView {
    let inbox = expect_context::<Inbox>();
    view! {
        <button
            class="filter-chip"
            type="button"
            data-status=status_name(status)
            aria-pressed=move || inbox.filter.with(|filter| filter.statuses.contains(&status)).to_string()
            on:click=move |_| inbox.set_filter(inbox.filter.with_untracked(|now| filter::press(now, status)))
        >
            {status_icon(status)}
            {common::status(status)}
        </button>
    }
}

fn segment(kind: TypeFilter, short: &'static str, full: &'static str) -> impl IntoView {
    let inbox = expect_context::<Inbox>();
    let choose = move |_| {
        let mut filter = inbox.filter.get_untracked();
        filter.kind = kind;
        inbox.set_filter(filter);
    };
    view! {
        <label>
            <input
                type="radio"
                name="kind"
                aria-label=full
                prop:checked=move || inbox.filter.with(|filter| filter.kind == kind)
                on:change=choose
            />
            <span class="short">{short}</span>
            <span class="full">{full}</span>
        </label>
    }
}
