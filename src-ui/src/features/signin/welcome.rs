//! The notebook page beside the form, with a sample of what the app is.

use leptos::prelude::*;

use crate::components::{avatar, icon};
use crate::i18n::{common, signin as t};

/// Drawn, not real: hidden from screen readers.
pub(super) fn welcome() -> impl IntoView {
    view! {
        <section class="welcome" aria-label=common::app()>
            <p class="title">{t::welcome()}</p>
            <div class="sample" aria-hidden="true" inert>
                {message("in", Some(("Juliana Prado", t::sample_of())), t::sample_question(), "08:52")}
                {event("in-progress", t::sample_answered(), "09:05")}
                {message("out", Some((t::sample_author(), "")), t::sample_answer(), "09:05")}
                {message("in", Some(("Juliana Prado", "")), t::sample_thanks(), "10:41")}
                {event("finished", t::sample_finished(), "10:44")}
            </div>
        </section>
    }
}

fn message(
    side: &'static str,
    author: Option<(&'static str, &'static str)>,
    text: &'static str,
    clock: &'static str,
) -> impl IntoView {
    let theirs = side == "in";
    view! {
        <article class="message" data-side=side data-run="solo" data-delivery=(!theirs).then_some("read")>
            {theirs.then(|| avatar("Juliana Prado", "sm"))}
            <div class="body">
                {author.map(|(name, of)| view! { <p class="author">{name} " " <small>{of}</small></p> })}
                <div class="row">
                    <div class="bubble">
                        <p>
                            {text}
                            <span class="meta">
                                <time>{clock}</time>
                                {(!theirs).then(|| icon("check-double"))}
                            </span>
                        </p>
                    </div>
                </div>
            </div>
        </article>
    }
}

fn event(status: &'static str, text: &'static str, clock: &'static str) -> impl IntoView {
    view! {
        <p class="event" data-status=status>
            {icon(status)}
            <span>
                <b>"Ana"</b>
                {text}
            </span>
            " "
            <time>{clock}</time>
        </p>
    }
}
