//! Traditional signs as Simplified ones, sign by sign after OpenCC's table, so that 繁體 meets 繁体.

use hanconv::RawDictionary;
use std::{ops::RangeInclusive, sync::LazyLock};

/// Nearly all of the table; the rest are signs of dictionaries.
const COVERED: RangeInclusive<char> = '\u{4E00}'..='\u{9FFF}';

static TABLE: LazyLock<Box<[char]>> = LazyLock::new(|| {
    let mut table: Box<[char]> = COVERED.collect();
    for (sign, values) in RawDictionary::TSCharacters.var_iter() {
        // What Simplified writing has too (乾 in 乾隆, 覆 in 覆盖) may mean either and stays.
        let own = values.contains(&sign);
        let simple = values.first().and_then(|value| single(value)).filter(|_| !own);
        let place = single(sign).and_then(place).and_then(|at| table.get_mut(at));
        if let (Some(place), Some(simple)) = (place, simple) {
            *place = simple;
        }
    }
    // A few values are Traditional in their turn.
    let last = |simple: char| place(simple).and_then(|at| table.get(at).copied()).unwrap_or(simple);
    table.iter().map(|simple| last(*simple)).collect()
});

/// The Simplified sign for a Traditional one; every other character as it is.
pub(crate) fn simplified(c: char) -> char {
    place(c).and_then(|at| TABLE.get(at).copied()).unwrap_or(c)
}

fn place(c: char) -> Option<usize> {
    COVERED.contains(&c).then(|| c as usize - *COVERED.start() as usize)
}

fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_signs_become_simplified_and_nothing_else_moves() {
        let all = |text: &str| text.chars().map(simplified).collect::<String>();
        assert_eq!(all("臺灣繁體：電梯與門診掛號，為何這麼慢？"), "台湾繁体：电梯与门诊挂号，为何这么慢？");
        let simple = "著名的乾隆年间，覆盖全城，头发与皇后，ABC 123 かな";
        assert_eq!(all(simple), simple);
        assert!(COVERED.clone().all(|c| simplified(simplified(c)) == simplified(c)));
    }
}
