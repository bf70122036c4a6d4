//! The words that stand for an attached file, in a place that can hold only words.

use conversas_domain::attachment::AttachmentKind;
use conversas_ipc::FileItem;
use conversas_words::{Language, common, history as t};

/// Describes an attached file: "[Arquivo: boletim.pdf, 96 KB]", "[Áudio, 0:47]".
pub(crate) fn said(file: &FileItem, language: Language) -> String {
    let kind = kind(file.kind, language);
    match file.kind {
        AttachmentKind::Voice => format!("[{kind}, {}]", duration(file.duration_ms.unwrap_or_default())),
        AttachmentKind::Image | AttachmentKind::Video | AttachmentKind::Audio | AttachmentKind::Document => {
            format!("[{kind}: {}, {}]", file.name, size(file.bytes, language))
        }
    }
}

fn kind(kind: AttachmentKind, language: Language) -> &'static str {
    match kind {
        AttachmentKind::Image => t::kind_image(language),
        AttachmentKind::Video => t::kind_video(language),
        AttachmentKind::Voice => t::kind_voice(language),
        AttachmentKind::Audio => t::kind_audio(language),
        AttachmentKind::Document => t::kind_document(language),
    }
}

/// Writes a duration: "0:47", "12:05".
fn duration(ms: u64) -> String {
    let seconds = ms / 1000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Writes a size: "96 KB"; from a megabyte on with one digit after the comma.
fn size(bytes: u64, language: Language) -> String {
    const KILO: u64 = 1024;
    const MEGA: u64 = KILO * KILO;
    let tenths = |unit: u64| {
        let tenths = (bytes * 10 + unit / 2) / unit;
        if tenths.is_multiple_of(10) {
            format!("{}", tenths / 10)
        } else {
            format!("{}{}{}", tenths / 10, common::decimal_mark(language), tenths % 10)
        }
    };
    if bytes < KILO {
        format!("{bytes} B")
    } else if bytes < MEGA {
        format!("{} KB", (bytes + KILO / 2) / KILO)
    } else if bytes < KILO * MEGA {
        format!("{} MB", tenths(MEGA))
    } else {
        format!("{} GB", tenths(KILO * MEGA))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        let said = |bytes| size(bytes, Language::PtBr);
        assert_eq!(said(0), "0 B");
        assert_eq!(said(98_304), "96 KB");
        assert_eq!(said(1_300_000), "1,2 MB");
        assert_eq!(said(100 * 1024 * 1024), "100 MB");
        assert_eq!(size(1_300_000, Language::En), "1.2 MB");
    }

    #[test]
    fn durations_are_minutes_and_seconds() {
        assert_eq!(duration(47_900), "0:47");
        assert_eq!(duration(30 * 60_000), "30:00");
    }
}
