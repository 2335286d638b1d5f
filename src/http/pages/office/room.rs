//! The room's own desk: where it stands, what can be done next, who works in it.

use super::{
    super::qr::svg,
    fields::{Faults, Fields},
    form::{Asked, Errors, FormPart, Weight},
    life,
    signed::Signed,
    team,
};
use crate::{
    http::{App, Failure, Frame, page_with},
    kernel::{
        principal::{Permit, Reach, Role},
        room::{Header, Phase},
    },
    views::{
        office_rooms::{self, Advice, Sheet},
        reader::{Reader, Stamp},
        staff::may::May,
    },
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};

/// Who may open the desk of a room.
pub(super) const LEADERS: [Role; 3] = [Role::Host, Role::Administrator, Role::Approver];

/// And who may read it.
const READERS: [Role; 4] = [Role::Host, Role::Administrator, Role::Approver, Role::Auditor];

/// One thing that can be done.
pub(super) struct ActPart {
    pub id: &'static str,
    pub title: String,
    pub hint: Option<String>,
    pub form: FormPart,
    pub open: bool,
}

/// One role of one member of the team.
pub(super) struct TeamRow {
    pub name: String,
    pub login: String,
    pub role: String,
    /// When they were last in, once for each of them.
    pub came: String,
    pub revoke: Option<FormPart>,
    /// Another link for whoever comes by one.
    pub link: Option<FormPart>,
}

#[derive(Template)]
#[template(path = "office/room.html")]
struct RoomPage {
    frame: Frame,
    done: Option<String>,
    errors: Errors,
    code: String,
    topic: String,
    lang: &'static str,
    phase: String,
    live: bool,
    rehearsal: bool,
    collect: Stamp,
    starts: Stamp,
    ends: Stamp,
    posts: u32,
    lines: u32,
    advice: Option<String>,
    why_not: Option<String>,
    /// What the announcement still lacks.
    lacks: Option<String>,
    next: Option<ActPart>,
    others: Vec<ActPart>,
    amend: bool,
    /// Works here, and does not only read.
    /// It stands open, and is no session.
    standing: bool,
    /// The form that copies it.
    copies: &'static str,
    leads: bool,
    /// May keep its settings as a template.
    keeps: bool,
    public: bool,
    /// The link into a rehearsal, and its QR code.
    pass: Option<(String, String)>,
    doors: Vec<(String, String)>,
    team: Vec<TeamRow>,
    invite: Option<FormPart>,
    invite_open: bool,
}

/// A form of this page that came back: which one, what was typed, what is wrong.
#[derive(Default)]
pub(super) struct Came {
    pub form: &'static str,
    pub fields: Fields,
    pub faults: Faults,
}

impl Came {
    /// Makes the fields of one form of the page.
    pub fn asked<'a>(&'a self, frame: &Frame, form: &'static str, none: &'a Faults) -> Asked<'a> {
        let here = self.form == form;
        let faults = if here { &self.faults } else { none };
        Asked { words: frame.words, prefix: form, typed: here.then_some(&self.fields), faults }
    }
}

pub(super) async fn show(me: Signed, State(app): State<App>, Path(code): Path<String>) -> Result<Response, Failure> {
    render(me, &app, &code, Came::default(), StatusCode::OK).await
}

/// Desks that a room of letters has.
const OF_LETTERS: [&str; 2] = ["room", "queue"];

/// The desks of a room that are open to somebody, the one for their main work first; as they
/// follow `/desk/r/{code}/`.
pub(super) fn doors(permit: &Permit, header: &Header) -> Vec<&'static str> {
    let may = May::of(permit, header);
    let open = [
        (!may.writes.is_empty(), "answers"),
        (permit.holds(&[Role::Host]), "host"),
        (may.lead, "room"),
        (may.screen || may.order || may.judge, "queue"),
        (may.prepares_record, "record"),
        (may.say, "lines"),
        (may.say, "photos"),
        (may.enter, "enter"),
        (may.carries, "leftovers"),
        (may.host && !permit.holds(&[Role::Host]), "host"),
    ];
    let letters = header.policy.takes_letters();
    let has = |desk: &str| !letters || OF_LETTERS.contains(&desk);
    open.into_iter().filter(|(open, desk)| *open && has(desk)).map(|(_, desk)| desk).collect()
}

pub(super) async fn render(
    me: Signed,
    app: &App,
    code: &str,
    came: Came,
    status: StatusCode,
) -> Result<Response, Failure> {
    let (sheet, permit) = me.sheet(app, code, &READERS).await?;
    let mut me = me;
    me.frame.words = me.frame.words.in_room_of(&sheet.header.policy.letters);
    let leads = permit.holds(&LEADERS);
    let (header, office, done) = (&sheet.header, me.office_permit(), me.done());
    let keeps = me.require_some().is_ok();
    let staffs = office.administers(Reach::Room { room: header.id, guest: None }, &header.units);
    let pass = header.pass.filter(|_| leads && header.is_shown()).map(|pass| {
        let link = me.visit.way_in(&header.code, Some(pass));
        let qr = svg(&link, &me.frame.t("office-pass-qr"));
        (link, qr)
    });
    let reader = me.reader(app);
    let frame = me.frame;
    let mut acts = life::acts(&frame, &sheet, &permit, &came, &reader);
    let main = acts.iter().position(|act| act.form.weight == Weight::Main);
    let next = main.map(|at| acts.remove(at));
    let team = team::rows(app, &frame, &sheet, staffs.then_some(&office), &reader).await?;
    let draft = header.phase == Phase::Draft;
    let door = |desk: &str| {
        let path = frame.url(&format!("/desk/r/{}/{desk}", header.code));
        (path, frame.t(&format!("office-door-{desk}")))
    };
    let others = doors(&permit, header).into_iter().filter(|desk| *desk != "room");
    let doors = others.map(door).collect();
    let owner = permit.holds(&[Role::Administrator, Role::Approver]);
    let page = RoomPage {
        done,
        errors: Errors::of(frame.words, came.form, &came.faults),
        code: header.code.clone(),
        topic: sheet.about.topic.clone(),
        lang: sheet.about.lang.tag(),
        phase: frame.t(phase(&sheet, reader.now)),
        live: header.phase == Phase::Live && !header.paused,
        rehearsal: header.rehearsal,
        collect: reader.stamp(header.schedule.collect_at),
        starts: reader.stamp(header.schedule.starts_at),
        ends: reader.stamp(header.schedule.ends_at),
        posts: header.posts,
        lines: header.lines,
        advice: if draft { advice(&frame, &sheet, &reader) } else { None },
        why_not: why_not(&frame, &sheet, &permit),
        lacks: if draft { lacks(&frame, &sheet) } else { None },
        next,
        others: acts,
        amend: owner && matches!(header.phase, Phase::Draft | Phase::Announced | Phase::Collecting),
        standing: header.policy.standing,
        copies: if header.policy.takes_letters() { "/desk/rooms/mailbox" } else { "/desk/rooms/new" },
        leads,
        keeps,
        public: header.is_open_to(me.visit.pass()),
        pass,
        doors,
        team,
        invite: staffs.then(|| team::invite_form(&frame, &sheet, &came)),
        invite_open: came.form == team::FORM,
        frame,
    };
    page_with(status, &page)
}

fn phase(sheet: &Sheet, now: i64) -> &'static str {
    let header = &sheet.header;
    match header.phase {
        Phase::Live if header.paused => "phase-paused",
        Phase::Announced | Phase::Collecting if header.about_to_start(now) => "phase-about-to-start",
        Phase::Draft => "phase-draft",
        Phase::Announced => "phase-announced",
        Phase::Collecting if header.policy.takes_letters() => "phase-collecting.letter",
        Phase::Collecting => "phase-collecting",
        Phase::Live => "phase-live",
        Phase::Closed => "phase-closed",
        Phase::Cancelled => "phase-cancelled",
        Phase::Discarded => "phase-discarded",
    }
}

fn advice(frame: &Frame, sheet: &Sheet, reader: &Reader) -> Option<String> {
    let policy = &sheet.header.policy;
    match office_rooms::advice(&sheet.header, reader.now, &reader.zone)? {
        Advice::TooShort { days } => {
            Some(frame.t2("office-advice-short", "days", days, "least", policy.notice_days_least))
        }
        Advice::TooLong { days } => Some(frame.t2("office-advice-long", "days", days, "most", policy.notice_days_most)),
    }
}

/// What readers of the announcement would look for in vain; it can be announced without.
fn lacks(frame: &Frame, sheet: &Sheet) -> Option<String> {
    let about = &sheet.about;
    let parts = [
        (about.units.is_empty(), "office-lacks-units"),
        (about.guests.is_empty(), "office-lacks-guests"),
        (about.background.trim().is_empty(), "office-lacks-background"),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|(lacks, _)| *lacks).map(|(_, word)| frame.t(word)).collect();
    let comma = frame.t("office-list-comma");
    (!parts.is_empty()).then(|| frame.t1("office-lacks", "parts", parts.join(&comma)))
}

/// Why the next step is not here.
fn why_not(frame: &Frame, sheet: &Sheet, permit: &Permit) -> Option<String> {
    let header = &sheet.header;
    let word = match header.phase {
        Phase::Draft if header.policy.announced_by_approver && !permit.holds(&[Role::Approver]) => {
            "office-why-approver"
        }
        Phase::Draft if !permit.holds(&[Role::Administrator, Role::Approver]) => "office-why-owner",
        Phase::Announced | Phase::Collecting if !permit.holds(&[Role::Host, Role::Administrator]) => "office-why-host",
        Phase::Closed => "office-why-closed",
        Phase::Cancelled => "office-why-cancelled",
        Phase::Discarded => "office-why-discarded",
        _ => return None,
    };
    Some(frame.t(word))
}
