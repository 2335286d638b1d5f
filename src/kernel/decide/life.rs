//! The life of a room: drafted, announced, collecting, live, closed.

use super::{
    room::{Context, room},
    workflow,
};
use crate::kernel::{
    command::{Command, Drawing},
    event::{Event, RoomEvent},
    given::Given,
    id::{Millis, UnitId},
    line::Occasion,
    material::{Material, Source, host_of},
    policy::Policy,
    principal::{Permit, Role},
    refusal::Refusal,
    room::{About, Header, Phase, Schedule},
    scope::Scope,
    video,
    workflow::Workflow,
};

const OWNERS: [Role; 2] = [Role::Administrator, Role::Approver];
const LEAD: [Role; 2] = [Role::Host, Role::Administrator];

pub(super) fn draw(scope: &Scope, command: &Command, permit: &Permit, given: &Given) -> Result<Vec<Event>, Refusal> {
    let Command::Draw(drawing) = command else {
        return Err(Refusal::NotFound);
    };
    let Drawing { kind, policy, schedule, about, units, rehearsal, copied_from, workflow } = drawing;
    permit.require(&OWNERS)?;
    over_all(permit, units)?;
    if scope.header.is_some() {
        return Err(Refusal::NameTaken);
    }
    sound((schedule, policy), about, given)?;
    let workflow = workflow.clone().unwrap_or_else(Workflow::interview);
    workflow::sound(&workflow)?;
    Ok(vec![room(RoomEvent::Drafted {
        code: given.code.clone(),
        kind: *kind,
        policy: policy.clone(),
        workflow,
        schedule: *schedule,
        about: given.about()?,
        units: units.clone(),
        guests: about.guests.iter().map(|guest| guest.id).collect(),
        rehearsal: *rehearsal,
        copied_from: *copied_from,
        video: about.has_video(),
        pass: rehearsal.then_some(given.pass),
    })])
}

pub(super) fn decide(cx: &Context<'_>, command: &Command) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Amend { revision, policy, schedule, about, units } => {
            cx.permit.require(&OWNERS)?;
            let units = moved(cx, units.as_deref())?;
            fresh(cx, *revision)?;
            in_phase(cx, &[Phase::Draft, Phase::Announced, Phase::Collecting])?;
            sound((schedule, policy), about, cx.given)?;
            let guests = about.guests.iter().map(|guest| guest.id).collect();
            let (policy, schedule) = (policy.clone(), *schedule);
            Ok(vec![room(RoomEvent::Amended {
                policy,
                schedule,
                about: cx.given.about()?,
                guests,
                units,
                video: about.has_video(),
            })])
        }
        Command::Announce => announce(cx),
        Command::Advance => advance(cx),
        Command::GoLive => go_live(cx),
        Command::Pause { .. } => {
            lead(cx, &[Phase::Live])?;
            undone(cx.header.paused)?;
            told(cx, RoomEvent::Paused, Occasion::Paused, false)
        }
        Command::Resume { .. } => {
            lead(cx, &[Phase::Live])?;
            undone(!cx.header.paused)?;
            told(cx, RoomEvent::Resumed, Occasion::Resumed, false)
        }
        Command::Extend { ends_at, seen, .. } => extend(cx, *ends_at, *seen),
        Command::Postpone { schedule, .. } => postpone(cx, *schedule),
        Command::Cancel { .. } => {
            cx.permit.require(&[Role::Host, Role::Administrator, Role::Approver])?;
            in_phase(cx, &[Phase::Announced, Phase::Collecting, Phase::Live])?;
            Ok([cleared(cx.header), told(cx, RoomEvent::Cancelled, Occasion::Cancelled, true)?].concat())
        }
        Command::ReplaceGuest { revision, about, .. } => replace_guest(cx, *revision, about),
        Command::StartVideo { zero_at } => start_video(cx, *zero_at),
        Command::Close => {
            cx.permit.require(&LEAD)?;
            undone(cx.header.phase == Phase::Closed)?;
            in_phase(cx, if cx.header.policy.standing { &[Phase::Collecting] } else { &[Phase::Live] })?;
            Ok(closing(cx.header))
        }
        Command::Discard => discard(cx),
        Command::PaceCrowd { per_minute } => pace_crowd(cx, *per_minute),
        _ => Err(Refusal::NotFound),
    }
}

/// Whoever puts a room under units owns rooms of each of them; a room of none belongs to the installation.
fn over_all(permit: &Permit, units: &[UnitId]) -> Result<(), Refusal> {
    let all = units.iter().all(|unit| permit.holds_over(*unit, &OWNERS));
    if all { Ok(()) } else { Err(Refusal::NotAllowed) }
}

/// The new units, where they differ. Those that are left and those that are joined must be in the same hands.
fn moved(cx: &Context<'_>, units: Option<&[UnitId]>) -> Result<Option<Vec<UnitId>>, Refusal> {
    let old = &cx.header.units;
    let Some(new) = units.filter(|new| *new != old.as_slice()) else { return Ok(None) };
    let changed = old.iter().filter(|unit| !new.contains(unit)).chain(new.iter().filter(|unit| !old.contains(unit)));
    over_all(cx.permit, &changed.copied().collect::<Vec<_>>())?;
    let bare = new.is_empty() != old.is_empty();
    if bare && !cx.permit.holds_everywhere(&OWNERS) {
        return Err(Refusal::NotAllowed);
    }
    Ok(Some(new.to_vec()))
}

fn sound((schedule, policy): (&Schedule, &Policy), about: &About, given: &Given) -> Result<(), Refusal> {
    if !(schedule.is_sound() && policy.is_sound()) {
        return Err(Refusal::BadTimes);
    }
    if about.topic.trim().is_empty() || about.guests.iter().any(|guest| guest.name.trim().is_empty()) {
        return Err(Refusal::Empty);
    }
    within(about.guests.len(), given.limits.guests_per_room)?;
    within(about.materials.len(), given.limits.materials_per_room)?;
    about.materials.iter().try_for_each(|material| readable(material, given))?;
    [&about.video, &about.sign_video].into_iter().try_for_each(|address| video::allowed(address, &given.limits))?;
    let portraits = about.guests.iter().filter_map(|guest| guest.portrait);
    portraits.map(|file| given.file(file, true)).try_for_each(|file| file.map(drop))
}

pub(super) fn within(count: usize, most: usize) -> Result<(), Refusal> {
    if count > most { Err(Refusal::Full { most }) } else { Ok(()) }
}

pub(super) fn readable(material: &Material, given: &Given) -> Result<(), Refusal> {
    if material.title.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    match &material.source {
        Source::File { file } => given.file(*file, false).map(drop),
        Source::Link { href } if href.len() <= given.limits.link_bytes && host_of(href).is_some() => Ok(()),
        Source::Link { .. } => Err(Refusal::BadLink),
    }
}

fn in_phase(cx: &Context<'_>, phases: &[Phase]) -> Result<(), Refusal> {
    if phases.contains(&cx.header.phase) { Ok(()) } else { Err(Refusal::WrongPhase) }
}

fn lead(cx: &Context<'_>, phases: &[Phase]) -> Result<(), Refusal> {
    cx.permit.require(&LEAD)?;
    in_phase(cx, phases)
}

/// Of two who press the same at once, the second one is told so, and readers are told it once.
fn undone(is_done: bool) -> Result<(), Refusal> {
    if is_done { Err(Refusal::AlreadyDone) } else { Ok(()) }
}

fn fresh(cx: &Context<'_>, revision: u32) -> Result<(), Refusal> {
    let now = cx.header.revision;
    if now == revision { Ok(()) } else { Err(Refusal::Stale { revision: now }) }
}

/// The event and its public line, with or without words.
fn told(cx: &Context<'_>, event: RoomEvent, occasion: Occasion, words: bool) -> Result<Vec<Event>, Refusal> {
    let text = cx.given.words_if_any(cx.given.limits.reply_chars)?;
    if words && text.is_none() {
        return Err(Refusal::Empty);
    }
    Ok(vec![room(event), Event::notice(cx.next_line(), occasion, text)])
}

fn announce(cx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let approver = cx.header.policy.announced_by_approver;
    cx.permit.require(if approver { &OWNERS[1..] } else { &OWNERS })?;
    in_phase(cx, &[Phase::Draft])?;
    if !cx.header.policy.standing && cx.header.schedule.ends_at <= cx.given.now {
        return Err(Refusal::BadTimes);
    }
    Ok(vec![room(RoomEvent::Announced)])
}

fn go_live(cx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&LEAD)?;
    undone(cx.header.phase == Phase::Live)?;
    in_phase(cx, &[Phase::Announced, Phase::Collecting])?;
    // What stands open has no session.
    if cx.header.policy.standing || cx.header.schedule.ends_at <= cx.given.now {
        return Err(Refusal::BadTimes);
    }
    let notice = Event::notice(cx.next_line(), Occasion::Opened, None);
    Ok(vec![room(RoomEvent::WentLive), notice])
}

fn extend(cx: &Context<'_>, ends_at: Millis, seen: Option<Millis>) -> Result<Vec<Event>, Refusal> {
    lead(cx, &[Phase::Collecting, Phase::Live])?;
    undone(seen.is_some_and(|seen| seen != cx.header.schedule.ends_at))?;
    let schedule = Schedule { ends_at, ..cx.header.schedule };
    if ends_at <= cx.header.schedule.ends_at || ends_at <= cx.given.now || !schedule.is_sound() {
        return Err(Refusal::BadTimes);
    }
    told(cx, RoomEvent::Extended { ends_at }, Occasion::Extended, false)
}

fn postpone(cx: &Context<'_>, schedule: Schedule) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&[Role::Host, Role::Administrator, Role::Approver])?;
    in_phase(cx, &[Phase::Announced, Phase::Collecting])?;
    if !schedule.is_sound() || schedule.starts_at <= cx.given.now {
        return Err(Refusal::BadTimes);
    }
    told(cx, RoomEvent::Postponed { schedule }, Occasion::Postponed, true)
}

fn replace_guest(cx: &Context<'_>, revision: u32, about: &About) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&[Role::Host, Role::Administrator, Role::Approver])?;
    in_phase(cx, &[Phase::Announced, Phase::Collecting, Phase::Live])?;
    fresh(cx, revision)?;
    sound((&cx.header.schedule, &cx.header.policy), about, cx.given)?;
    let amended = RoomEvent::Amended {
        policy: cx.header.policy.clone(),
        schedule: cx.header.schedule,
        about: cx.given.about()?,
        guests: about.guests.iter().map(|guest| guest.id).collect(),
        units: None,
        video: about.has_video(),
    };
    told(cx, amended, Occasion::GuestReplaced, true)
}

/// The recording began at most a day before the session, and not after now.
fn start_video(cx: &Context<'_>, zero_at: Option<Millis>) -> Result<Vec<Event>, Refusal> {
    const DAY: Millis = 24 * 3_600_000;
    cx.permit.require(&[Role::Host, Role::Administrator, Role::Stenographer, Role::Editor])?;
    in_phase(cx, &[Phase::Live, Phase::Closed])?;
    let zero_at = zero_at.unwrap_or(cx.given.now);
    let sound = zero_at >= cx.header.live_at.saturating_sub(DAY) && zero_at <= cx.given.now;
    if sound { Ok(vec![room(RoomEvent::VideoStarted { zero_at })]) } else { Err(Refusal::BadTimes) }
}

fn discard(cx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&OWNERS)?;
    // What the public has seen is cancelled, not thrown away.
    if !cx.header.rehearsal && cx.header.phase != Phase::Draft {
        return Err(Refusal::NotAllowed);
    }
    in_phase(cx, &[Phase::Draft, Phase::Announced, Phase::Collecting, Phase::Live, Phase::Closed])?;
    Ok([cleared(cx.header), vec![room(RoomEvent::Discarded)]].concat())
}

/// Only where citizens can be let in, and never before the public.
fn pace_crowd(cx: &Context<'_>, per_minute: u32) -> Result<Vec<Event>, Refusal> {
    lead(cx, &[Phase::Announced, Phase::Collecting, Phase::Live])?;
    if cx.header.pass.is_none() {
        return Err(Refusal::NotAllowed);
    }
    let most = cx.given.limits.crowd_per_minute;
    if per_minute > most {
        return Err(Refusal::Full { most: most as usize });
    }
    let same = cx.header.crowd_per_minute == per_minute;
    Ok(if same { Vec::new() } else { vec![room(RoomEvent::CrowdPaced { per_minute })] })
}

/// Whatever ends a session leaves nothing on stage, and nothing that words go to unasked.
fn cleared(header: &Header) -> Vec<Event> {
    let unstaged = header.on_stage.map(|_| RoomEvent::Unstaged { answered: false });
    unstaged.or(header.bound.map(|_| RoomEvent::LetGo)).map(room).into_iter().collect()
}

fn closing(header: &Header) -> Vec<Event> {
    let mut events = cleared(header);
    events.push(room(RoomEvent::Closed));
    events.push(Event::notice(header.lines + 1, Occasion::Closed, None));
    events
}

/// Whatever the schedule says is due; idempotent.
fn advance(cx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    cx.permit.clock()?;
    let (header, now) = (cx.header, cx.given.now);
    let ended = !header.policy.standing && header.schedule.ends_at <= now;
    let forgotten = ended && header.schedule.ends_at + header.policy.close_after_ms <= now;
    Ok(match header.phase {
        Phase::Announced if header.schedule.collect_at <= now && !ended => vec![room(RoomEvent::Opened)],
        Phase::Announced | Phase::Collecting | Phase::Live if forgotten => closing(header),
        Phase::Collecting | Phase::Live if ended && !header.asking_closed => {
            vec![room(RoomEvent::AskingClosed), Event::notice(header.lines + 1, Occasion::AskingClosed, None)]
        }
        _ => Vec::new(),
    })
}
