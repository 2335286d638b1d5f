//! Figures of a period as a spreadsheet: by unit and by month, all figures that are kept.

use super::{figures::word, period::asked_for, require};
use crate::{
    exchange::grid::{Grid, MEDIA_TYPE, csv, workbook},
    http::{
        App, Failure, Frame,
        pages::{
            office::signed::Signed,
            public::{Given, given},
        },
        seat::read,
    },
    kernel::{
        calendar::today,
        figures::{Figure, Figures},
        refusal::Refusal,
        text::hex,
    },
    stats::{self, Letters},
    views::letter::UnitNames,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use sha2::{Digest, Sha256};

/// `letters.csv` holds the table by unit; `letters.xlsx` units and months.
pub(in crate::http::pages::office) async fn sheet(
    me: Signed,
    State(app): State<App>,
    Path(file): Path<String>,
) -> Result<Response, Failure> {
    require(&me)?;
    let reader = me.reader(&app);
    let filter = asked_for(me.visit.query(), today(reader.now, &app.zone));
    let letters = read(stats::letters(&app.db, &filter, reader.now, &app.zone).await)?;
    let names = read(UnitNames::read(&app.db).await)?;
    let units = by_unit(&me.frame, &letters, &names);
    let failed = |error: &dyn std::fmt::Display| Failure::internal("a file could not be written", &error.to_string());
    let (bytes, media_type) = match file.as_str() {
        "letters.csv" => (csv(&units).map_err(|error| failed(&error))?, "text/csv; charset=utf-8; header=present"),
        "letters.xlsx" => {
            let months = by_month(&me.frame, &letters);
            (workbook(&[units, months]).map_err(|error| failed(&error))?, MEDIA_TYPE)
        }
        _ => return Err(Refusal::NotFound.into()),
    };
    let name = format!("letters-{}-{}.{}", filter.from, filter.to, file.rsplit('.').next().unwrap_or_default());
    let tag = hex(&Sha256::digest(&bytes)[..12]);
    let about = Given { media_type, name: &name, saved: true, packed: media_type == MEDIA_TYPE };
    Ok(given(bytes, &tag, &about))
}

fn heads(frame: &Frame, first: &str, open_late: bool) -> Vec<String> {
    let figures = Figure::ALL.iter().map(|figure| frame.t(&word(figure.code())));
    let late = open_late.then(|| frame.t("numbers-open-late"));
    std::iter::once(frame.t(first)).chain(figures).chain(late).collect()
}

fn numbers(label: String, figures: &Figures, open_late: Option<u32>) -> Vec<String> {
    let figures = figures.numbers().iter().map(ToString::to_string);
    std::iter::once(label).chain(figures).chain(open_late.map(|many| many.to_string())).collect()
}

fn by_unit(frame: &Frame, letters: &Letters, names: &UnitNames) -> Grid {
    let mut rows: Vec<Vec<String>> = letters
        .units
        .iter()
        .map(|row| {
            let name = row.unit.and_then(|unit| names.of(unit)).unwrap_or_else(|| frame.t("numbers-no-unit"));
            numbers(name, &row.figures, Some(row.open_late))
        })
        .collect();
    rows.push(numbers(frame.t("numbers-all"), &letters.total, Some(letters.open_late)));
    Grid { name: frame.t("stats-by-unit"), heads: heads(frame, "stats-unit-head", true), rows }
}

fn by_month(frame: &Frame, letters: &Letters) -> Grid {
    let row =
        |(first, figures): &(jiff::civil::Date, Figures)| numbers(first.strftime("%Y-%m").to_string(), figures, None);
    let rows = letters.months.iter().map(row).collect();
    Grid { name: frame.t("stats-by-month"), heads: heads(frame, "stats-month-head", false), rows }
}
