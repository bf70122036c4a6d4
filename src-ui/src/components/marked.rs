//! Words with the matches of a search marked in them.

use conversas_ipc::Piece;
use leptos::prelude::*;

use crate::state::marks;

/// A text in pieces.
pub(crate) fn marked(pieces: &[Piece]) -> impl IntoView + use<> {
    let piece = |piece: &Piece| match piece.is_match {
        true => view! { <mark>{piece.text.clone()}</mark> }.into_any(),
        false => piece.text.clone().into_any(),
    };
    view! { <bdi>{pieces.iter().map(piece).collect_view()}</bdi> }
}

/// A name.
pub(crate) fn marked_name(name: &str, sought: &str) -> impl IntoView + use<> {
    marked(&marks::marked(name, sought))
}
