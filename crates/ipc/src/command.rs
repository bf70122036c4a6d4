//! One command, typed on both sides.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A request with the answer it gets.
pub trait Command: Serialize + DeserializeOwned {
    /// Its name on the way.
    const NAME: &'static str;
    /// What it is answered with.
    type Answer: Serialize + DeserializeOwned;
}
