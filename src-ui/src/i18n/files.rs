//! Files: the clip menu, the tray, files in the thread, the viewer.

use conversas_domain::attachment::{AttachmentKind, FileType};
use conversas_domain::plan::{Feature, Plan};
use conversas_domain::rejection::Rejection;

use super::{failures, pick};

texts! {
    attach: "Anexar arquivo, mídia ou áudio", "Attach file, media or audio", "Adjuntar archivo, multimedia o audio";
    menu: "Anexar", "Attach", "Adjuntar";
    file_or_media: "Arquivo ou mídia", "File or media", "Archivo o multimedia";
    audio: "Áudio", "Audio", "Audio";
    audio_hint:
        "A gravação começa na hora. Dá para pausar e ouvir.",
        "Recording starts at once. You can pause and listen.",
        "La grabación empieza al momento. Se puede pausar y escuchar.";
    audio_locked:
        "Incluído nos planos Standard e Premium. Fale com a direção da escola.",
        "Included in the Standard and Premium plans. Talk to the school's management.",
        "Incluido en los planes Standard y Premium. Habla con la dirección de la escuela.";
    tray: "Arquivos para enviar", "Files to send", "Archivos para enviar";
    adding: "Preparando os arquivos…", "Preparing the files…", "Preparando los archivos…";
    after_files: "Mensagem depois dos arquivos (opcional)", "Message after the files (optional)", "Mensaje después de los archivos (opcional)";
    refused: "Não foram anexados:", "Not attached:", "No se adjuntaron:";
    dismiss: "Dispensar o aviso", "Dismiss", "Descartar el aviso";
    drop_here: "Solte para anexar a esta conversa", "Drop to attach to this conversation", "Suelta para adjuntar a esta conversación";
    drop_hint: "Cada arquivo vai em uma mensagem.", "Each file goes in one message.", "Cada archivo va en un mensaje.";
    drop_nowhere:
        "Para anexar arquivos, abra antes uma conversa.",
        "To attach files, open a conversation first.",
        "Para adjuntar archivos, abre antes una conversación.";
    drop_not_now:
        "Nesta conversa não dá para anexar arquivos agora.",
        "Files cannot be attached to this conversation now.",
        "En esta conversación no se pueden adjuntar archivos ahora.";
    drop_kept:
        "Os arquivos esperam nos anexos desta conversa.",
        "The files wait among those to send in this conversation.",
        "Los archivos esperan en los adjuntos de esta conversación.";
    cancel_sending: "Cancelar envio", "Cancel sending", "Cancelar envío";
    back_in_tray: "O envio foi cancelado. O arquivo voltou para os anexos.", "Sending was cancelled. The file is back among those to send.", "Se canceló el envío. El archivo volvió a los adjuntos.";
    back_in_recorder: "O envio foi cancelado. O áudio voltou a ser um rascunho.", "Sending was cancelled. The recording is a draft again.", "Se canceló el envío. El audio volvió a ser un borrador.";
    checking: "Verificando…", "Checking…", "Verificando…";
    no_room:
        "Sem espaço no servidor da escola agora. Vai sozinho depois.",
        "No room on the school's server now. It goes by itself later.",
        "Sin espacio en el servidor de la escuela ahora. Sale solo después.";
    open: "Abrir", "Open", "Abrir";
    opening: "Abrindo…", "Opening…", "Abriendo…";
    save_as: "Salvar como…", "Save as…", "Guardar como…";
    download: "Baixar", "Download", "Descargar";
    share: "Compartilhar", "Share", "Compartir";
    share_ready: "O arquivo está pronto para compartilhar.", "The file is ready to share.", "El archivo está listo para compartir.";
    share_refused:
        "Aqui não dá para compartilhar arquivos deste tipo.",
        "Files of this kind cannot be shared here.",
        "Aquí no se pueden compartir archivos de este tipo.";
    not_shared:
        "O arquivo não foi compartilhado. Tente de novo.",
        "The file was not shared. Try again.",
        "El archivo no se compartió. Intenta de nuevo.";
    saved: "Arquivo salvo.", "File saved.", "Archivo guardado.";
    not_saved: "O arquivo não foi salvo.", "The file was not saved.", "El archivo no se guardó.";
    not_here:
        "Este arquivo não está neste aparelho. Ele abre assim que a internet voltar.",
        "This file is not on this device. It opens as soon as the internet is back.",
        "Este archivo no está en este dispositivo. Se abre en cuanto vuelva internet.";
    picture_missing: "A imagem não pôde ser carregada.", "The image could not be loaded.", "No se pudo cargar la imagen.";
    picture_offline: "A imagem aparece quando a internet voltar.", "The image appears when the internet is back.", "La imagen aparece cuando vuelva internet.";
    video_broken: "Este vídeo não toca aqui.", "This video does not play here.", "Este video no se reproduce aquí.";
    viewer: "Imagem", "Image", "Imagen";
    previous: "Imagem anterior", "Previous image", "Imagen anterior";
    next: "Próxima imagem", "Next image", "Imagen siguiente";
    zoom_in: "Ampliar", "Zoom in", "Ampliar";
    zoom_out: "Reduzir", "Zoom out", "Reducir";
    files: "Arquivos", "Files", "Archivos";
    go_to_message: "Ir para a mensagem", "Go to the message", "Ir al mensaje";
    try_again: "Tentar de novo", "Try again", "Intentar de nuevo";
    kind_not_allowed:
        "Este tipo de arquivo não pode ser enviado. Vale PDF, imagem, documento, texto, zip, áudio e vídeo.",
        "Files of this kind cannot be sent. PDF, images, documents, texts, zip, audio and video can.",
        "Este tipo de archivo no se puede enviar. Sirven PDF, imagen, documento, texto, zip, audio y video.";
    to_tray: "Voltar para os anexos", "Back to the files to send", "Volver a los adjuntos";
    pasted_name: "imagem.png", "image.png", "imagen.png";
    draft_take: "áudio", "audio", "audio";
}

/// What the item "Arquivo ou mídia" says below its name.
pub(crate) fn file_hint(plan: Plan) -> &'static str {
    match plan.includes(Feature::Video) {
        true => pick(
            "PDF, imagem, áudio ou vídeo. Cada arquivo vai em uma mensagem.",
            "PDF, image, audio or video. Each file goes in one message.",
            "PDF, imagen, audio o video. Cada archivo va en un mensaje.",
        ),
        false => pick(
            "PDF, imagem ou outro arquivo. Vídeo é do plano Premium.",
            "PDF, image or another file. Video is in the Premium plan.",
            "PDF, imagen u otro archivo. El video es del plan Premium.",
        ),
    }
}

/// "4,8 MB".
pub(crate) fn size(bytes: u64) -> String {
    let (number, unit) = measured(bytes);
    format!("{number} {unit}")
}

/// "3,1 de 4,8 MB"; both in the unit of the whole.
pub(crate) fn part(done: u64, bytes: u64) -> String {
    let (whole, unit) = measured(bytes);
    let done = number(done as f64 / unit_of(bytes).0);
    format!("{done} {} {whole} {unit}", pick("de", "of", "de"))
}

fn measured(bytes: u64) -> (String, &'static str) {
    let (one, unit) = unit_of(bytes);
    (number(bytes as f64 / one), unit)
}

fn unit_of(bytes: u64) -> (f64, &'static str) {
    match bytes {
        0..1_024 => (1.0, "bytes"),
        1_024..1_048_000 => (1_024.0, "KB"),
        1_048_000..1_073_000_000 => (1_048_576.0, "MB"),
        _ => (1_073_741_824.0, "GB"),
    }
}

/// One decimal below 100, none above.
fn number(value: f64) -> String {
    let said = if value < 99.95 { format!("{value:.1}") } else { format!("{value:.0}") };
    let said = said.strip_suffix(".0").unwrap_or(&said);
    said.replace('.', pick(",", ".", ","))
}

/// "62%", or "62%, em pausa".
pub(crate) fn percent(percent: u8, is_paused: bool) -> String {
    let paused = if is_paused { pick(", em pausa", ", paused", ", en pausa") } else { "" };
    format!("{percent}%{paused}")
}

/// "Enviando Relatório.pdf".
pub(crate) fn sending(name: &str) -> String {
    format!("{} {name}", pick("Enviando", "Sending", "Enviando"))
}

/// "Baixando Relatório.pdf".
pub(crate) fn fetching(name: &str) -> String {
    format!("{} {name}", pick("Baixando", "Downloading", "Descargando"))
}

/// "Relatório.pdf, PDF, 4,8 MB".
pub(crate) fn card(name: &str, bytes: u64) -> String {
    format!("{name}, {}", size(bytes))
}

/// "Abrir imagem foto.jpg".
pub(crate) fn open_image(name: &str) -> String {
    format!("{} {name}", pick("Abrir imagem", "Open image", "Abrir imagen"))
}

/// "Tocar vídeo festa.mp4, 1:02"; its size if nobody knows how long it is.
pub(crate) fn play_video(name: &str, measure: &str) -> String {
    format!("{} {name}, {measure}", pick("Tocar vídeo", "Play video", "Reproducir video"))
}

/// "Remover foto.jpg".
pub(crate) fn remove(name: &str) -> String {
    format!("{} {name}", pick("Remover", "Remove", "Quitar"))
}

/// "Mover foto.jpg para antes".
pub(crate) fn move_before(name: &str) -> String {
    pick(format!("Mover {name} para antes"), format!("Move {name} earlier"), format!("Mover {name} antes"))
}

/// "Mover foto.jpg para depois".
pub(crate) fn move_after(name: &str) -> String {
    pick(format!("Mover {name} para depois"), format!("Move {name} later"), format!("Mover {name} después"))
}

/// "foto.jpg, 2 de 3": said when it was moved.
pub(crate) fn place(name: &str, place: usize, of: usize) -> String {
    format!("{name}, {place} {} {of}", pick("de", "of", "de"))
}

/// "2 de 5".
pub(crate) fn place_of(place: usize, of: usize) -> String {
    format!("{place} {} {of}", pick("de", "of", "de"))
}

/// "2 arquivos".
pub(crate) fn count(count: usize) -> String {
    match count {
        1 => pick("1 arquivo", "1 file", "1 archivo").to_owned(),
        n => format!("{n} {}", pick("arquivos", "files", "archivos")),
    }
}

/// "Foto", "Arquivo".
pub(crate) fn kind(kind: AttachmentKind) -> &'static str {
    match kind {
        AttachmentKind::Image => pick("Foto", "Photo", "Foto"),
        AttachmentKind::Video => pick("Vídeo", "Video", "Video"),
        AttachmentKind::Voice | AttachmentKind::Audio => audio(),
        AttachmentKind::Document => pick("Arquivo", "File", "Archivo"),
    }
}

/// What a list says instead of words: "Foto", "Vídeo, 1:02", "Áudio de Ana, 0:32", "Arquivo: Vaga.pdf". `speaker`: whose it
/// is, where that is not said already.
pub(crate) fn preview(
    kind: AttachmentKind,
    name: &str,
    duration: Option<String>,
    speaker: Option<&str>,
) -> String {
    match kind {
        AttachmentKind::Image => pick("Foto", "Photo", "Foto").to_owned(),
        AttachmentKind::Video => lasting(pick("Vídeo", "Video", "Video").to_owned(), duration),
        AttachmentKind::Voice => match speaker {
            Some(speaker) => voice_of(Some(speaker), duration),
            None => lasting(audio().to_owned(), duration),
        },
        AttachmentKind::Audio => lasting(format!("{}: {name}", audio()), duration),
        AttachmentKind::Document => format!("{}: {name}", pick("Arquivo", "File", "Archivo")),
    }
}

/// "Áudio de Ana Prado, 0:19"; of the reader "Seu áudio, 0:19".
pub(crate) fn voice_of(author: Option<&str>, duration: Option<String>) -> String {
    let whose = match author {
        Some(name) => {
            pick(format!("Áudio de {name}"), format!("Voice message from {name}"), format!("Audio de {name}"))
        }
        None => pick("Seu áudio", "Your voice message", "Tu audio").to_owned(),
    };
    lasting(whose, duration)
}

fn lasting(what: String, duration: Option<String>) -> String {
    duration.map_or(what.clone(), |duration| format!("{what}, {duration}"))
}

/// Why a file that was chosen is not among those to send.
pub(crate) fn refusal(name: &str, reason: Rejection, limit: u64) -> String {
    match reason {
        Rejection::FileTooLarge => {
            let limit = size(limit);
            pick(
                format!("É grande demais. O limite é {limit}."),
                format!("It is too large. The limit is {limit}."),
                format!("Es demasiado grande. El límite es {limit}."),
            )
        }
        Rejection::NotInPlan => not_in_plan(FileType::of_name(name).map(FileType::kind)).to_owned(),
        Rejection::FileKindNotAllowed => kind_not_allowed().to_owned(),
        reason => failures::rejection(reason).to_owned(),
    }
}

/// A name that says neither is no way to know which of both it is.
fn not_in_plan(kind: Option<AttachmentKind>) -> &'static str {
    match kind {
        Some(AttachmentKind::Video) => pick(
            "Vídeo é do plano Premium. Fale com a direção da escola.",
            "Video is in the Premium plan. Talk to the school's management.",
            "El video es del plan Premium. Habla con la dirección de la escuela.",
        ),
        Some(AttachmentKind::Audio | AttachmentKind::Voice) => pick(
            "Áudio é dos planos Standard e Premium. Fale com a direção da escola.",
            "Audio is in the Standard and Premium plans. Talk to the school's management.",
            "El audio es de los planes Standard y Premium. Habla con la dirección de la escuela.",
        ),
        Some(AttachmentKind::Image | AttachmentKind::Document) | None => pick(
            "Áudio é dos planos Standard e Premium, e vídeo é do Premium. Fale com a direção da escola.",
            "Audio is in the Standard and Premium plans, and video in Premium. Talk to the school's management.",
            "El audio es de los planes Standard y Premium, y el video del Premium. Habla con la dirección de la escuela.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_as_people_do() {
        assert_eq!(size(500), "500 bytes");
        assert_eq!(size(96 * 1024), "96 KB");
        assert_eq!(size(1_260_000), "1,2 MB");
        assert_eq!(size(100 * 1024 * 1024), "100 MB");
        assert_eq!(size(2 * 1024 * 1024 * 1024), "2 GB");
        assert_eq!(part(3_250_000, 5_033_164), "3,1 de 4,8 MB");
    }

    #[test]
    fn a_list_says_what_kind_of_file_it_is_and_a_document_by_its_name() {
        let said = |kind, duration: Option<&str>, speaker| {
            preview(kind, "Vaga.pdf", duration.map(str::to_owned), speaker)
        };
        assert_eq!(said(AttachmentKind::Voice, Some("0:32"), None), "Áudio, 0:32");
        assert_eq!(said(AttachmentKind::Voice, Some("0:19"), Some("Juliana")), "Áudio de Juliana, 0:19");
        assert_eq!(said(AttachmentKind::Audio, Some("3:05"), None), "Áudio: Vaga.pdf, 3:05");
        assert_eq!(said(AttachmentKind::Video, Some("1:02"), None), "Vídeo, 1:02");
        assert_eq!(said(AttachmentKind::Video, None, None), "Vídeo");
        assert_eq!(said(AttachmentKind::Image, None, Some("Juliana")), "Foto");
        assert_eq!(said(AttachmentKind::Document, None, None), "Arquivo: Vaga.pdf");
        assert_eq!(voice_of(None, Some("0:19".to_owned())), "Seu áudio, 0:19");
    }

    #[test]
    fn what_the_plan_lacks_is_said_of_what_it_is() {
        let said = |name| refusal(name, Rejection::NotInPlan, 1);
        assert!(said("festa.mp4").starts_with("Vídeo é do plano Premium."));
        assert!(said("hino.mp3").starts_with("Áudio é dos planos Standard e Premium."));
        assert!(said("sem nome").starts_with("Áudio é dos planos Standard e Premium, e vídeo é do Premium."));
    }
}
