//! A picture of a blue coat on a bench.

use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};

pub(super) const WIDTH: u32 = 1_200;
pub(super) const HEIGHT: u32 = 900;
pub(super) const SMALL_WIDTH: u32 = 480;
pub(super) const SMALL_HEIGHT: u32 = 360;

const QUALITY: u8 = 70;

/// Makes the picture in one size, as a file.
pub(super) fn coat(width: u32, height: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| {
        Rgb(colour((x as f32 + 0.5) / width as f32, (y as f32 + 0.5) / height as f32))
    });
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, QUALITY).encode_image(&picture).expect("a picture into memory");
    file
}

/// Answers the colour at a place, whose coordinates go from 0 to 1.
fn colour(x: f32, y: f32) -> [u8; 3] {
    // The distances are from the middle of the coat; the picture is wider than high.
    let (across, down) = ((x - 0.5).abs() * 4.0 / 3.0, y);
    let light = 1.15 - 0.35 * x - 0.15 * y;
    let shoulders = down > 0.2 + across * 0.35;
    let is_body = across < 0.24 + 0.05 * down && shoulders && down < 0.86;
    let is_sleeve = (0.2..0.42).contains(&across) && shoulders && down < 0.24 + across * 1.15;
    let is_hood = across.powi(2) + (down - 0.2).powi(2) < 0.016;
    let fold = 1.0 + 0.05 * (across * 40.0 + down * 9.0).sin();
    let base = if across < 0.008 && down > 0.26 && is_body {
        [222.0, 226.0, 232.0]
    } else if is_hood {
        [26.0, 58.0, 112.0]
    } else if is_body {
        [38.0 * fold, 84.0 * fold, 158.0 * fold]
    } else if is_sleeve {
        [32.0 * fold, 72.0 * fold, 138.0 * fold]
    } else if down > 0.6 {
        let grain = 1.0 + 0.06 * (down * 90.0 + (x * 9.0).sin()).sin();
        [176.0 * grain, 128.0 * grain, 84.0 * grain]
    } else {
        [226.0, 220.0, 206.0]
    };
    base.map(|part| (part * light).clamp(0.0, 255.0) as u8)
}
