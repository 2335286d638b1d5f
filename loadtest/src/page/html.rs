//! The report as one page that needs nothing else: no script, no font, no address.

use super::{
    Report,
    plot::{Curve, Plot},
    table::rows,
};
use crate::live::Figures;
use anyhow::Result;

const STYLE: &str = "
:root{color-scheme:light dark;--c0:#0b5fb0;--c1:#b3541e;--c2:#3b7a2a;--c3:#7a3b8f;--c4:#8a6d00}
@media(prefers-color-scheme:dark){:root{--c0:#7db8f5;--c1:#f0a277;--c2:#92cf80;--c3:#cf9be0;--c4:#e0c04f}}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:right;padding:.2rem .6rem;border-bottom:1px solid #8884}
th:first-child{text-align:left;font-weight:normal;white-space:pre}
thead th{font-weight:bold}
svg{width:100%;height:auto;font:12px system-ui,sans-serif;fill:currentColor}
.grid{stroke:#8886;fill:none}.curve{fill:none;stroke-width:2}
.c0{stroke:var(--c0)}.c1{stroke:var(--c1);stroke-dasharray:6 3}.c2{stroke:var(--c2);stroke-dasharray:2 3}.c3{stroke:var(--c3)}.c4{stroke:var(--c4);stroke-dasharray:10 3}
.k0{color:var(--c0)}.k1{color:var(--c1)}.k2{color:var(--c2)}.k3{color:var(--c3)}.k4{color:var(--c4)}
pre,code{white-space:pre-wrap;overflow-wrap:anywhere}
";

/// What stands on a page besides its title.
pub struct Sheet<'a> {
    /// Also the heading.
    pub title: &'a str,
    /// Processors, their name, the kernel.
    pub machine: &'a str,
    /// The command line.
    pub command: &'a str,
    /// The table, as an element.
    pub table: String,
    /// What is drawn.
    pub plots: Vec<Plot<'a>>,
    /// All figures.
    pub json: String,
}

/// The page.
pub fn sheet(sheet: &Sheet<'_>) -> String {
    let Sheet { table, plots, .. } = sheet;
    let [title, machine, command, json] = [sheet.title, sheet.machine, sheet.command, &sheet.json].map(escaped);
    let plots: String = plots.iter().map(figure).collect();
    format!(
        "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>{STYLE}</style>\n\
         <h1>{title}</h1><p>{machine}</p><p><code>{command}</code></p>\n{table}\n{plots}\
         <details><summary>All figures as JSON</summary><pre>{json}</pre></details></html>\n",
    )
}

/// A report of readers as a page.
///
/// # Errors
/// Never in practice: figures can be written as JSON.
pub fn page(report: &Report) -> Result<String> {
    let runs = report.runs.iter().map(|run| (run.what.as_str(), run.curve.as_slice()));
    let plots = vec![
        shares("From the acknowledgement to the reader, ms", "share of deliveries", runs),
        course(report, "Deliveries in each second", |row| row.1 as f64),
        course(report, "p99 in each second, ms", |row| row.4),
        course(report, "Readers who came in, in each second", |row| row.2 as f64),
    ];
    Ok(sheet(&Sheet {
        title: &format!("{}, {} readers", report.title, report.viewers),
        machine: &report.machine,
        command: &report.command,
        table: table(report),
        plots,
        json: serde_json::to_string_pretty(report)?,
    }))
}

/// Text between tags and in attributes.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn table(report: &Report) -> String {
    let cells = |cells: &[String]| cells.iter().map(|cell| format!("<td>{}</td>", escaped(cell))).collect::<String>();
    let heads: String =
        report.runs.iter().map(|run| format!("<th scope=\"col\">{}</th>", escaped(&run.what))).collect();
    let row = |row: super::table::Row| {
        format!("<tr><th scope=\"row\">{}</th>{}<td>{}</td></tr>\n", escaped(row.name), cells(&row.cells), row.ratio)
    };
    let body: String = rows(report).into_iter().map(row).collect();
    let ratio = if report.floor().is_some() { "÷ floor" } else { "" };
    format!(
        "<table><thead><tr><th></th>{heads}<th scope=\"col\">{ratio}</th></tr></thead><tbody>\n{body}</tbody></table>"
    )
}

fn figure(plot: &Plot<'_>) -> String {
    let svg = plot.svg();
    if svg.is_empty() {
        return String::new();
    }
    let key =
        |(nth, curve): (usize, &Curve<'_>)| format!(" <span class=\"k{}\">━ {}</span>", nth % 5, escaped(curve.name));
    let keys: String = plot.curves.iter().enumerate().map(key).collect();
    format!("<h2>{}</h2><p>{keys}</p>{svg}\n", escaped(plot.title))
}

/// Latency by share; each step to the right is ten times rarer.
pub fn shares<'a>(
    title: &'a str,
    x_name: &'a str,
    runs: impl Iterator<Item = (&'a str, &'a [(f64, f64)])>,
) -> Plot<'a> {
    let nines = |share: f64| -(1.0 - share).max(1e-5).log10();
    let curve = |curve: &[(f64, f64)]| curve.iter().map(|(share, ms)| (nines(*share), *ms)).collect();
    let marks = [(0.0, "0"), (0.5, "50 %"), (0.9, "90 %"), (0.99, "99 %"), (0.999, "99.9 %"), (0.9999, "99.99 %")];
    Plot {
        title,
        x_name,
        x_marks: marks.iter().map(|(share, mark)| (nines(*share), (*mark).to_owned())).collect(),
        curves: runs.map(|(name, points)| Curve { name, points: curve(points) }).collect(),
    }
}

fn course<'a>(report: &'a Report, title: &'a str, value: fn(&(u64, u64, u64, f64, f64)) -> f64) -> Plot<'a> {
    let longest = report.runs.iter().map(|run| run.course.len()).max().unwrap_or(0);
    let every = (longest / 10).max(1);
    let points = |run: &Figures| run.course.iter().map(|row| (row.0 as f64, value(row))).collect();
    Plot {
        title,
        x_name: "seconds since the first reader",
        x_marks: (0..longest).step_by(every).map(|second| (second as f64, second.to_string())).collect(),
        curves: report.runs.iter().map(|run| Curve { name: &run.what, points: points(run) }).collect(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{super::table::tests::sample, *};

    #[test]
    fn the_page_needs_nothing_else_and_escapes_what_it_shows() {
        let page = page(&sample()).unwrap();
        assert!(page.contains("x &lt;y&gt;") && page.matches("<svg").count() == 4, "{page}");
        for outside in ["http:", "https:", "src=", "href=", "url(", "@import", "<script"] {
            assert!(!page.contains(outside), "{outside}");
        }
    }
}
