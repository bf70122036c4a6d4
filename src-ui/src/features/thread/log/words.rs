//! The words of a message, with addresses as links.

use conversas_domain::links::{self, Link};
use leptos::prelude::*;

use crate::app::App;
use crate::i18n::thread as t;

/// The words; each link says in its title where it really leads.
pub(super) fn linked(app: App, text: &str) -> AnyView {
    let found = links::find(text);
    if found.is_empty() {
        return text.to_owned().into_any();
    }
    let mut at = 0;
    let mut parts = Vec::with_capacity(found.len() * 2 + 1);
    for links::Found { range, link } in found {
        parts.push(text.get(at..range.start).unwrap_or_default().to_owned().into_any());
        parts.push(anchor(app, link, text.get(range.clone()).unwrap_or_default()).into_any());
        at = range.end;
    }
    parts.push(text.get(at..).unwrap_or_default().to_owned().into_any());
    parts.into_any()
}

/// The link. In a browser a page opens in a tab of its own that knows nothing of this one.
fn anchor(app: App, link: Link, words: &str) -> impl IntoView + use<> {
    let title = match &link {
        Link::Web(_) => t::opens_page(link.leads_to()),
        Link::Mail(_) => t::writes_mail(link.leads_to()),
        Link::Phone(_) => t::calls(link.leads_to()),
    };
    let target = matches!(link, Link::Web(_)).then_some("_blank");
    view! {
        <a
            href=link.address()
            target=target
            rel="noopener noreferrer"
            title=title
            dir="ltr"
            draggable="false"
            on:click=move |event| {
                if app.opens_link(&link) {
                    event.prevent_default();
                }
            }
        >
            {words.to_owned()}
        </a>
    }
}
