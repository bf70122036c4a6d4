//! What a person chose for this device: one value in the engine's store.

use conversas_client::Engine;
use conversas_ipc::{Failure, FailureCode, Preferences};

use crate::failure::failure;

const KEY: &str = "interface";

/// Unreadable ones (of a newer version, say) count as none.
pub(crate) async fn load(engine: &Engine) -> Result<Preferences, Failure> {
    let text = engine.preference(KEY).await.map_err(failure)?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

pub(crate) async fn save(engine: &Engine, preferences: Preferences) -> Result<Preferences, Failure> {
    let text = serde_json::to_string(&preferences).map_err(|_| Failure::new(FailureCode::Internal))?;
    engine.save_preference(KEY, &text).await.map_err(failure)?;
    Ok(preferences)
}

/// Language and theme belong to the device; places belong to who was signed in.
pub(crate) async fn forget_places(engine: &Engine) -> Result<(), Failure> {
    let kept = Preferences { channel_id: None, conversation_id: None, ..load(engine).await? };
    save(engine, kept).await.map(|_| ())
}
