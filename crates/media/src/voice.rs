//! Voice messages as WAV, which every webview plays and can seek in. A message is decoded once, into a file
//! beside it that players read while it grows; some of these files are kept.

use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use conversas_client::{Engine, Rendition};
use conversas_domain::attachment::FileType;
use conversas_domain::ids::AttachmentId;
use conversas_voice::{LONGEST, decode_to_wav, probe};
use tokio::task::JoinError;

use crate::growing::{Growing, Writer};
use crate::refusal::Refusal;

/// The most room for decoded messages, in bytes: an hour and a half of sound.
const ROOM: u64 = 256 * 1024 * 1024;
/// The number of bytes in a millisecond: 24 kHz, mono, 16 bit, as the codec decodes.
const BYTES_A_MS: u64 = 48;
const SAMPLE_RATE: u32 = 24_000;

/// Decoded messages; the message heard last is at the end.
#[derive(Clone, Default)]
pub(crate) struct Voices(Arc<tokio::sync::Mutex<()>>, Arc<Mutex<Vec<(AttachmentId, Growing)>>>);

impl Voices {
    /// Opens a voice message, decoded or being decoded, after it is fetched.
    pub(crate) async fn open(&self, engine: &Engine, id: AttachmentId) -> Result<Growing, Refusal> {
        // The right to the file is checked each time: a file that is not the reader's any more is not found.
        let (attachment, _) = engine.file(id).await?;
        if !matches!(attachment.file_type, FileType::Voice | FileType::Opus) {
            return Err(Refusal::NOT_FOUND);
        }
        let original = engine.fetch(id, Rendition::Original).await?;
        let place = engine.decoded_path(id);
        // One message is begun at a time; decoding itself goes on beside it.
        let turn = Arc::clone(&self.0).lock_owned().await;
        if let Some(known) = self.known(id) {
            return Ok(known);
        }
        let begun = within(turn, move || begin(&original, &place)).await;
        let (begun, _turn) = begun.map_err(Refusal::of_task)?;
        let (source, writer, growing) = begun?;
        self.keep(id, &growing);
        let (engine, path) = (engine.clone(), growing.path.clone());
        tokio::spawn(async move {
            let decoded = tokio::task::spawn_blocking(move || decode(source, writer)).await;
            // The conversation may have gone while the message was decoded.
            if !matches!(decoded, Ok(true)) || engine.file(id).await.is_err() {
                tracing::warn!(attachment_id = %id, "a voice message could not be decoded");
                let _ = tokio::fs::remove_file(path).await;
            }
        });
        Ok(growing)
    }

    fn known(&self, id: AttachmentId) -> Option<Growing> {
        let mut all = self.1.lock().unwrap_or_else(PoisonError::into_inner);
        let place = all.iter().position(|(known, _)| *known == id)?;
        let (_, growing) = all.remove(place);
        if growing.is_broken() || !growing.path.is_file() {
            return None;
        }
        all.push((id, growing.clone()));
        Some(growing)
    }

    fn keep(&self, id: AttachmentId, growing: &Growing) {
        let mut all = self.1.lock().unwrap_or_else(PoisonError::into_inner);
        all.push((id, growing.clone()));
        let mut room: u64 = all.iter().map(|(_, growing)| growing.length).sum();
        all.retain(|(kept, growing)| {
            let stays = room <= ROOM || *kept == id || growing.is_growing();
            if !stays {
                room -= growing.length;
                // Ignored: readers may have the file open. A file that cannot be removed is removed at the
                // next start.
                let _ = std::fs::remove_file(&growing.path);
            }
            stays
        });
    }
}

/// The right to begin a message.
type Turn = tokio::sync::OwnedMutexGuard<()>;

/// Does work that keeps the turn to its end, also when its caller is gone: the next beginning would write
/// over its file.
async fn within<T: Send + 'static>(
    turn: Turn,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<(T, Turn), JoinError> {
    tokio::task::spawn_blocking(move || (work(), turn)).await
}

type Source = BufReader<File>;

/// Begins a WAV, whose length follows from the duration. A file that is no voice message is refused here.
fn begin(original: &Path, place: &Path) -> Result<(Source, Writer, Growing), Refusal> {
    let duration_ms = probe(BufReader::new(File::open(original)?))?.duration_ms;
    let bytes = duration_ms * BYTES_A_MS;
    let fitting = u32::try_from(bytes).map_err(|error| {
        tracing::warn!(duration_ms, %error, "a voice message is longer than a WAV can be");
        Refusal::BROKEN
    })?;
    let header = header(fitting);
    let source = BufReader::new(File::open(original)?);
    let (writer, growing) = Writer::new(place, &header, header.len() as u64 + bytes)?;
    Ok((source, writer, growing))
}

fn decode(source: Source, mut writer: Writer) -> bool {
    let decoded = decode_to_wav(source, BufWriter::with_capacity(32 * 1024, &mut writer), LONGEST);
    if let Err(error) = &decoded {
        tracing::warn!(%error, "a voice message is not decoded to its end");
    }
    writer.finish(decoded.is_ok())
}

/// Makes the header of a WAV with so many bytes of sound.
fn header(bytes: u32) -> [u8; 44] {
    let mut header = [0; 44];
    let parts: [&[u8]; 13] = [
        b"RIFF",
        &(bytes + 36).to_le_bytes(),
        b"WAVE",
        b"fmt ",
        &16u32.to_le_bytes(),
        &1u16.to_le_bytes(),
        &1u16.to_le_bytes(),
        &SAMPLE_RATE.to_le_bytes(),
        &(SAMPLE_RATE * 2).to_le_bytes(),
        &2u16.to_le_bytes(),
        &16u16.to_le_bytes(),
        b"data",
        &bytes.to_le_bytes(),
    ];
    let mut at = 0;
    for part in parts {
        header[at..at + part.len()].copy_from_slice(part);
        at += part.len();
    }
    header
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use futures_util::FutureExt;

    use super::*;

    #[tokio::test]
    async fn a_beginning_whose_page_has_gone_keeps_its_turn_until_it_is_over() {
        let Voices(turns, _) = Voices::default();
        let turn = Arc::clone(&turns).lock_owned().await;
        let (end, ended) = mpsc::channel::<()>();
        let asked = within(turn, move || ended.recv());
        assert!(asked.now_or_never().is_none(), "the page goes while it is begun");
        assert!(turns.try_lock().is_err(), "another one would begin in the same file");
        end.send(()).unwrap();
        drop(turns.lock().await);
    }
}
