//! Settings of this device: sound and storage.

use super::pick;

texts! {
    speed: "Velocidade das mensagens de voz", "Speed of voice messages", "Velocidad de los mensajes de voz";
    microphone: "Microfone", "Microphone", "Micrófono";
    looking: "Procurando microfones…", "Looking for microphones…", "Buscando micrófonos…";
    usual_microphone: "Padrão do sistema", "System default", "Predeterminado del sistema";
    gone_microphone: "Microfone que não está conectado", "Microphone that is not connected", "Micrófono que no está conectado";
    gone_microphone_hint:
        "Enquanto não estiver, vale o padrão do sistema",
        "Until it is back, the system default is used",
        "Mientras no lo esté, se usa el predeterminado del sistema";
    no_microphone:
        "Nenhum microfone encontrado. Conecte um e volte a esta janela.",
        "No microphone was found. Connect one and come back to this window.",
        "No se encontró ningún micrófono. Conecta uno y vuelve a esta ventana.";
    storage: "Arquivos neste aparelho", "Files on this device", "Archivos en este dispositivo";
    limit: "Guardar no máximo", "Keep at most", "Guardar como máximo";
    clear: "Apagar arquivos guardados", "Delete kept files", "Borrar archivos guardados";
    clear_title: "Apagar os arquivos guardados?", "Delete the kept files?", "¿Borrar los archivos guardados?";
    clear_hint:
        "Eles continuam no servidor da escola e são baixados de novo quando você abrir. O que ainda não foi enviado fica.",
        "They stay on the school's server and are downloaded again when you open them. Anything not sent yet is kept.",
        "Siguen en el servidor de la escuela y se descargan de nuevo cuando los abras. Lo que aún no se envió se queda.";
    cleared: "Arquivos apagados deste aparelho.", "Files deleted from this device.", "Archivos borrados de este dispositivo.";
}

/// "820 MB de 1 GB em uso, para ler sem conexão."
pub(crate) fn used(size: &str, limit: &str) -> String {
    pick(
        format!(
            "{size} de {limit} em uso, para abrir sem conexão. O que foi aberto há mais tempo sai primeiro."
        ),
        format!(
            "{size} of {limit} in use, to open without a connection. What was opened longest ago goes first."
        ),
        format!(
            "{size} de {limit} en uso, para abrir sin conexión. Lo abierto hace más tiempo sale primero."
        ),
    )
}

/// "12 MB esperam o envio e não são apagados."
pub(crate) fn unsent(size: &str) -> String {
    pick(
        format!("Mais {size} esperam o envio e não são apagados."),
        format!("Another {size} wait to be sent and are not deleted."),
        format!("Otros {size} esperan el envío y no se borran."),
    )
}
