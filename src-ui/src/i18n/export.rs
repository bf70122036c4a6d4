//! "Exportar histórico".

use conversas_ipc::ExportFormat;

use super::pick;

texts! {
    title: "Exportar o histórico", "Export the history", "Exportar el historial";
    lead:
        "Todas as mensagens desta conversa que você pode ler, com nomes, horários e a cronologia de cada atendimento.",
        "All the messages in this conversation that you can read, with names, times and the timeline of each request.",
        "Todos los mensajes de esta conversación que puedes leer, con nombres, horas y la cronología de cada atención.";
    confirm: "Exportar", "Export", "Exportar";
    busy: "Preparando…", "Preparing…", "Preparando…";
    format: "Formato", "Format", "Formato";
    done: "Histórico salvo", "History saved", "Historial guardado";
    partly:
        "Histórico salvo sem a parte mais antiga: ela não está neste aparelho.",
        "History saved without its oldest part, which is not on this device.",
        "Historial guardado sin la parte más antigua: no está en este dispositivo.";
    unsaved:
        "O arquivo não pôde ser salvo. Escolha outra pasta e tente de novo.",
        "The file could not be saved. Choose another folder and try again.",
        "No se pudo guardar el archivo. Elige otra carpeta e intenta de nuevo.";
}

/// A format with what it is good for.
pub(crate) fn format_name(format: ExportFormat) -> (&'static str, &'static str) {
    match format {
        ExportFormat::Pdf => (
            "PDF",
            pick(
                "Para ler, imprimir ou arquivar",
                "To read, print or file",
                "Para leer, imprimir o archivar",
            ),
        ),
        ExportFormat::Text => (
            pick("Texto", "Text", "Texto"),
            pick(
                "Para copiar ou procurar palavras",
                "To copy from or search in",
                "Para copiar o buscar palabras",
            ),
        ),
    }
}
