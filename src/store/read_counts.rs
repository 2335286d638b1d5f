//! Figures of letters, and the letters behind them: sums come from counters, lists from indexes, in pages that go on
//! behind the last row seen.

use super::{Behind, Db, Listed, StoreError};
use crate::kernel::{
    figures::{Figure, Figures},
    id::{PostId, UnitId},
    units::Tree,
};
use jiff::{ToSpan, civil::Date};
use sqlx::{AssertSqlSafe, Row as _, sqlite::SqliteRow};

/// Most letters that are counted one by one: what is open and late is a question to today.
const MOST_OPEN: u32 = 10_000;

/// Which letters are meant, by the day of receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountFilter {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Only letters of this unit and of those below it.
    pub unit: Option<UnitId>,
    /// And not of those below it.
    pub alone: bool,
    /// Only of this matter.
    pub matter: Option<String>,
    /// Only those that came in this way, as `Origin::code`.
    pub origin: Option<String>,
}

/// The figures of a unit's letters of one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountRow {
    /// The first day of the month.
    pub month: Date,
    /// The unit; none where none had them.
    pub unit: Option<UnitId>,
    /// The figures.
    pub figures: Figures,
}

/// Letters of a unit that are open and late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenLate {
    /// The unit; none where none has them.
    pub unit: Option<UnitId>,
    /// How many.
    pub many: u32,
}

/// Which letters a list shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Among {
    /// Those that one of these figures counts.
    Figures(Vec<Figure>),
    /// Those whose authors wait for an answer.
    Open,
    /// Of these, those whose last day was before this one.
    Late(Date),
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseList {
    /// Of which letters.
    pub filter: CountFilter,
    /// Which of them.
    pub among: Among,
    /// Where the page before ended: the day of receipt and the post.
    pub behind: Option<Behind>,
    /// At most so many.
    pub limit: u32,
}

/// Figures that few letters have: each group has an index of its own, with the same number in its condition.
const GROUPS: [(&str, &str, &[Figure]); 7] = {
    use Figure as F;
    [
        ("cases_stopped", "marks & 28", &[F::ScreenedOut, F::Withdrawn, F::Merged]),
        (
            "cases_ended",
            "marks & 2016",
            &[F::NotOurs, F::StatutoryPath, F::AlreadyHandled, F::Unclear, F::Advertising, F::HandedOn],
        ),
        ("cases_late", "marks & 40960", &[F::Late, F::UnitLate]),
        ("cases_moved", "marks & 1074724864", &[F::Returned, F::Extended, F::Paused, F::Redone, F::CalledBack]),
        ("cases_withheld", "marks & 6291456", &[F::Outcome, F::Nothing]),
        (
            "cases_rated",
            "marks & 1065353216",
            &[
                F::Rated,
                F::VerySatisfied,
                F::SatisfiedGrade,
                F::MostlySatisfied,
                F::Dissatisfied,
                F::VeryDissatisfied,
                F::Satisfied,
            ],
        ),
        ("cases_slow", "marks & 34634616274944", &[F::Days10, F::Days15, F::Days20, F::Days30, F::Days60, F::DaysMore]),
    ]
};
/// Rehearsals are counted nowhere.
const REAL: &str = "room IN (SELECT id FROM rooms WHERE rehearsal = 0)";

impl CountFilter {
    /// Whole months from their own rows, the days at both ends from theirs.
    fn pieces(&self) -> Vec<(&'static str, Date, Date)> {
        let starts = if self.from.day() == 1 { self.from } else { next_month(self.from) };
        let ends = if self.to == self.to.last_of_month() { self.to } else { before_month(self.to) };
        if starts > ends {
            return vec![("day", self.from, self.to)];
        }
        let head = self.from < starts;
        let head = head.then(|| ("day", self.from, starts.saturating_sub(1.day())));
        let tail = (ends < self.to).then(|| ("day", ends.saturating_add(1.day()), self.to));
        [head, Some(("month", starts, ends)), tail].into_iter().flatten().collect()
    }

    fn conditions(&self, units: &Units) -> String {
        let mut all = vec![REAL];
        all.extend(match units.0.len() {
            0 => None,
            1 => Some("unit = $3"),
            _ => Some("unit IN (SELECT value FROM json_each($3))"),
        });
        all.extend(self.matter.as_ref().map(|_| "matter = $4"));
        all.extend(self.origin.as_ref().map(|_| "origin = $5"));
        all.join(" AND ")
    }
}

/// The units that a filter means; none for all.
struct Units(Vec<UnitId>);

impl Units {
    /// What is bound for them: one as it is, several as JSON.
    fn key(&self) -> Result<Option<String>, StoreError> {
        Ok(match self.0.as_slice() {
            [] => None,
            [unit] => Some(unit.to_string()),
            units => Some(serde_json::to_string(units)?),
        })
    }
}

fn next_month(day: Date) -> Date {
    day.first_of_month().saturating_add(1.month())
}

/// The last day of the month before.
fn before_month(day: Date) -> Date {
    day.first_of_month().saturating_sub(1.day())
}

impl Db {
    async fn units_of(&self, filter: &CountFilter) -> Result<Units, StoreError> {
        let Some(top) = filter.unit else { return Ok(Units(Vec::new())) };
        if filter.alone {
            return Ok(Units(vec![top]));
        }
        let units = self.units().await?;
        let tree = Tree::new(units.iter().map(|unit| (unit.id, unit.parent, unit.closed_into)));
        let below = units.iter().map(|unit| unit.id).filter(|unit| *unit != top && tree.is_within(*unit, top));
        Ok(Units(std::iter::once(top).chain(below).collect()))
    }

    /// Figures by month and unit.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn letter_counts(&self, filter: &CountFilter) -> Result<Vec<CountRow>, StoreError> {
        let units = self.units_of(filter).await?;
        let sums: Vec<String> = Figure::ALL.iter().map(|figure| format!("sum({})", figure.code())).collect();
        let sql = format!(
            "SELECT substr(first, 1, 7) || '-01', unit, {} FROM letter_counts
             WHERE span = $6 AND first >= $1 AND first <= $2 AND {} GROUP BY 1, 2",
            sums.join(", "),
            filter.conditions(&units)
        );
        let mut found = Vec::new();
        for (span, from, to) in filter.pieces() {
            let query = sqlx::query(AssertSqlSafe(sql.clone())).bind(from.to_string()).bind(to.to_string());
            let query = query.bind(units.key()?).bind(filter.matter.clone());
            let rows = query.bind(filter.origin.clone()).bind(span).fetch_all(self.readers()).await?;
            for row in &rows {
                found.push(count_row(row)?);
            }
        }
        Ok(found)
    }

    /// One number: the sums of some figures, without those of others.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn letter_total(
        &self,
        filter: &CountFilter,
        figures: &[Figure],
        without: &[Figure],
    ) -> Result<i64, StoreError> {
        let units = self.units_of(filter).await?;
        let signed = |figures: &[Figure], sign| {
            let each = figures.iter().map(|figure| format!("{sign} coalesce(sum({}), 0)", figure.code()));
            each.collect::<String>()
        };
        let sql = format!(
            "SELECT 0 {} {} FROM letter_counts WHERE span = $6 AND first >= $1 AND first <= $2 AND {}",
            signed(figures, '+'),
            signed(without, '-'),
            filter.conditions(&units)
        );
        let mut total = 0;
        for (span, from, to) in filter.pieces() {
            let query = sqlx::query_as(AssertSqlSafe(sql.clone())).bind(from.to_string()).bind(to.to_string());
            let query = query.bind(units.key()?).bind(filter.matter.clone());
            let (some,): (i64,) = query.bind(filter.origin.clone()).bind(span).fetch_one(self.readers()).await?;
            total += some;
        }
        Ok(total)
    }

    /// How many letters of each unit are open and late on this day; each counted, up to a bound.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn open_late(&self, filter: &CountFilter, today: Date) -> Result<Vec<OpenLate>, StoreError> {
        let units = self.units_of(filter).await?;
        let sql = format!(
            "SELECT unit, count(*) FROM (SELECT unit FROM cases INDEXED BY cases_unanswered
             WHERE answered_at = 0 AND open = 1 AND promised < $6 AND day >= $1 AND day <= $2 AND {} LIMIT $7)
             GROUP BY unit",
            filter.conditions(&units)
        );
        let query = sqlx::query_as(AssertSqlSafe(sql)).bind(filter.from.to_string()).bind(filter.to.to_string());
        let query = query.bind(units.key()?).bind(filter.matter.clone());
        let query = query.bind(filter.origin.clone()).bind(today.to_string()).bind(MOST_OPEN);
        let rows: Vec<(Option<String>, u32)> = query.fetch_all(self.readers()).await?;
        let row = |(unit, many): (Option<String>, u32)| OpenLate { unit: unit.and_then(|id| id.parse().ok()), many };
        Ok(rows.into_iter().map(row).collect())
    }

    /// Letters behind a figure by their day of receipt, each with where it stands in the list.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn counted_cases(&self, list: &CaseList) -> Result<Vec<(Behind, Listed)>, StoreError> {
        let units = self.units_of(&list.filter).await?;
        let keys = match units.0.as_slice() {
            // Each unit from its own index: what is shown is found without what is not.
            several @ [_, _, ..] if list.goes_by_unit() => {
                let mut keys = Vec::new();
                for unit in several {
                    keys.extend(self.list_keys(list, &Units(vec![*unit])).await?);
                }
                keys.sort_by_cached_key(|(day, post)| (day.clone(), post.to_string()));
                keys.truncate(list.limit as usize);
                keys
            }
            _ => self.list_keys(list, &units).await?,
        };
        let ids: Vec<PostId> = keys.iter().map(|(_, post)| *post).collect();
        let mut listed = self.posts_by_id(&ids).await?;
        let row = |key: Behind| {
            let at = listed.iter().position(|listed| listed.post.id == key.1)?;
            Some((key, listed.swap_remove(at)))
        };
        Ok(keys.into_iter().filter_map(row).collect())
    }

    async fn list_keys(&self, list: &CaseList, units: &Units) -> Result<Vec<Behind>, StoreError> {
        let (day, post) = list.behind.clone().map_or_else(Default::default, |(day, post)| (day, post.to_string()));
        let filter = &list.filter;
        let query = sqlx::query_as(AssertSqlSafe(list.sql(units))).bind(filter.from.to_string());
        let query = query.bind(filter.to.to_string()).bind(units.key()?);
        let query = query.bind(filter.matter.clone()).bind(filter.origin.clone()).bind(day).bind(post);
        let query = query.bind(list.limit).bind(list.among.marks()).bind(list.among.late_on());
        let rows: Vec<(String, String)> = query.fetch_all(self.readers()).await?;
        Ok(rows.into_iter().filter_map(|(day, post)| Some((day, post.parse().ok()?))).collect())
    }
}

impl Among {
    fn marks(&self) -> i64 {
        match self {
            Among::Figures(figures) => figures.iter().fold(0, |marks, figure| marks | figure.mark()),
            Among::Open | Among::Late(_) => 0,
        }
    }

    fn late_on(&self) -> Option<String> {
        match self {
            Among::Late(day) => Some(day.to_string()),
            _ => None,
        }
    }
}

impl CaseList {
    /// Figures that few letters have: these have an index of their own, over all units.
    fn group(&self) -> Option<&'static (&'static str, &'static str, &'static [Figure])> {
        match &self.among {
            Among::Figures(figures) => {
                GROUPS.iter().find(|(_, _, all)| figures.iter().all(|figure| all.contains(figure)))
            }
            _ => None,
        }
    }

    /// Whether, of several units, each is looked through by itself.
    fn goes_by_unit(&self) -> bool {
        matches!(self.among, Among::Figures(_)) && self.group().is_none()
    }

    /// The index that goes through the fewest letters.
    fn sql(&self, units: &Units) -> String {
        let (filter, group) = (&self.filter, self.group());
        let told = filter.origin.as_deref().is_some_and(|origin| origin != "web");
        let (index, condition) = match (&self.among, group) {
            (Among::Open | Among::Late(_), _) => ("cases_oldest", "answered_at = 0 AND open = 1"),
            _ if units.0.len() == 1 => ("cases_unit_day", "1"),
            (_, Some((index, condition, _))) => (*index, *condition),
            _ if filter.matter.is_some() => ("cases_matter_day", "matter IS NOT NULL"),
            _ if told => ("cases_told", "origin <> 'web'"),
            _ => ("cases_day", "1"),
        };
        format!(
            "SELECT day, post FROM cases INDEXED BY {index}
             WHERE {condition} AND day >= $1 AND day <= $2 AND (day, post) > ($6, $7)
             AND ($9 = 0 OR marks & $9) AND ($10 IS NULL OR promised < $10) AND {}
             ORDER BY day, post LIMIT $8",
            filter.conditions(units)
        )
    }
}

fn count_row(row: &SqliteRow) -> Result<CountRow, StoreError> {
    let (month, unit): (String, String) = (row.try_get(0)?, row.try_get(1)?);
    let numbers: Result<Vec<i64>, sqlx::Error> = (0..Figure::ALL.len()).map(|nth| row.try_get(nth + 2)).collect();
    let month = month.parse().map_err(|_| StoreError::Sql(format!("{month} is no month")))?;
    Ok(CountRow { month, unit: unit.parse().ok(), figures: Figures::of(&numbers?) })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn each_group_of_figures_has_its_index() {
        let sql = include_str!("sqlite/0013_letter_counts.sql");
        for (index, condition, figures) in GROUPS {
            let marks = figures.iter().fold(0, |marks, figure| marks | figure.mark());
            assert_eq!(condition, format!("marks & {marks}"), "{index}");
            assert!(sql.contains(&format!("CREATE INDEX {index} ON cases (day, post, marks) WHERE {condition};")));
        }
    }

    #[test]
    fn a_period_is_read_from_months_with_the_days_at_its_ends() {
        let of = |from, to| CountFilter { from, to, unit: None, alone: false, matter: None, origin: None }.pieces();
        let (day, month) = (date(2026, 1, 15), date(2026, 2, 1));
        assert_eq!(of(date(2026, 2, 1), date(2026, 3, 31)), [("month", month, date(2026, 3, 31))]);
        assert_eq!(of(day, date(2026, 1, 20)), [("day", day, date(2026, 1, 20))]);
        assert_eq!(of(day, date(2026, 2, 10)), [("day", day, date(2026, 2, 10))]);
        let whole = [
            ("day", day, date(2026, 1, 31)),
            ("month", month, date(2026, 2, 28)),
            ("day", date(2026, 3, 1), date(2026, 3, 2)),
        ];
        assert_eq!(of(day, date(2026, 3, 2)), whole);
        assert_eq!(of(date(2026, 2, 1), date(2026, 2, 28)), [("month", month, date(2026, 2, 28))]);
    }
}
