//! Speeds, and keys on a wave.

use conversas_ipc::VoiceSpeed;

/// The next speed in turn.
pub(crate) fn next_speed(speed: VoiceSpeed) -> VoiceSpeed {
    match speed {
        VoiceSpeed::Once => VoiceSpeed::OnceAndHalf,
        VoiceSpeed::OnceAndHalf => VoiceSpeed::Twice,
        VoiceSpeed::Twice => VoiceSpeed::Once,
    }
}

/// The speed as a factor.
pub(crate) fn rate(speed: VoiceSpeed) -> f64 {
    match speed {
        VoiceSpeed::Once => 1.0,
        VoiceSpeed::OnceAndHalf => 1.5,
        VoiceSpeed::Twice => 2.0,
    }
}

/// The place that a key on the wave leads to; none: the key is not for the wave.
pub(crate) fn sought(key: &str, at_ms: u64, duration_ms: u64) -> Option<u64> {
    const STEP_MS: u64 = 5_000;
    let to = match key {
        "ArrowRight" | "ArrowUp" => at_ms + STEP_MS,
        "ArrowLeft" | "ArrowDown" => at_ms.saturating_sub(STEP_MS),
        "PageUp" => at_ms + 3 * STEP_MS,
        "PageDown" => at_ms.saturating_sub(3 * STEP_MS),
        "Home" => 0,
        "End" => duration_ms,
        _ => return None,
    };
    Some(to.min(duration_ms))
}
