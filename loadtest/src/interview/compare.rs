//! What was acknowledged against what can be read. Pure.

use super::{
    read::Found,
    rows::Row,
    told::{Asked, Told},
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Differences named in a report; the counts are whole.
const NAMED: usize = 20;

/// How much of what was acknowledged is there.
#[derive(Debug, Default, Serialize)]
pub struct Compared {
    /// Acknowledged questions.
    pub questions: u64,
    /// Of these, read back with exactly their words.
    pub questions_whole: u64,
    /// Acknowledged answers.
    pub answers: u64,
    /// Of these, read back from the interface with exactly their words.
    pub answers_whole: u64,
    /// Of these, standing once on a page of the record, with question and answer.
    pub answers_in_record: u64,
    /// Lines of the room.
    pub lines: u64,
    /// Of these, standing exactly once on the pages of the record.
    pub lines_in_record: u64,
    /// Questions of ours that stand there twice or more.
    pub doubled: u64,
    /// The first differences, in words.
    pub differences: Vec<String>,
}

impl Compared {
    /// Whether nothing is lost, changed or doubled.
    pub fn is_whole(&self) -> bool {
        self.questions_whole == self.questions
            && [self.answers_whole, self.answers_in_record] == [self.answers; 2]
            && self.lines_in_record == self.lines
            && self.doubled == 0
    }

    fn differ(&mut self, what: String) {
        if self.differences.len() < NAMED {
            self.differences.push(what);
        }
    }
}

/// Compares.
pub fn compare(told: &Told, found: &Found) -> Compared {
    let mut compared = Compared { lines: found.lines.len() as u64, ..Compared::default() };
    let mut posts: BTreeMap<u32, Vec<&super::read::Post>> = BTreeMap::new();
    for post in &found.posts {
        posts.entry(post.number).or_default().push(post);
    }
    for asked in told.asked.values() {
        one(asked, posts.get(&asked.number).map_or(&[], Vec::as_slice), found, &mut compared);
    }
    let mut once = BTreeSet::new();
    for line in &found.lines {
        match found.seen.get(&line.number).map_or(0, Vec::len) {
            1 if once.insert(line.number) => compared.lines_in_record += 1,
            times => compared.differ(format!("line {} stands {times} times in the record", line.number)),
        }
    }
    compared
}

fn one(asked: &Asked, posts: &[&super::read::Post], found: &Found, compared: &mut Compared) {
    let number = asked.number;
    compared.questions += 1;
    compared.doubled += u64::from(posts.len() > 1);
    let words = Row::kept(&asked.row.question);
    let read = posts.first().and_then(|post| post.question.as_ref()).and_then(|text| text.text.clone());
    if read.is_some() && read == words {
        compared.questions_whole += 1;
    } else {
        compared.differ(format!("question {number} (row {}): {words:?} reads {read:?}", asked.row.number));
    }
    let Some(line) = asked.line else { return };
    compared.answers += 1;
    let answer = asked.row.answer.as_deref().and_then(Row::kept);
    let replies: Vec<Option<String>> =
        posts.iter().flat_map(|post| &post.replies).map(|reply| reply.reply.text.clone()).collect();
    if replies == [answer.clone()] {
        compared.answers_whole += 1;
    } else {
        compared.differ(format!("answer to {number} (row {}): {answer:?} reads {replies:?}", asked.row.number));
    }
    let lines: Vec<_> = found.lines.iter().filter(|known| known.number == line).collect();
    let bound = lines.len() == 1
        && lines
            .iter()
            .all(|known| known.post == Some(number) && known.line.as_ref().is_some_and(|text| text.text == answer));
    let seen = found.seen.get(&line).map_or(&[][..], Vec::as_slice);
    let shows =
        |words: &Option<String>| seen.iter().all(|seen| words.as_ref().is_some_and(|words| seen.contains(words)));
    if bound && seen.len() == 1 && shows(&words) && shows(&answer) {
        compared.answers_in_record += 1;
    } else {
        compared.differ(format!("line {line} of question {number}: bound {bound}, seen {seen:?}"));
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::read::{Line, Post, Reply, Text},
        *,
    };
    use wenzheng::kernel::id::PostId;

    fn text(words: &str) -> Text {
        Text { text: Some(words.into()) }
    }

    fn sound() -> (Told, Found) {
        let row = Row { number: 9, question: " 问<一> ".into(), answer: Some("答&一".into()), is_clipped: false };
        let id = "00000000-0000-0000-0000-000000000001".parse::<PostId>().unwrap_or_else(|_| unreachable!());
        let asked = Asked { row, post: id, number: 4, revision: 1, line: Some(7) };
        let told = Told { asked: BTreeMap::from([(4, asked)]), approved: 1, answered: 1, ..Told::default() };
        let post =
            Post { number: 4, question: Some(text("问<一>")), replies: vec![Reply { reply: text("答&一") }] };
        let line = Line { number: 7, post: Some(4), line: Some(text("答&一")) };
        let seen = BTreeMap::from([(7, vec!["第4问\u{0}问<一>\u{0}答&一\u{0}".to_owned()])]);
        (told, Found { posts: vec![post], lines: vec![line], seen, pages: 1 })
    }

    #[test]
    fn what_is_whole_is_whole() {
        let (told, found) = sound();
        let compared = compare(&told, &found);
        assert!(compared.is_whole() && compared.differences.is_empty(), "{compared:?}");
        assert_eq!((compared.questions, compared.answers, compared.lines), (1, 1, 1));
    }

    #[test]
    fn every_loss_change_and_repeat_is_noticed() {
        let spoils: [fn(&mut Found); 9] = [
            |found| found.posts.clear(),
            |found| found.posts[0].question = Some(text("问<二>")),
            |found| found.posts[0].replies.clear(),
            |found| found.posts[0].replies.push(Reply { reply: text("答&一") }),
            |found| found.posts.push(found.posts[0].clone()),
            |found| found.lines[0].post = Some(5),
            |found| found.seen.clear(),
            |found| found.seen.entry(7).or_default().push("again".into()),
            |found| found.seen.insert(7, vec!["问<一>".into()]).map_or((), drop),
        ];
        for (nth, spoil) in spoils.into_iter().enumerate() {
            let (told, mut found) = sound();
            spoil(&mut found);
            assert!(!compare(&told, &found).is_whole(), "spoil {nth} went unnoticed");
        }
    }
}
