//! A name for the file that every system takes.

use conversas_domain::search::fold;
use conversas_ipc::ExportFormat;
use conversas_words::history as t;

use crate::History;
use crate::when::Clock;

/// The longest part of the name, in characters.
const PART: usize = 40;

pub(crate) fn file_name(history: &History<'_>, format: ExportFormat) -> String {
    let clock = Clock { language: history.language, utc_offset: history.utc_offset };
    let ending = match format {
        ExportFormat::Text => "txt",
        ExportFormat::Pdf => "pdf",
    };
    let parts =
        [t::conversation(history.language), &history.detail.channel, &history.detail.student].map(plain);
    let day = clock.day_for_name(history.made_at);
    let all: Vec<_> =
        parts.iter().map(String::as_str).chain([day.as_str()]).filter(|p| !p.is_empty()).collect();
    format!("{}.{ending}", all.join("_"))
}

/// Answers letters without accents, digits and hyphens: no system, shell or old archive program has trouble
/// with these.
fn plain(part: &str) -> String {
    let folded = fold(part);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let joined = words.collect::<Vec<_>>().join("-");
    joined.chars().take(PART).collect::<String>().trim_end_matches('-').to_owned()
}
