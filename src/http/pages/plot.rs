//! Bars side by side, drawn by the server as SVG; a table always stands beside them.

use askama::Template;

const WIDTH: u32 = 720;
const HEIGHT: u32 = 220;
const LEFT: u32 = 64;
const BELOW: u32 = 34;
const ABOVE: u32 = 14;

/// One bar: what stands under it, how high it is, and how much of that is filled.
pub(super) struct Value {
    pub label: String,
    pub whole: u32,
    pub part: u32,
}

struct Bar {
    x: u32,
    middle: u32,
    width: u32,
    label: String,
    whole: (u32, u32),
    part: (u32, u32),
}

/// A drawing. Colours are those of the page; what is told is in its title, and in the table.
#[derive(Template)]
#[template(path = "parts/plot.html")]
pub(super) struct Plot {
    width: u32,
    height: u32,
    left: u32,
    floor: u32,
    title: String,
    bars: Vec<Bar>,
    grid: Vec<(u32, u32)>,
}

impl Plot {
    /// Bars for `values`, under a title that says what they show.
    pub fn bars(title: String, values: Vec<Value>) -> Plot {
        let most = values.iter().map(|value| value.whole).max().unwrap_or(0);
        let (step, top) = round(most);
        let (floor, room) = (HEIGHT - BELOW, HEIGHT - BELOW - ABOVE);
        let high = |value: u32| u32::try_from(u64::from(value) * u64::from(room) / u64::from(top)).unwrap_or(room);
        let each = (WIDTH - LEFT) / u32::try_from(values.len().max(1)).unwrap_or(1).max(1);
        let bar = |(nth, value): (u32, Value)| {
            let (x, width) = (LEFT + nth * each + each / 6, each * 2 / 3);
            let span = |value: u32| (floor - high(value), high(value));
            Bar {
                x,
                middle: x + width / 2,
                width,
                label: value.label.clone(),
                whole: span(value.whole),
                part: span(value.part.min(value.whole)),
            }
        };
        let grid = (0..=top / step).map(|nth| (floor - high(nth * step), nth * step)).collect();
        let bars = (0..).zip(values).map(bar).collect();
        Plot { width: WIDTH, height: HEIGHT, left: LEFT, floor, title, bars, grid }
    }
}

/// A round step with at most five of them up to `most`, and the height they reach.
fn round(most: u32) -> (u32, u32) {
    let mut tens = 1_u32;
    loop {
        for step in [1, 2, 5].map(|factor| tens.saturating_mul(factor)) {
            if most <= step.saturating_mul(5) {
                return (step, most.div_ceil(step).max(1) * step);
            }
        }
        tens = tens.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round_and_few() {
        assert_eq!(round(0), (1, 1));
        assert_eq!(round(5), (1, 5));
        assert_eq!(round(6), (2, 6));
        assert_eq!(round(43), (10, 50));
        assert_eq!(round(412), (100, 500));
        assert_eq!(round(1_234), (500, 1_500));
    }

    #[test]
    fn bars_stand_on_the_floor_within_the_picture() {
        let value = |whole, part| Value { label: String::new(), whole, part };
        let plot = Plot::bars(String::new(), vec![value(0, 0), value(412, 300), value(500, 900)]);
        for bar in &plot.bars {
            for (y, high) in [bar.whole, bar.part] {
                assert_eq!(y + high, plot.floor);
                assert!(y >= ABOVE);
            }
            assert!(bar.x + bar.width <= WIDTH);
        }
    }
}
