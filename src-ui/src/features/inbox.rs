//! The list of conversations: of a staff member's channel, or a family's own.

mod acts;
mod blank;
mod family_head;
mod filters;
mod keys;
mod model;
mod refresh;
mod row;
mod rows;
mod scroller;
mod search;
mod sorting;
mod switcher;

use conversas_domain::person::Side;
use leptos::prelude::*;

use crate::components::{Banner, tiny_icon};
use crate::i18n::inbox as t;
use family_head::FamilyHead;
use filters::Filters;
use model::Inbox;
use rows::Rows;
use search::Search;
use sorting::Sorting;
use switcher::Switcher;

/// The list's pane.
#[component]
pub(crate) fn InboxPane() -> impl IntoView {
    let inbox = Inbox::new();
    provide_context(inbox);
    acts::offer_acts(inbox);
    let head = match inbox.side {
        Side::School => view! {
            <Switcher />
            <Search />
            <Filters />
        }
        .into_any(),
        Side::Family => view! {
            <FamilyHead />
            <Search />
        }
        .into_any(),
    };
    view! {
        <section class="pane list-pane" aria-label=t::pane()>
            <div class="list-head">{head}</div>
            <Banner class="" />
            <Meta />
            <Rows />
        </section>
    }
}

/// The line with the number of conversations, those that wait, and the order; and the way out of the filters.
#[component]
fn Meta() -> impl IntoView {
    let inbox = expect_context::<Inbox>();
    let count = move || {
        let counts = inbox.list.with(|list| list.counts());
        inbox.is_ready().then(|| {
            let waiting = (counts.waiting > 0 && inbox.name.with(|name| name.trim().is_empty()))
                .then(|| view! { <span class="waiting">" · " {t::count_waiting(counts.waiting)}</span> });
            view! { {t::count(counts.matching, counts.total, inbox.is_narrowed())} {waiting} }
        })
    };
    let clear = move || {
        inbox.filter.with(|filter| filter.is_active()).then(|| {
            view! {
                <button class="sort" type="button" on:click=move |_| inbox.clear_filters()>
                    {tiny_icon("close")}
                    {t::clear_filters()}
                </button>
            }
        })
    };
    view! {
        <div class="list-meta">
            <span role="status">{count}</span>
            <span class="list-ways">{clear} <Sorting /></span>
        </div>
    }
}
