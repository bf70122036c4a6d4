//! Conversion between Rust's types and the page's own values. The code is much smaller than a reader and a
//! writer of text in the wasm, and the shell's `invoke` takes and gives such values anyway.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::{Serializer, from_value};
use wasm_bindgen::JsValue;

/// Reads a value; none if it is of another form.
pub(super) fn read<T: DeserializeOwned>(value: JsValue) -> Option<T> {
    from_value(value).ok()
}

/// Writes a value as JSON has it: maps are objects, none is null.
pub(super) fn write<T: Serialize>(value: &T) -> Option<JsValue> {
    value.serialize(&Serializer::json_compatible()).ok()
}
