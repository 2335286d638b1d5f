//! Reading everything back: from the interface for programs, and from the pages people read.

use super::form::visible;
use crate::{crew::Member, watch::Watch};
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Pages of one list at most: a loop must end.
const MOST_PAGES: u32 = 10_000;

/// A question as the interface tells it.
#[derive(Clone, Debug, Deserialize)]
pub struct Post {
    /// In the room.
    pub number: u32,
    /// Its words.
    pub question: Option<Text>,
    /// Published answers.
    #[serde(default)]
    pub replies: Vec<Reply>,
}

/// An answer as the interface tells it.
#[derive(Clone, Debug, Deserialize)]
pub struct Reply {
    /// Its words.
    pub reply: Text,
}

/// A line as the interface tells it.
#[derive(Clone, Debug, Deserialize)]
pub struct Line {
    /// In the room.
    pub number: u32,
    /// The question it belongs to.
    pub post: Option<u32>,
    /// Its words.
    pub line: Option<Text>,
}

/// Words.
#[derive(Clone, Debug, Deserialize)]
pub struct Text {
    /// None once they are sealed.
    pub text: Option<String>,
}

#[derive(Deserialize)]
struct Page<T> {
    items: Vec<T>,
    next: Option<u32>,
}

/// Everything there is to read of a room.
#[derive(Debug, Default)]
pub struct Found {
    /// Questions, in the order they were told.
    pub posts: Vec<Post>,
    /// Lines, in the order of the record.
    pub lines: Vec<Line>,
    /// What is seen of each line on the record's pages, by its number; twice where it stands twice.
    pub seen: BTreeMap<u32, Vec<String>>,
    /// Pages of the record.
    pub pages: u32,
}

/// Reads a room whole.
///
/// # Errors
/// When something cannot be read.
pub async fn read(reader: &mut Member, room: &str) -> Result<Found> {
    let watch = Watch::new("reading back", 0);
    let posts = list(reader, &format!("/api/v1/rooms/{room}/posts"), &watch).await?;
    let lines = list(reader, &format!("/api/v1/rooms/{room}/lines"), &watch).await?;
    let mut found = Found { posts, lines, ..Found::default() };
    // Pages count from 0; past the last one stands the last one again.
    while found.seen.values().map(Vec::len).sum::<usize>() < found.lines.len() {
        let address = format!("/r/{room}/record?page={}", found.pages + 1);
        let page = String::from_utf8(reader.read(&address, "text/html").await?).context("a page that is not UTF-8")?;
        let before = found.seen.len();
        for (number, words) in rows(&page) {
            found.seen.entry(number).or_default().push(words);
        }
        found.pages += 1;
        watch.step(u64::from(found.pages), format!("pages of the record, {} lines", found.seen.len()));
        if found.seen.len() == before {
            break;
        }
    }
    Ok(found)
}

async fn list<T: for<'a> Deserialize<'a>>(reader: &mut Member, path: &str, watch: &Watch) -> Result<Vec<T>> {
    let (mut all, mut cursor) = (Vec::new(), 0);
    for nth in 0..MOST_PAGES {
        let page = reader.read(&format!("{path}?limit=100&cursor={cursor}"), "application/json").await?;
        let page: Page<T> = serde_json::from_slice(&page).with_context(|| format!("{path} has another form"))?;
        all.extend(page.items);
        watch.step(u64::from(nth), format!("{} of {path}", all.len()));
        match page.next {
            Some(next) => {
                ensure!(next != cursor, "{path} goes round in circles");
                cursor = next;
            }
            None => break,
        }
    }
    Ok(all)
}

/// The rows of a page of the record: number and what is seen.
fn rows(page: &str) -> Vec<(u32, String)> {
    let row = |piece: &str| {
        let (number, rest) = piece.split_once('"')?;
        let end = rest.find("</li>").unwrap_or(rest.len());
        let inner = rest.get(..end)?.split_once('>')?.1;
        Some((number.parse().ok()?, visible(inner)))
    };
    page.split(" id=\"l-").skip(1).filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_their_permanent_number() {
        let page = r#"<a href="x#l-3"></a><li class="line" id="l-3"><p>a &lt;b&gt;</p></li> <li class="line" id="l-12"><q>c</q></li>"#;
        let rows = rows(page);
        assert_eq!(rows.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [3, 12]);
        assert!(rows[0].1.contains("a <b>") && !rows[0].1.contains('c'), "{rows:?}");
    }
}
