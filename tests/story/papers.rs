//! The papers of the office: workflows take effect for what begins from then on.

use crate::house::{House, Interview};
use wenzheng::kernel::{
    command::Command,
    policy::Policy,
    principal::Principal,
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
