//! "Exportar histórico".

use conversas_ipc::ExportFormat;

conversas_words::speak!(export, super::language);

/// A format with what it is good for.
pub(crate) fn format_name(format: ExportFormat) -> (&'static str, &'static str) {
    match format {
        ExportFormat::Pdf => (pdf(), pdf_hint()),
        ExportFormat::Text => (text(), text_hint()),
    }
}
