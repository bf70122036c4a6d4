//! The sizes of pictures: real and claimed.

use axum::http::StatusCode;
use conversas_domain::attachment::{FileType, Media};
use conversas_domain::rejection::Rejection;
use conversas_protocol::UploadState;
use image::ImageFormat;

use super::refusal;
use crate::fixture::House;
use crate::fixture::files::{picture, request};

/// Uploads a picture that claims these sizes; answers its state.
async fn picture_claiming(
    house: &House,
    content: &[u8],
    file_type: FileType,
    size: (u32, u32),
) -> UploadState {
    let mut asked = request(&format!("foto.{}", file_type.extensions()[0]), file_type, content);
    asked.media = Media::Image { width: size.0, height: size.1, thumbnail: None };
    house.upload(&house.juliana, &asked, content).await
}

/// A PNG of this size, without pixels.
fn header_of(width: u32, height: u32) -> Vec<u8> {
    let mut content = picture(4, 3, ImageFormat::Png);
    content[16..20].copy_from_slice(&width.to_be_bytes());
    content[20..24].copy_from_slice(&height.to_be_bytes());
    // The header's checksum: of its name and its 13 bytes.
    let crc = content[12..29].iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg()))
    });
    content[29..33].copy_from_slice(&(!crc).to_be_bytes());
    content
}

#[tokio::test]
async fn a_picture_is_as_large_as_its_sender_says_turned_or_not() {
    let house = House::new().await;
    for (file_type, format) in [
        (FileType::Png, ImageFormat::Png),
        (FileType::Jpeg, ImageFormat::Jpeg),
        (FileType::Gif, ImageFormat::Gif),
        (FileType::Webp, ImageFormat::WebP),
    ] {
        let content = picture(40, 30, format);
        for size in [(40, 30), (30, 40)] {
            let state = picture_claiming(&house, &content, file_type, size).await;
            assert_eq!(state, UploadState::Ready, "{file_type:?}");
        }
        for size in [(41, 30), (40, 29), (0, 0), (4, 3)] {
            let state = picture_claiming(&house, &content, file_type, size).await;
            assert_eq!(
                state,
                UploadState::Refused { reason: Rejection::FileBroken },
                "{file_type:?} {size:?}"
            );
        }
    }
}

#[tokio::test]
async fn a_picture_that_would_fill_a_readers_memory_has_too_many_pixels() {
    let house = House::new().await;
    for size in [(65_535, 65_535), (8_193, 8_192), (67_108_865, 1)] {
        let flood = header_of(size.0, size.1);
        let mut asked = request("foto.png", FileType::Png, &flood);
        asked.media = Media::Image { width: size.0, height: size.1, thumbnail: None };
        let (status, _, reason) = refusal(house.begin(&house.juliana, &asked, flood.len()).await).await;
        assert_eq!((status, reason), (StatusCode::PAYLOAD_TOO_LARGE, Some(Rejection::FileTooManyPixels)));
        // A picture that claims to be small.
        let state = picture_claiming(&house, &flood, FileType::Png, (4, 3)).await;
        assert_eq!(state, UploadState::Refused { reason: Rejection::FileTooManyPixels }, "{size:?}");
    }
    // The second size is that of a photo of a telephone with 64 megapixels.
    for size in [(8_192, 8_192), (9_248, 6_936)] {
        let state = picture_claiming(&house, &header_of(size.0, size.1), FileType::Png, size).await;
        assert_eq!(state, UploadState::Ready, "{size:?}");
    }
    house.files.sweep().await.unwrap();
    assert_eq!(house.contents(), 2);
}

#[tokio::test]
async fn a_picture_whose_size_cannot_be_read_is_broken() {
    let house = House::new().await;
    let whole = picture(4, 3, ImageFormat::Png);
    for content in [&whole[..20], &b"\xFF\xD8\xFF\xE0\0\x10JFIF\0"[..]] {
        let file_type = if content[0] == 0xFF { FileType::Jpeg } else { FileType::Png };
        let state = picture_claiming(&house, content, file_type, (4, 3)).await;
        assert_eq!(state, UploadState::Refused { reason: Rejection::FileBroken });
    }
}
