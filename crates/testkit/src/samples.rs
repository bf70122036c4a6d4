//! Files as people send them: small, real, and the same in every run.

use std::io::Cursor;

use conversas_domain::attachment::Waveform;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

/// Makes a PDF with only this text.
pub fn pdf(text: &str) -> Vec<u8> {
    format!("%PDF-1.4\n% {text}\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n").into_bytes()
}

/// Makes an MPEG-4 video: the description of its one track of pictures, and so many bytes without content.
pub fn video(bytes: usize) -> Vec<u8> {
    let kind = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom";
    let film = b"\0\0\0\x2Cmoov\0\0\0\x24trak\0\0\0\x1Cmdia\0\0\0\x14hdlr\0\0\0\0\0\0\0\0vide";
    let mut video = [kind.as_slice(), film].concat();
    video.resize(video.len() + bytes, 0);
    video
}

/// Makes a picture whose upper left corner is red, on grey with a gradient.
pub fn picture(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let is_corner = x < width / 4 && y < height / 4;
        if is_corner { Rgb([250, 10, 10]) } else { Rgb([(x % 256) as u8, (y % 256) as u8, 128]) }
    })
}

/// Encodes a picture in a format, with nothing else in the file.
pub fn encoded(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(picture.clone()).write_to(&mut bytes, format).expect("it can be encoded");
    bytes.into_inner()
}

/// Makes a picture as a JPEG.
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encoded(&picture(width, height), ImageFormat::Jpeg)
}

/// Makes a picture as a PNG.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    encoded(&picture(width, height), ImageFormat::Png)
}

/// Makes a tone of so many seconds as the recorder would send it, and its loudness.
pub fn voice(seconds: usize) -> (Vec<u8>, Waveform) {
    let sample = |at: usize| ((at as f64 * 440.0 * std::f64::consts::TAU / 48_000.0).sin() * 9_000.0) as i16;
    let samples: Vec<_> = (0..seconds * 48_000).map(sample).collect();
    let mut file = Vec::new();
    conversas_voice::encode(&samples, &mut file).expect("it can be encoded");
    (file, Waveform::try_from(vec![128; 64]).expect("64 bars"))
}
