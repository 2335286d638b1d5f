//! Plots as inline SVG: lines over axes with a few round marks.

use std::fmt::Write;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 64.0;
const BELOW: f64 = 36.0;
const ABOVE: f64 = 16.0;

/// One line of a plot.
pub struct Curve<'a> {
    /// For the legend.
    pub name: &'a str,
    /// In order of x.
    pub points: Vec<(f64, f64)>,
}

/// What a plot shows.
pub struct Plot<'a> {
    /// Above it.
    pub title: &'a str,
    /// Under the lower axis.
    pub x_name: &'a str,
    /// Values of x with what stands under them.
    pub x_marks: Vec<(f64, String)>,
    /// The lines.
    pub curves: Vec<Curve<'a>>,
}

impl Plot<'_> {
    /// The plot as an element; nothing if it has no points.
    pub fn svg(&self) -> String {
        let points = || self.curves.iter().flat_map(|curve| &curve.points);
        if points().count() == 0 {
            return String::new();
        }
        let (x_least, x_most) = bounds(points().map(|(x, _)| *x).chain(self.x_marks.iter().map(|(x, _)| *x)));
        let (_, y_most) = bounds(points().map(|(_, y)| *y));
        let y_marks = marks(y_most);
        let y_most = y_marks.last().copied().unwrap_or(1.0).max(f64::MIN_POSITIVE);
        let across = |x: f64| LEFT + (x - x_least) / (x_most - x_least).max(f64::MIN_POSITIVE) * (WIDTH - LEFT - 12.0);
        let down = |y: f64| ABOVE + (1.0 - y / y_most) * (HEIGHT - ABOVE - BELOW);
        let mut svg = format!(
            r#"<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{}">"#,
            super::html::escaped(self.title)
        );
        for y in y_marks {
            let (height, end) = (down(y), WIDTH - 12.0);
            let _ = write!(svg, r#"<path class="grid" d="M{LEFT} {height:.1}H{end}"/>"#);
            let _ = write!(svg, r#"<text x="{}" y="{:.1}" text-anchor="end">{y}</text>"#, LEFT - 6.0, height + 4.0);
        }
        for (x, mark) in &self.x_marks {
            let mark = super::html::escaped(mark);
            let _ = write!(
                svg,
                r#"<text x="{:.1}" y="{}" text-anchor="middle">{mark}</text>"#,
                across(*x),
                HEIGHT - BELOW + 16.0
            );
        }
        let _ = write!(svg, r#"<text x="{WIDTH}" y="{}" text-anchor="end">{}</text>"#, HEIGHT - 4.0, self.x_name);
        for (nth, curve) in self.curves.iter().enumerate() {
            let line: Vec<String> =
                curve.points.iter().map(|(x, y)| format!("{:.1} {:.1}", across(*x), down(*y))).collect();
            let _ = write!(svg, r#"<path class="curve c{}" d="M{}"/>"#, nth % 5, line.join("L"));
        }
        svg + "</svg>"
    }
}

fn bounds(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| (least.min(value), most.max(value)))
}

/// From 0 to at least `most` in four or five round steps.
fn marks(most: f64) -> Vec<f64> {
    if most.is_nan() || most <= 0.0 || most.is_infinite() {
        return vec![0.0, 1.0];
    }
    let power = 10_f64.powf((most / 5.0).log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0].map(|step| step * power).into_iter().find(|step| most / step <= 5.0);
    let step = step.unwrap_or(power * 10.0);
    let many = (most / step).ceil() as u32;
    (0..=many).map(|nth| (f64::from(nth) * step * 1e6).round() / 1e6).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round_and_reach_the_top() {
        assert_eq!(marks(8_000.0), [0.0, 2_000.0, 4_000.0, 6_000.0, 8_000.0]);
        assert_eq!(marks(0.9), [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
        assert_eq!(marks(0.0), [0.0, 1.0]);
        assert!(marks(86.4).last().is_some_and(|last| *last >= 86.4));
    }

    #[test]
    fn a_plot_stays_in_its_frame_and_escapes_its_words() {
        let curves = vec![Curve { name: "a", points: vec![(0.0, 5.0), (10.0, 0.0)] }];
        let plot = Plot { title: "<b>", x_name: "s", x_marks: vec![(0.0, "<0>".into())], curves };
        let svg = plot.svg();
        assert!(svg.contains("&lt;b&gt;") && svg.contains("&lt;0&gt;") && !svg.contains("<b>"), "{svg}");
        assert!(svg.contains("M64.0 16.0L708.0 224.0"), "{svg}");
        assert_eq!(Plot { curves: vec![], ..plot }.svg(), "");
    }
}
