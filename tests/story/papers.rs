//! The papers of the office: workflows take effect for what begins from then on.

use crate::house::{House, Interview};
use wenzheng::kernel::{
    command::{Command, OfficeCommand},
    id::UnitId,
    matter::heard,
    policy::Policy,
    principal::{Principal, Reach, Role},
    refusal::Refusal,
    room::Header,
    workflow::{StepKind, Title, Workflow, WorkflowStep},
};

fn adopt(workflow: &Workflow, seen: u32) -> Command {
    Command::Workflow { step: WorkflowStep::Adopt { workflow: workflow.clone(), seen } }
}

async fn header(room: &Interview<'_>) -> Header {
    room.house.db.room(room.room).await.unwrap().unwrap()
}

async fn refused(room: &Interview<'_>, who: Principal, workflow: &Workflow, seen: u32) -> Refusal {
    room.act(who, adopt(workflow, seen)).await.unwrap_err()
}

fn version(version: u32) -> Workflow {
    let title = Some(Title { zh: format!("第{version}版"), en: format!("No. {version}") });
    Workflow { version, title, ..Workflow::letters() }
}

#[tokio::test]
async fn a_workflow_takes_effect_where_it_is_sound_and_newer_and_its_administrator_says_so() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let mut trap = version(2);
    trap.stages[7].next = vec!["handling".into()];
    trap.stages[3].next = vec!["approval".into(), "asking".into(), "closed".into()];
    let Refusal::BadWorkflow { stage, fault, .. } = refused(&room, room.admin, &trap, 1).await else { panic!() };
    assert_eq!((stage.as_str(), fault.as_str()), ("rating", "rate-next"));
    for who in [room.moderator, room.host, room.guest, crate::house::citizen()] {
        assert_eq!(refused(&room, who, &version(2), 1).await, Refusal::NotAllowed);
    }
    assert_eq!(refused(&room, room.admin, &version(1), 1).await, Refusal::OldVersion { version: 1 });
    let same = Workflow { version: 2, ..Workflow::interview() };
    assert_eq!(refused(&room, room.admin, &same, 1).await, Refusal::Unchanged);

    let public_at = header(&room).await.public_at;
    room.act(room.admin, adopt(&version(2), 1)).await.unwrap();
    assert_eq!(refused(&room, room.admin, &version(3), 1).await, Refusal::Stale { revision: 2 });
    let now = header(&room).await;
    assert_eq!((now.workflow, now.earlier_workflows, now.public_at), (version(2), vec![], public_at));
}

#[tokio::test]
async fn what_began_with_an_earlier_version_still_finds_it() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let named = |version| {
        let title = Some(Title { zh: "访谈".into(), en: "Interview".into() });
        Workflow { version, title, ..Workflow::interview() }
    };
    let first = room.asked("夜班车几点收班？").await;
    room.act(room.admin, adopt(&named(2), 1)).await.unwrap();
    // The question stands at a stage by its name: what takes that away would lose it.
    let Refusal::BadWorkflow { stage, fault, .. } = refused(&room, room.admin, &version(3), 2).await else { panic!() };
    assert_eq!((stage.as_str(), fault.as_str()), ("screening", "kept"));
    room.screen(first, wenzheng::kernel::post::Verdict::Approve).await.unwrap();
    room.house.pass(6_000).await;
    assert_eq!(room.post(first).await.post.place.step, StepKind::Handle);

    let now = header(&room).await;
    assert_eq!(now.workflow_of(1), &Workflow::interview());
    assert_eq!(now.workflow_of(2), &named(2));
    assert_eq!(now.workflow_of(9), &named(2), "none is kept of it");

    let most = wenzheng::kernel::limits::Limits::default().workflow_versions;
    for seen in 2..=u32::try_from(most).unwrap() {
        let mut next = named(seen + 1);
        next.title.as_mut().unwrap().zh = format!("访谈{seen}");
        room.act(room.admin, adopt(&next, seen)).await.unwrap();
    }
    let seen = u32::try_from(most).unwrap() + 1;
    assert_eq!(refused(&room, room.admin, &named(seen + 1), seen).await, Refusal::Full { most });
}

#[tokio::test]
async fn the_catalogue_of_matters_is_an_edition_of_the_office_and_proposes_by_words_as_they_are_written() {
    let house = House::new().await;
    for name in ["市交通局", "市水务局"] {
        let unit = UnitId(uuid::Uuid::now_v7());
        let set = OfficeCommand::SetUnit { unit, name: name.into(), parent: None };
        house.desk.office(Principal::Operator, set).await.unwrap();
    }
    let governor = house.staff("governor", &[(Role::Administrator, Reach::Installation)]).await;
    let clerk = house.staff("clerk", &[(Role::Router, Reach::Installation)]).await;
    let sheet =
        "编码,事项,牵头单位,关键词\nJT-01,交通出行/公交线路,市交通局,末班车\nSW-01,供水排水/道路积水,市水务局,积水\n";
    let amend = |file: &str, seen| OfficeCommand::AmendMatters { file: file.into(), seen };
    assert_eq!(house.desk.office(clerk, amend(sheet, 0)).await.unwrap_err(), Refusal::NotAllowed);
    let unknown = sheet.replace("市水务局", "市水利局");
    let refused = house.desk.office(governor, amend(&unknown, 0)).await.unwrap_err();
    assert_eq!(refused, Refusal::BadMatters { row: 3, fault: "unit" });
    house.desk.office(governor, amend(sheet, 0)).await.unwrap();
    assert_eq!(house.desk.office(governor, amend(sheet, 0)).await.unwrap_err(), Refusal::Stale { revision: 1 });
    assert_eq!(house.desk.office(governor, amend(sheet, 1)).await.unwrap_err(), Refusal::Unchanged);

    let house = house.restart().await;
    let matters = house.desk.current().get().matters.clone();
    assert_eq!((matters.edition, matters.matters.len()), (1, 2));
    let cut =
        |text: &str| wenzheng::terms::cut(text, 1_000, true).into_iter().map(|term| term.word).collect::<Vec<_>>();
    let found = matters.suggest(&heard(&cut("28路公交的末班车能否晚一点"), &cut("下雨天路上也常常积水。")), None);
    let told: Vec<_> = found.iter().map(|one| (one.code.as_str(), one.unit.as_str())).collect();
    assert_eq!(told, [("JT-01", "市交通局"), ("SW-01", "市水务局")]);
    assert!(found[0].because.contains(&"末班车".to_owned()), "{found:?}");
}
