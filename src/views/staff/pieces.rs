//! A text cut where screening noticed something, so that findings can be underlined in place.

use super::rules::Rules;
use crate::kernel::post::Mark;
use serde::Serialize;

/// A stretch of text, under a rule or under none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Title of the rule that noticed it.
    pub rule: Option<String>,
}

/// A finding told beside the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Finding {
    /// Title of the rule.
    pub title: String,
    /// Its wording.
    pub text: String,
    /// The words it is about; empty where it is about the whole.
    pub quote: String,
    /// Whether the rule asks to hold.
    pub hold: bool,
}

/// Cuts `body` at its marks. Where marks overlap, the first keeps the words; marks that
/// do not fit the text (it was edited) are left out.
pub fn cut(body: &str, marks: &[Mark], rules: &Rules) -> Vec<Piece> {
    let mut marks: Vec<&Mark> = marks.iter().filter(|mark| mark.start < mark.end && !is_whole(body, mark)).collect();
    marks.sort_by_key(|mark| (mark.start, mark.end));
    let (mut pieces, mut at) = (Vec::new(), 0);
    for mark in marks {
        let (Some(before), Some(words)) = (body.get(at..mark.start), body.get(mark.start..mark.end)) else { continue };
        if !before.is_empty() {
            pieces.push(Piece { text: before.to_owned(), rule: None });
        }
        pieces.push(Piece { text: words.to_owned(), rule: Some(rules.title(&mark.rule)) });
        at = mark.end;
    }
    match body.get(at..) {
        Some(rest) if !rest.is_empty() => pieces.push(Piece { text: rest.to_owned(), rule: None }),
        _ => {}
    }
    pieces
}

/// The findings with the words they are about; the same finding twice is told once.
pub fn findings(body: &str, marks: &[Mark], rules: &Rules) -> Vec<Finding> {
    let mut told: Vec<Finding> = Vec::new();
    for mark in marks {
        let quote = body.get(mark.start..mark.end).filter(|_| !is_whole(body, mark)).unwrap_or_default().to_owned();
        let text = rules.find(&mark.rule).map(|rule| rule.text.clone()).unwrap_or_default();
        let finding = Finding { title: rules.title(&mark.rule), text, quote, hold: mark.hold };
        if !told.contains(&finding) {
            told.push(finding);
        }
    }
    told
}

/// A finding about the whole text underlines nothing: a page full of waves tells nothing.
fn is_whole(body: &str, mark: &Mark) -> bool {
    mark.start == 0 && mark.end >= body.len()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::*;

    fn mark(start: usize, end: usize) -> Mark {
        Mark { rule: "links".into(), hold: false, start, end }
    }

    fn shape(body: &str, marks: &[Mark]) -> Vec<(String, bool)> {
        cut(body, marks, &Rules::default()).into_iter().map(|piece| (piece.text, piece.rule.is_some())).collect()
    }

    fn plain(text: &str) -> (String, bool) {
        (text.into(), false)
    }

    fn found(text: &str) -> (String, bool) {
        (text.into(), true)
    }

    #[test]
    fn words_keep_their_order_and_nothing_is_lost() {
        let body = "请看 a.cn 和 b.cn";
        let (first, second) = (body.find("a.cn").unwrap(), body.find("b.cn").unwrap());
        let marks = [mark(second, second + 4), mark(first, first + 4)];
        assert_eq!(shape(body, &marks), [plain("请看 "), found("a.cn"), plain(" 和 "), found("b.cn")]);
    }

    #[test]
    fn overlaps_and_marks_of_another_text_do_no_harm() {
        let body = "公交线网";
        let marks = [mark(0, 6), mark(3, 9), mark(1, 2), mark(9, 40), mark(5, 5)];
        assert_eq!(shape(body, &marks), [found("公交"), plain("线网")]);
    }

    #[test]
    fn a_finding_about_the_whole_underlines_nothing() {
        assert_eq!(shape("又来一遍", &[mark(0, 12)]), [plain("又来一遍")]);
        let told = findings("又来一遍", &[mark(0, 12), mark(0, 12)], &Rules::default());
        assert_eq!((told.len(), told[0].quote.as_str()), (1, ""));
        assert_eq!(shape("", &[mark(0, 0)]), []);
    }
}
