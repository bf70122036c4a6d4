//! The recorder's bar (rule 16).

use super::pick;

texts! {
    group: "Gravação de áudio", "Voice recording", "Grabación de audio";
    delete: "Excluir áudio", "Delete recording", "Eliminar audio";
    listen: "Ouvir o que foi gravado", "Listen to what was recorded", "Escuchar lo grabado";
    stop_listening: "Pausar o que foi gravado", "Pause what was recorded", "Pausar lo grabado";
    timer: "Tempo de gravação", "Recording time", "Tiempo de grabación";
    preparing: "Preparando o microfone…", "Getting the microphone ready…", "Preparando el micrófono…";
    recording: "Gravando", "Recording", "Grabando";
    paused: "Gravação em pausa", "Recording paused", "Grabación en pausa";
    pause: "Pausar gravação", "Pause recording", "Pausar grabación";
    pause_word: "Pausar", "Pause", "Pausar";
    resume: "Continuar gravando", "Continue recording", "Seguir grabando";
    resume_word: "Continuar", "Continue", "Seguir";
    send: "Enviar áudio", "Send recording", "Enviar audio";
    who_hears: "Quem ouve: ", "Heard by: ", "Quién escucha: ";
    up_to: "Até 30 min", "Up to 30 min", "Hasta 30 min";
    paused_hint:
        "Em pausa. Ouça antes de enviar ou continue gravando.",
        "Paused. Listen before you send, or keep recording.",
        "En pausa. Escucha antes de enviar o sigue grabando.";
    recovered_hint:
        "A gravação foi recuperada. Ouça antes de enviar ou continue gravando.",
        "The recording was recovered. Listen before you send, or keep recording.",
        "La grabación se recuperó. Escucha antes de enviar o sigue grabando.";
    silent:
        "Sem som. Fale mais perto do microfone ou escolha outro em Ajustes.",
        "No sound. Speak closer to the microphone or choose another one in Settings.",
        "Sin sonido. Habla más cerca del micrófono o elige otro en Ajustes.";
    limit_reached:
        "Limite de 30 minutos. A gravação está guardada: ouça ou envie.",
        "Limit of 30 minutes. The recording is kept: listen to it or send it.",
        "Límite de 30 minutos. La grabación está guardada: escúchala o envíala.";
    device_lost:
        "O microfone foi desconectado. O que foi gravado está guardado.",
        "The microphone was disconnected. What was recorded is kept.",
        "El micrófono se desconectó. Lo grabado está guardado.";
    device_changed:
        "O microfone mudou. A gravação usa agora outro.",
        "The microphone changed. The recording now uses another one.",
        "El micrófono cambió. La grabación usa ahora otro.";
    storage_failed:
        "O disco deste aparelho está cheio ou protegido. O que foi gravado está guardado.",
        "This device's disk is full or protected. What was recorded is kept.",
        "El disco de este dispositivo está lleno o protegido. Lo grabado está guardado.";
    too_short:
        "Ainda não há o que enviar. Continue gravando.",
        "There is nothing to send yet. Keep recording.",
        "Aún no hay qué enviar. Sigue grabando.";
    not_in_plan:
        "Áudio faz parte dos planos Standard e Premium.",
        "Voice messages are part of the Standard and Premium plans.",
        "El audio es parte de los planes Standard y Premium.";
    locked_by_plan:
        "Áudio faz parte dos planos Standard e Premium. A gravação fica guardada aqui.",
        "Voice messages are part of the Standard and Premium plans. The recording is kept here.",
        "El audio es parte de los planes Standard y Premium. La grabación queda guardada aquí.";
    locked_by_access:
        "Você não pode mais escrever aqui. A gravação fica guardada até você excluir.",
        "You cannot write here any more. The recording is kept until you delete it.",
        "Ya no puedes escribir aquí. La grabación queda guardada hasta que la elimines.";
    starts_ticket:
        "O atendimento foi finalizado. O áudio inicia um novo.",
        "The request is finished. The recording starts a new one.",
        "La atención se finalizó. El audio inicia una nueva.";
    deleted: "Áudio excluído.", "Recording deleted.", "Audio eliminado.";
    undo: "Desfazer", "Undo", "Deshacer";
    left_behind:
        "Gravação em pausa, guardada como rascunho.",
        "Recording paused and kept as a draft.",
        "Grabación en pausa, guardada como borrador.";
    go_back: "Voltar", "Go back", "Volver";
    go_there: "Ir para lá", "Go there", "Ir allí";
}

/// "Resta 4:12".
pub(crate) fn left(clock: &str) -> String {
    pick(format!("Resta {clock}"), format!("{clock} left"), format!("Queda {clock}"))
}

/// "Há uma gravação em andamento na conversa com Juliana e Marcos."
pub(crate) fn busy_with(names: &[String]) -> String {
    let names = super::common::together(names);
    if names.is_empty() {
        return pick(
            "Há uma gravação em andamento em outra conversa.",
            "A recording is running in another conversation.",
            "Hay una grabación en curso en otra conversación.",
        )
        .to_owned();
    }
    pick(
        format!("Há uma gravação em andamento na conversa com {names}."),
        format!("A recording is running in the conversation with {names}."),
        format!("Hay una grabación en curso en la conversación con {names}."),
    )
}

/// What is said when the recording stops for a while: "Gravação em pausa, 0:14".
pub(crate) fn paused_at(clock: &str) -> String {
    format!("{}, {clock}", paused())
}
