//! Materials of a room as pages show them: what each is, how large, where it leads.

use crate::{
    kernel::{
        file::File,
        id::FileId,
        material::{Material, Source, host_of},
    },
    store::{Db, StoreError},
};
use std::collections::HashMap;

/// One thing to read.
#[derive(Clone, Debug)]
pub struct MaterialView {
    /// What it is called.
    pub title: String,
    /// A word about it.
    pub note: Option<String>,
    /// Where it is.
    pub href: String,
    /// What it is, for a file of the house.
    pub paper: Option<Paper>,
    /// The host of an address elsewhere.
    pub host: Option<String>,
}

/// What a file is, in words.
#[derive(Clone, Debug)]
pub struct Paper {
    /// `file-…`.
    pub word: &'static str,
    /// Such as `1.2 MB`.
    pub size: String,
    /// Whether browsers show it; others save it.
    pub shown: bool,
}

/// Materials with what their files are. One whose file is gone is left out.
///
/// # Errors
/// `StoreError`.
pub async fn materials(db: &Db, materials: &[Material]) -> Result<Vec<MaterialView>, StoreError> {
    let file = |material: &Material| match material.source {
        Source::File { file } => Some(file),
        Source::Link { .. } => None,
    };
    let papers = papers(db, &materials.iter().filter_map(file).collect::<Vec<_>>()).await?;
    Ok(materials.iter().filter_map(|material| view(material, &papers)).collect())
}

fn view(material: &Material, papers: &HashMap<FileId, Paper>) -> Option<MaterialView> {
    let (href, paper, host) = match &material.source {
        Source::File { file } => (format!("/files/{file}"), Some(papers.get(file)?.clone()), None),
        Source::Link { href } => (href.clone(), None, Some(host_of(href)?.to_owned())),
    };
    let note = Some(material.note.clone()).filter(|note| !note.is_empty());
    Some(MaterialView { title: material.title.clone(), note, href, paper, host })
}

/// What these files are.
///
/// # Errors
/// `StoreError`.
pub async fn papers(db: &Db, files: &[FileId]) -> Result<HashMap<FileId, Paper>, StoreError> {
    if files.is_empty() {
        return Ok(HashMap::new());
    }
    Ok(db.files(files).await?.iter().map(|file| (file.id, paper(file))).collect())
}

fn paper(file: &File) -> Paper {
    Paper { word: file.kind.word(), size: size(file.bytes), shown: file.kind.is_picture() }
}

/// Bytes as people say them: whole kB, or MB with one digit behind the point.
/// A size as people say it.
pub fn size(bytes: u64) -> String {
    let kb = bytes.div_ceil(1_000).max(1);
    if kb < 1_000 { format!("{kb} kB") } else { format!("{}.{} MB", kb / 1_000, kb % 1_000 / 100) }
}
