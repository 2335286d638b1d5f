use crate::screener;
use moderation::{FINDINGS_MAX, Screener, Shingles, clean, count, fold, same_name, skeleton};
use proptest::prelude::*;
use std::sync::LazyLock;

static SHIPPED: LazyLock<Screener> = LazyLock::new(|| screener(moderation::DEFAULT));

/// Any text, and texts made of the pieces that detectors and cleaning care about.
fn text() -> impl Strategy<Value = String> {
    let pieces = [
        "代开发票",
        "代",
        "开",
        " 发 ",
        "票",
        "加微信",
        "增加微信",
        "138",
        "0013",
        "8000",
        "-",
        "x",
        "11010519491231002",
        "www",
        ".",
        "。",
        "com",
        "://",
        "http",
        "@",
        "顶",
        "顶顶",
        "aaa",
        "\u{3000}",
        "\r",
        "\n",
        "\t",
        "\u{200b}",
        "\u{200d}",
        "\u{200c}",
        "\u{fe0f}",
        "\u{301}",
        "👩",
        "⚕",
        "🏴",
        "\u{e0067}",
        "\u{e007f}",
        "क",
        "्",
        "م",
        "\u{202e}",
        "é",
        "ﬁ",
        "Ａ",
        "İ",
        "ß",
        "𠀀",
        "한",
        "\u{1100}",
        "\u{ad}",
        "①",
        "…",
    ];
    let pieced = prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..40).prop_map(|pieces| pieces.concat());
    prop_oneof![any::<String>(), pieced]
}

proptest! {
    #[test]
    fn a_likeness_is_never_lost_by_looking_only_for_likely_ones(a in text(), b in text(), least in 0.0..1.0_f64) {
        let (a, b) = (Shingles::of(&a), Shingles::of(&b));
        let likeness = a.likeness(&b);
        prop_assert_eq!(a.likeness_from(&b, least), if likeness < least { 0.0 } else { likeness });
    }

    #[test]
    fn findings_lie_on_character_boundaries_within_the_text(text in text(), recent in text()) {
        let findings = SHIPPED.screen(&text, &[&recent, &text]);
        prop_assert!(findings.len() <= FINDINGS_MAX);
        for finding in findings {
            prop_assert!(finding.start < finding.end);
            prop_assert!(text.get(finding.start..finding.end).is_some(), "{finding:?}");
        }
    }

    #[test]
    fn cleaning_twice_is_cleaning_once(text in text()) {
        if let Ok(once) = clean(&text) {
            prop_assert_eq!(clean(&once), Ok(once.clone()));
            let refused = once.contains(['\0', '\r', '\u{202e}', '\u{200b}']);
            prop_assert!(!refused);
        }
    }

    #[test]
    fn every_folded_character_leads_back(text in text()) {
        let folded = fold(&text);
        for (at, c) in folded.as_str().char_indices() {
            let place = folded.original(at..at + c.len_utf8());
            prop_assert!(!place.is_empty() && text.get(place).is_some());
        }
    }

    #[test]
    fn folding_places_are_total(text in text(), start in 0_usize..400, len in 0_usize..400) {
        prop_assert!(text.get(fold(&text).original(start..start + len)).is_some());
    }

    #[test]
    fn counts_are_ordered(text in text()) {
        let counts = count(&text);
        prop_assert!(counts.people <= counts.code_points && counts.code_points <= counts.bytes);
    }

    #[test]
    fn a_name_is_the_same_as_itself_with_something_invisible_in_it(name in text(), at in 0_usize..40) {
        prop_assert!(same_name(&name, &name));
        let cut = name.char_indices().map(|(at, _)| at).nth(at).unwrap_or(name.len());
        let clone = format!("{}\u{200b}{}", &name[..cut], &name[cut..]);
        prop_assert_eq!(skeleton(&name), skeleton(&clone));
    }
}
