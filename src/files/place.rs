//! Where a photo was taken, as its telephone wrote it down (Exif 2.3, 4.6.6): for whoever goes there to look.

use image::{ImageDecoder, ImageFormat, ImageReader};
use std::io::Cursor;

/// Tag of the part about the place.
const GPS: u16 = 0x8825;
/// Tags within it: north or south, latitude, east or west, longitude.
const PLACE: [u16; 4] = [1, 2, 3, 4];
/// Rows of a part that are looked at.
const ROWS: u16 = 256;
/// Degrees behind the point: a metre.
const DIGITS: usize = 5;

/// Latitude and longitude in degrees (WGS 84), such as `36.06710, 120.38260`; none where none is written down.
pub(super) fn place(bytes: &[u8], format: ImageFormat) -> Option<String> {
    let mut decoder = ImageReader::with_format(Cursor::new(bytes), format).into_decoder().ok()?;
    let (latitude, longitude) = read(&decoder.exif_metadata().ok()??)?;
    Some(format!("{latitude:.DIGITS$}, {longitude:.DIGITS$}"))
}

/// A TIFF as Exif has it: the numbers of its parts go by its byte order.
struct Tiff<'a> {
    bytes: &'a [u8],
    little: bool,
}

impl Tiff<'_> {
    fn short(&self, at: usize) -> Option<u16> {
        let two = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    }

    fn long(&self, at: usize) -> Option<u32> {
        let four = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if self.little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) })
    }

    fn offset(&self, at: usize) -> Option<usize> {
        usize::try_from(self.long(at)?).ok()
    }

    /// Where the row of a tag begins.
    fn row(&self, part: usize, tag: u16) -> Option<usize> {
        let rows = usize::from(self.short(part)?.min(ROWS));
        let rows = (0..rows).map(|nth| part + 2 + nth * 12);
        rows.into_iter().find(|row| self.short(*row) == Some(tag))
    }

    /// Degrees, minutes and seconds, each a fraction.
    fn degrees(&self, part: usize, tag: u16) -> Option<f64> {
        let at = self.offset(self.row(part, tag)? + 8)?;
        let fraction = |nth: usize| {
            let (over, under) = (self.long(at.checked_add(nth * 8)?)?, self.long(at.checked_add(nth * 8 + 4)?)?);
            (under > 0).then(|| f64::from(over) / f64::from(under))
        };
        Some(fraction(0)? + fraction(1)? / 60.0 + fraction(2).unwrap_or(0.0) / 3_600.0)
    }

    fn letter(&self, part: usize, tag: u16) -> Option<u8> {
        self.bytes.get(self.row(part, tag)? + 8).copied()
    }
}

fn read(bytes: &[u8]) -> Option<(f64, f64)> {
    let little = match bytes.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let tiff = Tiff { bytes, little };
    let gps = tiff.offset(tiff.row(tiff.offset(4)?, GPS)? + 8)?;
    let [north, latitude, east, longitude] = PLACE;
    let signed = |degrees: f64, minus: bool| if minus { -degrees } else { degrees };
    let latitude = signed(tiff.degrees(gps, latitude)?, tiff.letter(gps, north)? == b'S');
    let longitude = signed(tiff.degrees(gps, longitude)?, tiff.letter(gps, east)? == b'W');
    let sound = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
    // What telephones write that do not know where they are.
    (sound && (latitude, longitude) != (0.0, 0.0)).then_some((latitude, longitude))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// A part of a TIFF with nothing but a place.
    fn tiff(big: bool) -> Vec<u8> {
        let short = |n: u16| if big { n.to_be_bytes() } else { n.to_le_bytes() }.to_vec();
        let long = |n: u32| if big { n.to_be_bytes() } else { n.to_le_bytes() }.to_vec();
        let row =
            |tag: u16, kind: u16, count: u32, value: Vec<u8>| [short(tag), short(kind), long(count), value].concat();
        let fractions = |three: [(u32, u32); 3]| three.map(|(over, under)| [long(over), long(under)].concat()).concat();
        let head = [if big { b"MM".to_vec() } else { b"II".to_vec() }, short(42), long(8)].concat();
        // the first part at 8 with one row, the part about the place at 26 with four, the fractions at 80 and 104
        let first = [short(1), row(GPS, 4, 1, long(26)), long(0)].concat();
        let rows = [
            row(1, 2, 2, b"N\0\0\0".to_vec()),
            row(2, 5, 3, long(80)),
            row(3, 2, 2, b"E\0\0\0".to_vec()),
            row(4, 5, 3, long(104)),
        ];
        let gps = [short(4), rows.concat(), long(0)].concat();
        [head, first, gps, fractions([(36, 1), (4, 1), (156, 100)]), fractions([(120, 1), (22, 1), (5736, 100)])]
            .concat()
    }

    #[test]
    fn a_place_is_read_in_both_byte_orders() {
        for big in [true, false] {
            let (latitude, longitude) = read(&tiff(big)).unwrap();
            assert_eq!(format!("{latitude:.DIGITS$}, {longitude:.DIGITS$}"), "36.06710, 120.38260");
        }
    }

    #[test]
    fn what_is_cut_or_makes_no_sense_is_no_place() {
        let whole = tiff(false);
        for most in 0..whole.len() {
            let cut = read(&whole[..most]);
            assert!(cut.is_none() || most + 8 >= whole.len(), "{most}");
        }
        for at in 0..whole.len() {
            let mut bent = whole.clone();
            bent[at] ^= 0xFF;
            let _ = read(&bent);
        }
        assert_eq!(read(b"II*\0\xFF\xFF\xFF\xFF"), None);
    }
}
