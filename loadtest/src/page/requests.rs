//! Requests and their answers as a page: each thing measured with its runs.

use super::{
    html::{Sheet, escaped, shares, sheet},
    report::{command, machine},
};
use crate::report::{Figures, Section};
use anyhow::Result;

/// The page.
///
/// # Errors
/// Never in practice: figures can be written as JSON.
pub fn requests(sections: &[Section]) -> Result<String> {
    let titles: Vec<&str> = sections.iter().map(|section| section.title.as_str()).collect();
    let title = titles.join(" · ");
    let names: Vec<Vec<String>> = sections.iter().map(names).collect();
    let plots = sections.iter().zip(&names).map(|(section, names)| {
        let runs = names.iter().map(String::as_str).zip(section.runs.iter().map(|run| run.curve.as_slice()));
        shares(&section.title, "share of requests; ms until the answer", runs)
    });
    Ok(sheet(&Sheet {
        title: &title,
        machine: &machine(),
        command: &command(std::env::args()),
        table: sections.iter().map(table).collect(),
        plots: plots.collect(),
        json: serde_json::to_string_pretty(sections)?,
    }))
}

/// A report in words as a page, with a plot of how long its acts took.
///
/// # Errors
/// Never in practice.
pub fn words<'a>(
    title: &str,
    text: &str,
    acts: impl Iterator<Item = (&'a str, &'a [(f64, f64)])>,
    json: String,
) -> Result<String> {
    Ok(sheet(&Sheet {
        title,
        machine: &machine(),
        command: &command(std::env::args()),
        table: format!("<pre>{}</pre>", escaped(text)),
        plots: vec![shares("Until an act was acknowledged, ms", "share of acts", acts)],
        json,
    }))
}

fn names(section: &Section) -> Vec<String> {
    (1..=section.runs.len()).map(|nth| format!("run {nth}")).collect()
}

fn table(section: &Section) -> String {
    let columns: Vec<_> = section.runs.iter().chain([&section.median]).map(Figures::rows).collect();
    let names = names(section).into_iter().chain(["run in the middle".into()]);
    let heads: String = names.map(|name| format!("<th scope=\"col\">{name}</th>")).collect();
    let row = |(nth, (name, _)): (usize, &(&str, String))| {
        let cells = columns.iter().filter_map(|rows| Some(format!("<td>{}</td>", escaped(&rows.get(nth)?.1))));
        format!("<tr><th scope=\"row\">{}</th>{}</tr>\n", escaped(name), cells.collect::<String>())
    };
    let body: String = columns.first().into_iter().flatten().enumerate().map(row).collect();
    let title = escaped(&section.title);
    format!("<h2>{title}</h2><table><thead><tr><th></th>{heads}</tr></thead><tbody>\n{body}</tbody></table>\n")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn each_thing_has_its_table_and_its_plot() {
        let run = Figures { per_second: 40.0, curve: vec![(0.5, 1.0), (0.99, 9.0)], ..Figures::default() };
        let section =
            |title: &str| Section { title: title.into(), runs: vec![run.clone(), run.clone()], median: run.clone() };
        let page = requests(&[section("questions <x>"), section("home")]).unwrap();
        assert_eq!((page.matches("<table>").count(), page.matches("<svg").count()), (2, 2));
        assert!(page.contains("questions &lt;x&gt;") && page.contains("run 2") && !page.contains("<x>"), "{page}");
    }
}
