//! The rows of materials in the form of a room: a title, and a file or an address.

use super::{
    fields::{Faults, Fields},
    form::{Asked, Field, Shape},
};
use crate::{
    http::{App, Failure, Words},
    kernel::{
        id::FileId,
        material::{Material, Source, host_of},
        refusal::Refusal,
    },
    views::material::{Paper, papers},
};

/// Empty rows that "more" adds.
const ROWS: usize = 3;

/// A row as it was typed.
#[derive(Clone, Debug, Default)]
struct Line {
    title: String,
    note: String,
    href: String,
    file: Option<FileId>,
    drop: bool,
}

/// A row as it is shown.
pub(super) struct MaterialRow {
    pub legend: String,
    pub title: Field,
    pub note: Field,
    pub href: Field,
    pub paper: Field,
    /// The file at hand.
    pub file: Option<FileId>,
    /// What it is, if it is still here.
    pub known: Option<Paper>,
    /// The box that removes the row.
    pub drop: Field,
}

/// The materials that were typed; empty rows are passed over.
pub(super) fn read(words: Words, fields: &Fields, faults: &mut Faults) -> Vec<Material> {
    let lines = lines(fields).into_iter().enumerate();
    lines.filter_map(|(at, line)| material(words, at, line, faults)).collect()
}

fn material(words: Words, at: usize, line: Line, faults: &mut Faults) -> Option<Material> {
    let Line { title, note, href, file, drop } = line;
    let empty = title.is_empty() && note.is_empty() && href.is_empty() && file.is_none();
    if drop || empty {
        return None;
    }
    if title.is_empty() {
        faults.add(format!("material-{at}-title"), words.t("office-f-material-title-missing"));
    }
    let source = match file {
        Some(_) if !href.is_empty() => Err(words.t("office-f-material-both")),
        Some(file) => Ok(Source::File { file }),
        None if href.is_empty() => Err(words.t("office-f-material-neither")),
        None if host_of(&href).is_none() => Err(words.refused(&Refusal::BadLink).then),
        None => Ok(Source::Link { href }),
    };
    // A file that was refused has already been spoken of.
    let told = faults.of(&format!("material-{at}-paper")).is_some();
    match source {
        Ok(source) => Some(Material { title, note, source }),
        Err(why) => {
            if !told {
                faults.add(format!("material-{at}-href"), why);
            }
            None
        }
    }
}

fn lines(fields: &Fields) -> Vec<Line> {
    let line = |at: usize| Line {
        title: fields.nth("material_title", at).to_owned(),
        note: fields.nth("material_note", at).to_owned(),
        href: fields.nth("material_href", at).to_owned(),
        file: fields.nth("material_file", at).parse().ok(),
        drop: fields.all("material_drop").any(|row| row == at.to_string()),
    };
    (0..fields.all("material_title").count()).map(line).collect()
}

/// The rows of a form: what was typed, else what is stored, and an empty one.
pub(super) async fn rows(app: &App, asked: &Asked<'_>, stored: &[Material]) -> Result<Vec<MaterialRow>, Failure> {
    let kept = |material: &Material| {
        let (file, href) = match &material.source {
            Source::File { file } => (Some(*file), String::new()),
            Source::Link { href } => (None, href.clone()),
        };
        Line { title: material.title.clone(), note: material.note.clone(), href, file, drop: false }
    };
    let mut lines = asked.typed.map_or_else(|| stored.iter().map(kept).collect(), lines);
    let more = if asked.typed.is_some_and(|typed| typed.has("more_materials")) { ROWS } else { 0 };
    lines.resize((lines.len() + more).max(stored.len() + 1), Line::default());
    let files: Vec<FileId> = lines.iter().filter_map(|line| line.file).collect();
    let known = papers(&app.db, &files).await;
    let known = known.map_err(|error| Failure::internal("files could not be looked up", &error))?;
    let row = |(at, line): (usize, Line)| {
        let known = line.file.and_then(|file| known.get(&file).cloned());
        row(asked, at, line, known)
    };
    Ok(lines.into_iter().enumerate().map(row).collect())
}

fn row(asked: &Asked<'_>, at: usize, line: Line, known: Option<Paper>) -> MaterialRow {
    let words = asked.words;
    let field = |name: &'static str, part: &str, shape: Shape, value: String| {
        let label = words.t(&format!("office-f-material-{part}"));
        asked.numbered(name, &format!("material-{at}-{part}"), label, shape, value)
    };
    let label = words.t("office-f-material-drop");
    MaterialRow {
        legend: words.t1("office-f-material", "n", at + 1),
        title: field("material_title", "title", Shape::Line, line.title),
        note: field("material_note", "note", Shape::Line, line.note),
        href: field("material_href", "href", Shape::Code, line.href),
        paper: field("material_paper", "paper", Shape::Paper, String::new()),
        drop: asked.mark("material_drop", &format!("material-{at}-drop"), label, at, line.drop),
        file: line.file,
        known,
    }
}
