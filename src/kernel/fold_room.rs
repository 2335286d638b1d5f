//! How an entry about the room changes its header.

use super::{
    event::RoomEvent,
    id::{Millis, RoomId},
    record::Record,
    room::{Header, Phase},
    tally::Tally,
};

pub(super) fn drafted(room: RoomId, event: &RoomEvent) -> Option<Header> {
    let RoomEvent::Drafted {
        code, kind, policy, workflow, schedule, about, units, guests, rehearsal, video, pass, ..
    } = event
    else {
        return None;
    };
    Some(Header {
        id: room,
        code: code.clone(),
        kind: *kind,
        phase: Phase::Draft,
        policy: policy.clone(),
        workflow: workflow.clone(),
        earlier_workflows: Vec::new(),
        schedule: *schedule,
        about: about.clone(),
        units: units.clone(),
        guests: guests.clone(),
        rehearsal: *rehearsal,
        pass: *pass,
        crowd_per_minute: 0,
        revision: 1,
        staff_at: 0,
        public_at: 0,
        posts: 0,
        lines: 0,
        closing: 0,
        blocks: 0,
        open_blocks: 0,
        on_stage: None,
        bound: None,
        paused: false,
        asking_closed: false,
        video: *video,
        video_at: 0,
        live_at: 0,
        closed_at: 0,
        tally: Tally::default(),
        votes: 0,
        earlier: Vec::new(),
        record: Record::default(),
        erasures: 0,
        forgotten: false,
    })
}

pub(super) fn change_header(header: &mut Header, event: &RoomEvent, at: Millis) {
    match event {
        RoomEvent::Drafted { .. } => {}
        RoomEvent::Amended { policy, schedule, about, guests, units, video } => {
            header.video = *video;
            header.policy = policy.clone();
            header.schedule = *schedule;
            let before = std::mem::replace(&mut header.about, about.clone());
            header.earlier.extend(Some(before.id).filter(|before| *before != about.id));
            header.guests.clone_from(guests);
            if let Some(units) = units {
                header.units.clone_from(units);
            }
        }
        RoomEvent::Announced => header.phase = Phase::Announced,
        RoomEvent::Opened => header.phase = Phase::Collecting,
        RoomEvent::WentLive => {
            header.phase = Phase::Live;
            header.live_at = at;
        }
        RoomEvent::Paused => header.paused = true,
        RoomEvent::Resumed => header.paused = false,
        RoomEvent::Extended { ends_at } => {
            header.schedule.ends_at = *ends_at;
            header.asking_closed = false;
        }
        RoomEvent::Postponed { schedule } => {
            header.schedule = *schedule;
            header.phase = Phase::Announced;
            header.asking_closed = false;
        }
        RoomEvent::Cancelled => header.phase = Phase::Cancelled,
        RoomEvent::AskingClosed => header.asking_closed = true,
        RoomEvent::Closed => {
            header.phase = Phase::Closed;
            header.asking_closed = true;
            header.paused = false;
            header.closed_at = at;
        }
        RoomEvent::NoticeErased { .. } => {}
        RoomEvent::WorkflowAdopted { workflow } => {
            let before = std::mem::replace(&mut header.workflow, workflow.clone());
            // What no post began with, no post follows.
            header.earlier_workflows.extend(Some(before).filter(|_| header.posts > 0));
        }
        RoomEvent::Discarded => header.phase = Phase::Discarded,
        RoomEvent::CrowdPaced { per_minute } => header.crowd_per_minute = *per_minute,
        RoomEvent::Staged { post } => {
            header.on_stage = Some(*post);
            header.bound = Some(*post);
        }
        RoomEvent::Unstaged { answered } => {
            header.on_stage = None;
            header.bound = header.bound.filter(|_| *answered);
        }
        RoomEvent::VideoStarted { zero_at } => header.video_at = *zero_at,
        RoomEvent::LetGo => header.bound = None,
        RoomEvent::Record { event } => header.record.change(event, at),
    }
}
