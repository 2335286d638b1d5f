//! The figures of several runs beside each other, with the ratio of the last to the first.

use anyhow::{Context, Result};
use serde_json::Value;
use std::{
    fs,
    io::{self, Write},
    path::PathBuf,
};

/// What was measured: its name, p50 and p99 in ms.
type Row = (String, f64, f64);

/// Prints what the files of `--json` have in common, by name.
///
/// # Errors
/// When a file cannot be read or holds something else.
pub fn print(files: &[PathBuf]) -> Result<()> {
    let mut columns = Vec::new();
    for file in files {
        let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
        columns
            .push(rows(&serde_json::from_str(&text)?).with_context(|| format!("{} has no figures", file.display()))?);
    }
    Ok(io::stdout().write_all(table(&columns).as_bytes())?)
}

fn rows(value: &Value) -> Option<Vec<Row>> {
    let row = |value: &Value| {
        let name = value.get("title").or_else(|| value.get("act"))?.as_str()?;
        let of = value.get("median").unwrap_or(value);
        Some((name.to_owned(), of.get("p50_ms")?.as_f64()?, of.get("p99_ms")?.as_f64()?))
    };
    value.as_array()?.iter().map(row).collect()
}

fn table(columns: &[Vec<Row>]) -> String {
    let mut text = String::new();
    for (name, first_p50, first_p99) in columns.first().into_iter().flatten() {
        let found = |rows: &Vec<Row>| rows.iter().find(|(known, ..)| known == name).cloned();
        let of: Vec<Row> = columns.iter().filter_map(found).collect();
        let cells = of.iter().map(|(_, p50, p99)| format!("p50 {p50:>8.2}  p99 {p99:>8.2} ms  | "));
        let ratio = of.last().map_or(1.0, |(_, _, p99)| p99 / first_p99);
        let ratio_p50 = of.last().map_or(1.0, |(_, p50, _)| p50 / first_p50);
        text += &format!("{name:<46}{}×{ratio_p50:.1}  ×{ratio:.1}\n", cells.collect::<String>());
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn the_last_is_compared_with_the_first_by_name() {
        let small = json!([{"title": "a", "median": {"p50_ms": 1.0, "p99_ms": 2.0}}, {"act": "b", "p50_ms": 4.0, "p99_ms": 8.0}]);
        let large = json!([{"act": "b", "p50_ms": 2.0, "p99_ms": 4.0}, {"title": "a", "median": {"p50_ms": 3.0, "p99_ms": 8.0}}]);
        let table = table(&[rows(&small).unwrap(), rows(&large).unwrap()]);
        let lines: Vec<&str> = table.lines().collect();
        assert!(lines[0].starts_with("a ") && lines[0].ends_with("×3.0  ×4.0"), "{table}");
        assert!(lines[1].starts_with("b ") && lines[1].ends_with("×0.5  ×0.5"), "{table}");
        assert_eq!(rows(&json!({"x": 1})), None);
    }
}
