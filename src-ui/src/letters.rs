//! Capital and small letters. In the page the browser converts them, which saves the size of Rust's own
//! tables.

#[cfg(target_arch = "wasm32")]
use js_sys::JsString;

/// The text in capitals.
#[cfg(target_arch = "wasm32")]
pub(crate) fn upper(text: &str) -> String {
    JsString::from(text).to_upper_case().into()
}

/// The text in small letters.
#[cfg(target_arch = "wasm32")]
pub(crate) fn lower(text: &str) -> String {
    JsString::from(text).to_lower_case().into()
}

/// The text in capitals; in tests there is no browser.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn upper(text: &str) -> String {
    text.to_uppercase()
}

/// The text in small letters; in tests there is no browser.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn lower(text: &str) -> String {
    text.to_lowercase()
}

/// The word with a capital first letter.
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
