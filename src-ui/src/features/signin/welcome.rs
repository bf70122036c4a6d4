//! The notebook page beside the form, with a sample of the app.

use leptos::prelude::*;

use crate::components::{avatar, icon};
use crate::i18n::slots::{Piece, WHO, pieces};
use crate::i18n::{common, signin as t, thread};

/// A drawn sample, hidden from screen readers.
pub(super) fn welcome() -> impl IntoView {
    view! {
        <section class="welcome" aria-label=common::app()>
            <p class="title">{t::welcome()}</p>
            <div class="sample" aria-hidden="true" inert>
                {message("in", Some(("Juliana Prado", t::sample_of())), t::sample_question(), "08:52")}
                {event("in-progress", &t::sample_answered(WHO), "09:05")}
                {message("out", Some((t::sample_author(), "")), t::sample_answer(), "09:05")}
                {message("in", Some(("Juliana Prado", "")), t::sample_thanks(), "10:41")}
                {event("finished", &thread::did_finish(WHO), "10:44")}
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

fn event(status: &'static str, sentence: &str, clock: &'static str) -> impl IntoView + use<> {
    let words = pieces(sentence).into_iter().map(|piece| match piece {
        Piece::Text(text) => text.into_any(),
        Piece::Who | Piece::Whom => view! { <b>"Ana"</b> }.into_any(),
    });
    let words = words.collect_view();
    view! {
        <p class="event" data-status=status>
            {icon(status)}
            <span>{words}</span>
            " "
            <time>{clock}</time>
        </p>
    }
}
