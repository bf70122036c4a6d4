//! Voice messages: playing them.

use conversas_ipc::{Failure, FailureCode, VoiceSpeed};

use super::{failures, pick};

texts! {
    play: "Ouvir áudio", "Play voice message", "Escuchar audio";
    pause: "Pausar áudio", "Pause voice message", "Pausar audio";
    position: "Posição no áudio", "Position in the voice message", "Posición en el audio";
    broken:
        "Este áudio está danificado e não pode ser ouvido.",
        "This voice message is damaged and cannot be played.",
        "Este audio está dañado y no se puede escuchar.";
    unplayable:
        "Este áudio não toca aqui. Abra ou salve o arquivo pelo menu da mensagem.",
        "This sound does not play here. Open or save the file from the message's menu.",
        "Este audio no se reproduce aquí. Abre o guarda el archivo desde el menú del mensaje.";
    offline:
        "Sem conexão. Este áudio ainda não está neste aparelho.",
        "No connection. This voice message is not on this device yet.",
        "Sin conexión. Este audio aún no está en este dispositivo.";
    not_here: "Ainda não está neste aparelho", "Not on this device yet", "Aún no está en este dispositivo";
    player: "Ouvindo agora", "Playing now", "Escuchando ahora";
    close: "Parar de ouvir", "Stop listening", "Dejar de escuchar";
    go_to: "Ir para a mensagem", "Go to the message", "Ir al mensaje";
}

/// "Mensagem de voz, 0:47".
pub(crate) fn message(length: &str) -> String {
    format!("{}, {length}", pick("Mensagem de voz", "Voice message", "Mensaje de voz"))
}

/// "Arquivo de áudio Hino.mp3, 3:05"; without a length that is not known.
pub(crate) fn sound(name: &str, length: Option<&str>) -> String {
    let name = format!("{} {name}", pick("Arquivo de áudio", "Sound file", "Archivo de audio"));
    length.map_or(name.clone(), |length| format!("{name}, {length}"))
}

/// "Baixando áudio, 40 %".
pub(crate) fn fetching(percent: u8) -> String {
    format!("{}, {percent} %", pick("Baixando áudio", "Downloading voice message", "Descargando audio"))
}

/// "0:19 de 0:47".
pub(crate) fn of(at: &str, length: &str) -> String {
    format!("{at}{}{length}", pick(" de ", " of ", " de "))
}

/// "1,5×".
pub(crate) fn speed(speed: VoiceSpeed) -> &'static str {
    match speed {
        VoiceSpeed::Once => "1×",
        VoiceSpeed::OnceAndHalf => pick("1,5×", "1.5×", "1,5×"),
        VoiceSpeed::Twice => "2×",
    }
}

/// "Velocidade 1,5×. Trocar".
pub(crate) fn change_speed(now: VoiceSpeed) -> String {
    let now = speed(now);
    pick(
        format!("Velocidade {now}. Trocar"),
        format!("Speed {now}. Change"),
        format!("Velocidad {now}. Cambiar"),
    )
}

/// Why it is not on the device.
pub(crate) fn not_fetched(failure: &Failure) -> String {
    match failure.code {
        FailureCode::Offline => offline().to_owned(),
        _ => failures::failure(failure),
    }
}
