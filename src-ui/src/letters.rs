//! Capital and small letters. In the page the browser knows them, which spares it Rust's own tables.

#[cfg(target_arch = "wasm32")]
use js_sys::JsString;

/// All capitals.
#[cfg(target_arch = "wasm32")]
pub(crate) fn upper(text: &str) -> String {
    JsString::from(text).to_upper_case().into()
}

/// All small.
#[cfg(target_arch = "wasm32")]
pub(crate) fn lower(text: &str) -> String {
    JsString::from(text).to_lower_case().into()
}

/// All capitals; in tests there is no browser.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn upper(text: &str) -> String {
    text.to_uppercase()
}

/// All small; in tests there is no browser.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn lower(text: &str) -> String {
    text.to_lowercase()
}

/// The first letter a capital.
pub(crate) fn capitalized(word: &str) -> String {
    let rest = word.char_indices().nth(1).map_or(word.len(), |(at, _)| at);
    let (first, rest) = word.split_at(rest);
    format!("{}{rest}", upper(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_becomes_a_capital() {
        assert_eq!(capitalized("é isso"), "É isso");
        assert_eq!(capitalized("k"), "K");
        assert_eq!(capitalized(""), "");
    }
}
