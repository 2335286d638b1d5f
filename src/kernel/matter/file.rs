//! The catalogue as a sheet: `code`, `path`, `unit`, `districts`, `days`, `publish`, `words`, in Chinese or English.

use super::{Catalogue, Matter};
use crate::kernel::sheet::{self, Column, Fault, Row};
use std::collections::{BTreeMap, BTreeSet};

const COLUMNS: [Column; 7] = [
    ("code", &["code", "编码", "代码"], true),
    ("path", &["path", "topic", "事项", "主题", "路径"], true),
    ("unit", &["unit", "lead", "牵头单位", "主办单位", "单位"], true),
    ("districts", &["districts", "分区单位", "各区单位"], false),
    ("days", &["days", "时限", "工作日"], false),
    ("publish", &["publish", "公开", "默认公开"], false),
    ("words", &["words", "关键词", "词"], false),
];
const YES: [&str; 5] = ["yes", "y", "1", "是", "公开"];
const NO: [&str; 6] = ["no", "n", "0", "否", "不公开", ""];
/// A code, in bytes.
const CODE_BYTES: usize = 32;
/// Topics above each other.
const DEPTH: usize = 5;
/// A name or word, in characters.
const NAME_CHARS: usize = 40;
/// Words or districts of one matter.
const WORDS: usize = 40;
/// Working days of a limit.
const DAYS: u16 = 250;

/// Why a sheet is no catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatterFault {
    /// The row, from 1, which is the row of names; 0 for the whole sheet.
    pub row: usize,
    /// What is wrong with it.
    pub kind: FaultKind,
}

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// Nothing under the row of names.
    Empty,
    /// More rows than are taken.
    TooMany,
    /// It cannot be read as a table.
    Broken,
    /// A column is missing.
    NoColumn,
    /// The code is missing, too long or has signs that no code has.
    Code,
    /// The code, or the topic, stands in an earlier row too.
    Twice,
    /// The topic is missing, too deep or too long.
    Path,
    /// No unit is named, or none of this name is known.
    Unit,
    /// Not `district=unit`, with a semicolon between two.
    Districts,
    /// No number of working days.
    Days,
    /// Neither yes nor no.
    Publish,
    /// Too many words, or one too long.
    Words,
}

impl FaultKind {
    /// All of them.
    pub const ALL: [FaultKind; 12] = {
        use FaultKind::*;
        [Empty, TooMany, Broken, NoColumn, Code, Twice, Path, Unit, Districts, Days, Publish, Words]
    };

    /// As word files name it.
    pub fn code(self) -> &'static str {
        match self {
            FaultKind::Empty => "empty",
            FaultKind::TooMany => "too-many",
            FaultKind::Broken => "broken",
            FaultKind::NoColumn => "no-column",
            FaultKind::Code => "code",
            FaultKind::Twice => "twice",
            FaultKind::Path => "path",
            FaultKind::Unit => "unit",
            FaultKind::Districts => "districts",
            FaultKind::Days => "days",
            FaultKind::Publish => "publish",
            FaultKind::Words => "words",
        }
    }
}

impl Catalogue {
    /// Reads a sheet.
    ///
    /// # Errors
    /// `MatterFault`, the first one.
    pub fn read(edition: u32, file: &str) -> Result<Catalogue, MatterFault> {
        Catalogue::read_for(edition, file, |_| true)
    }

    /// Reads a sheet that may only name units that are known.
    ///
    /// # Errors
    /// `MatterFault`, the first one.
    pub fn read_for(edition: u32, file: &str, known: impl Fn(&str) -> bool) -> Result<Catalogue, MatterFault> {
        let (mut codes, mut paths, mut matters) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
        for row in sheet::rows(file, &COLUMNS).map_err(unread)? {
            let fault = |kind| MatterFault { row: row.number, kind };
            let matter = read(&row).map_err(fault)?;
            if !codes.insert(matter.code.clone()) || !paths.insert(matter.path.clone()) {
                return Err(fault(FaultKind::Twice));
            }
            if !matter.units().all(&known) {
                return Err(fault(FaultKind::Unit));
            }
            matters.push(matter);
        }
        Ok(Catalogue { edition, matters, tokens: Vec::new() })
    }

    /// The sheet.
    pub fn written(&self) -> String {
        let mut rows = csv::Writer::from_writer(Vec::new());
        // Writing to memory cannot fail.
        let _ = rows.write_record(COLUMNS.map(|(name, ..)| name));
        for matter in &self.matters {
            let districts: Vec<String> = matter.districts.iter().map(|(of, unit)| format!("{of}={unit}")).collect();
            let days = matter.days.map_or_else(String::new, |days| days.to_string());
            let publish = if matter.publish { "yes" } else { "no" };
            let path = matter.path_words();
            let (districts, words) = (districts.join(";"), matter.words.join(" "));
            let _ = rows.write_record([&matter.code, &path, &matter.unit, &districts, &days, publish, &words]);
        }
        rows.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

fn unread(fault: Fault) -> MatterFault {
    match fault {
        Fault::Empty => MatterFault { row: 0, kind: FaultKind::Empty },
        Fault::NoColumn(_) => MatterFault { row: 1, kind: FaultKind::NoColumn },
        Fault::TooMany(most) => MatterFault { row: most + 2, kind: FaultKind::TooMany },
        Fault::Broken(row) => MatterFault { row, kind: FaultKind::Broken },
    }
}

fn read(row: &Row) -> Result<Matter, FaultKind> {
    let code = row.cell("code").to_owned();
    let fits = |sign: char| sign.is_ascii_alphanumeric() || "-_.".contains(sign);
    if code.is_empty() || code.len() > CODE_BYTES || !code.chars().all(fits) {
        return Err(FaultKind::Code);
    }
    let path: Vec<String> = row.cell("path").split(['/', '／', '>']).map(|topic| topic.trim().to_owned()).collect();
    if path.len() > DEPTH || !path.iter().all(|topic| is_name(topic)) {
        return Err(FaultKind::Path);
    }
    let unit = row.cell("unit").to_owned();
    if !is_name(&unit) {
        return Err(FaultKind::Unit);
    }
    let words: Vec<String> = parts(row.cell("words"), &[' ', '\u{3000}', '、', ',', '，', ';', '；', '\n']).collect();
    if words.len() > WORDS || !words.iter().all(|word| is_name(word)) {
        return Err(FaultKind::Words);
    }
    let publish = row.cell("publish").to_lowercase();
    let publish = match (YES.contains(&&*publish), NO.contains(&&*publish)) {
        (true, _) => true,
        (_, true) => false,
        _ => return Err(FaultKind::Publish),
    };
    let (districts, days) = (districts(row.cell("districts"))?, days(row.cell("days"))?);
    Ok(Matter { code, path, unit, districts, days, publish, words })
}

fn districts(cell: &str) -> Result<BTreeMap<String, String>, FaultKind> {
    let mut districts = BTreeMap::new();
    for part in parts(cell, &[';', '；', '\n']) {
        let (district, unit) = part.split_once(['=', '＝', ':', '：']).ok_or(FaultKind::Districts)?;
        let (district, unit) = (district.trim().to_owned(), unit.trim().to_owned());
        let fits = is_name(&district) && is_name(&unit);
        if !fits || districts.insert(district, unit).is_some() {
            return Err(FaultKind::Districts);
        }
    }
    if districts.len() > WORDS { Err(FaultKind::Districts) } else { Ok(districts) }
}

fn days(cell: &str) -> Result<Option<u16>, FaultKind> {
    if cell.is_empty() {
        return Ok(None);
    }
    let days: Option<u16> = cell.parse().ok();
    days.filter(|days| (1..=DAYS).contains(days)).map(Some).ok_or(FaultKind::Days)
}

fn parts<'a>(cell: &'a str, between: &'a [char]) -> impl Iterator<Item = String> + 'a {
    cell.split(between).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty())
}

fn is_name(name: &str) -> bool {
    let chars = name.chars().count();
    (1..=NAME_CHARS).contains(&chars) && !name.chars().any(char::is_control)
}
