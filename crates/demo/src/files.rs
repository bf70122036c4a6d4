//! Files that people of the example schools send each other: made here, small, and the same each time.

use conversas_domain::attachment::{FileName, FileType, Media, Thumbnail};
use conversas_domain::ids::{AttachmentId, SchoolId};
use conversas_domain::moment::Moment;
use conversas_domain::person::Actor;
use conversas_server::Fresh;
use conversas_server::store::attachments::{AttachmentRow, ContentHash, State};
use conversas_server::store::{Read, StoreError, Write};
use sha2::{Digest, Sha256};

mod melody;
mod page;
mod picture;

/// A file as its sender has it.
struct Made {
    /// The name by which the stories refer to the file.
    key: &'static str,
    name: &'static str,
    file_type: FileType,
    media: Media,
    bytes: Vec<u8>,
    /// The thumbnail of a picture.
    thumbnail: Option<Vec<u8>>,
}

/// The files that people send, by name.
pub(super) struct Shelf {
    made: Vec<Made>,
}

impl Shelf {
    /// Makes all files, which takes a moment.
    pub(super) fn new() -> Shelf {
        let declaration = Made {
            key: "declaracao",
            name: "Declaração de matrícula - Theo Prado.pdf",
            file_type: FileType::Pdf,
            media: Media::Document,
            bytes: page::declaration(),
            thumbnail: None,
        };
        let (voice, media) = melody::voice();
        let voice = Made {
            key: "voz",
            name: "Mensagem de voz.ogg",
            file_type: FileType::Voice,
            media,
            bytes: voice,
            thumbnail: None,
        };
        let coat = Made {
            key: "casaco",
            name: "Casaco do Bento.jpg",
            file_type: FileType::Jpeg,
            media: Media::Image { width: picture::WIDTH, height: picture::HEIGHT, thumbnail: None },
            bytes: picture::coat(picture::WIDTH, picture::HEIGHT),
            thumbnail: Some(picture::coat(picture::SMALL_WIDTH, picture::SMALL_HEIGHT)),
        };
        Shelf { made: vec![declaration, voice, coat] }
    }

    /// Answers the contents that the schools in a store need, to be put where the server keeps contents.
    pub(super) fn contents(
        &self,
        db: &dyn Read,
    ) -> Result<Vec<(SchoolId, ContentHash, Vec<u8>)>, StoreError> {
        let mut contents = Vec::new();
        for school in db.school_ids()? {
            for bytes in self.made.iter().flat_map(|made| made.thumbnail.iter().chain([&made.bytes])) {
                let hash = Sha256::digest(bytes).into();
                if db.needs_content(school, hash)? {
                    contents.push((school, hash, bytes.clone()));
                }
            }
        }
        Ok(contents)
    }

    /// Adds the rows of an uploaded file; none if the shelf does not have it.
    pub(super) fn upload(
        &self,
        tx: &mut dyn Write,
        fresh: &mut Fresh,
        actor: Actor,
        key: &str,
        at: Moment,
    ) -> Result<Option<AttachmentId>, StoreError> {
        let Some(made) = self.made.iter().find(|made| made.key == key) else { return Ok(None) };
        let mut media = made.media.clone();
        let mut rows = Vec::new();
        if let (Some(bytes), Media::Image { thumbnail, .. }) = (&made.thumbnail, &mut media) {
            let small =
                Media::Image { width: picture::SMALL_WIDTH, height: picture::SMALL_HEIGHT, thumbnail: None };
            let row = row(fresh.id(at), actor, "miniatura.jpg", FileType::Jpeg, small, bytes, at);
            let (width, height) = (picture::SMALL_WIDTH, picture::SMALL_HEIGHT);
            *thumbnail = Some(Thumbnail { id: row.id, width, height });
            rows.push(row);
        }
        let id = fresh.id(at);
        rows.push(row(id, actor, made.name, made.file_type, media, &made.bytes, at));
        for row in rows {
            tx.insert_attachment(&row, at)?;
        }
        Ok(Some(id))
    }
}

fn row(
    id: AttachmentId,
    actor: Actor,
    name: &str,
    file_type: FileType,
    media: Media,
    bytes: &[u8],
    at: Moment,
) -> AttachmentRow {
    let duration_ms = media.duration_ms();
    AttachmentRow {
        id,
        school_id: actor.school_id,
        owner_id: actor.person_id,
        name: FileName::from(name.to_owned()),
        file_type,
        bytes: bytes.len() as u64,
        media,
        sha256: Sha256::digest(bytes).into(),
        duration_ms,
        state: State::Ready,
        expires_at: at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_what_it_says_small_and_the_same_each_time() {
        let (one, other) = (Shelf::new(), Shelf::new());
        for (made, again) in one.made.iter().zip(&other.made) {
            assert_eq!(made.file_type.holds(made.bytes.as_slice(), made.name), Ok(true), "{}", made.key);
            assert_eq!(made.bytes, again.bytes, "{}", made.key);
            assert!(made.bytes.len() < 100_000, "{} has {} bytes", made.key, made.bytes.len());
            assert_eq!(made.media.kind(), made.file_type.kind());
            assert_eq!(FileName::of(made.name, made.file_type).as_str(), made.name);
        }
    }

    #[test]
    fn the_voice_message_is_as_long_as_it_says() {
        let shelf = Shelf::new();
        let voice = shelf.made.iter().find(|made| made.key == "voz").unwrap();
        let Media::Voice { duration_ms, waveform } = &voice.media else { panic!("a voice message") };
        assert_eq!(conversas_voice::probe(voice.bytes.as_slice()).unwrap().duration_ms, *duration_ms);
        assert!(waveform.bars().iter().any(|bar| *bar > 200));
    }
}
