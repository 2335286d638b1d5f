//! Letters of before from a CSV file into a mailbox, through the desk, one command a row; and letters of a mailbox into
//! a file that can be imported again.

use super::line::say;
use crate::{
    app::{House, machine_clock},
    auth::sha256,
    config::Config,
    desk::{Act, Answer, Desk, Submission},
    exchange::letters::{Head, LetterRow, cells, names},
    kernel::{
        case::Manner,
        command::{Command, OfficeCommand},
        id::UnitId,
        letter::{Letter, Past, Writing, title_and_body},
        post::{Origin, Post},
        principal::Principal,
        refusal::Refusal,
        room::Header,
        text::Lang,
    },
    store::{Db, OpenOptions},
    views::{letter::UnitNames, reader::Texts},
};
use anyhow::{Context, Result, anyhow, bail, ensure};
use csv::{ByteRecord, ReaderBuilder, StringRecord};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::tz::TimeZone;
use std::{
    collections::HashMap,
    fs::File,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
};
use tokio::task::JoinSet;
use uuid::Uuid;

/// Rows on their way at one time, so that they share commits.
const AT_ONCE: usize = 256;
/// Letters read at a time for a file.
const PAGE: u32 = 500;
/// Characters of a reference that is made of a letter itself.
const MADE: usize = 24;

/// What to import.
#[derive(Clone, Debug, clap::Args)]
pub struct Incoming {
    /// The CSV file, UTF-8 with a first row of names
    pub file: PathBuf,
    /// Short code of the mailbox
    #[arg(long)]
    pub room: String,
    /// Makes units that are not known yet
    #[arg(long)]
    pub make_units: bool,
    /// Only the first so many rows
    #[arg(long)]
    pub limit: Option<u64>,
    /// Where refused rows are listed
    #[arg(long, default_value = "refused.csv")]
    pub report: PathBuf,
}

/// What to export.
#[derive(Clone, Debug, clap::Args)]
pub struct Outgoing {
    /// The CSV file to write; it holds letters whole, as the public never sees them
    pub file: PathBuf,
    /// Short code of the mailbox
    #[arg(long)]
    pub room: String,
    /// Goes on behind the letter of this number, at the end of the file
    #[arg(long, default_value_t = 0)]
    pub after: u32,
    /// Names of columns in English
    #[arg(long)]
    pub english: bool,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Letters that came in.
    pub taken: u64,
    /// Letters that were there already.
    pub known: u64,
    /// Units that were made.
    pub made: u64,
    /// Rows that were not taken: line, reference, and why in words.
    pub refused: Vec<(u64, String, String)>,
}

/// Imports by the settings of an installation.
///
/// # Errors
/// When the file, its first row or the mailbox cannot be used, or the disk fails; refused rows are no error.
pub async fn import(config: &Config, args: &Incoming) -> Result<()> {
    let zone = TimeZone::get(&config.zone).with_context(|| format!("unknown time zone {}", config.zone))?;
    let house = House::open(config, machine_clock()).await?;
    let taken = bring(&house.db, &house.desk, &zone, args).await;
    house.close().await;
    let report = taken?;
    list(&args.report, &report.refused)?;
    say(&format!(
        "{} letters came into room {}, {} were there already, {} units were made",
        report.taken, args.room, report.known, report.made
    ))?;
    if !report.refused.is_empty() {
        let many = report.refused.len();
        say(&format!("{many} rows were refused, listed with the reason in {}", args.report.display()))?;
    }
    Ok(())
}

/// Brings the rows of a file in. A letter that the mailbox has already stays as it is, so that an import that was cut
/// off is simply started again.
///
/// # Errors
/// As `import`.
pub async fn bring(db: &Db, desk: &Desk, zone: &TimeZone, args: &Incoming) -> Result<Report> {
    let header = db.room_by_code(&args.room).await?.with_context(|| format!("no room {}", args.room))?;
    ensure!(!header.policy.letters.is_empty(), "room {} takes no letters", args.room);
    let size = File::open(&args.file).and_then(|file| file.metadata()).map_or(0, |about| about.len());
    let bar = ProgressBar::new(size);
    bar.set_style(ProgressStyle::with_template("{bar:40} {percent}% {eta} {msg}")?);
    let units = UnitNames::read(db).await?.sorted().into_iter().map(|(id, name)| (name, id)).collect();
    let (ways, report, seen) = (JoinSet::new(), Report::default(), HashMap::new());
    let mut import = Import { desk, room: header, zone, args, units, seen, report, ways };
    import.read(&bar).await?;
    bar.finish_and_clear();
    import.report.refused.sort();
    Ok(import.report)
}

/// What became of a row on its way.
type Went = (u64, String, Result<Answer, Refusal>);

struct Import<'a> {
    desk: &'a Desk,
    room: Header,
    zone: &'a TimeZone,
    args: &'a Incoming,
    units: HashMap<String, UnitId>,
    /// References of this file, each with its line.
    seen: HashMap<String, u64>,
    report: Report,
    ways: JoinSet<Went>,
}

impl Import<'_> {
    async fn read(&mut self, bar: &ProgressBar) -> Result<()> {
        let mut rows = open(&self.args.file)?;
        let first = StringRecord::from_byte_record(rows.byte_headers()?.clone());
        let first = first.map_err(|_| anyhow!("the first row is not UTF-8: save the file as CSV UTF-8"))?;
        let head = Head::read(&first)?;
        let mut row = ByteRecord::new();
        let mut nth = 0;
        while self.args.limit.is_none_or(|most| nth < most) && rows.read_byte_record(&mut row)? {
            nth += 1;
            bar.set_position(rows.position().byte());
            let line = row.position().map_or(nth + 1, csv::Position::line);
            if let Err((reference, why)) = self.take(&head, first.len(), (line, &row)).await? {
                self.report.refused.push((line, reference, why));
            }
            while self.ways.len() >= AT_ONCE {
                self.settle().await?;
            }
        }
        while !self.ways.is_empty() {
            self.settle().await?;
        }
        Ok(())
    }

    /// Sends a row on its way, or says why not.
    async fn take(
        &mut self,
        head: &Head,
        columns: usize,
        (line, row): (u64, &ByteRecord),
    ) -> Result<Result<(), (String, String)>> {
        let nameless = |why: &str| Ok(Err((String::new(), why.to_owned())));
        let Ok(row) = StringRecord::from_byte_record(row.clone()) else { return nameless("it is not UTF-8") };
        if row.len() > columns {
            return nameless("it has more cells than the first row has names");
        }
        let letter = match head.letter(&row, self.zone, self.desk.now()) {
            Ok(letter) => letter,
            Err(fault) => return nameless(&fault.to_string()),
        };
        let reference = reference(&letter);
        if let Some(before) = self.seen.insert(reference.clone(), line) {
            return Ok(Err((reference, format!("line {before} has the same reference"))));
        }
        let unit = match self.unit(&letter.unit).await? {
            Ok(unit) => unit,
            Err(why) => return Ok(Err((reference, why))),
        };
        let act = Act::Room(self.room.id, Box::new(Command::Write(writing(letter, &reference, unit))));
        let (desk, principal) = (self.desk.clone(), Principal::Operator);
        self.ways.spawn(async move {
            let went = desk.submit(Submission { principal, act, key: None, pass: None }).await;
            (line, reference, went)
        });
        Ok(Ok(()))
    }

    async fn unit(&mut self, name: &str) -> Result<Result<Option<UnitId>, String>> {
        if name.is_empty() {
            return Ok(Ok(None));
        }
        if let Some(unit) = self.units.get(name) {
            return Ok(Ok(Some(*unit)));
        }
        if !self.args.make_units {
            return Ok(Err(format!("there is no unit {name}; --make-units makes it")));
        }
        let unit = UnitId(Uuid::now_v7());
        let set = OfficeCommand::SetUnit { unit, name: name.to_owned(), parent: None };
        match self.desk.office(Principal::Operator, set).await {
            Ok(_) => {
                self.units.insert(name.to_owned(), unit);
                self.report.made += 1;
                Ok(Ok(Some(unit)))
            }
            Err(refusal) if is_fatal(&refusal) => bail!("{refusal}; start the import again to go on"),
            Err(refusal) => Ok(Err(format!("unit {name}: {refusal}"))),
        }
    }

    async fn settle(&mut self) -> Result<()> {
        let Some(went) = self.ways.join_next().await else { return Ok(()) };
        match went? {
            (_, _, Ok(answer)) if answer.post.is_some() => self.report.taken += 1,
            (_, _, Ok(_)) => self.report.known += 1,
            (line, _, Err(refusal)) if is_fatal(&refusal) => {
                bail!("line {line}: {refusal}; start the import again to go on")
            }
            (line, reference, Err(refusal)) => self.report.refused.push((line, reference, refusal.to_string())),
        }
        Ok(())
    }
}

fn is_fatal(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::StorageFailed | Refusal::StorageFull | Refusal::ReadOnly)
}

/// Its own, or one that is made of what does not change about it.
fn reference(letter: &LetterRow) -> String {
    if !letter.reference.is_empty() {
        return letter.reference.clone();
    }
    let made = sha256(&format!("{}\0{}\0{}\0{}", letter.received_at, letter.unit, letter.title, letter.body));
    made.chars().take(MADE).collect()
}

fn writing(row: LetterRow, reference: &str, unit: Option<UnitId>) -> Writing {
    let manner = row.answered_at.map(|_| if row.public { Manner::Whole } else { Manner::Nothing });
    let past = Past {
        reference: reference.to_owned(),
        received_at: row.received_at,
        unit,
        matter: Some(row.matter).filter(|matter| !matter.is_empty()),
        answered_at: row.answered_at,
        answer: row.answer,
        end: row.end,
        grade: row.grade,
        manner,
    };
    Writing {
        text: format!("{}\n{}", row.title, row.body),
        name: row.name,
        letter: Letter { kind: row.kind, may_publish: row.public, wish: None, files: Vec::new() },
        origin: Some(row.origin).filter(|origin| *origin != Origin::Web),
        contact: None,
        past: Some(Box::new(past)),
    }
}

fn open(file: &Path) -> Result<csv::Reader<BufReader<File>>> {
    let unreadable = || format!("cannot read {}", file.display());
    let mut bytes = BufReader::new(File::open(file).with_context(unreadable)?);
    let first = bytes.fill_buf().with_context(unreadable)?;
    ensure!(!first.is_empty(), "{} is empty", file.display());
    let wide = first.starts_with(&[0xff, 0xfe]) || first.starts_with(&[0xfe, 0xff]);
    ensure!(!wide, "{} is UTF-16: save it as CSV UTF-8", file.display());
    let names = first.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let delimiter = [b'\t', b',', b';'].into_iter().find(|mark| names.contains(mark)).unwrap_or(b',');
    if first.starts_with(b"\xef\xbb\xbf") {
        bytes.read_exact(&mut [0; 3]).with_context(unreadable)?;
    }
    Ok(ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(bytes))
}

fn list(path: &Path, refused: &[(u64, String, String)]) -> Result<()> {
    if refused.is_empty() {
        return Ok(());
    }
    let mut writer = csv::Writer::from_path(path).with_context(|| format!("cannot write {}", path.display()))?;
    writer.write_record(["line", "reference", "why"])?;
    for (line, reference, why) in refused {
        writer.write_record([line.to_string().as_str(), reference, why])?;
    }
    Ok(writer.flush()?)
}

/// Exports by the settings of an installation.
///
/// # Errors
/// When the mailbox is not there, or the file cannot be written.
pub async fn export(config: &Config, args: &Outgoing) -> Result<()> {
    let zone = TimeZone::get(&config.zone).with_context(|| format!("unknown time zone {}", config.zone))?;
    let db = Db::open(&OpenOptions::new(&config.data)).await?;
    let (written, last) = give(&db, &zone, args).await?;
    db.close().await;
    say(&format!("{written} letters of room {} are in {}, the last is {last}", args.room, args.file.display()))
}

/// Writes the letters of a mailbox into a file; how many, and the number of the last.
///
/// # Errors
/// As `export`.
pub async fn give(db: &Db, zone: &TimeZone, args: &Outgoing) -> Result<(u64, u32)> {
    let header = db.room_by_code(&args.room).await?.with_context(|| format!("no room {}", args.room))?;
    let units = UnitNames::read(db).await?;
    let goes_on = args.after > 0;
    let file = File::options().create(true).write(true).append(goes_on).truncate(!goes_on).open(&args.file);
    let file = file.with_context(|| format!("cannot write {}", args.file.display()))?;
    let mut writer = csv::Writer::from_writer(file);
    if !goes_on {
        writer.write_record(names(if args.english { Lang::En } else { Lang::Zh }))?;
    }
    let bar = ProgressBar::new(header.posts.into());
    bar.set_style(ProgressStyle::with_template("{bar:40} {pos}/{len} {eta}")?);
    let (mut written, mut last) = (0, args.after);
    loop {
        let page = db.letters_after(header.id, last, PAGE).await?;
        let Some(end) = page.last() else { break };
        last = end.post.number;
        let posts: Vec<&Post> = page.iter().map(|listed| &listed.post).collect();
        for row in rows(db, &units, (&header, &posts)).await? {
            writer.write_record(cells(&row, zone))?;
            written += 1;
        }
        writer.flush()?;
        bar.set_position(last.into());
    }
    bar.finish_and_clear();
    Ok((written, last))
}

/// Letters as rows; what was erased has no words any more and is passed over.
async fn rows(db: &Db, units: &UnitNames, (header, posts): (&Header, &[&Post])) -> Result<Vec<LetterRow>> {
    let answers = posts.iter().filter_map(|post| post.case.as_ref()?.answer());
    let ids: Vec<_> = posts.iter().map(|post| post.text.id).chain(answers.map(|answer| answer.text.id)).collect();
    let texts = Texts::read(db, &ids).await?;
    let row = |post: &&Post| {
        let case = post.case.as_ref()?;
        let words = texts.said(&post.text).body?;
        let (title, body) = title_and_body(&words);
        let answer = case.answer();
        let own = || format!("{}-{}", header.code, post.number);
        Some(LetterRow {
            reference: case.reference.clone().unwrap_or_else(own),
            received_at: post.at,
            answered_at: answer.map(|answer| answer.at),
            unit: case.unit.and_then(|unit| units.of(unit)).unwrap_or_default(),
            title: title.to_owned(),
            body: body.to_owned(),
            answer: answer.and_then(|answer| texts.said(&answer.text).body).unwrap_or_default(),
            kind: case.letter.kind,
            grade: post.rating.as_ref().map(|rating| rating.grade),
            end: answer.and_then(|answer| answer.end),
            name: String::new(),
            origin: post.origin,
            matter: case.matter.clone().unwrap_or_default(),
            public: post.public,
        })
    };
    Ok(posts.iter().filter_map(row).collect())
}
