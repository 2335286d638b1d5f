//! Workflows: what passes the check can be walked to its end, and each thing that is wrong is told as what it is.

use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use wenzheng::kernel::{
    letter::LetterKind,
    limits::Limits,
    principal::Role,
    workflow::{
        FaultKind, FieldKind, FieldOption, FileFaultKind, FormField, Limit, Rights, Stage, StepKind, Title, ValueFault,
        Workflow,
    },
};

type Change = Box<dyn Fn(&mut Workflow)>;

fn at(workflow: &mut Workflow, name: &str) -> usize {
    workflow.stages.iter().position(|stage| stage.name == name).unwrap()
}

fn change(name: &'static str, change: impl Fn(&mut Stage) + 'static) -> Change {
    Box::new(move |workflow| {
        let nth = at(workflow, name);
        change(&mut workflow.stages[nth]);
    })
}

fn next(name: &'static str, next: &'static [&'static str]) -> Change {
    change(name, move |stage| stage.next = next.iter().map(|name| (*name).to_owned()).collect())
}

fn whole(change: impl Fn(&mut Workflow) + 'static) -> Change {
    Box::new(change)
}

fn more(workflow: &mut Workflow, name: &str, step: StepKind, next: &[&str]) {
    let next = next.iter().map(|name| (*name).to_owned()).collect();
    let (role, limit) = (step.owners()[0], Some(Limit::of(1)));
    let (rights, form) = (Rights::default(), Vec::new());
    let stage = Stage { name: name.into(), step, role, next, title: None, limit, rights, form };
    workflow.stages.push(stage);
}

fn titled(zh: &str, en: &str) -> Option<Title> {
    Some(Title { zh: zh.into(), en: en.into() })
}

fn field(name: &str, kind: FieldKind) -> FormField {
    let title = Title { zh: "现场核实".into(), en: "Looked at".into() };
    FormField { name: name.into(), title, kind, required: false, public: false, options: Vec::new() }
}

fn choice(options: &[&str]) -> FormField {
    let option =
        |name: &&str| FieldOption { name: (*name).into(), title: Title { zh: "上门".into(), en: "A visit".into() } };
    FormField { options: options.iter().map(option).collect(), ..field("how", FieldKind::Choice) }
}

/// A form at the stage where letters are handled.
fn form(fields: Vec<FormField>) -> Change {
    change("handling", move |stage| stage.form.clone_from(&fields))
}

/// Forms with one thing wrong, and where.
fn spoiled_forms() -> Vec<(FaultKind, Option<&'static str>, Change)> {
    use FaultKind::*;
    let (yes_no, handling) = (|name: &str| field(name, FieldKind::YesNo), Some("handling"));
    let long = FormField { title: long_title("字".repeat(41)), ..yes_no("visited") };
    let options: Vec<String> = (0..21).map(|nth| format!("o{nth}")).collect();
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    let everywhere = whole(|workflow| {
        let names = |stage: &str| (0..12).map(|nth| format!("{stage}_{nth}")).collect::<Vec<_>>();
        for stage in workflow.stages.iter_mut().filter(|stage| stage.step.has_form()) {
            let many: Vec<String> = (0..20).map(|nth| format!("o{nth}")).collect();
            let many: Vec<&str> = many.iter().map(String::as_str).collect();
            stage.form =
                names(&stage.name).iter().map(|name| FormField { name: name.clone(), ..choice(&many) }).collect();
        }
    });
    vec![
        (FormAstray, Some("asking"), change("asking", move |stage| stage.form = vec![yes_no("visited")])),
        (TooManyFields, handling, form((0..13).map(|nth| yes_no(&format!("f{nth}"))).collect())),
        (TooManyFormFields, None, everywhere),
        (FieldName, handling, form(vec![yes_no("On-site")])),
        (FieldTwice, handling, form(vec![yes_no("visited"), field("visited", FieldKind::Date)])),
        (FieldTitle, handling, form(vec![long])),
        (NoOptions, handling, form(vec![choice(&["only"])])),
        (OptionsAstray, handling, form(vec![FormField { kind: FieldKind::Text, ..choice(&["a", "b"]) }])),
        (TooManyOptions, handling, form(vec![choice(&options)])),
        (OptionTwice, handling, form(vec![choice(&["a", "a"])])),
        (OptionName, handling, form(vec![choice(&["a", "B c"])])),
    ]
}

fn long_title(zh: String) -> Title {
    Title { zh, en: "Looked at".into() }
}

/// The letters' workflow with one thing wrong, and where.
#[expect(clippy::too_many_lines, reason = "a table of samples")]
fn spoiled() -> Vec<(FaultKind, Option<&'static str>, Change)> {
    use FaultKind::*;
    vec![
        (NoStages, None, whole(|workflow| workflow.stages.clear())),
        (TooManyStages, None, whole(|workflow| workflow.stages = vec![workflow.stages[0].clone(); 41])),
        (Version, None, whole(|workflow| workflow.version = 0)),
        (Name, None, whole(|workflow| workflow.id = "Letters".into())),
        (Title, None, whole(move |workflow| workflow.title = titled("来信", ""))),
        (Title, Some("asking"), change("asking", move |stage| stage.title = titled(" 补充", "More"))),
        (Twice, Some("closed"), whole(|workflow| workflow.stages.push(workflow.stages[8].clone()))),
        (NextUnknown, Some("rating"), next("rating", &["closed", "handling", "archive"])),
        (NextSelf, Some("approval"), next("approval", &["publication", "handling", "approval"])),
        (NextTwice, Some("rating"), next("rating", &["closed", "handling", "closed"])),
        (NextAstray, Some("routing"), next("routing", &["taking", "closed", "rating"])),
        (
            Start,
            Some("rating"),
            whole(|workflow| {
                let rating = at(workflow, "rating");
                workflow.stages[rating].next = vec!["closed".into(), "routing".into()];
                workflow.stages.swap(0, rating);
                workflow.stages.retain(|stage| stage.name != "intake");
            }),
        ),
        (
            Unanswered,
            None,
            whole(|workflow| {
                workflow.stages.clear();
                more(workflow, "publication", StepKind::Publish, &["closed"]);
                more(workflow, "closed", StepKind::Close, &[]);
            }),
        ),
        (Unreached, Some("asking"), next("handling", &["approval"])),
        (DeadEnd, Some("rating"), next("rating", &[])),
        (
            Trap,
            Some("handling"),
            whole(|workflow| {
                let approval = at(workflow, "approval");
                workflow.stages[approval].next = vec!["second".into(), "handling".into()];
                more(workflow, "second", StepKind::Approve, &["approval", "handling"]);
                workflow.stages.retain(|stage| !["publication", "rating"].contains(&stage.name.as_str()));
            }),
        ),
        (Owner, Some("approval"), change("approval", |stage| stage.role = Role::Handler)),
        (NoLimit, Some("taking"), change("taking", |stage| stage.limit = None)),
        (NoLimit, Some("handling"), whole(|workflow| workflow.promise = None)),
        (Days, Some("taking"), change("taking", |stage| stage.limit = Some(Limit::of(251)))),
        (Days, None, whole(|workflow| workflow.promise = Some(Limit::of(0)))),
        (
            UrgentSlower,
            None,
            whole(|workflow| {
                workflow.promise = Some(Limit { urgent: Some(6), ..Limit::of(5) });
            }),
        ),
        (Right, Some("taking"), change("taking", |stage| stage.rights.extend_days = 2)),
        (Approvals, Some("approval"), change("approval", |stage| stage.rights.approvals = 6)),
        (ScreenNext, Some("intake"), next("intake", &["routing"])),
        (
            RouteNext,
            Some("routing"),
            whole(|workflow| {
                // straight to a unit, and what is sent back cannot be given to another
                workflow.stages[0].next = vec!["taking".into(), "closed".into()];
                workflow.stages[1].next = vec!["closed".into()];
            }),
        ),
        (TakeNext, Some("taking"), next("taking", &["handling"])),
        (
            HandleNext,
            Some("handling"),
            whole(|workflow| {
                let (handling, approval) = (at(workflow, "handling"), at(workflow, "approval"));
                workflow.stages[handling].next = vec!["asking".into()];
                workflow.stages[approval].next = vec!["publication".into(), "handling".into()];
                let asking = at(workflow, "asking");
                workflow.stages[asking].next = vec!["handling".into(), "closed".into()];
                workflow.stages.retain(|stage| !["approval", "publication", "rating"].contains(&stage.name.as_str()));
            }),
        ),
        (AskNext, Some("asking"), next("asking", &["closed"])),
        (ApproveNext, Some("approval"), next("approval", &["publication"])),
        (
            PublishNext,
            Some("publication"),
            whole(|workflow| {
                let publication = at(workflow, "publication");
                workflow.stages[publication].next = vec!["handling".into()];
                let approval = at(workflow, "approval");
                workflow.stages[approval].next = vec!["publication".into(), "rating".into(), "handling".into()];
            }),
        ),
        (
            RateNext,
            Some("rating"),
            whole(|workflow| {
                let rating = at(workflow, "rating");
                workflow.stages[rating].next = vec!["handling".into()];
                let handling = at(workflow, "handling");
                workflow.stages[handling].next.push("closed".into());
            }),
        ),
    ]
}

#[test]
fn what_is_shipped_passes() {
    for workflow in Workflow::shipped() {
        assert_eq!(workflow.check(), Ok(()), "{}", workflow.id);
        walks_to_the_end(&workflow);
    }
}

#[test]
fn each_thing_that_is_wrong_is_told_as_what_it_is_and_nothing_else() {
    let mut seen = BTreeSet::new();
    for (kind, stage, change) in spoiled().into_iter().chain(spoiled_forms()) {
        let mut workflow = Workflow::letters();
        change(&mut workflow);
        let faults = workflow.check().expect_err(kind.code());
        let told: Vec<_> = faults.iter().map(|fault| (fault.kind, fault.stage.as_deref())).collect();
        // Without anybody who answers nothing can begin either.
        let told: Vec<_> =
            told.into_iter().filter(|(told, _)| kind != FaultKind::Unanswered || *told != FaultKind::Start).collect();
        assert_eq!(told, [(kind, stage)], "{}", workflow.written());
        seen.insert(kind);
    }
    assert_eq!(seen, FaultKind::ALL.into_iter().collect(), "a fault without a sample");
    let codes: BTreeSet<&str> = FaultKind::ALL.into_iter().map(FaultKind::code).collect();
    assert_eq!(codes.len(), FaultKind::ALL.len());
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let mut workflow = Workflow::letters();
    for change in [next("taking", &["handling"]), change("approval", |stage| stage.limit = Some(Limit::of(0)))] {
        change(&mut workflow);
    }
    let kinds: Vec<_> = workflow.check().unwrap_err().iter().map(|fault| fault.kind).collect();
    assert_eq!(kinds, [FaultKind::Days, FaultKind::TakeNext]);
}

#[test]
fn a_value_is_told_what_is_wrong_with_it_and_a_kind_that_is_none_at_its_line() {
    let limits = Limits { form_line_chars: 5, form_text_chars: 8, ..Limits::default() };
    let fault = |kind, value: &str| FormField { kind, ..choice(&["call", "visit"]) }.fault(value, &limits);
    for (kind, right, wrong, told) in [
        (FieldKind::Text, "上门看过了", "上门看过了。", ValueFault::TooLong),
        (FieldKind::Text, "一行", "一行\n两行", ValueFault::SeveralLines),
        (FieldKind::LongText, "一行\n两行", "一二三四五六七八九", ValueFault::TooLong),
        (FieldKind::Number, "-12.50", "12,5", ValueFault::NotANumber),
        (FieldKind::Number, "0", "1.", ValueFault::NotANumber),
        (FieldKind::Number, "123456789012345", "1234567890123456789012345", ValueFault::NotANumber),
        (FieldKind::Date, "2026-02-13", "2026-02-30", ValueFault::NotADate),
        (FieldKind::Date, "2026-12-31", "2026-2-3", ValueFault::NotADate),
        (FieldKind::Choice, "visit", "上门", ValueFault::NotAnOption),
        (FieldKind::YesNo, "no", "是", ValueFault::NotYesOrNo),
    ] {
        assert_eq!((fault(kind, right), fault(kind, wrong)), (None, Some(told)), "{kind:?} {wrong}");
    }
    let file = Workflow::letters().written() + "\n[[stages.form]]\nname = \"a\"\nkind = \"tick\"\n";
    let fault = Workflow::read(&file).unwrap_err();
    assert_eq!((fault.kind, fault.with.as_str()), (FileFaultKind::UnknownWord, "tick"));
    assert_eq!(fault.line, file.lines().count());
}

/// From whatever stage it has come to, some way ends it; and only along arrows that rules take.
fn walks_to_the_end(workflow: &Workflow) {
    let start = workflow.start().unwrap();
    let (mut open, mut seen) = (vec![start.stage], BTreeSet::new());
    while let Some(name) = open.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        assert!(ends(workflow, &name), "no way out of {name}: {}", workflow.written());
        open.extend(ahead(workflow, &name));
    }
    let all: BTreeSet<String> = workflow.stages.iter().map(|stage| stage.name.clone()).collect();
    assert_eq!(seen, all, "never reached");
}

fn ahead(workflow: &Workflow, name: &str) -> Vec<String> {
    let steps = workflow.stage(name).unwrap().step.may_lead_to();
    let next = |step: &StepKind| workflow.next(name, &[*step]).map(|stage| stage.name.clone());
    let by_rule: BTreeSet<String> = steps.iter().filter_map(next).collect();
    let arrows: BTreeSet<String> = workflow.stage(name).unwrap().next.iter().cloned().collect();
    assert!(by_rule.is_subset(&arrows));
    arrows.into_iter().collect()
}

fn ends(workflow: &Workflow, name: &str) -> bool {
    let (mut open, mut seen) = (vec![name.to_owned()], BTreeSet::new());
    while let Some(name) = open.pop() {
        if workflow.stage(&name).unwrap().step == StepKind::Close {
            return true;
        }
        if seen.insert(name.clone()) {
            open.extend(ahead(workflow, &name));
        }
    }
    false
}

fn stages() -> impl Strategy<Value = (Vec<StepKind>, Vec<Vec<bool>>)> {
    (2_usize..9).prop_flat_map(|many| {
        let steps = prop::collection::vec(prop::sample::select(StepKind::ALL.to_vec()), many);
        (steps, prop::collection::vec(prop::collection::vec(prop::bool::weighted(0.6), many), many))
    })
}

/// Stages at random, and only arrows that rules may take: about one in sixty passes.
fn drawn(steps: &[StepKind], arrows: &[Vec<bool>]) -> Workflow {
    let mut workflow = Workflow { stages: Vec::new(), ..Workflow::letters() };
    for (nth, step) in steps.iter().enumerate() {
        let next: Vec<String> = (0..steps.len())
            .filter(|other| *other != nth && arrows[nth][*other] && step.may_lead_to().contains(&steps[*other]))
            .map(|other| format!("s{other}"))
            .collect();
        let next: Vec<&str> = next.iter().map(String::as_str).collect();
        more(&mut workflow, &format!("s{nth}"), *step, &next);
    }
    workflow
}

fn titles() -> impl Strategy<Value = Option<Title>> {
    prop::option::of(
        ("[\u{4e00}-\u{4eff}\"\\\\=#]{1,9}", "[a-zA-Z'\" \n\t]{0,9}").prop_map(|(zh, en)| Title { zh, en }),
    )
}

fn limits() -> impl Strategy<Value = Option<Limit>> {
    let kinds = prop::collection::btree_map(prop::sample::select(LetterKind::ALL.to_vec()), any::<u16>(), 0..4);
    prop::option::of(
        (any::<u16>(), prop::option::of(any::<u16>()), kinds)
            .prop_map(|(days, urgent, kinds): (_, _, BTreeMap<_, _>)| Limit { days, urgent, kinds }),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_passes_can_be_walked_to_its_end((steps, arrows) in stages()) {
        let workflow = drawn(&steps, &arrows);
        if workflow.check().is_ok() {
            walks_to_the_end(&workflow);
        }
    }

    #[test]
    fn what_was_spoiled_and_passes_is_still_whole(spoils in prop::collection::vec((any::<u8>(), any::<u8>()), 1..6)) {
        let mut workflow = Workflow::letters();
        for (what, other) in spoils {
            let (at, to) = (usize::from(what) % workflow.stages.len(), usize::from(other) % workflow.stages.len());
            let name = workflow.stages[to].name.clone();
            let arrow = workflow.stages[at].next.iter().position(|next| *next == name);
            match (what % 3, arrow) {
                (0, _) => drop(workflow.stages[at].next.pop()),
                (1, None) => workflow.stages[at].next.push(name),
                (1, Some(arrow)) => drop(workflow.stages[at].next.remove(arrow)),
                _ => workflow.stages.swap(at, to),
            }
        }
        if workflow.check().is_ok() {
            walks_to_the_end(&workflow);
        }
    }

    #[test]
    fn a_file_reads_as_it_was_written(
        (steps, arrows) in stages(), title in titles(), promise in limits(), limit in limits(),
        counts in (any::<u16>(), any::<u16>(), any::<bool>()),
    ) {
        let mut workflow = drawn(&steps, &arrows);
        let (extend_days, approvals, publish_by_default) = counts;
        (workflow.title, workflow.promise) = (title.clone(), promise);
        let rights = Rights { extend_days, approvals, publish_by_default };
        let asked = FormField { title: title.clone().unwrap_or_default(), required: counts.2, ..choice(&["a", "b \"c"]) };
        workflow.stages[0].form = vec![asked, FormField { public: true, ..field("x", FieldKind::LongText) }];
        (workflow.stages[0].title, workflow.stages[0].limit, workflow.stages[0].rights) = (title, limit, rights);
        let file = workflow.written();
        prop_assert_eq!(Workflow::read(&file), Ok(workflow), "{}", file);
    }
}

/// The control: some of what is drawn passes, so that the law is put to use.
#[test]
fn some_of_what_is_drawn_passes() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let passes = |_: &u32| {
        let (steps, arrows) = stages().new_tree(&mut runner).unwrap().current();
        drawn(&steps, &arrows).check().is_ok()
    };
    assert!((0..20_000).filter(passes).count() > 5);
}

#[test]
fn a_file_that_cannot_be_read_names_the_line() {
    let file = Workflow::letters().written();
    let line = |of: &str| file.lines().position(|line| line == of).unwrap() + 1;
    let routing = line("name = \"routing\"");
    let read = |from: &str, to: &str| Workflow::read(&file.replacen(from, to, 1)).unwrap_err();
    for (from, to, at, kind, with) in [
        ("role = \"router\"", "role = \"postman\"", routing + 2, FileFaultKind::UnknownWord, "postman"),
        ("role = \"router\"", "role = \"router\"\ncolour = 1", routing + 3, FileFaultKind::UnknownField, "colour"),
        ("step = \"route\"\n", "", routing - 1, FileFaultKind::MissingField, "step"),
        ("version = 1", "version = \"one\"", 2, FileFaultKind::Shape, ""),
        ("name = \"routing\"", "name = routing", routing, FileFaultKind::Syntax, ""),
        ("[[stages]]", "[[stages]", line("[[stages]]"), FileFaultKind::Syntax, ""),
        ("id = \"letters\"\n", "", 0, FileFaultKind::MissingField, "id"),
    ] {
        let fault = read(from, to);
        assert_eq!((fault.line, fault.kind, fault.with.as_str()), (at, kind, with), "{to}");
    }
    assert_eq!(Workflow::read(&"#".repeat(300_000)).unwrap_err().kind, FileFaultKind::TooLarge);
}
