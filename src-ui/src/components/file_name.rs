//! Names of files that are too long for their place keep their extension.

use leptos::prelude::*;

use crate::state::files::parted;

/// A file's name, of which the part before its end may be cut off.
pub(crate) fn file_name(name: &str) -> impl IntoView + use<> {
    let (stem, end) = parted(name);
    let (stem, end) = (stem.to_owned(), end.to_owned());
    let whole = name.to_owned();
    let room = end.chars().count().to_string();
    view! {
        <span class="file-name" data-end=room title=whole>
            <span class="stem">{stem}</span>
            <span class="end">{end}</span>
        </span>
    }
}
