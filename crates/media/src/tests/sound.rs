//! Voice messages as WAV.

use std::time::Duration;

use axum::http::{StatusCode, header};
use conversas_domain::attachment::Attachment;
use conversas_testkit::files::voice;

use super::{Answer, Profile};

/// The longest wait: nothing here may hang.
const PATIENCE: Duration = Duration::from_secs(30);

/// Makes a tone of so many seconds as a voice file.
fn recorded(seconds: usize) -> Vec<u8> {
    let sample = |n: usize| ((n as f32 * 0.05).sin() * 9_000.0) as i16;
    let samples: Vec<_> = (0..seconds * 48_000).map(sample).collect();
    let mut file = Vec::new();
    conversas_voice::encode(&samples, &mut file).unwrap();
    file
}

async fn receive(it: &mut Profile, bytes: &[u8], duration_ms: u64) -> Attachment {
    let file = voice(bytes, duration_ms);
    it.server.put(file.id, bytes);
    it.filed.receive(it.host.engine(), it.id, file.clone()).await;
    file
}

async fn play(it: &Profile, file: &Attachment) -> Answer {
    let path = format!("/files/{}/voice.wav", file.id);
    tokio::time::timeout(PATIENCE, it.get(&path)).await.expect("it ends")
}

fn decoded_files(it: &Profile) -> usize {
    let found = std::fs::read_dir(it.folder.path().join("files")).unwrap();
    let paths = found.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "wav")).count()
}

#[tokio::test]
async fn a_voice_message_is_a_wav_of_its_length_and_can_be_sought_in() {
    let mut it = Profile::new().await;
    let file = receive(&mut it, &recorded(3), 3_000).await;
    let answer = play(&it, &file).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header(header::CONTENT_TYPE), "audio/wav");
    let wav = answer.body();
    assert_eq!((&wav[..4], &wav[8..16], &wav[36..40]), (&b"RIFF"[..], &b"WAVEfmt "[..], &b"data"[..]));
    let number = |at: usize| u32::from_le_bytes(wav[at..at + 4].try_into().unwrap()) as usize;
    assert_eq!((number(4), number(24), number(40)), (wav.len() - 8, 24_000, wav.len() - 44));
    assert_eq!(wav.len(), 44 + 3 * 48_000);
    let loudest = wav[44..].chunks_exact(2).map(|it| i16::from_le_bytes([it[0], it[1]]).unsigned_abs()).max();
    assert!(loudest.unwrap() > 5_000, "it is not silence");
    let path = format!("/files/{}/voice.wav", file.id);
    let middle = it.part(&path, "bytes=100000-100999").await;
    assert_eq!((middle.status, middle.body()), (StatusCode::PARTIAL_CONTENT, &wav[100_000..101_000]));
    assert_eq!(it.server.asked().len(), 1);
    assert_eq!(decoded_files(&it), 1);
}

#[tokio::test]
async fn what_is_no_voice_or_breaks_in_the_middle_is_an_error_and_never_a_wait() {
    let mut it = Profile::new().await;
    let whole = recorded(4);
    let mut bitten = whole.clone();
    let middle = bitten.len() / 2;
    bitten[middle..middle + 400].fill(0x55);
    let mut head_alone = whole[..60].to_vec();
    head_alone.resize(5_000, 0);
    let cut = whole[..whole.len() / 2].to_vec();
    for (what, bytes) in [("head alone", head_alone), ("bitten", bitten), ("cut", cut)] {
        let file = receive(&mut it, &bytes, 4_000).await;
        let answer = play(&it, &file).await;
        let is_error = answer.status == StatusCode::UNPROCESSABLE_ENTITY || answer.body.is_none();
        // A file cut between two pages is a shorter one.
        assert!(is_error || what == "cut", "{what}: {}", answer.status);
    }
}

#[tokio::test]
async fn the_decoded_copy_goes_with_its_conversation() {
    let mut it = Profile::new().await;
    let file = receive(&mut it, &recorded(1), 1_000).await;
    assert_eq!(play(&it, &file).await.status, StatusCode::OK);
    let (filed, host) = (&mut it.filed, &it.host);
    filed.lose(host.engine(), it.id).await;
    assert_eq!(decoded_files(&it), 0);
    assert_eq!(play(&it, &file).await.status, StatusCode::NOT_FOUND);
}
