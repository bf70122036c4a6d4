//! The file for the system's share sheet: its name, its type, and its largest size.

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
    /// Makes the parcel; none for a file that is too large for the sheet.
    pub(crate) fn of(file: &FileItem) -> Option<Parcel> {
        let fits = |one: &FileType| file.bytes <= MOST && one.media_type() == file.media_type;
        let file_type = FileType::ALL.iter().copied().find(fits)?;
        let media_type = file_type.media_type().split(';').next()?;
        Some(Parcel { name: FileName::of(&file.name, file_type).into(), media_type })
    }
}

/// Files that wait for another press on the button of their offer.
#[derive(Debug)]
pub(crate) struct Shelf<T> {
    waiting: Vec<Kept<T>>,
    offers: u64,
}

#[derive(Debug)]
struct Kept<T> {
    offer: u64,
    /// The number of the toast with the button.
    toast: u32,
    thing: T,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Shelf { waiting: Vec::new(), offers: 0 }
    }
}

impl<T> Shelf<T> {
    /// The number of a new offer, which no other one has.
    pub(crate) fn number(&mut self) -> u64 {
        self.offers += 1;
        self.offers
    }

    /// Keeps the file of an offer, and drops files whose toast is gone.
    pub(crate) fn keep(&mut self, offer: u64, toast: u32, thing: T, stands: impl Fn(u32) -> bool) {
        self.waiting.retain(|kept| stands(kept.toast));
        self.waiting.push(Kept { offer, toast, thing });
    }

    /// Takes the file of an offer; none: it was taken, or belongs to nobody any more.
    pub(crate) fn take(&mut self, offer: u64) -> Option<T> {
        let place = self.waiting.iter().position(|kept| kept.offer == offer)?;
        Some(self.waiting.remove(place).thing)
    }

    /// Drops all files, because they are not the next person's.
    pub(crate) fn clear(&mut self) {
        self.waiting.clear();
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

    #[test]
    fn each_of_two_offers_shares_its_own_file_and_once() {
        let mut shelf = Shelf::default();
        let (first, second) = (shelf.number(), shelf.number());
        shelf.keep(first, 1, "Ata.pdf", |_| true);
        shelf.keep(second, 2, "Boleto.pdf", |_| true);
        assert_eq!(shelf.take(first), Some("Ata.pdf"));
        assert_eq!(shelf.take(first), None);
        assert_eq!(shelf.take(second), Some("Boleto.pdf"));
    }

    #[test]
    fn a_file_whose_offer_is_gone_is_not_held_and_the_next_person_gets_none() {
        let mut shelf = Shelf::default();
        let (gone, stands) = (shelf.number(), shelf.number());
        shelf.keep(gone, 1, "Ata.pdf", |_| true);
        shelf.keep(stands, 2, "Boleto.pdf", |toast| toast != 1);
        assert_eq!(shelf.take(gone), None);
        shelf.clear();
        assert_eq!(shelf.take(stands), None);
        assert!(shelf.number() > stands);
    }
}
