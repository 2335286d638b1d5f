use crate::rulebook_with;
use moderation::{DEFAULT, Detector, Rulebook, RulebookError, Screener, Severity};

/// The complaint about a rulebook file, which must name the rule.
fn complaint(file: &str) -> String {
    let RulebookError { rule, fault } = Rulebook::parse(file).unwrap_err();
    format!("{}: {fault}", rule.expect("no rule named"))
}

#[test]
fn the_shipped_rulebook_holds_what_it_promises() {
    let book = Rulebook::parse(DEFAULT).unwrap();
    assert!(Screener::new(&book).is_ok());
    assert_eq!(book.version, 4);
    let counted: Vec<&str> = book.rules.iter().filter(|rule| rule.counted_only).map(|rule| rule.id.as_str()).collect();
    assert_eq!(counted, ["advertising", "messenger-account", "flooding"]);
    for id in [
        "off-topic",
        "insult",
        "third-person-privacy",
        "already-asked",
        "advertising",
        "not-answerable-here",
        "against-law",
    ] {
        assert!(book.is_citable(id), "{id}");
    }
    for id in ["off-topic", "insult", "third-person-privacy", "already-asked", "not-answerable-here", "against-law"] {
        assert_eq!(book.rule(id).unwrap().detector, None, "{id}");
    }
    assert!(!book.is_citable("no-such-rule"));
    let shows = |wanted: fn(&Detector) -> bool| book.rules.iter().filter_map(|rule| rule.detector.as_ref()).any(wanted);
    assert!(shows(|d| *d == Detector::Links) && shows(|d| *d == Detector::Contact) && shows(|d| *d == Detector::Flood));
    assert!(shows(|d| matches!(d, Detector::Repeats { .. })));
}

#[test]
fn cite_false_keeps_a_rule_from_being_cited() {
    let book = Rulebook::parse(&rulebook_with("cite = false\nflood = true")).unwrap();
    assert!(!book.is_citable("probe"));
    assert_eq!(book.citable().count(), 0);
    assert_eq!(book.rule("probe").unwrap().severity, Severity::Hold);
}

#[test]
fn a_rule_never_does_more_than_hold() {
    let file = rulebook_with("").replace("\"hold\"", "\"reject\"");
    let complaint = complaint(&file);
    assert!(
        complaint.starts_with("probe: ") && complaint.contains("mark") && complaint.contains("hold"),
        "{complaint}"
    );
}

#[test]
fn every_complaint_names_the_rule_and_what_to_do() {
    for (detector, words) in [
        ("colour = 1", "colour"),
        ("links = true\nflood = true", "keep one"),
        ("cite = false", "cite = true"),
        ("words = []", "at least 1 word"),
        ("words = [\"票\"]", "use 2 to 64"),
        ("words = [\"--- 票\"]", "use 2 to 64"),
        ("except = [\"增加微信\"]", "list words"),
        ("pattern = '('", "correct it"),
        ("pattern = 'a*'", "demand something"),
        ("pattern = '(a{999}){999}'", "correct it"),
        ("pattern = '(?=a)'", "correct it"),
        ("repeats = { threshold = 0.0 }", "over 0 and up to 1"),
        ("repeats = { threshold = nan }", "over 0 and up to 1"),
        ("repeats = { threshold = 0.5, chars = 3 }", "chars"),
    ] {
        let complaint = complaint(&rulebook_with(detector));
        assert!(complaint.starts_with("probe: ") && complaint.contains(words), "{detector}: {complaint}");
    }
}

#[test]
fn ids_and_wording_are_checked() {
    let good = rulebook_with("");
    assert!(Rulebook::parse(&good).is_ok());
    for bad in ["Off-Topic", "off--topic", "-off", "", "off topic", "离题", &"a".repeat(49)] {
        let complaint = complaint(&good.replace("\"probe\"", &format!("\"{bad}\"")));
        assert!(complaint.contains("small letters"), "{bad}: {complaint}");
    }
    assert!(complaint(&good.replace("id = \"probe\"\n", "")).starts_with("#1: "));
    assert!(complaint(&good.replace("\"文\"", "\"\"")).contains("`text.zh` has 0 characters"));
    assert!(complaint(&good.replace("\"文\"", "\"文\\u202E\"")).contains("type it anew"));
    assert!(complaint(&good.replace("zh = \"文\", ", "")).contains("zh"));
    let twice = good.clone() + &good.replace("version = 1\n", "");
    assert!(complaint(&twice).contains("another"));
}

#[test]
fn the_frame_of_the_file_is_checked() {
    let good = rulebook_with("");
    for bad in [
        "",
        "version = 1",
        "version =",
        &good.replace("= 1", "= 0"),
        &format!("colour = 1\n{good}"),
        &"#".repeat(300_000),
    ] {
        assert!(matches!(Rulebook::parse(bad), Err(RulebookError { rule: None, .. })));
    }
}
