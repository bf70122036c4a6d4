//! The list below the field.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::LIST;
use super::finder::{Finder, Group, Hit};
use super::hit::hit;
use crate::components::drawing::Drawing;
use crate::components::{empty, icon};
use crate::i18n::{common, failures, search as t, shortcuts};

/// The pixels from the end at which more is loaded.
const NEAR: i32 = 400;

/// Groups of hits, or why there are none.
#[component]
pub(super) fn Results(finder: Finder) -> impl IntoView {
    let has_hits = Memo::new(move |_| finder.hits.with(|hits| !hits.is_empty()));
    let list = move || match has_hits.get() {
        true => view! { <List finder /> }.into_any(),
        false => nothing(finder).into_any(),
    };
    let counted = move || {
        let is_asked = finder.found.with(|found| !found.words.is_empty());
        let (conversations, messages) = finder.counted();
        let more = finder.found.with(|found| found.more);
        is_asked.then(|| t::counted(conversations, messages, more))
    };
    view! {
        {list}
        <p class="vh" role="status">{counted}</p>
        {move || {
            finder
                .found
                .with(|found| found.incomplete)
                .then(|| {
                    view! {
                        <p class="palette-hint">
                            {icon("info")}
                            <span>
                                <b>{t::incomplete()}</b>
                                " "
                                {t::incomplete_hint()}
                            </span>
                        </p>
                    }
                })
        }}
    }
}

#[component]
fn List(finder: Finder) -> impl IntoView {
    let scrolled = move |event: web_sys::Event| {
        let Some(list) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else {
            return;
        };
        if list.scroll_height() - list.scroll_top() - list.client_height() < NEAR {
            finder.load_more();
        }
    };
    view! {
        <div class="palette-list" id=LIST role="listbox" aria-label=t::results() on:scroll=scrolled>
            {move || groups(finder)}
        </div>
    }
}

fn groups(finder: Finder) -> impl IntoView {
    let hits = finder.hits.get();
    let sought = finder.found.with(|found| found.words.clone());
    [Group::Conversations, Group::Commands, Group::Messages]
        .into_iter()
        .filter_map(|group| {
            let own: Vec<(usize, &Hit)> =
                hits.iter().enumerate().filter(|(_, hit)| hit.group() == group).collect();
            (!own.is_empty()).then(|| {
                let own = own.into_iter().map(|(place, one)| hit(finder, place, one, &sought)).collect_view();
                view! {
                    <div role="group" aria-label=name(group)>
                        <p class="palette-group" role="presentation">{name(group)}</p>
                        {own}
                    </div>
                }
            })
        })
        .collect_view()
}

fn name(group: Group) -> &'static str {
    match group {
        Group::Conversations => common::conversations(),
        Group::Commands => shortcuts::commands(),
        Group::Messages => t::messages(),
    }
}

fn nothing(finder: Finder) -> impl IntoView {
    move || {
        if let Some(failure) = finder.failure.get() {
            return empty(Drawing::Notebook, t::failed().to_owned(), failures::failure(&failure), ())
                .into_any();
        }
        let is_answered = finder.found.with(|found| !found.words.is_empty());
        match is_answered {
            true => {
                empty(Drawing::Notebook, t::nothing().to_owned(), t::nothing_hint().to_owned(), ()).into_any()
            }
            false => view! { <p class="palette-hint still">{t::hint()}</p> }.into_any(),
        }
    }
}
