//! Receipts: slips of the finger are caught.

use proptest::prelude::*;
use wenzheng::kernel::receipt;

/// Every receipt that one slip makes of this one: another digit in one place, or two neighbours exchanged.
fn slips(receipt: &str) -> Vec<String> {
    let chars: Vec<char> = receipt.chars().collect();
    let digits: Vec<usize> = (0..chars.len()).filter(|at| chars[*at].is_ascii_digit()).collect();
    let mut slips = Vec::new();
    for at in &digits {
        for other in ('0'..='9').filter(|other| *other != chars[*at]) {
            let mut slip = chars.clone();
            slip[*at] = other;
            slips.push(slip.into_iter().collect());
        }
    }
    for pair in digits.windows(2).filter(|pair| chars[pair[0]] != chars[pair[1]]) {
        let mut slip = chars.clone();
        slip.swap(pair[0], pair[1]);
        slips.push(slip.into_iter().collect());
    }
    slips
}

fn holds(code: u32, number: u32) -> Result<(), TestCaseError> {
    let code = code.to_string();
    let receipt = receipt::number(&code, number);
    prop_assert_eq!(receipt::parse(&receipt), Some((code, number)));
    for slip in slips(&receipt) {
        prop_assert_eq!(receipt::parse(&slip), None, "{} passes for {}", &slip, &receipt);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_wrong_digit_and_any_two_exchanged_are_caught(code in 100_000_u32..1_000_000, number in 1_u32..=1_000_000) {
        holds(code, number)?;
    }

    #[test]
    fn digits_alone_are_the_same_receipt(code in 100_000_u32..1_000_000, number in 1_u32..=1_000_000) {
        let bare = receipt::number(&code.to_string(), number).replace('-', "");
        prop_assert_eq!(receipt::parse(&bare), Some((code.to_string(), number)));
        for slip in slips(&bare) {
            prop_assert_eq!(receipt::parse(&slip), None, "{} passes for {}", &slip, &bare);
        }
    }

    #[test]
    fn any_text_is_parsed_or_refused(text in "[0-9０-９ －—a-z-]{0,40}") {
        if let Some((code, number)) = receipt::parse(&text) {
            prop_assert!(receipt::number(&code, number).replace('-', "").len() <= text.len());
        }
    }
}

#[test]
fn what_phones_make_of_a_receipt_is_understood() {
    let receipt = receipt::number("482913", 42);
    let wide: String = receipt
        .chars()
        .map(|c| if c == '-' { '－' } else { char::from_u32(c as u32 - '0' as u32 + '０' as u32).unwrap() })
        .collect();
    assert_eq!(receipt::parse(&format!(" {wide} ")), Some(("482913".into(), 42)));
    assert_eq!(receipt::parse(&receipt.replacen('-', " - ", 1)), Some(("482913".into(), 42)));
}

#[test]
fn too_few_digits_are_no_receipt() {
    for short in ["", "4", "482913", "4829137", "-", "482913-42"] {
        assert_eq!(receipt::parse(short), None, "{short}");
    }
}
