//! EXIF, of which one number is kept: the picture's orientation.

/// The tag of the orientation.
const ORIENTATION: u16 = 0x0112;

/// Reads the orientation from a TIFF structure; 1 if there is none that makes sense.
pub(super) fn turned(tiff: &[u8]) -> u8 {
    find(tiff).filter(|turned| (1..=8).contains(turned)).unwrap_or(1)
}

fn find(tiff: &[u8]) -> Option<u8> {
    let is_little = match tiff.get(..4)? {
        b"II\x2A\0" => true,
        b"MM\0\x2A" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let bytes: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
    let first = if is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) };
    let first = usize::try_from(first).ok()?;
    let entries = (0..usize::from(short(first)?)).map(|n| first + 2 + 12 * n);
    let entry = entries.take_while(|at| short(*at).is_some()).find(|at| short(*at) == Some(ORIENTATION))?;
    u8::try_from(short(entry + 8)?).ok()
}

/// Makes a TIFF structure with nothing but the orientation.
pub(super) fn only(turned: u8) -> Vec<u8> {
    let mut tiff = b"MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    tiff.extend([turned, 0, 0, 0, 0, 0, 0]);
    tiff
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_is_read_as_it_was_written() {
        for number in 1..=8 {
            assert_eq!(turned(&only(number)), number);
        }
    }

    #[test]
    fn both_byte_orders_are_read() {
        let little = b"II\x2A\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        assert_eq!(turned(little), 6);
    }

    #[test]
    fn nonsense_is_upright() {
        for tiff in [&b""[..], b"II", b"MM\0\x2A\xFF\xFF\xFF\xFF", &only(0), &only(9), &only(6)[..18]] {
            assert_eq!(turned(tiff), 1);
        }
    }
}
