//! What of a file is given to the system's share sheet: under which name, as what, and up to which size.

use conversas_domain::attachment::{FileName, FileType};
use conversas_ipc::FileItem;

/// Larger files are not offered, in bytes: the page holds all of a file before it can share it, and Chromium's sheet refuses
/// more than this (`kMaxSharedFileBytes`), but only once it has got the file.
const MOST: u64 = 50 * 1024 * 1024;

/// A file as the sheet sees it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Parcel {
    /// Its name, with the ending that its content has: programs look at it.
    pub(crate) name: String,
    /// Its MIME type, without parameters: Chromium's list of what may be shared has none.
    pub(crate) media_type: &'static str,
}

impl Parcel {
    /// None for a file that is too large for it.
    pub(crate) fn of(file: &FileItem) -> Option<Parcel> {
        let fits = |one: &FileType| file.bytes <= MOST && one.media_type() == file.media_type;
        let file_type = FileType::ALL.iter().copied().find(fits)?;
        let media_type = file_type.media_type().split(';').next()?;
        Some(Parcel { name: FileName::of(&file.name, file_type).into(), media_type })
    }
}

#[cfg(test)]
mod tests {
    use conversas_domain::attachment::AttachmentKind;
    use conversas_domain::ids::{AttachmentId, EntityId};
    use conversas_ipc::FileHere;

    use super::*;

    fn parcel(name: &str, media_type: &str, bytes: u64) -> Option<(String, &'static str)> {
        let file = FileItem {
            id: AttachmentId::from_uuid(Default::default()),
            name: name.to_owned(),
            kind: AttachmentKind::Document,
            media_type: media_type.to_owned(),
            label: String::new(),
            bytes,
            size: None,
            has_thumbnail: false,
            duration_ms: None,
            waveform: Vec::new(),
            here: FileHere::Here,
        };
        Parcel::of(&file).map(|parcel| (parcel.name, parcel.media_type))
    }

    #[test]
    fn every_kind_of_file_goes_as_what_it_is() {
        for file_type in FileType::ALL {
            let (name, media_type) = parcel("Ata", file_type.media_type(), 9).expect("it is known");
            assert_eq!(name, format!("Ata.{}", file_type.extensions()[0]), "{file_type:?}");
            assert!(file_type.media_type().starts_with(media_type) && !media_type.contains([';', ' ']));
        }
    }

    #[test]
    fn a_name_that_says_something_else_does_not_reach_another_program() {
        let jpeg = parcel("foto.png", "image/jpeg", 9).expect("it is known");
        assert_eq!(jpeg, ("foto.jpg".to_owned(), "image/jpeg"));
        let text = parcel("notas.txt", "text/plain", 9).expect("it is known");
        assert_eq!(text, ("notas.txt".to_owned(), "text/plain"));
    }

    #[test]
    fn what_no_sheet_takes_is_not_offered() {
        assert!(parcel("festa.mp4", "video/mp4", MOST).is_some());
        assert!(parcel("festa.mp4", "video/mp4", MOST + 1).is_none());
        assert!(parcel("x", "application/x-unknown", 9).is_none());
    }
}
