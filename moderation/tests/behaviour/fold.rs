use moderation::{clean, count, fold};

#[test]
fn spellings_of_one_word_fold_to_one() {
    for (text, folded) in [
        ("ＡＢＣ１２３", "abc123"),
        ("Ünïcode", "unicode"),
        ("ﬁne ①", "fine 1"),
        ("加\u{200b}微\u{202e}信", "加微信"),
        ("z\u{300}\u{301}\u{302}\u{303}algo", "zalgo"),
        ("代 · 开 · 发 · 票", "代开发票"),
        ("加 微信 abc", "加微信abc"),
        ("two   words", "two words"),
        ("v-i-p", "vip"),
        ("3.5", "3.5"),
        ("上句，下句", "上句,下句"),
        ("한국어", "한국어"),
        ("代開發票，臺灣", "代开发票,台湾"),
        ("", ""),
    ] {
        assert_eq!(fold(text).as_str(), folded, "{text}");
    }
}

#[test]
fn a_folded_place_leads_back_to_the_original() {
    let text = "请 Ｂ\u{200b}\u{301}④ 看";
    let folded = fold(text);
    assert_eq!(folded.as_str(), "请b4看");
    let place = |part: &str| {
        let at = folded.as_str().find(part).unwrap();
        &text[folded.original(at..at + part.len())]
    };
    assert_eq!(place("请"), "请");
    assert_eq!(place("b"), "Ｂ");
    assert_eq!(place("b4"), "Ｂ\u{200b}\u{301}④");
    assert_eq!(place("看"), "看");
    assert_eq!(&text[folded.original(0..9999)], text);
    assert_eq!(fold("").original(0..5), 0..0);
}

/// Texts of plain characters are folded and counted without tables. A mark that folding drops takes the same text
/// through the tables.
#[test]
fn plain_characters_fold_and_count_as_the_tables_say() {
    let signs = ['\n', '\t', '、', '。', '—', '‘', '’', '“', '”'];
    let plain = (' '..='~').chain('\u{4E00}'..='\u{9FFF}').chain('\u{3008}'..='\u{3011}').chain('！'..='～');
    for c in plain.chain(signs) {
        let text = format!("一{c}x");
        assert_eq!(fold(&text).as_str(), fold(&format!("一{c}\u{301}x")).as_str(), "{c:?}");
        assert_eq!(count(&text).people, count(&format!("一{c}x\u{301}")).people, "{c:?}");
        assert_eq!(clean(&text).as_deref(), Ok(text.as_str()), "{c:?}");
    }
}
