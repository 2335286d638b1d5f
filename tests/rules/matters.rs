//! The catalogue of matters: read as it was written, and proposing what a letter's words point at.

use proptest::prelude::*;
use std::collections::BTreeMap;
use wenzheng::kernel::matter::{Catalogue, FaultKind, Matter, heard};

const SHEET: &str = "编码,事项,牵头单位,分区单位,时限,公开,关键词
JT-01,交通出行/公交线路,市交通局,,5,是,公交 班次 末班车
JT-02,交通出行/道路积水,市水务局,东城区=东城区城管局；西城区=西城区城管局,3,否,积水 井盖
RS-01,社会保障/养老金,市人社局,,,是,养老金、退休
";

/// Words are single tokens here; how texts are cut is not the catalogue's business.
fn split(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn catalogue() -> Catalogue {
    Catalogue::read(1, SHEET).unwrap().cut(split)
}

fn suggested(title: &str, body: &str, district: Option<&str>) -> Vec<(String, String, Vec<String>)> {
    let found = catalogue().suggest(&heard(&split(title), &split(body)), district);
    found.into_iter().map(|one| (one.code, one.unit, one.because)).collect()
}

#[test]
fn a_sheet_says_who_leads_and_until_when() {
    let catalogue = catalogue();
    let puddle = catalogue.find("JT-02").unwrap();
    assert_eq!((puddle.path_words().as_str(), puddle.days, puddle.publish), ("交通出行/道路积水", Some(3), false));
    assert_eq!((puddle.unit_in(Some("西城区")), puddle.unit_in(Some("南城区"))), ("西城区城管局", "市水务局"));
    assert_eq!(catalogue.find("RS-01").unwrap().words, ["养老金", "退休"]);
    let english = "Code;Topic;Lead;Words\nB-1;Traffic/Buses;Transport office;bus timetable";
    assert_eq!(Catalogue::read(1, english).unwrap().matters[0].path, ["Traffic", "Buses"]);
}

#[test]
fn words_of_the_title_weigh_more_and_rare_ones_most() {
    let found = suggested("末班车 太早", "公交 公交 积水 怎么 办", None);
    assert_eq!(found[0], ("JT-01".into(), "市交通局".into(), vec!["末班车".into(), "公交".into()]));
    assert_eq!((found[1].0.as_str(), found.len()), ("JT-02", 2));
    assert_eq!(suggested("积水", "", Some("东城区"))[0].1, "东城区城管局");
    // A topic that stands above several says little, and what says nothing proposes nothing.
    assert_eq!(suggested("交通出行 养老金", "", None)[0].0, "RS-01");
    assert_eq!(suggested("你好", "请 问 一下", None), []);
    let uncut = Catalogue::read(1, SHEET).unwrap();
    assert_eq!(uncut.suggest(&heard(&split("积水"), &[]), None), []);
}

#[test]
fn a_row_that_cannot_be_used_is_named() {
    let fault = |from: &str, to: &str| {
        let fault = Catalogue::read(1, &SHEET.replacen(from, to, 1)).unwrap_err();
        (fault.row, fault.kind)
    };
    for (from, to, row, kind) in [
        ("编码", "号", 1, FaultKind::NoColumn),
        ("JT-02", "JT 02", 3, FaultKind::Code),
        ("JT-02", "JT-01", 3, FaultKind::Twice),
        ("交通出行/道路积水", "交通出行/公交线路", 3, FaultKind::Twice),
        ("交通出行/道路积水", "交通出行//积水", 3, FaultKind::Path),
        ("市水务局", "", 3, FaultKind::Unit),
        ("；西城区", "；东城区", 3, FaultKind::Districts),
        ("东城区=", "", 3, FaultKind::Districts),
        (",3,否", ",251,否", 3, FaultKind::Days),
        (",3,否", ",3,也许", 3, FaultKind::Publish),
        ("积水 井盖", &"长".repeat(41), 3, FaultKind::Words),
    ] {
        assert_eq!(fault(from, to), (row, kind), "{to}");
    }
    assert_eq!(Catalogue::read(1, "").unwrap_err().kind, FaultKind::NoColumn);
    assert_eq!(Catalogue::read(1, "编码,事项,单位\n").unwrap_err().kind, FaultKind::Empty);
    let known = Catalogue::read_for(1, SHEET, |unit| unit != "西城区城管局").unwrap_err();
    assert_eq!((known.row, known.kind), (3, FaultKind::Unit));
}

fn name() -> impl Strategy<Value = String> {
    "[\u{4e00}-\u{4eff}a-z\"\u{2019}]{1,8}"
}

fn matters() -> impl Strategy<Value = Vec<Matter>> {
    let districts = prop::collection::btree_map(name(), name(), 0..3);
    let (days, words) = (prop::option::of(1_u16..=250), prop::collection::vec(name(), 0..4));
    let one = (prop::collection::vec(name(), 1..4), name(), districts, days, any::<bool>(), words);
    let matter = |(path, unit, districts, days, publish, words): (_, _, BTreeMap<_, _>, _, _, _)| Matter {
        code: String::new(),
        path,
        unit,
        districts,
        days,
        publish,
        words,
    };
    prop::collection::vec(one.prop_map(matter), 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_sheet_reads_as_it_was_written(mut matters in matters()) {
        for (nth, matter) in matters.iter_mut().enumerate() {
            matter.code = format!("M-{nth}");
            matter.path.push(format!("第{nth}项"));
        }
        let mut written = Catalogue::default();
        (written.edition, written.matters) = (2, matters);
        prop_assert_eq!(Catalogue::read(2, &written.written()), Ok(written.clone()), "{}", written.written());
    }

    #[test]
    fn at_most_three_are_proposed_and_each_says_why(title in "[公交末班车积水养老金 ]{0,20}") {
        let found = catalogue().suggest(&heard(&split(&title), &[]), None);
        prop_assert!(found.len() <= 3);
        prop_assert!(found.iter().all(|one| !one.because.is_empty() && one.score > 0.0));
        prop_assert!(found.windows(2).all(|two| two[0].score >= two[1].score));
    }
}
