//! Letters as a table (RFC 4180, UTF-8): what another mailbox gives away, and what this one does. Columns are known by
//! their names, in Chinese or English.

use super::cell::{armed, defused};
use crate::kernel::{case::End, id::Millis, letter::LetterKind, post::Origin, rating::Grade, text::Lang};
use csv::StringRecord;
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};

/// A column: what it holds, and the names it may go by; the first two are written, in Chinese and in English.
type Column = (Field, &'static [&'static str]);

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Reference,
    Received,
    Answered,
    Unit,
    Title,
    Body,
    Answer,
    Kind,
    Grade,
    End,
    Name,
    Origin,
    Matter,
    Public,
}

const COLUMNS: [Column; 14] = [
    (Field::Reference, &["编号", "reference", "信件编号", "number", "id", "uin"]),
    (Field::Received, &["来信时间", "received", "来信日期", "收信日期", "受理日期", "date_received", "date_tabled"]),
    (Field::Answered, &["答复时间", "answered", "答复日期", "回复时间", "回复日期", "date_answered"]),
    (Field::Unit, &["单位", "unit", "承办单位", "答复单位", "办理单位", "department"]),
    (Field::Title, &["标题", "title", "主题", "heading", "subject"]),
    (Field::Body, &["内容", "body", "来信内容", "正文", "text", "question", "content"]),
    (Field::Answer, &["答复", "answer", "答复内容", "回复内容", "reply"]),
    (Field::Kind, &["类别", "kind", "类型", "信件类型", "type"]),
    (Field::Grade, &["评价", "grade", "满意度", "rating"]),
    (Field::End, &["办结方式", "end", "outcome"]),
    (Field::Name, &["称呼", "name", "姓名", "署名"]),
    (Field::Origin, &["来源", "origin", "渠道", "channel"]),
    (Field::Matter, &["事项", "matter", "topic"]),
    (Field::Public, &["公开", "public", "是否公开", "published"]),
];

/// Values by the words they go by beside their codes.
const KINDS: [(&str, LetterKind); 5] = [
    ("咨询", LetterKind::Enquiry),
    ("求助", LetterKind::Help),
    ("建议", LetterKind::Suggestion),
    ("批评", LetterKind::Criticism),
    ("投诉", LetterKind::Complaint),
];
const GRADES: [(&str, Grade); 5] = [
    ("很满意", Grade::VerySatisfied),
    ("满意", Grade::Satisfied),
    ("基本满意", Grade::MostlySatisfied),
    ("不满意", Grade::Dissatisfied),
    ("很不满意", Grade::VeryDissatisfied),
];
const ENDS: [(&str, End); 6] = [
    ("非本级职责", End::NotOurs),
    ("法定途径", End::StatutoryPath),
    ("已办理", End::AlreadyHandled),
    ("内容不清", End::Unclear),
    ("广告", End::Advertising),
    ("转外办理", End::HandedOn),
];
const WAYS: [(&str, Origin); 3] = [("电话", Origin::Phone), ("来信", Origin::Letter), ("现场", Origin::Hall)];
const YES: [&str; 5] = ["yes", "true", "1", "是", "公开"];
const NO: [&str; 6] = ["", "no", "false", "0", "否", "不公开"];

/// Why the first row is no first row of letters.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeadFault {
    /// A column that there must be is not there.
    #[error("no column for the {what} of letters: it may be called {names}")]
    Missing {
        /// What it would hold.
        what: &'static str,
        /// Its names.
        names: String,
    },
    /// Two columns hold the same.
    #[error("two columns hold the same: {one} and {other}")]
    Twice {
        /// One of them.
        one: String,
        /// The other.
        other: String,
    },
}

/// Why a row is no letter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowFault {
    /// A cell that must not be empty is.
    #[error("there is no {0}")]
    None(&'static str),
    /// No date.
    #[error("{column} is no date such as 2024-07-25 or 2024-07-25 14:30: {cell}")]
    Date {
        /// Which column.
        column: &'static str,
        /// What stands there.
        cell: String,
    },
    /// A word that is not known.
    #[error("{column} says what is not known: {cell}")]
    Word {
        /// Which column.
        column: &'static str,
        /// What stands there.
        cell: String,
    },
    /// There is an answer, a grade or an end, and no day of the answer.
    #[error("there is an answer without its date, or a date without the answer")]
    HalfAnswered,
    /// Answered before it was received.
    #[error("it was answered before it was received")]
    Backward,
    /// From a day to come.
    #[error("it is from a day that is yet to come")]
    ToCome,
}

/// A letter as a row tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterRow {
    /// Its number where it comes from; empty where the row says none.
    pub reference: String,
    /// When it was received, UTC ms; a day alone is its noon.
    pub received_at: Millis,
    /// When it was answered.
    pub answered_at: Option<Millis>,
    /// The unit by name; empty for none.
    pub unit: String,
    /// The title.
    pub title: String,
    /// What follows it.
    pub body: String,
    /// The answer; empty for none.
    pub answer: String,
    /// What it is.
    pub kind: LetterKind,
    /// What its author thought of the answer.
    pub grade: Option<Grade>,
    /// Nothing was done, for this reason.
    pub end: Option<End>,
    /// The name its author is shown by; empty for none.
    pub name: String,
    /// How it came.
    pub origin: Origin,
    /// The matter; empty for none.
    pub matter: String,
    /// The public sees it.
    pub public: bool,
}

/// Which column of a file is what.
#[derive(Clone, Debug)]
pub struct Head(Vec<(Field, usize)>);

impl Head {
    /// Reads the first row.
    ///
    /// # Errors
    /// `HeadFault` where what must be there is not, or is twice.
    pub fn read(row: &StringRecord) -> Result<Head, HeadFault> {
        let mut places: Vec<(Field, usize)> = Vec::new();
        for (at, name) in row.iter().enumerate() {
            let plain = name.trim_start_matches('\u{feff}').trim().to_lowercase();
            let Some((field, _)) = COLUMNS.iter().find(|(_, names)| names.contains(&plain.as_str())) else { continue };
            if let Some((_, before)) = places.iter().find(|(held, _)| held == field) {
                let one = row.get(*before).unwrap_or_default().trim().to_owned();
                return Err(HeadFault::Twice { one, other: name.trim().to_owned() });
            }
            places.push((*field, at));
        }
        let head = Head(places);
        for (field, what) in [(Field::Received, "date of receipt"), (Field::Title, "title"), (Field::Body, "words")] {
            let names = COLUMNS.iter().find(|(held, _)| *held == field).map_or_else(String::new, |(_, n)| n.join(", "));
            if !head.has(field) {
                return Err(HeadFault::Missing { what, names });
            }
        }
        Ok(head)
    }

    fn has(&self, field: Field) -> bool {
        self.0.iter().any(|(held, _)| *held == field)
    }

    fn cell<'a>(&self, row: &'a StringRecord, field: Field) -> &'a str {
        let at = self.0.iter().find(|(held, _)| *held == field).map(|(_, at)| *at);
        armed(at.and_then(|at| row.get(at)).unwrap_or_default().trim())
    }

    /// Reads a row. Days are those of `zone`; what has no kind is an enquiry.
    ///
    /// # Errors
    /// `RowFault`, the first one.
    pub fn letter(&self, row: &StringRecord, zone: &TimeZone, now: Millis) -> Result<LetterRow, RowFault> {
        let cell = |field| self.cell(row, field);
        let given = |field| Some(cell(field)).filter(|cell| !cell.is_empty());
        let title = cell(Field::Title).split_whitespace().collect::<Vec<_>>().join(" ");
        if title.is_empty() {
            return Err(RowFault::None("title"));
        }
        let body = given(Field::Body).ok_or(RowFault::None("text"))?.replace("\r\n", "\n");
        let received_at = moment(given(Field::Received).ok_or(RowFault::None("date of receipt"))?, "received", zone)?;
        let answered_at = given(Field::Answered).map(|cell| moment(cell, "answered", zone)).transpose()?;
        let answer = cell(Field::Answer).replace("\r\n", "\n");
        let grade = given(Field::Grade).map(|cell| word(cell, "grade", &GRADES, Grade::parse)).transpose()?;
        let end = given(Field::End).map(|cell| word(cell, "end", &ENDS, End::parse)).transpose()?;
        let settled = !answer.is_empty() || grade.is_some() || end.is_some();
        if answered_at.is_some() == answer.is_empty() || (settled && answered_at.is_none()) {
            return Err(RowFault::HalfAnswered);
        }
        let last = answered_at.unwrap_or(received_at);
        match (last < received_at, last > now) {
            (true, _) => return Err(RowFault::Backward),
            (_, true) => return Err(RowFault::ToCome),
            _ => {}
        }
        let kind = given(Field::Kind).map(|cell| word(cell, "kind", &KINDS, LetterKind::parse)).transpose()?;
        let origin = given(Field::Origin).filter(|cell| *cell != "web" && *cell != "网站");
        let origin = origin.map(|cell| word(cell, "origin", &WAYS, Origin::parse)).transpose()?;
        Ok(LetterRow {
            reference: cell(Field::Reference).to_owned(),
            received_at,
            answered_at,
            unit: cell(Field::Unit).to_owned(),
            title,
            body,
            answer,
            kind: kind.unwrap_or(LetterKind::Enquiry),
            grade,
            end,
            name: cell(Field::Name).to_owned(),
            origin: origin.unwrap_or(Origin::Web),
            matter: cell(Field::Matter).to_owned(),
            public: public(cell(Field::Public))?,
        })
    }
}

fn public(cell: &str) -> Result<bool, RowFault> {
    let plain = cell.to_lowercase();
    match (YES.contains(&plain.as_str()), NO.contains(&plain.as_str())) {
        (true, _) => Ok(true),
        (_, true) => Ok(false),
        _ => Err(RowFault::Word { column: "public", cell: cell.to_owned() }),
    }
}

fn word<T: Copy>(
    cell: &str,
    column: &'static str,
    words: &[(&str, T)],
    parse: impl Fn(&str) -> Option<T>,
) -> Result<T, RowFault> {
    let plain = cell.to_lowercase().replace([' ', '-'], "_");
    let known = words.iter().find(|(word, _)| *word == cell).map(|(_, value)| *value);
    known.or_else(|| parse(&plain)).ok_or_else(|| RowFault::Word { column, cell: cell.to_owned() })
}

/// A day is its noon: in no zone near by does that fall on another day.
fn moment(cell: &str, column: &'static str, zone: &TimeZone) -> Result<Millis, RowFault> {
    let plain = spelled(cell);
    let at = plain.parse::<Timestamp>().ok().or_else(|| {
        let day = plain.parse::<Date>().ok().filter(|_| !plain.contains(':')).map(|day| day.at(12, 0, 0, 0));
        let time = day.or_else(|| plain.parse::<DateTime>().ok())?;
        Some(time.to_zoned(zone.clone()).ok()?.timestamp())
    });
    let at = at.ok_or_else(|| RowFault::Date { column, cell: cell.to_owned() })?;
    Ok(at.as_millisecond())
}

/// A day as spreadsheets and people write it, as programs do: 2025/6/3 and 2025年6月3日 are 2025-06-03.
fn spelled(cell: &str) -> String {
    let plain = cell.replace(['/', '年', '月'], "-").replace('日', "");
    let (day, time) = plain.split_at(plain.find([' ', 'T']).unwrap_or(plain.len()));
    let parts: Vec<&str> = day.split('-').collect();
    match parts[..] {
        [year, month, day] => format!("{year}-{month:0>2}-{day:0>2}{time}"),
        _ => plain,
    }
}

/// The first row of a file.
pub fn names(lang: Lang) -> Vec<&'static str> {
    let nth = usize::from(lang == Lang::En);
    COLUMNS.iter().filter_map(|(_, names)| names.get(nth).copied()).collect()
}

/// A letter as a row, such that it is read back as it was.
pub fn cells(letter: &LetterRow, zone: &TimeZone) -> Vec<String> {
    let time = |at: Millis| {
        let at = Timestamp::from_millisecond(at).unwrap_or_default().to_zoned(zone.clone());
        at.strftime("%Y-%m-%d %H:%M:%S").to_string()
    };
    let cells = [
        letter.reference.clone(),
        time(letter.received_at),
        letter.answered_at.map(time).unwrap_or_default(),
        letter.unit.clone(),
        letter.title.clone(),
        letter.body.clone(),
        letter.answer.clone(),
        letter.kind.code().to_owned(),
        letter.grade.map(Grade::code).unwrap_or_default().to_owned(),
        letter.end.map(End::code).unwrap_or_default().to_owned(),
        letter.name.clone(),
        letter.origin.code().to_owned(),
        letter.matter.clone(),
        if letter.public { "yes" } else { "no" }.to_owned(),
    ];
    cells.iter().map(|cell| defused(cell).into_owned()).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(head: &str, row: &str) -> Result<LetterRow, String> {
        let cells = |line: &str| StringRecord::from(line.split('|').collect::<Vec<_>>());
        let head = Head::read(&cells(head)).map_err(|fault| fault.to_string())?;
        let now = 1_800_000_000_000;
        head.letter(&cells(row), &TimeZone::UTC, now).map_err(|fault| fault.to_string())
    }

    #[test]
    fn a_row_is_read_by_the_names_of_its_columns() {
        let letter = read(
            "编号|来信日期|答复日期|单位|标题|内容|答复|类别|满意度|公开",
            "青-1|2024-02-01|2024/02/05 09:30|市交通局|公交 \n 晚点|第二段|已加车|投诉|基本满意|是",
        );
        let letter = letter.unwrap();
        assert_eq!((letter.title.as_str(), letter.kind, letter.public), ("公交 晚点", LetterKind::Complaint, true));
        assert_eq!(letter.grade, Some(Grade::MostlySatisfied));
        assert_eq!((letter.received_at, letter.answered_at), (1_706_788_800_000, Some(1_707_125_400_000)));
        let english = read("received|title|body", "2024-02-01|A|B").unwrap();
        assert_eq!((english.kind, english.origin, english.answered_at), (LetterKind::Enquiry, Origin::Web, None));
    }

    #[test]
    fn what_is_wrong_with_a_row_is_told_in_words() {
        let of = |row: &str| read("received|answered|title|body|answer|kind", row).unwrap_err();
        assert!(of("2024-02-30||A|B||").contains("2024-02-30"));
        assert!(of("||A|B||").contains("date of receipt"));
        assert!(of("2024-02-01|| |B||").contains("title"));
        assert!(of("2024-02-01|2024-01-31|A|B|C|").contains("before it was received"));
        assert!(of("2024-02-01|2024-02-03|A|B||").contains("without the answer"));
        assert!(of("2024-02-01||A|B|C|").contains("without its date"));
        assert!(of("2924-02-01||A|B||").contains("yet to come"));
        assert!(of("2024-02-01||A|B||praise").contains("praise"));
        assert!(read("received|title", "").unwrap_err().contains("words"));
        assert!(read("received|date_received|title|body", "").unwrap_err().contains("same"));
    }

    #[test]
    fn what_was_written_is_read_back_as_it_was() {
        let letter = read(
            "reference|received|answered|unit|title|body|answer|kind|grade|end|name|origin|matter|public",
            "7|2024-02-01 08:00:01|2024-02-05|U|A|=1+1|-|help|dissatisfied|not_ours|N|phone|m-1|no",
        )
        .unwrap();
        assert_eq!(letter.body, "=1+1");
        let cells = cells(&letter, &TimeZone::UTC);
        assert_eq!(cells[5], "'=1+1", "no spreadsheet takes it for a formula");
        for lang in [Lang::Zh, Lang::En] {
            assert_eq!(read(&names(lang).join("|"), &cells.join("|")).unwrap(), letter);
        }
    }
}
