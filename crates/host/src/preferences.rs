//! The person's choices for this device: one value in the engine's store. Recorder and engine keep one choice
//! each.

use conversas_client::Engine;
use conversas_ipc::{
    Failure, FailureCode, PreferenceCommands, Preferences, PreferencesQuery, SavePreferences,
};

use crate::Host;
use crate::failure::failure;

impl PreferenceCommands for Host {
    async fn preferences(&self, _: PreferencesQuery) -> Result<Preferences, Failure> {
        load(&self.engine).await
    }

    async fn save_preferences(&self, request: SavePreferences) -> Result<Preferences, Failure> {
        save(self, request.preferences).await
    }
}

const KEY: &str = "interface";

/// Loads the preferences; unreadable ones (of a newer version, say) count as none.
pub(crate) async fn load(engine: &Engine) -> Result<Preferences, Failure> {
    let text = engine.preference(KEY).await.map_err(failure)?;
    let read = |text: String| {
        let read = serde_json::from_str(&text).inspect_err(|error| {
            let (line, column) = (error.line(), error.column());
            tracing::warn!(line, column, "what was chosen for this device cannot be read");
        });
        read.ok()
    };
    Ok(text.and_then(read).unwrap_or_default())
}

pub(crate) async fn save(host: &Host, preferences: Preferences) -> Result<Preferences, Failure> {
    let before = load(&host.engine).await?;
    keep(&host.engine, &preferences).await?;
    if (&before.microphone, before.storage_limit) != (&preferences.microphone, preferences.storage_limit) {
        apply(host, &preferences).await;
    }
    Ok(preferences)
}

/// Tells recorder and engine the choices that they follow.
pub(crate) async fn apply(host: &Host, preferences: &Preferences) {
    host.recording.choose(preferences.microphone.clone()).await;
    if let Err(error) = host.engine.limit_storage(preferences.storage_limit).await {
        tracing::warn!(%error, "the room for files stays as it was");
    }
}

async fn keep(engine: &Engine, preferences: &Preferences) -> Result<(), Failure> {
    let text = serde_json::to_string(preferences).map_err(|error| {
        tracing::error!(%error, "preferences that are no JSON");
        Failure::new(FailureCode::Internal)
    })?;
    engine.save_preference(KEY, &text).await.map_err(failure)
}

/// Forgets the places of the person who was signed in.
pub(crate) async fn forget_places(engine: &Engine) -> Result<(), Failure> {
    let mut kept = load(engine).await?;
    kept.forget_places();
    keep(engine, &kept).await
}
