//! The word files: both languages whole, every refusal spoken.

use std::{collections::BTreeSet, fs, path::Path};
use wenzheng::{
    http::Words,
    kernel::{
        id::{FileId, GuestId},
        refusal::Refusal,
        text::Lang,
        workflow::{FaultKind, FileFault, FileFaultKind, ValueFault},
    },
    wire::problem::{Trouble, problem, status},
};

fn ids(lang: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/words").join(lang);
    let mut ids = BTreeSet::new();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        for line in fs::read_to_string(&path).unwrap().lines() {
            let starts = line.starts_with(|c: char| c.is_ascii_alphabetic());
            if let (true, Some((id, _))) = (starts, line.split_once('=')) {
                assert!(ids.insert(id.trim().to_owned()), "{id} twice, again in {}", path.display());
            }
        }
    }
    ids
}

#[test]
fn both_languages_have_the_same_ids() {
    let (zh, en) = (ids("zh-CN"), ids("en"));
    assert!(zh.len() > 80);
    assert_eq!(zh.symmetric_difference(&en).collect::<Vec<_>>(), Vec::<&String>::new());
}

/// One of each; the match below fails to compile when a new one is not listed.
#[expect(clippy::too_many_lines, reason = "a table")]
fn refusals() -> Vec<(Refusal, u16)> {
    use Refusal as R;
    let why = String::from("line 3");
    let all = vec![
        (R::Malformed { why: why.clone() }, 400),
        (R::Empty, 422),
        (R::TooLong { chars: 1_001, max_chars: 1_000, bytes: 3_003, max_bytes: 65_536 }, 422),
        (R::UncleanText, 422),
        (R::NameReserved, 422),
        (R::BadMail, 422),
        (R::BadPhone, 422),
        (R::BadTimes, 422),
        (R::NotFound, 404),
        (R::NoSuchLetters, 422),
        (R::UnknownUnit, 422),
        (R::Arbitrated, 409),
        (R::AskedBefore, 409),
        (R::TimeOver, 409),
        (R::NoConsent, 403),
        (R::BadForm { fields: [("visited".to_owned(), ValueFault::NotYesOrNo)].into() }, 422),
        (R::FormUnfilled { fields: vec!["visited".into()] }, 409),
        (R::LoginRequired, 401),
        (R::NotAllowed, 403),
        (R::BadOrigin, 403),
        (R::BadLogin, 401),
        (R::BadFactor, 401),
        (R::CodeUsed, 401),
        (R::WeakPassword, 422),
        (R::LinkSpent, 410),
        (R::BadCode, 403),
        (R::OldVersion { version: 2 }, 422),
        (R::Unchanged, 422),
        (R::NotScreened, 409),
        (R::AskingClosed, 409),
        (R::WrongPhase, 409),
        (R::AlreadyDone, 409),
        (R::WrongStep, 409),
        (R::Stale { revision: 7 }, 409),
        (R::TooLateToUndo, 409),
        (R::QuotaUsed { most: 3 }, 429),
        (R::TooSoon { retry_after_ms: 30_000 }, 429),
        (R::Muted { until: 1 }, 403),
        (R::NoVoteHere, 409),
        (R::UnknownGuest { guest: GuestId(uuid::Uuid::nil()) }, 422),
        (R::UnknownRule { rule: "r".into() }, 422),
        (R::Full { most: 8 }, 409),
        (R::RecordConfirmed, 409),
        (R::WordsWaiting { open: 2 }, 409),
        (R::NotAnswered, 409),
        (R::AlreadyRated, 409),
        (R::RatingClosed, 409),
        (R::AlreadyAppealed, 409),
        (R::OwnDecision, 409),
        (R::SamePerson, 409),
        (R::AlreadyErased, 409),
        (R::NoSeal, 422),
        (R::KeyReused, 409),
        (R::NameTaken, 409),
        (R::BadCalendar { row: 2, fault: "date" }, 422),
        (R::BadMatters { row: 2, fault: "code" }, 422),
        (R::BadDeputy, 422),
        (R::BadWorkflow { stage: "routing".into(), fault: "route-next".into(), with: String::new() }, 422),
        (R::BadDocument { rule: "r".into(), fault: "idle".into(), values: [].into(), why }, 422),
        (R::FileTooLarge { max_bytes: 10_485_760 }, 413),
        (R::FileType, 415),
        (R::HeicPicture, 415),
        (R::FileInfected, 422),
        (R::TooManyFiles { most: 5 }, 422),
        (R::PictureTooLarge { width: 65_535, height: 65_535, max_pixels: 40_000_000 }, 422),
        (R::PictureDamaged, 422),
        (R::UnknownFile { file: FileId([7; 32]) }, 422),
        (R::BadLink, 422),
        (R::NoRecording, 409),
        (R::TooLargeToExport, 409),
        (R::VideoHost { host: "video.example".into() }, 422),
        (R::SlowDown { retry_after_ms: 1 }, 429),
        (R::Busy { retry_after_ms: 180_000 }, 503),
        (R::ReadOnly, 503),
        (R::StorageFull, 503),
        (R::StorageFailed, 503),
    ];
    let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/kernel/refusal.rs")).unwrap();
    let variants = source.matches("#[error(").count();
    assert_eq!(all.len(), variants, "a refusal is missing from this list");
    all
}

#[test]
fn every_refusal_has_its_status_and_words_in_both_languages() {
    for (refusal, expected) in refusals() {
        assert_eq!(status(&refusal), expected, "{}", refusal.code());
        for lang in [Lang::Zh, Lang::En] {
            let said = Words::of(lang).refused(&refusal);
            for text in [&said.what, &said.then] {
                assert!(!text.contains('⟦') && !text.contains('$') && text.len() > 5, "{}: {text}", refusal.code());
            }
        }
    }
    for trouble in [
        Trouble::MethodNotAllowed,
        Trouble::NotAcceptable,
        Trouble::UpgradeRequired,
        Trouble::UnsupportedType,
        Trouble::BodyTooLarge { max_bytes: 131_072 },
        Trouble::TimedOut,
        Trouble::Internal,
    ] {
        let said = Words::of(Lang::En).trouble(&trouble);
        assert!(!said.what.contains('⟦') && !said.then.contains('⟦'), "{}", trouble.code());
    }
}

#[test]
fn programs_are_told_of_each_field_and_people_in_words() {
    let fields = ValueFault::ALL.map(|fault| (format!("f-{}", fault.code()), fault));
    let refused = Trouble::Refused(Refusal::BadForm { fields: fields.into() });
    let told = problem(&refused, String::new(), String::new(), Vec::new());
    assert_eq!((told.fields.len(), told.facts.len()), (ValueFault::ALL.len(), 0));
    assert!(told.fields.iter().all(|note| note.name == format!("f-{}", note.code)));
    let wanting = Trouble::Refused(Refusal::FormUnfilled { fields: vec!["visited".into()] });
    let told = problem(&wanting, String::new(), String::new(), Vec::new());
    assert_eq!(
        told.fields.iter().map(|note| (note.name.as_str(), note.code)).collect::<Vec<_>>(),
        [("visited", "missing")]
    );
    for (lang, fault) in [Lang::Zh, Lang::En].into_iter().flat_map(|lang| ValueFault::ALL.map(|fault| (lang, fault))) {
        let said = Words::of(lang).t(&format!("letters-form-fault-{}", fault.code()));
        assert!(!said.contains('⟦'), "{}", fault.code());
    }
}

#[test]
fn whatever_is_wrong_with_a_workflow_is_said_in_both_languages() {
    let about = |fault: &str| Refusal::BadWorkflow { stage: "routing".into(), fault: fault.into(), with: "40".into() };
    for lang in [Lang::Zh, Lang::En] {
        let words = Words::of(lang);
        for fault in FaultKind::ALL.map(FaultKind::code).into_iter().chain(["kept"]) {
            for said in [words.refused(&about(fault)).then, words.workflow_fault("", fault, "2")] {
                assert!(!said.contains('⟦') && !said.contains('$') && said.len() > 5, "{fault}: {said}");
            }
        }
        for kind in FileFaultKind::ALL {
            let said = words.workflow_file_fault(&FileFault { line: 3, kind, with: "role".into() });
            assert!(!said.contains('⟦') && !said.contains('$') && said.len() > 5, "{}: {said}", kind.code());
        }
    }
}

#[test]
fn numbers_and_plurals_are_in_the_words() {
    let english = Words::of(Lang::En);
    let long = Refusal::TooLong { chars: 1_001, max_chars: 1_000, bytes: 3_003, max_bytes: 65_536 };
    assert_eq!(english.refused(&long).what, "This is too long: 1001 characters, 1000 fit");
    assert_eq!(
        (english.wait(900), english.wait(30_000), english.wait(90_001)),
        ("a second".into(), "30 seconds".into(), "2 minutes".into())
    );
    assert_eq!(
        english.refused(&Refusal::QuotaUsed { most: 1 }).what,
        "You can ask one question in this interview, and you have asked it"
    );
    assert_eq!(english.t("no-such-id"), "⟦no-such-id⟧");
}

#[test]
fn a_problem_carries_code_counts_and_reason() {
    let long = Refusal::TooLong { chars: 1_001, max_chars: 1_000, bytes: 3_003, max_bytes: 65_536 };
    let body = serde_json::to_value(problem(&long.into(), "t".into(), "d".into(), vec![])).unwrap();
    assert_eq!(
        (body["status"].as_u64(), body["code"].as_str(), body["type"].as_str()),
        (Some(422), Some("too-long"), Some("urn:wenzheng:problem:too-long"))
    );
    assert_eq!((body["facts"]["chars"].as_u64(), body["facts"]["max_bytes"].as_u64()), (Some(1_001), Some(65_536)));
    let malformed = Refusal::Malformed { why: "line 3".into() };
    let body = serde_json::to_value(problem(&malformed.into(), "t".into(), "d".into(), vec![])).unwrap();
    assert_eq!((body["detail"].as_str(), body.get("facts")), (Some("line 3"), None));
}

#[test]
fn a_letter_is_called_a_letter_wherever_words_have_one_for_it() {
    let (of, letters) = (Words::of(Lang::Zh), [wenzheng::kernel::letter::LetterKind::Help]);
    let about = of.in_room_of(&letters);
    assert_eq!(of.in_room_of(&[]), of);
    assert_eq!((of.t("desk-approve"), about.t("desk-approve")), ("通过".into(), "受理".into()));
    assert_eq!(about.t("desk-hold"), of.t("desk-hold"), "all else stays");
    assert_ne!(about.t1("desk-waiting", "n", 2), of.t1("desk-waiting", "n", 2), "and is not remembered for both");
    // Where a room of letters has words of its own in one language, the other's must not speak of questions.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/words/en");
    let english: String =
        fs::read_dir(folder).unwrap().map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect();
    for line in english.lines().filter(|line| line.trim_start().starts_with(".letter")) {
        assert!(!line.contains("question") && !line.contains("asker"), "{line}");
    }
}
