//! Receipts: a public number with a check digit that catches slips of the finger.

/// The receipt of post `number` in the room with this short code, such as `482913-42-7`.
pub fn number(code: &str, number: u32) -> String {
    format!("{code}-{number}-{}", check_digit(code, number))
}

/// Takes a receipt apart; none if it is malformed or the check digit does not fit.
/// Spaces and full-width digits or dashes, as phones write them, are accepted, and digits alone: the first six are the
/// room's, the last one is the check digit.
pub fn parse(receipt: &str) -> Option<(String, u32)> {
    let plain: String = receipt.chars().filter(|c| !c.is_whitespace()).map(narrow).collect();
    let plain = if plain.bytes().all(|byte| byte.is_ascii_digit()) { hyphened(&plain)? } else { plain };
    let mut parts = plain.split('-');
    let (code, post, check) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?);
    // Written out again it must be the same: no leading zeros, nothing after the check digit.
    let fits = check.len() == 1 && plain == self::number(code, post);
    fits.then(|| (code.to_owned(), post))
}

/// Digits of a room's short code.
const CODE_DIGITS: usize = 6;

/// The same with its hyphens; none where digits are too few. Digits alone stand for one receipt at most, as codes are all of
/// one length.
fn hyphened(digits: &str) -> Option<String> {
    let (code, rest) = digits.split_at_checked(CODE_DIGITS)?;
    let (number, check) = rest.split_at_checked(rest.len().checked_sub(1)?)?;
    Some(format!("{code}-{number}-{check}"))
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        '－' | '—' | '–' | '−' => '-',
        _ => c,
    }
}

/// A quasigroup of order 10 that is totally anti-symmetric (H. M. Damm, 2004): unlike ISO 7064
/// MOD 11,10 its check digit catches every exchange of two neighbours as well as every wrong digit.
const STEPS: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// The check digit over the digits of code and number.
fn check_digit(code: &str, number: u32) -> u8 {
    let digits = format!("{code}{number}");
    let step = |state: u8, digit: u8| STEPS[usize::from(state)][usize::from(digit)];
    digits.bytes().filter(u8::is_ascii_digit).map(|byte| byte - b'0').fold(0, step)
}
