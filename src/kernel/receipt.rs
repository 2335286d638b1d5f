//! Receipts: a public number with a check digit that catches slips of the finger.

/// The receipt of post `number` in the room with this short code, such as `482913-42-7`.
pub fn number(code: &str, number: u32) -> String {
    format!("{code}-{number}-{}", check_digit(code, number))
}

/// Takes a receipt apart; none if it is malformed or the check digit does not fit.
/// Spaces and full-width digits or dashes, as phones write them, are accepted.
pub fn parse(receipt: &str) -> Option<(String, u32)> {
    let plain: String = receipt.chars().filter(|c| !c.is_whitespace()).map(narrow).collect();
    let mut parts = plain.split('-');
    let (code, post, check) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?);
    let fits = parts.next().is_none() && check == check_digit(code, post).to_string();
    fits.then(|| (code.to_owned(), post))
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        '－' | '—' | '–' | '−' => '-',
        _ => c,
    }
}

/// ISO 7064 MOD 11,10 over the digits of code and number.
fn check_digit(code: &str, number: u32) -> u32 {
    let digits = format!("{code}{number}");
    let step = |product: u32, digit: u32| {
        let sum = match (product + digit) % 10 {
            0 => 10,
            rest => rest,
        };
        sum * 2 % 11
    };
    let product = digits.chars().filter_map(|c| c.to_digit(10)).fold(10, step);
    (11 - product) % 10
}
