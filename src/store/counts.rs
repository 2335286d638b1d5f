//! What letters count for, kept by differences: one row a day and one a month for each unit, matter and way in.

use super::{
    Db, StoreError,
    load::Tx,
    rows::{Row, Rows},
};
use crate::kernel::{
    figures::{CountKey, Figure, Figures, Spread, counted, spread},
    post::Post,
};
use jiff::civil::Date;
use std::{collections::BTreeMap, sync::LazyLock};

/// Raised when what a letter counts for is another thing: then all are counted anew at the next start.
const VERSION: &str = "1";
/// Letters read at a time when all are counted.
const PAGE: u32 = 1_000;
/// Columns before the figures.
const KEYS: usize = 6;

static COUNTS: LazyLock<Rows> = LazyLock::new(|| {
    let names: Vec<&str> = Figure::ALL.iter().map(|figure| figure.code()).collect();
    let added = names.iter().map(|name| format!("{name} = letter_counts.{name} + excluded.{name}"));
    let meeting = format!(
        "ON CONFLICT (span, first, unit, matter, origin, room) DO UPDATE SET {}",
        added.collect::<Vec<_>>().join(", ")
    );
    let into = format!("letter_counts (span, first, unit, matter, origin, room, {})", names.join(", "));
    Rows { into: into.leak(), columns: KEYS + names.len(), meeting: meeting.leak() }
});

impl Tx {
    /// Adds differences to the rows of their day and of its month. What is nothing then has no row.
    pub(super) async fn write_counts(&mut self, counts: &Spread) -> Result<(), StoreError> {
        if counts.is_empty() {
            return Ok(());
        }
        let mut rows = Vec::with_capacity(counts.len() * 2);
        rows.extend(counts.iter().map(|(key, figures)| (("day", key.day, key), figures.clone())));
        rows.extend(by_month(counts));
        self.put(&COUNTS, &rows, |row, ((span, first, key), figures)| count_row(row, (span, *first, key), figures))
            .await?;
        sqlx::query("DELETE FROM letter_counts WHERE received = 0").execute(self.connection()).await?;
        Ok(())
    }
}

fn by_month(counts: &Spread) -> Vec<((&'static str, Date, &CountKey), Figures)> {
    let mut months: BTreeMap<_, (&CountKey, Figures)> = BTreeMap::new();
    for (key, figures) in counts {
        let first = key.day.first_of_month();
        let month = (first, key.room, key.unit, &key.matter, key.origin);
        months.entry(month).or_insert_with(|| (key, Figures::default())).1.join(figures, 1);
    }
    months.into_iter().map(|((first, ..), (key, figures))| (("month", first, key), figures)).collect()
}

fn count_row(
    row: &mut Row<'_>,
    (span, first, key): (&'static str, Date, &CountKey),
    figures: &Figures,
) -> Result<(), StoreError> {
    let unit = key.unit.map(|unit| unit.to_string()).unwrap_or_default();
    row.value(span)?.value(first.to_string())?.value(unit)?.value(key.matter.clone().unwrap_or_default())?;
    row.value(key.origin)?.id(key.room.0)?;
    for number in figures.numbers() {
        row.value(*number)?;
    }
    Ok(())
}

impl Db {
    /// Counts all letters anew where that was never done so: after a migration, or where they count for other things.
    pub(super) async fn count_letters(&self) -> Result<(), StoreError> {
        let known = "SELECT count(*) FROM meta WHERE name = 'letters_counted' AND value = $1";
        let (known,): (i64,) = sqlx::query_as(known).bind(VERSION).fetch_one(self.writer()).await?;
        if known > 0 {
            return Ok(());
        }
        let mut tx = self.begin().await?;
        sqlx::query("DELETE FROM letter_counts").execute(tx.connection()).await?;
        let mut after = String::new();
        loop {
            let posts = tx.letters_after(&after).await?;
            let Some(last) = posts.last() else { break };
            after = last.id.to_string();
            tx.write_cases(&posts).await?;
            tx.write_counts(&spread(posts.iter().map(|post| (None, counted(post))))).await?;
        }
        let done = "INSERT INTO meta (name, value) VALUES ('letters_counted', $1)
                    ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        sqlx::query(done).bind(VERSION).execute(tx.connection()).await?;
        tx.commit().await
    }
}

impl Tx {
    async fn letters_after(&mut self, after: &str) -> Result<Vec<Post>, StoreError> {
        let sql = "SELECT state FROM posts WHERE id IN
                   (SELECT post FROM cases WHERE post > $1 ORDER BY post LIMIT $2) ORDER BY id";
        let rows: Vec<(String,)> = sqlx::query_as(sql).bind(after).bind(PAGE).fetch_all(self.connection()).await?;
        rows.iter().map(|(state,)| Ok(serde_json::from_str(state)?)).collect()
    }
}
