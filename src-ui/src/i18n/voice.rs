//! Voice messages: playing them.

use conversas_ipc::{Failure, FailureCode, VoiceSpeed};

use super::failures;

conversas_words::speak!(voice, super::language);

/// "Arquivo de áudio Hino.mp3, 3:05"; without a length that is not known.
pub(crate) fn sound(name: &str, length: Option<&str>) -> String {
    length.map_or_else(|| sound_named(name), |length| sound_lasting(name, length))
}

/// "1,5×".
pub(crate) fn speed(speed: VoiceSpeed) -> &'static str {
    match speed {
        VoiceSpeed::Once => speed_once(),
        VoiceSpeed::OnceAndHalf => speed_once_and_half(),
        VoiceSpeed::Twice => speed_twice(),
    }
}

/// "Velocidade 1,5×. Trocar".
pub(crate) fn change_speed(now: VoiceSpeed) -> String {
    change_speed_from(speed(now))
}

/// The reason why a sound is not on the device.
pub(crate) fn not_fetched(failure: &Failure) -> String {
    match failure.code {
        FailureCode::Offline => offline().to_owned(),
        _ => failures::failure(failure),
    }
}
