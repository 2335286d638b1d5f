//! Whoever puts a question on stage must have seen its words and its fate; what else happens to it is no reason to look
//! again.

use crate::{
    everything::interview_with_everything,
    people::{Who, guest},
    world::World,
};
use wenzheng::kernel::{
    command::Command,
    id::PostId,
    post::{Fate, Verdict},
    principal::Role,
    refusal::Refusal,
};

const HOST: Who = Who::Staff(Role::Host);
const MODERATOR: Who = Who::Staff(Role::Moderator);

fn post_of(fate: Fate) -> (World, PostId, u32) {
    let mut world = interview_with_everything();
    let post = world.scope.posts.values_mut().find(|post| post.fate == fate).unwrap();
    post.erased = false;
    let (id, revision) = (post.id, post.revision);
    (world, id, revision)
}

fn sent(world: &mut World, who: Who, command: &Command) -> Result<(), Refusal> {
    let given = world.given(who, command, false, true);
    world.send(who, command, &given).map(drop)
}

#[test]
fn a_draft_a_rank_or_an_assignment_does_not_keep_a_question_off_the_stage() {
    let (mut world, post, seen) = post_of(Fate::Listed);
    let official = Who::Official(Role::Guest, 0);
    let draft = Command::Draft { post, revision: None, guest: guest(0), text: "草稿。".into() };
    sent(&mut world, official, &draft).unwrap();
    sent(&mut world, MODERATOR, &Command::Rank { post, revision: seen + 1, before: None }).unwrap();
    let revision = world.scope.posts[&post].revision;
    sent(&mut world, MODERATOR, &Command::Assign { post, revision, guest: Some(guest(0)) }).unwrap();
    assert!(world.scope.posts[&post].revision > seen);
    sent(&mut world, HOST, &Command::Stage { post, revision: seen }).unwrap();
    assert_eq!(world.scope.posts[&post].fate, Fate::OnStage);
}

#[test]
fn other_words_or_another_fate_do() {
    let word = |post, revision| Command::Word { post, revision, text: "编辑后的话".into() };
    let approve = |post, revision| Command::Screen { post, revision, verdict: Verdict::Approve };
    for (fate, change) in [(Fate::Listed, word as fn(PostId, u32) -> Command), (Fate::Held, approve)] {
        let (mut world, post, seen) = post_of(fate);
        sent(&mut world, MODERATOR, &change(post, seen)).unwrap();
        let now = world.scope.posts[&post].revision;
        let stale = Err(Refusal::Stale { revision: now });
        for named in [seen, 0, now + 1] {
            assert_eq!(
                sent(&mut world, MODERATOR, &Command::Stage { post, revision: named }),
                stale,
                "{named} of {now}"
            );
        }
        sent(&mut world, MODERATOR, &Command::Stage { post, revision: now }).unwrap();
    }
}

#[test]
fn a_question_kept_before_this_was_noted_is_seen_as_it_is_or_not_at_all() {
    let (mut world, post, seen) = post_of(Fate::Listed);
    world.scope.posts.get_mut(&post).unwrap().stands_since = 0;
    let draft = Command::Draft { post, revision: None, guest: guest(0), text: "草稿。".into() };
    sent(&mut world, Who::Official(Role::Guest, 0), &draft).unwrap();
    let stale = Err(Refusal::Stale { revision: seen + 1 });
    assert_eq!(sent(&mut world, HOST, &Command::Stage { post, revision: seen }), stale);
    sent(&mut world, HOST, &Command::Stage { post, revision: seen + 1 }).unwrap();
}
