//! Files: the clip menu, the tray, files in the thread, the viewer.

use conversas_domain::attachment::{AttachmentKind, FileType};
use conversas_domain::plan::{Feature, Plan};
use conversas_domain::rejection::Rejection;

use super::{common, failures};

conversas_words::speak!(files, super::language);

/// The words below the item "Arquivo ou mídia".
pub(crate) fn file_hint(plan: Plan) -> &'static str {
    if plan.includes(Feature::Video) { file_hint_video() } else { file_hint_no_video() }
}

/// "4,8 MB".
pub(crate) fn size(bytes: u64) -> String {
    let (number, unit) = measured(bytes);
    format!("{number} {unit}")
}

/// "3,1 de 4,8 MB"; both in the unit of the whole.
pub(crate) fn part(done: u64, bytes: u64) -> String {
    let (whole, unit) = measured(bytes);
    part_of(&number(done as f64 / unit_of(bytes).0), &whole, unit)
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

/// A number with one decimal below 100, none above.
fn number(value: f64) -> String {
    let said = if value < 99.95 { format!("{value:.1}") } else { format!("{value:.0}") };
    let said = said.strip_suffix(".0").unwrap_or(&said);
    said.replace('.', common::decimal_mark())
}

/// "62%", or "62%, em pausa".
pub(crate) fn percent(percent: u8, is_paused: bool) -> String {
    if is_paused { percent_paused(percent) } else { percent_done(percent) }
}

/// "Relatório.pdf, PDF, 4,8 MB".
pub(crate) fn card(name: &str, bytes: u64) -> String {
    format!("{name}, {}", size(bytes))
}

/// "Foto", "Arquivo".
pub(crate) fn kind(kind: AttachmentKind) -> &'static str {
    match kind {
        AttachmentKind::Image => photo(),
        AttachmentKind::Video => video(),
        AttachmentKind::Voice | AttachmentKind::Audio => audio(),
        AttachmentKind::Document => document(),
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
        AttachmentKind::Image => photo().to_owned(),
        AttachmentKind::Video => for_as_long(video().to_owned(), duration),
        AttachmentKind::Voice => match speaker {
            Some(speaker) => voice_of(Some(speaker), duration),
            None => for_as_long(audio().to_owned(), duration),
        },
        AttachmentKind::Audio => for_as_long(audio_named(name), duration),
        AttachmentKind::Document => document_named(name),
    }
}

/// "Áudio de Ana Prado, 0:19"; of the reader "Seu áudio, 0:19".
pub(crate) fn voice_of(author: Option<&str>, duration: Option<String>) -> String {
    for_as_long(author.map_or_else(|| own_voice().to_owned(), voice_of_author), duration)
}

fn for_as_long(what: String, duration: Option<String>) -> String {
    match duration {
        Some(duration) => lasting(&what, &duration),
        None => what,
    }
}

/// Why a file that was chosen is not among those to send.
pub(crate) fn refusal(name: &str, reason: Rejection, limit: u64) -> String {
    match reason {
        Rejection::FileTooLarge => too_large(&size(limit)),
        Rejection::NotInPlan => not_in_plan(FileType::of_name(name).map(FileType::kind)).to_owned(),
        Rejection::FileKindNotAllowed => kind_not_allowed().to_owned(),
        reason => failures::rejection(reason).to_owned(),
    }
}

/// The sentence for a feature that the plan lacks; a name that shows no kind gets a sentence for both.
fn not_in_plan(kind: Option<AttachmentKind>) -> &'static str {
    match kind {
        Some(AttachmentKind::Video) => not_in_plan_video(),
        Some(AttachmentKind::Audio | AttachmentKind::Voice) => not_in_plan_audio(),
        Some(AttachmentKind::Image | AttachmentKind::Document) | None => not_in_plan_either(),
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
