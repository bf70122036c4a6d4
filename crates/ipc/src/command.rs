//! One command, typed on both sides.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A request with the answer it gets.
pub trait Command: Serialize + DeserializeOwned {
    /// Its name on the way.
    const NAME: &'static str;
    /// The type of its answer.
    type Answer: Serialize + DeserializeOwned;
}
