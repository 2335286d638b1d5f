//! A world in which everything has happened once, for spoiling.

use crate::{
    drawn::text,
    people::{Who, guest},
    plays::announced,
    world::World,
};
use wenzheng::kernel::{
    command::Command,
    erasure::{ErasureStep, Ground, Manner, Target},
    line::Speaker,
    policy::Publication,
    post::Verdict,
    principal::Role,
};

/// A live interview with a post of every fate but `received`, for spoiling.
pub fn interview_with_everything() -> World {
    let mut world = announced(1);
    let policy = &mut world.scope.header.as_mut().unwrap().policy;
    (policy.publication, policy.undo_ms, policy.sign_off) = (Publication::AfterApproval, 0, false);
    let mut sent = |who: Who, command: Command| {
        let given = world.given(who, &command, false, true);
        world.send(who, &command, &given).unwrap_or_else(|refusal| panic!("{command:?}: {refusal}"));
        world.posts.last().copied()
    };
    let (moderator, host) = (Who::Staff(Role::Moderator), Who::Staff(Role::Host));
    sent(Who::Clock, Command::Advance);
    sent(host, Command::GoLive);
    let mut ask = |nth: u8, verdict: Option<Verdict>| {
        let who = Who::Visitor(nth % 4);
        let post =
            sent(who, Command::Ask { text: text(nth + 2), name: String::new(), to: None, contact: None }).unwrap();
        if let Some(verdict) = verdict {
            sent(moderator, Command::Screen { post, revision: 1, verdict });
        } else {
            sent(who, Command::Withdraw { post });
        }
        post
    };
    let (first, listed) = (ask(0, Some(Verdict::Approve)), ask(1, Some(Verdict::Approve)));
    ask(2, None);
    ask(3, Some(Verdict::Hold));
    ask(4, Some(Verdict::Reject { rule: "advertising".into() }));
    ask(5, Some(Verdict::Merge { into: listed }));
    sent(host, Command::Stage { post: first, revision: 3 });
    let speaker = Speaker::Guest { guest: guest(0) };
    let stenographer = Who::Staff(Role::Stenographer);
    sent(stenographer, Command::Say { speaker, text: "末班车延长到零点。".into(), before: None });
    let (post, official, guest) = (first, Who::Official(Role::Guest, 0), guest(0));
    sent(official, Command::Draft { post, revision: None, guest, text: "自十二月一日起执行。".into() });
    sent(official, Command::Publish { post, revision: 4, guest });
    for text in ["欢迎各位。", "下一段谈票价。"] {
        sent(stenographer, Command::Prepare { speaker: Some(Speaker::Host), text: text.into() });
    }
    sent(stenographer, Command::Show { block: 2, revision: 1 });
    let (targets, reason) = (vec![Target::Post { post: listed }], "当事人请求".to_owned());
    let step = ErasureStep::Propose { targets, manner: Manner::Destroy, ground: Ground::PersonalData, reason };
    sent(moderator, Command::Erase { step });
    sent(Who::Staff(Role::Approver), Command::Erase { step: ErasureStep::Agree { erasure: 1 } });
    world
}
