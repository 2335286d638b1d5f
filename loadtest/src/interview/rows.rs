//! The questions that are asked: rows of a file, or words of our own.

use crate::{options::InterviewLoad, wording};
use anyhow::{Context, Result};
use moderation::{clean, count};

/// One question and what it is answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// From 1, without the header.
    pub number: usize,
    /// The words as given.
    pub question: String,
    /// The answer; none where the file has none.
    pub answer: Option<String>,
    /// Whether the file says that it cut the answer.
    pub is_clipped: bool,
}

impl Row {
    /// Characters of the question as people count them.
    pub fn chars(&self) -> usize {
        count(&self.question).people
    }

    /// The words as they may be stored: what is expected back.
    pub fn kept(text: &str) -> Option<String> {
        clean(text).ok().filter(|kept| !kept.is_empty())
    }
}

/// The rows of the load.
///
/// # Errors
/// When the file or a column is not there.
pub fn rows(load: &InterviewLoad) -> Result<Vec<Row>> {
    let Some(path) = &load.file else {
        return Ok((1..=load.questions).map(invented).collect());
    };
    let mut file = csv::Reader::from_path(path).with_context(|| path.display().to_string())?;
    let heads = file.headers()?.clone();
    let place = |name: &str| {
        let found = heads.iter().position(|head| head == name);
        found.with_context(|| {
            format!("{} has no column {name}; it has {}", path.display(), heads.iter().collect::<Vec<_>>().join(", "))
        })
    };
    let optional = |name: &Option<String>| name.as_deref().map(place).transpose();
    let (question, answer, clipped) = (place(&load.question)?, optional(&load.answer)?, optional(&load.clipped)?);
    let mut rows = Vec::new();
    for (nth, record) in file.records().skip(load.skip).take(load.questions).enumerate() {
        let record = record.with_context(|| path.display().to_string())?;
        let text = |at: usize| record.get(at).unwrap_or_default();
        rows.push(Row {
            number: load.skip + nth + 1,
            question: text(question).to_owned(),
            answer: answer.map(text).filter(|answer| !answer.trim().is_empty()).map(str::to_owned),
            is_clipped: clipped.is_some_and(|at| ["1", "true", "yes"].contains(&text(at))),
        });
    }
    Ok(rows)
}

fn invented(number: usize) -> Row {
    let question = wording::question(number as u64);
    let answer = format!("已收到。我们会在五个工作日内到现场查看，并把结果公布在这里。（答第 {number} 问）");
    Row { number, question, answer: Some(answer), is_clipped: false }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use clap::Parser;

    fn load(args: &[&str]) -> InterviewLoad {
        let words = ["x", "interview", "--base", "http://a"].iter().chain(args);
        let options = crate::options::Options::parse_from(words);
        let crate::options::Task::Interview(load) = options.task else { unreachable!() };
        load
    }

    #[test]
    fn columns_are_found_by_name_and_missing_ones_are_named() {
        let path = std::env::temp_dir().join(format!("rows-{}.csv", std::process::id()));
        std::fs::write(&path, "a,q,c\nyes,one,0\n\" \",two,1\nlast,\"three\nlines\",0\n").unwrap();
        let file = path.to_str().unwrap();
        let found = rows(&load(&["--file", file, "--question", "q", "--answer", "a", "--clipped", "c", "--skip", "1"]))
            .unwrap();
        let row = |number, question: &str, answer: Option<&str>, is_clipped| Row {
            number,
            question: question.into(),
            answer: answer.map(str::to_owned),
            is_clipped,
        };
        assert_eq!(found, [row(2, "two", None, true), row(3, "three\nlines", Some("last"), false)]);
        let error = rows(&load(&["--file", file, "--question", "z"])).unwrap_err().to_string();
        assert!(error.contains("no column z") && error.contains("a, q, c"), "{error}");
        std::fs::remove_file(path).unwrap();
        assert_eq!(rows(&load(&["--questions", "3"])).unwrap().len(), 3);
    }
}
