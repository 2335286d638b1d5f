use moderation::{Counts, MARKS_MAX, Unclean, clean, count};

#[test]
fn spelling_round_trips_byte_for_byte() {
    for text in [
        "caf\u{e9}",
        "cafe\u{301}",
        "𠀀𪜶𰻞",
        "👨‍👩‍👧‍👦 👩🏽‍⚕️ 🏳️‍🌈 ❤️‍🔥 🧑‍🤝‍🧑",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "1️⃣",
        "葛\u{e0100}飾区",
        "ＡＢＣ１２３，。",
        "第一行\n\n第二行\t列",
        "می‌خواهم",
        "ക്‍ഷ ന്‍",
        "עִבְרִית",
        "אב\u{200f}!",
        "tiếng Việt",
        "ཧྐྵྨླྺྼྻྂ",
        "<img onerror=x>",
        "=1+1",
        "a  b",
    ] {
        assert_eq!(clean(text).as_deref(), Ok(text));
    }
}

#[test]
fn line_ends_and_edges_are_settled() {
    assert_eq!(clean("\r\n 一\r\n二\r三\n四 \u{3000}\t").as_deref(), Ok("一\n二\n三\n四"));
    assert_eq!(clean(" \u{200b}\u{feff}\n").as_deref(), Ok(""));
}

#[test]
fn controls_are_refused_with_their_place() {
    for c in ['\0', '\u{1}', '\u{b}', '\u{1b}', '\u{7f}', '\u{85}', '\u{9f}'] {
        let refused = clean(&format!("一{c}二")).unwrap_err();
        assert_eq!(refused, Unclean::Control { code_point: c.into(), at: 3 });
        assert_eq!(refused.code(), "control-character");
    }
}

#[test]
fn what_only_deceives_is_taken_out() {
    for c in [
        '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}',
        '\u{200b}', '\u{2060}', '\u{feff}',
    ] {
        assert_eq!(clean(&format!("王{c}局{c}长")).as_deref(), Ok("王局长"), "U+{:04X}", u32::from(c));
    }
    assert_eq!(clean("王\u{200d}局\u{200c}长").as_deref(), Ok("王局长"));
    assert_eq!(clean("①\u{200d}\u{e007f}二").as_deref(), Ok("①二"));
    assert_eq!(clean("a\u{e0068}\u{e0069}b").as_deref(), Ok("ab"));
    assert_eq!(clean("☺\u{fe0f}\u{fe01}\u{fe02}").as_deref(), Ok("☺\u{fe0f}"));
}

#[test]
fn piles_of_marks_are_refused_and_honest_stacks_are_not() {
    let pile = |marks: usize| format!("ab{}c", "\u{301}".repeat(marks));
    assert_eq!(clean(&pile(MARKS_MAX)).as_deref(), Ok(pile(MARKS_MAX).as_str()));
    let refused = clean(&pile(MARKS_MAX + 1)).unwrap_err();
    assert_eq!(refused, Unclean::Marks { at: 2 + 2 * MARKS_MAX });
    assert_eq!(refused.code(), "stacked-marks");
    let hidden = format!("a{0}\u{200b}{0}", "\u{301}".repeat(MARKS_MAX));
    assert_eq!(clean(&hidden).unwrap_err().code(), "stacked-marks");
}

#[test]
fn lengths_are_counted_as_people_count() {
    assert_eq!(count("a👨‍👩‍👧‍👦𠀀e\u{301}"), Counts { people: 4, code_points: 11, bytes: 33 });
    assert_eq!(count(""), Counts::default());
}
