//! What must hold after every command, and worlds in which it does not.

use crate::{
    people::{ROOM, Who},
    world::{Step, World},
};
use std::collections::HashSet;
use wenzheng::kernel::{
    clock::{Clock, ClockStep, Kept},
    command::Command,
    erasure::Stand,
    event::{BlockEvent, Event, LineEvent, PostEvent, RoomEvent},
    id::{PostId, TextId},
    line::{Line, LineKind},
    post::{Fate, Post, ReplyState},
    principal::Role,
    record::{RecordEvent, RecordStep, Stage},
    room::{Header, Phase},
    tally::Tally,
    workflow::StepKind,
};

type Broken = Vec<String>;

macro_rules! law {
    ($broken:ident, $holds:expr, $($said:tt)+) => { if !$holds { $broken.push(format!($($said)+)); } };
}

/// What the state as a whole must satisfy.
pub fn state(world: &World) -> Broken {
    let mut broken = Vec::new();
    let Some(header) = &world.scope.header else { return broken };
    streams(world, header, &mut broken);
    stage(world, header, &mut broken);
    for post in world.scope.posts.values() {
        one_post(world, post, &mut broken);
    }
    for line in world.scope.lines.values() {
        one_line(world, line, &mut broken);
    }
    record(world, header, &mut broken);
    blocks(world, header, &mut broken);
    erasures(world, header, &mut broken);
    broken
}

/// Lines stand as they were put, and there is always room for the next one behind them.
fn record(world: &World, header: &Header, broken: &mut Broken) {
    let mut lines: Vec<&Line> = world.scope.lines.values().collect();
    lines.sort_by(|a, b| a.place.total_cmp(&b.place).then(a.number.cmp(&b.number)));
    let order: Vec<u32> = lines.iter().map(|line| line.number).collect();
    law!(broken, order == world.record, "the record is {order:?}, but was put as {:?}", world.record);
    let end = world.scope.lines.get(&header.closing).map(|line| line.place);
    let late = lines
        .iter()
        .find(|line| !matches!(line.kind, LineKind::Reply { .. }) && end.is_some_and(|end| line.place > end));
    law!(broken, late.is_none(), "the session is over, and then comes {late:?}");
    let beyond = lines.iter().find(|line| line.place >= Line::end(header.lines));
    law!(broken, beyond.is_none(), "the next line would stand before {beyond:?}");
}

fn streams(world: &World, header: &Header, broken: &mut Broken) {
    let dense = |numbers: Vec<u64>| numbers.iter().copied().eq(1..=numbers.len() as u64);
    let staff: Vec<u64> = world.journal.iter().map(|(landing, _)| landing.staff_at).collect();
    let public: Vec<u64> = world.journal.iter().filter_map(|(landing, _)| landing.public_at).collect();
    law!(
        broken,
        header.staff_at == staff.len() as u64 && header.public_at == public.len() as u64,
        "the header miscounts"
    );
    law!(broken, dense(staff), "staff positions have gaps");
    let inside = |event: &Event| {
        matches!(event, Event::Block { .. } | Event::Crew { .. } | Event::Erasure { .. } | Event::Office { .. })
    };
    let told = world.journal.iter().find(|(landing, event)| inside(event) && landing.public_at.is_some());
    law!(broken, told.is_none(), "the public stream tells of {told:?}");
    law!(broken, dense(public), "public positions have gaps");
    let mut numbers: Vec<u64> = world.scope.posts.values().map(|post| u64::from(post.number)).collect();
    numbers.sort_unstable();
    law!(broken, header.posts as usize == numbers.len() && dense(numbers), "numbers of posts have gaps");
    let mut numbers: Vec<u64> = world.scope.lines.keys().map(|number| u64::from(*number)).collect();
    numbers.sort_unstable();
    law!(broken, header.lines as usize == numbers.len() && dense(numbers), "numbers of lines have gaps");
    let recorded = header.video_at == 0
        || matches!(header.phase, Phase::Live | Phase::Closed | Phase::Cancelled | Phase::Discarded);
    law!(broken, recorded, "a recording begins before the session, while {:?}", header.phase);
    law!(broken, header.id == ROOM && header.revision > 0, "the header lost itself");
}

fn stage(world: &World, header: &Header, broken: &mut Broken) {
    let staged = world.scope.posts.values().filter(|post| post.fate == Fate::OnStage).map(|post| post.id);
    let staged: HashSet<PostId> = staged.collect();
    law!(
        broken,
        staged == header.on_stage.into_iter().collect(),
        "on stage: {staged:?}, the header says {:?}",
        header.on_stage
    );
    let counted = world.scope.posts.values().map(Tally::of).fold(Tally::default(), Tally::plus);
    law!(broken, counted == header.tally, "the tally is {:?}, counted {counted:?}", header.tally);
    law!(broken, counted.rated() <= counted.answered, "more ratings than answers");
    // What was answered aloud has left the stage, and its words may still be on their way.
    let bound = header.bound.and_then(|id| world.scope.posts.get(&id));
    let waits = header.on_stage.is_none() && bound.is_some_and(Post::takes_answers);
    law!(broken, header.bound.is_none() || header.bound == header.on_stage || waits, "bound to what is not on stage");
    law!(broken, header.bound.is_none() || header.phase == Phase::Live, "bound while {:?}", header.phase);
    law!(broken, header.on_stage.is_none() || header.phase == Phase::Live, "on stage while {:?}", header.phase);
}

fn one_post(world: &World, post: &Post, broken: &mut Broken) {
    let (id, fate) = (post.number, post.fate);
    use Fate::{Answered, CarriedOver, Ended, Listed, Merged, OnStage};
    let visible = matches!(fate, Listed | OnStage | Answered | Merged | CarriedOver | Ended);
    leftover(post, broken);
    law!(broken, !post.public || (visible && post.taken_down.is_none()), "{id} is public and {fate:?}");
    law!(broken, fate != Fate::OnStage || post.public, "{id} is on stage and not public");
    law!(
        broken,
        post.merged_into.is_some() == (fate == Fate::Merged),
        "{id} is {fate:?}, joined to {:?}",
        post.merged_into
    );
    let answered = post.is_answered_in_writing() || post.is_answered_in_speech();
    law!(broken, fate != Fate::Answered || answered, "{id} is answered by nothing");
    law!(broken, fate != Fate::Listed || !answered, "{id} is answered and only listed");
    law!(broken, (post.answered_at != 0) == answered || world.now == 0, "{id} was answered at {}", post.answered_at);
    let lines =
        world.scope.lines.values().filter(|line| line.is_guests() && !line.taken_down && line.post == Some(post.id));
    law!(broken, post.spoken as usize == lines.count(), "{id} counts {} spoken lines", post.spoken);
    for reply in &post.replies {
        let public = reply.state == ReplyState::Published;
        law!(
            broken,
            public || !(reply.open || reply.draft.is_some()),
            "{id} has an open reply that is {:?}",
            reply.state
        );
        let line = reply.line.and_then(|line| world.scope.lines.get(&line));
        let same = line.is_some_and(|line| line.text.as_ref() == Some(&reply.text) && !line.taken_down);
        law!(broken, !public || same, "{id} is answered otherwise in the record");
    }
    let mut seen = HashSet::from([post.id]);
    let mut head = post;
    while let Some(next) = head.merged_into.and_then(|into| world.scope.posts.get(&into)) {
        if !seen.insert(next.id) {
            broken.push(format!("{id} is joined to itself in a ring"));
            break;
        }
        head = next;
    }
    for (voted, visitor) in world.votes.iter().filter(|(voted, _)| *voted == post.id) {
        law!(broken, post.origin.is_citizens(), "{voted} was prepared and has votes");
        law!(broken, post.visitor != Some(*visitor), "{id} has its author's vote");
    }
}

/// What went over stays public, and what nobody answers everybody reads why.
fn leftover(post: &Post, broken: &mut Broken) {
    let (id, fate) = (post.number, post.fate);
    let over = matches!(fate, Fate::CarriedOver | Fate::Ended);
    law!(broken, !over || post.is_carried(), "{id} is {fate:?} and no case");
    law!(broken, !over || post.public, "{id} is {fate:?} and out of sight");
    law!(broken, post.fate != Fate::Ended || post.told_why().is_some(), "{id} ended and nobody reads why");
    let step = post.place.step;
    law!(broken, fate != Fate::CarriedOver || step != StepKind::Close, "{id} went over and stands at {step:?}");
    law!(broken, !post.is_carried() || fate != Fate::Listed, "{id} went over and is only listed");
}

/// What one accepted command must satisfy.
pub fn accepted(world: &World, who: Who, command: &Command, step: &Step) -> Broken {
    let mut broken = Vec::new();
    law!(broken, who.may(command), "{who:?} did {command:?}");
    let before = step.before.header.as_ref();
    if let (Command::Ask { .. }, Some(header)) = (command, before) {
        let open = matches!(header.phase, Phase::Collecting | Phase::Live) && !header.asking_closed;
        law!(broken, open && world.now < header.schedule.ends_at, "taken while closed");
    }
    if let Command::Vote { post } = command {
        law!(broken, step.before.posts.get(post).is_some_and(|post| post.public), "a vote for what nobody sees");
    }
    if let (Command::PublishPart { .. } | Command::Finish { .. }, Some(header)) = (command, before) {
        let own = matches!(who, Who::Official(Role::Guest, _));
        law!(broken, header.policy.by_sentence && (own || !header.policy.sign_off), "{who:?} published a sentence");
    }
    confirmed(command, step, &mut broken);
    for event in &step.events {
        one_event(world, command, step, event, &mut broken);
        let json = serde_json::to_string(event).unwrap();
        law!(
            broken,
            serde_json::from_str::<Event>(&json).is_ok_and(|read| read == *event),
            "read back otherwise: {json}"
        );
    }
    broken
}

/// What an approver read is what stands: nothing is added to it but late answers, nothing moves, and what is mended
/// was meant as a public erratum.
fn confirmed(command: &Command, step: &Step, broken: &mut Broken) {
    let Some(header) = &step.before.header else { return };
    if let Command::Record { step: RecordStep::Confirm { seen } } = command {
        law!(broken, *seen == header.public_at, "confirmed {seen}, but it stood at {}", header.public_at);
        law!(broken, header.open_blocks == 0 && header.phase == Phase::Closed, "confirmed with work left");
    }
    if header.stage() != Stage::Confirmed {
        return;
    }
    let meant = matches!(
        command,
        Command::CorrectLine { erratum: true, .. }
            | Command::Describe { erratum: true, .. }
            | Command::Record { step: RecordStep::Note { erratum: true, .. } }
            | Command::CorrectReply { .. }
            | Command::PublishPart { .. }
    );
    for event in &step.events {
        let stays = match event {
            Event::Line { event: LineEvent::Written { kind, .. }, .. } => matches!(kind, LineKind::Reply { .. }),
            Event::Line { event: LineEvent::Placed { .. } | LineEvent::Bound { .. }, .. } => false,
            Event::Line { event: LineEvent::Corrected { .. } | LineEvent::Described { .. }, .. } => meant,
            Event::Post { event: PostEvent::Worded { .. }, .. } => false,
            Event::Room { event: RoomEvent::Record { event: RecordEvent::Erased { .. } } } => true,
            Event::Room { event: RoomEvent::Record { .. } } => meant,
            _ => true,
        };
        law!(broken, stays, "a confirmed record was changed by {command:?}: {event:?}");
    }
}

/// What is not shown is in no line, and what is shown is in one, as it was last worded.
fn blocks(world: &World, header: &Header, broken: &mut Broken) {
    let blocks = world.scope.blocks.values();
    let mut numbers: Vec<u32> = blocks.clone().map(|block| block.number).collect();
    numbers.sort_unstable();
    law!(broken, numbers.iter().copied().eq(1..=header.blocks), "numbers of blocks have gaps");
    law!(
        broken,
        blocks.clone().filter(|block| block.is_open()).count() == header.open_blocks as usize,
        "{} blocks are open, says the header",
        header.open_blocks
    );
    let told: HashSet<TextId> = world.scope.lines.values().filter_map(|line| Some(line.text.as_ref()?.id)).collect();
    let mut lines = HashSet::new();
    for block in blocks {
        let number = block.number;
        law!(broken, block.is_open() || block.due_at.is_none(), "block {number} is done with and still due");
        let Some(line) = block.line else {
            law!(broken, !told.contains(&block.text.id), "block {number} is not shown and in the record");
            continue;
        };
        law!(broken, lines.insert(line), "line {line} was shown twice");
        let line = world.scope.lines.get(&line);
        let words = line.and_then(|line| line.errata.first().map(|first| &first.old).or(line.text.as_ref()));
        law!(broken, words == Some(&block.text), "block {number} was shown in other words");
        law!(broken, line.map(|line| line.kind) == Some(block.kind), "block {number} became something else");
    }
}

/// Two people, and nothing of what they named is left.
fn erasures(world: &World, header: &Header, broken: &mut Broken) {
    let mut numbers: Vec<u32> = world.scope.erasures.keys().copied().collect();
    numbers.sort_unstable();
    law!(broken, numbers.iter().copied().eq(1..=header.erasures), "numbers of erasures have gaps");
    let taken = world.taken();
    let agreed = world.journal.iter().filter_map(|(_, event)| event.erases()).map(|act| act.erasure);
    for number in agreed {
        let done = world.scope.erasures.get(&number).is_some_and(|erasure| erasure.stand == Stand::Done);
        law!(broken, done, "something was erased and nobody agreed to {number}");
    }
    for erasure in world.scope.erasures.values().filter(|erasure| erasure.stand == Stand::Done) {
        law!(broken, erasure.by != erasure.decided_by, "one person alone erased {}", erasure.number);
    }
    for (nth, (_, event)) in world.journal.iter().enumerate() {
        let Event::Erasure { event: wenzheng::kernel::erasure::ErasureEvent::CarriedOut { erasure } } = event else {
            continue;
        };
        let erasure = &world.scope.erasures[erasure];
        let left: Vec<TextId> = erasure.targets.iter().flat_map(|target| world.named_until(nth, *target)).collect();
        let left = left.iter().filter(|text| !taken.contains(text)).count();
        law!(broken, left == 0, "{left} texts of erasure {} are left", erasure.number);
    }
}

fn one_line(world: &World, line: &Line, broken: &mut Broken) {
    let number = line.number;
    let erased =
        |event: &Event| matches!(event, Event::Line { line, event: LineEvent::Erased { .. } } if *line == number);
    let gone = line.photo.is_none() && world.journal.iter().any(|(_, event)| erased(event));
    law!(broken, gone || (line.kind == LineKind::Photo) == line.photo.is_some(), "{number} is {:?}", line.kind);
    law!(broken, line.photo.is_none() || line.text.is_some(), "photo {number} has no caption");
    law!(broken, !line.is_crews() || line.text.is_some(), "{number} says nothing");
}

fn one_block(world: &World, command: &Command, step: &Step, block: u32, event: &BlockEvent, broken: &mut Broken) {
    let public = step.events.iter().filter(|event| !matches!(event, Event::Block { .. }));
    let written =
        public.clone().filter(|event| matches!(event, Event::Line { event: LineEvent::Written { .. }, .. })).count();
    let shown = matches!(event, BlockEvent::Shown { .. });
    law!(broken, written == usize::from(shown), "{written} lines were written");
    law!(broken, shown || public.count() == 0, "words that are not shown moved something public");
    let due = step.before.blocks.get(&block).and_then(|block| block.due_at);
    if let (BlockEvent::Shown { .. }, Command::Clock { step: ClockStep::ShowDue { .. } }) = (event, command) {
        law!(broken, due.is_some_and(|due| due <= world.now), "shown by the schedule before it was due");
    }
    let waits = matches!(event, BlockEvent::Prepared { due_at: Some(_), .. });
    let photo = |event: &BlockEvent| matches!(event, BlockEvent::Prepared { kind, photo, .. } if (*kind == LineKind::Photo) != photo.is_some());
    law!(broken, !photo(event), "a block is a photo without a picture, or the other way round");
    law!(
        broken,
        !(waits && matches!(command, Command::Prepare { .. } | Command::PreparePhoto { .. })),
        "prepared ahead and yet due"
    );
}

/// A deadline is of what the end left open, by a newer calendar, from the same day.
fn counts(world: &World, post: &Post, clock: &Clock) -> bool {
    let open = post.public && post.fate == Fate::Listed;
    let closed = world.scope.header.as_ref().is_some_and(|header| header.phase == Phase::Closed);
    let newer = |kept: &Kept| kept.now.edition < clock.edition && kept.now.received == clock.received;
    open && closed && post.clock.as_ref().is_none_or(newer)
}

fn one_event(world: &World, command: &Command, step: &Step, event: &Event, broken: &mut Broken) {
    if let Event::Crew { .. } = event {
        let same = step.before.posts == world.scope.posts && step.before.lines == world.scope.lines;
        law!(broken, same && step.events.len() == 1, "a cue changed something");
        return;
    }
    if let Event::Block { event: BlockEvent::Erased { .. }, .. } = event {
        // It goes with the line that it became.
        let line = |event: &Event| matches!(event, Event::Line { event: LineEvent::Erased { .. }, .. });
        law!(broken, step.events.iter().any(line), "a draft was erased and its line was not");
        return;
    }
    if let Event::Block { block, event } = event {
        one_block(world, command, step, *block, event, broken);
        return;
    }
    let Event::Post { post, event } = event else {
        if let Event::Line { event: LineEvent::Written { post: Some(post), .. }, .. } = event {
            law!(broken, world.scope.posts.get(post).is_some_and(|post| post.public), "a line tells of a hidden post");
        }
        return;
    };
    let (before, after) = (step.before.posts.get(post), &world.scope.posts[post]);
    match event {
        PostEvent::Released { verdict, .. } => {
            let staged = matches!(command, Command::Stage { .. });
            let immediate = matches!(command, Command::Screen { .. });
            let pending = before.and_then(|post| post.pending.as_ref());
            let due = pending.is_some_and(|pending| pending.verdict == *verdict && pending.due_at <= world.now);
            let undo_ms = world.scope.header.as_ref().map_or(0, |header| header.policy.undo_ms);
            law!(broken, due || staged || (immediate && undo_ms <= 0), "{verdict:?} in effect before it was due");
        }
        PostEvent::Screened { .. } => {
            let undo_ms = world.scope.header.as_ref().map_or(0, |header| header.policy.undo_ms);
            let same = before.is_none_or(|before| before.public == after.public && before.fate == after.fate);
            law!(
                broken,
                same || undo_ms <= 0 || matches!(command, Command::Edit { .. }),
                "a decision was seen before its window ended"
            );
        }
        PostEvent::ReplyPublished { guest, .. } => {
            let sign_off = world.scope.header.as_ref().is_some_and(|header| header.policy.sign_off);
            let reply = after.reply(*guest).unwrap();
            let signed = world.signed.get(&(*post, *guest)) == Some(&reply.text);
            law!(broken, signed || !sign_off, "published without the guest's word");
        }
        PostEvent::Rated { .. } => {
            let first = before.is_some_and(|post| post.rating.is_none() && post.answered_at > 0);
            let own = before.is_some_and(|post| post.visitor.is_some());
            law!(broken, first && own, "rated twice, before an answer, or by nobody");
        }
        PostEvent::Appealed { .. } => {
            let stopped = before.is_some_and(|post| post.fate == Fate::ScreenedOut && !post.public);
            let first = before.is_some_and(|post| post.appeal.is_none() && post.visitor.is_some());
            law!(broken, stopped && first, "appealed twice, by nobody, or against nothing");
        }
        PostEvent::Counted { clock } => {
            let sound = before.is_some_and(|post| counts(world, post, clock));
            law!(broken, sound, "a deadline of nothing, counted twice, or begun anew");
        }
        PostEvent::AppealDismissed { .. } => {
            law!(broken, before.is_some_and(|post| post.open_appeal().is_some()), "dismissed what nobody asked");
        }
        PostEvent::Withdrawn => {
            law!(broken, !after.public && after.pending.is_none(), "withdrawn and still on its way")
        }
        _ => {}
    }
}

/// The controls: each spoils a sound world in one way, and some law must notice.
#[test]
fn every_law_notices_its_breach() {
    let sound = crate::everything::interview_with_everything();
    assert_eq!(state(&sound), Vec::<String>::new());
    type Spoil = fn(&mut World);
    fn change(world: &mut World, fate: Fate, change: fn(&mut Post)) {
        let post = world.scope.posts.values_mut().find(|post| post.fate == fate).unwrap();
        change(post);
    }
    let spoils: [(&str, Spoil); 22] = [
        ("withdrawn yet public", |w| change(w, Fate::Withdrawn, |post| post.public = true)),
        ("screened out yet public", |w| change(w, Fate::ScreenedOut, |post| post.public = true)),
        ("taken down yet public", |w| change(w, Fate::Listed, |post| post.taken_down = Some("x".into()))),
        ("two on stage", |w| change(w, Fate::Listed, |post| post.fate = Fate::OnStage)),
        ("nothing on stage", |w| change(w, Fate::OnStage, |post| post.fate = Fate::Answered)),
        ("closed with a post on stage", |w| w.scope.header.as_mut().unwrap().phase = Phase::Closed),
        ("miscounted lines", |w| change(w, Fate::OnStage, |post| post.spoken += 1)),
        ("a record that answers otherwise", |w| {
            let reply = w.scope.posts.values().find_map(|post| post.replies.first()).unwrap().clone();
            w.scope.lines.get_mut(&reply.line.unwrap()).unwrap().text = None;
        }),
        ("joined to nothing", |w| change(w, Fate::Merged, |post| post.merged_into = None)),
        ("a missing number", |w| change(w, Fate::Listed, |post| post.number = 99)),
        ("a line elsewhere than it was put", |w| w.scope.lines.get_mut(&1).unwrap().place = 2.5),
        ("a line behind the end", |w| w.scope.header.as_mut().unwrap().closing = 1),
        ("a missing line", |w| drop(w.scope.lines.remove(&1))),
        ("an open block in the record", |w| {
            let text = w.scope.blocks[&1].text.clone();
            w.scope.lines.values_mut().for_each(|line| line.text = Some(text.clone()));
        }),
        ("a block shown in other words", |w| {
            let other = w.scope.blocks[&1].text.clone();
            w.scope.blocks.get_mut(&2).unwrap().text = other;
        }),
        ("a block the header forgot", |w| w.scope.header.as_mut().unwrap().open_blocks = 0),
        ("a photo without its picture", |w| w.scope.lines.get_mut(&1).unwrap().kind = LineKind::Photo),
        ("a lost entry", |w| drop(w.journal.remove(3))),
        ("two entries exchanged", |w| w.journal.swap(2, 3)),
        ("an erasure of one person", |w| {
            let erasure = w.scope.erasures.get_mut(&1).unwrap();
            erasure.decided_by = erasure.by;
        }),
        ("an erasure that left something", |w| {
            let acts = w.journal.iter_mut().map(|(_, event)| event);
            for event in acts {
                if let Event::Post { event: PostEvent::Erased { act, .. }, .. } = event {
                    act.texts.clear();
                }
            }
        }),
        ("a vote for oneself", |w| {
            let post = w.scope.posts.values().find(|post| post.visitor.is_some()).unwrap();
            w.votes.insert((post.id, post.visitor.unwrap()));
        }),
    ];
    for (name, spoil) in spoils {
        let mut world = sound.clone();
        spoil(&mut world);
        assert!(!state(&world).is_empty(), "unnoticed: {name}");
    }
}

#[test]
fn a_ring_of_joined_posts_is_noticed() {
    let sound = crate::everything::interview_with_everything();
    let first = |world: &mut World, fate: Fate| {
        world
            .scope
            .posts
            .values()
            .find(|post| post.fate == fate)
            .map(|post| post.id)
            .unwrap_or_else(|| panic!("no {fate:?}"))
    };
    let mut world = sound.clone();
    let (merged, listed) = (first(&mut world, Fate::Merged), first(&mut world, Fate::Listed));
    for (from, to) in [(merged, listed), (listed, merged)] {
        let post = world.scope.posts.get_mut(&from).unwrap();
        (post.fate, post.merged_into) = (Fate::Merged, Some(to));
    }
    assert!(state(&world).iter().any(|said| said.contains("ring")));
}
