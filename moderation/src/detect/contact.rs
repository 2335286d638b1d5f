//! Personal data: mainland mobile numbers, identity card numbers, bank cards, long runs of digits, e-mail.

use super::Detect;
use crate::{FINDINGS_MAX, fold::Folded};
use regex::Regex;
use std::ops::Range;

const MAIL: &str = r"[a-z0-9][a-z0-9._%+\-]{0,63}\x20?(?:@|\(at\)|\[at\])\x20?[a-z0-9\-]{1,63}(?:\x20?[.。]\x20?[a-z0-9\-]{1,63}){0,4}\x20?[.。]\x20?[a-z]{2,24}";

/// Digits in one piece from which on a number is taken for a personal one.
const LONG_RUN: usize = 12;
/// Signs that may stand between the groups of one number.
const GROUP_GAP_MAX: usize = 3;
const CARD_DIGITS: std::ops::RangeInclusive<usize> = 16..=19;
const ID_DIGITS: usize = 18;
const ID_WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS: [u32; 11] = [1, 0, TEN, 9, 8, 7, 6, 5, 4, 3, 2];
/// The value of the X that may end an identity card number.
const TEN: u32 = 10;

pub(crate) struct Contact {
    mail: Regex,
}

impl Contact {
    pub(crate) fn new() -> Result<Contact, String> {
        Ok(Contact { mail: Regex::new(MAIL).map_err(|e| e.to_string())? })
    }
}

impl Detect for Contact {
    fn find(&self, _: &str, folded: &Folded) -> Vec<Range<usize>> {
        let mails = self.mail.find_iter(folded.as_str()).take(FINDINGS_MAX).map(|hit| hit.range());
        let groups = groups(folded.as_str());
        mails.chain(numbers(&groups)).map(|hit| folded.original(hit)).collect()
    }
}

/// Digits in one piece, with their bytes in the folded text.
struct Group {
    digits: Vec<u32>,
    start: usize,
    end: usize,
    /// Whether it follows the group before as part of one number would.
    follows: bool,
    /// Whether all digits are 0 to 9, not Chinese ones.
    plain: bool,
}

fn groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = vec![];
    let mut gap = usize::MAX;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let last = groups.last_mut();
        match (value(c), last) {
            (Some(digit), Some(group)) if gap == 0 => {
                group.digits.push(digit);
                group.end = end;
                group.plain &= c.is_ascii();
            }
            (Some(digit), _) => {
                groups.push(Group {
                    digits: vec![digit],
                    start: at,
                    end,
                    follows: gap <= GROUP_GAP_MAX,
                    plain: c.is_ascii(),
                });
            }
            (None, Some(group)) if c == 'x' && gap == 0 => {
                group.digits.push(TEN);
                group.end = end;
                gap = usize::MAX;
                continue;
            }
            (None, _) => {
                let joins = matches!(c, ' ' | '-' | '.' | '_' | '/' | '–' | '·');
                gap = if joins { gap.saturating_add(1) } else { usize::MAX };
                continue;
            }
        }
        gap = 0;
    }
    groups
}

/// What a character counts as a digit for; people write numbers in Chinese to get them past filters.
fn value(c: char) -> Option<u32> {
    c.to_digit(10).or(match c {
        '零' | '〇' => Some(0),
        '一' | '幺' | '壹' => Some(1),
        '二' | '贰' => Some(2),
        '三' | '叁' => Some(3),
        '四' | '肆' => Some(4),
        '五' | '伍' => Some(5),
        '六' | '陆' => Some(6),
        '七' | '柒' => Some(7),
        '八' | '捌' => Some(8),
        '九' | '玖' => Some(9),
        _ => None,
    })
}

fn numbers(groups: &[Group]) -> Vec<Range<usize>> {
    let alone = groups.iter().filter(|group| is_personal(group)).map(|group| group.start..group.end);
    let spans = groups.chunk_by(|_, next| next.follows).flat_map(|chain| {
        let starts = 0..chain.len();
        starts.filter_map(|i| spread(&chain[i..]))
    });
    alone.chain(spans).collect()
}

fn is_personal(group: &Group) -> bool {
    let digits = &group.digits;
    is_mobile(digits) || is_id(digits) || (group.plain && digits.len() >= LONG_RUN)
}

/// A number written in groups that starts with the first of these.
fn spread(chain: &[Group]) -> Option<Range<usize>> {
    let first = chain.first()?;
    let mut digits: Vec<u32> = vec![];
    for (i, group) in chain.iter().enumerate() {
        digits.extend(&group.digits);
        let in_mobile_groups = matches!(first.digits.len(), 3 | 7) && is_mobile(&digits);
        let in_fours = chain[..i].iter().all(|group| group.digits.len() == 4);
        if i > 0 && (in_mobile_groups || is_id(&digits) || (in_fours && is_card(&digits))) {
            return Some(first.start..group.end);
        }
        if digits.len() > *CARD_DIGITS.end() {
            return None;
        }
    }
    None
}

fn is_mobile(digits: &[u32]) -> bool {
    let local = match digits {
        [8, 6, local @ ..] | [0, 0, 8, 6, local @ ..] => local,
        local => local,
    };
    matches!(local, [1, 3..=9, rest @ ..] if rest.len() == 9 && rest.iter().all(|&digit| digit < TEN))
}

/// GB 11643: eighteen places, a birth date inside, the last one a check digit.
fn is_id(digits: &[u32]) -> bool {
    if digits.len() != ID_DIGITS || digits[..ID_DIGITS - 1].contains(&TEN) {
        return false;
    }
    let number = |range: Range<usize>| digits[range].iter().fold(0, |number, digit| number * 10 + digit);
    let is_birth = (1900..=2099).contains(&number(6..10))
        && (1..=12).contains(&number(10..12))
        && (1..=31).contains(&number(12..14));
    let sum: u32 = digits.iter().zip(ID_WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    is_birth && ID_CHECKS.get(sum as usize % ID_CHECKS.len()) == digits.last()
}

/// Luhn's check, for numbers that begin like a payment card's.
fn is_card(digits: &[u32]) -> bool {
    let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let sum: u32 =
        digits.iter().rev().enumerate().map(|(i, &digit)| if i % 2 == 1 { doubled(digit) } else { digit }).sum();
    CARD_DIGITS.contains(&digits.len())
        && matches!(digits[0], 3..=6)
        && sum.is_multiple_of(10)
        && !digits.contains(&TEN)
}
