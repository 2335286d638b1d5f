//! Portraits of the invented people: two-tone busts that are drawn, so that nobody real is shown.

use anyhow::Result;
use image::{ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

/// Drawn at this size, in pixels; keeping it makes it smaller and its edges soft.
const SIZE: (u32, u32) = (480, 600);

/// The picture of the hall, in pixels, its wall and its table.
const HALL: (u32, u32) = (1_200, 600);
/// Pixels of a unit of the figures in it, and where they begin from the top.
const HALL_SCALE: f64 = 1.11;
const HALL_TOP: f64 = 78.0;
const WALL: Rgb<u8> = Rgb([0xE9, 0xE4, 0xD8]);
const TABLE: Rgb<u8> = Rgb([0x8A, 0x6F, 0x55]);

/// Half the width of a figure, in its own units.
const FIGURE: f64 = 140.0;

/// Paper and ink of the drawings.
const TONES: [[Rgb<u8>; 2]; 6] = [
    [Rgb([0xD9, 0xE2, 0xDF]), Rgb([0x3F, 0x5F, 0x5B])],
    [Rgb([0xE3, 0xDC, 0xCF]), Rgb([0x6B, 0x5A, 0x41])],
    [Rgb([0xD8, 0xDE, 0xE6]), Rgb([0x42, 0x54, 0x6B])],
    [Rgb([0xE4, 0xD9, 0xD6]), Rgb([0x6E, 0x4C, 0x47])],
    [Rgb([0xDD, 0xE1, 0xD3]), Rgb([0x52, 0x5F, 0x3C])],
    [Rgb([0xDF, 0xDA, 0xE2]), Rgb([0x57, 0x4B, 0x66])],
];

/// Hair as it changes an outline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hair {
    /// Close to the head.
    #[default]
    Short,
    /// Down to the jaw.
    Long,
    /// Tied up.
    Tied,
}

/// Somebody as drawn: the same name is always drawn the same.
#[derive(Clone, Copy)]
struct Likeness {
    paper: Rgb<u8>,
    ink: Rgb<u8>,
    hair: Hair,
    tie: bool,
}

impl Likeness {
    fn of(name: &str, hair: Hair) -> Likeness {
        let seed = name.bytes().fold(5_381_usize, |seed, byte| seed.wrapping_mul(33) ^ usize::from(byte));
        let [paper, ink] = TONES[seed % TONES.len()];
        Likeness { paper, ink, hair, tie: (seed / 7) % 3 > 0 && hair == Hair::Short }
    }
}

/// A PNG of somebody.
///
/// # Errors
/// When it cannot be encoded.
pub fn portrait(name: &str, hair: Hair) -> Result<Vec<u8>> {
    let Likeness { paper, ink, hair, tie } = Likeness::of(name, hair);
    let scale = f64::from(SIZE.0) / 320.0;
    let shade = |x, y| if is_ink(f64::from(x) / scale, f64::from(y) / scale, hair, tie) { ink } else { paper };
    let half = RgbImage::from_fn(SIZE.0 / 2, SIZE.1, shade);
    // One half is like the other.
    let from_middle = |x: u32| if x < SIZE.0 / 2 { SIZE.0 / 2 - 1 - x } else { x - SIZE.0 / 2 };
    encoded(&RgbImage::from_fn(SIZE.0, SIZE.1, |x, y| *half.get_pixel(from_middle(x), y)))
}

/// A PNG of these people behind a long table.
///
/// # Errors
/// When it cannot be encoded.
pub fn hall(people: &[(&str, Hair)]) -> Result<Vec<u8>> {
    let people: Vec<Likeness> = people.iter().map(|(name, hair)| Likeness::of(name, *hair)).collect();
    let each = HALL.0 / u32::try_from(people.len().max(1))?;
    encoded(&RgbImage::from_fn(HALL.0, HALL.1, |x, y| {
        let at = usize::try_from(x / each).unwrap_or_default().min(people.len().saturating_sub(1));
        let middle = f64::from(each) * (at as f64 + 0.5);
        let (x, y) = ((f64::from(x) - middle).abs() / HALL_SCALE, (f64::from(y) - HALL_TOP) / HALL_SCALE);
        let plate = x < 62.0 && (345.0..378.0).contains(&y);
        match people.get(at) {
            _ if y >= 330.0 => {
                if plate {
                    WALL
                } else {
                    TABLE
                }
            }
            Some(one) if x < FIGURE && y >= 0.0 && is_ink(x, y, one.hair, one.tie) => one.ink,
            _ => WALL,
        }
    }))
}

fn encoded(drawn: &RgbImage) -> Result<Vec<u8>> {
    let mut bytes = Cursor::new(Vec::new());
    drawn.write_to(&mut bytes, ImageFormat::Png)?;
    Ok(bytes.into_inner())
}

/// Whether the figure covers a point: `x` from the middle, `y` from the top of 320 by 400.
fn is_ink(x: f64, y: f64, hair: Hair, tie: bool) -> bool {
    let head = oval(x, y, 150.0, (54.0, 68.0));
    let neck = x < 25.0 && (185.0..270.0).contains(&y);
    // Shoulders fall off like an arch.
    let shoulders = y > 250.0 && (x / 138.0).powi(2) + ((400.0 - y) / 148.0).powi(4) < 1.0;
    let behind = match hair {
        Hair::Short => oval(x, y, 128.0, (58.0, 52.0)),
        Hair::Long => oval(x, y, 138.0, (66.0, 68.0)) || (138.0..212.0).contains(&y) && x < long(y - 138.0),
        Hair::Tied => oval(x, y, 128.0, (57.0, 52.0)) || oval(x, y, 68.0, (22.0, 20.0)),
    };
    let figure = head || neck || shoulders || behind;
    figure && !collar(x, y, tie)
}

/// Half the width of long hair, so far below the ears: falling in, then cut round.
fn long(below: f64) -> f64 {
    66.0 - (below / 24.0).powi(2) * 0.5 - ((below - 62.0).max(0.0) / 4.0).powi(2)
}

fn oval(x: f64, y: f64, middle: f64, (wide, high): (f64, f64)) -> bool {
    (x / wide).powi(2) + ((y - middle) / high).powi(2) < 1.0
}

/// The opening of a jacket, lighter than it, with or without a tie.
fn collar(x: f64, y: f64, tie: bool) -> bool {
    let depth = y - 252.0;
    let open = (0.0..92.0).contains(&depth) && x < 40.0 * (1.0 - depth / 92.0) && x > 25.0 * (1.0 - depth / 22.0);
    let knot = tie && depth > 14.0 && x < 5.0 + (depth - 14.0) * 0.06;
    open && !knot
}
