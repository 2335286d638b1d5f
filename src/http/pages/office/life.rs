//! The acts of a room's life: which ones are offered now, and what each form asks the desk to do.

use super::{
    draft::{local, schedule},
    fields::{self, Faults, Fields},
    form::{Field, FormPart, Shape, Weight},
    room::{ActPart, Came, LEADERS, render},
    signed::Signed,
};
use crate::{
    http::{App, Failure, Form, Frame, Words, pages::desk::already},
    kernel::{
        command::Command,
        id::{GuestId, Millis, RoomId},
        principal::{Permit, Role},
        refusal::Refusal,
        room::{Guest, Phase},
    },
    views::{office_rooms::Sheet, reader::Reader, when::parse_local},
    wire::problem::status,
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use jiff::tz::TimeZone;

const MINUTE: Millis = 60_000;
/// Questions of scripted citizens in a minute: calm, busy, crowded.
const PACES: [u32; 3] = [4, 10, 30];

/// Every act with who may do it and when; the first that fits is the next step.
const ACTS: [Act; 11] = [
    Act::new("announce", &[Role::Administrator, Role::Approver], &[Phase::Draft], Weight::Main),
    Act::new("live", &[Role::Host, Role::Administrator], &[Phase::Announced, Phase::Collecting], Weight::Main),
    Act::new("resume", &[Role::Host, Role::Administrator], &[Phase::Live], Weight::Main),
    Act::new("pause", &[Role::Host, Role::Administrator], &[Phase::Live], Weight::Plain),
    Act::new("extend", &[Role::Host, Role::Administrator], &[Phase::Live], Weight::Plain),
    Act::new("guest", &super::room::LEADERS, &[Phase::Announced, Phase::Collecting, Phase::Live], Weight::Plain),
    Act::new(
        "crowd",
        &[Role::Host, Role::Administrator],
        &[Phase::Announced, Phase::Collecting, Phase::Live],
        Weight::Plain,
    ),
    Act::new("postpone", &super::room::LEADERS, &[Phase::Announced, Phase::Collecting], Weight::Plain),
    Act::new("close", &[Role::Host, Role::Administrator], &[Phase::Live], Weight::Grave),
    Act::new("cancel", &super::room::LEADERS, &[Phase::Announced, Phase::Collecting, Phase::Live], Weight::Grave),
    Act::new(
        "discard",
        &[Role::Administrator, Role::Approver],
        &[Phase::Draft, Phase::Announced, Phase::Collecting, Phase::Live, Phase::Closed],
        Weight::Grave,
    ),
];

struct Act {
    id: &'static str,
    roles: &'static [Role],
    phases: &'static [Phase],
    weight: Weight,
}

impl Act {
    const fn new(id: &'static str, roles: &'static [Role], phases: &'static [Phase], weight: Weight) -> Act {
        Act { id, roles, phases, weight }
    }

    /// Whether it is offered; whether it is allowed the desk decides.
    fn fits(&self, sheet: &Sheet, permit: &Permit) -> bool {
        let header = &sheet.header;
        let special = match self.id {
            "announce" => !header.policy.announced_by_approver || permit.holds(&[Role::Approver]),
            "resume" => header.paused,
            "pause" => !header.paused,
            "guest" => !sheet.about.guests.is_empty(),
            "crowd" => header.pass.is_some(),
            "discard" => header.rehearsal || header.phase == Phase::Draft,
            _ => true,
        };
        // What stands open has no beginning, no guests and no other day.
        let phases: &[Phase] = match (header.policy.standing, self.id) {
            (true, "close") => &[Phase::Collecting],
            (true, "announce" | "cancel" | "discard") | (false, _) => self.phases,
            (true, _) => &[],
        };
        special && phases.contains(&header.phase) && permit.holds(self.roles)
    }
}

/// What can be done now, with its form.
pub(super) fn acts(frame: &Frame, sheet: &Sheet, permit: &Permit, came: &Came, reader: &Reader) -> Vec<ActPart> {
    let none = Faults::default();
    let fitting = ACTS.iter().filter(|act| act.fits(sheet, permit));
    let part = |act: &Act| {
        let path = format!("/desk/r/{}/room/{}", sheet.header.code, act.id);
        let form = FormPart::new(frame, &path, &format!("office-act-{}", act.id), act.weight);
        let rehearsed = act.id == "announce" && sheet.header.rehearsal;
        let hint = format!("office-act-{}-{}", act.id, if rehearsed { "rehearsed" } else { "hint" });
        ActPart {
            id: act.id,
            title: frame.t(&format!("office-act-{}-title", act.id)),
            hint: frame.words.if_any(&hint),
            form: fill(form, frame, sheet, act.id, came, &none, reader),
            open: came.form == act.id,
        }
    };
    fitting.map(part).collect()
}

fn fill(
    form: FormPart,
    frame: &Frame,
    sheet: &Sheet,
    act: &'static str,
    came: &Came,
    none: &Faults,
    reader: &Reader,
) -> FormPart {
    let asked = came.asked(frame, act, none);
    let line = || asked.field("notice", Shape::Brief, "");
    let optional = || Field { label: frame.t("office-f-notice-optional"), ..line() };
    match act {
        "live" | "close" | "discard" => form.with([asked.tick("sure", false)]),
        "pause" => form.with([line()]),
        "cancel" => form.with([line(), asked.tick("sure", false)]),
        "resume" => form.with([optional()]),
        "extend" => {
            let from = sheet.header.schedule.ends_at;
            let hour = from.max(reader.now / MINUTE * MINUTE) + 60 * MINUTE;
            let by = |minutes: i64| (minutes.to_string(), frame.t1("office-extend-by", "minutes", minutes));
            let until = ("until".to_owned(), frame.t("office-extend-until"));
            let choices = [10, 20, 30].map(by).into_iter().chain([until]).collect();
            let moment = asked.field("until", Shape::Moment, &local(hour, &reader.zone));
            form.hide("from", from).with([asked.one_of("by", Shape::Radios, "10", choices), moment, optional()])
        }
        "crowd" => {
            let pace = sheet.header.crowd_per_minute;
            let few = |n: u32| (n.to_string(), frame.t1("office-pace-few", "n", n));
            let choices = [("0".to_owned(), frame.t("office-pace-0"))].into_iter().chain(PACES.map(few)).collect();
            form.with([asked.one_of("pace", Shape::Radios, &pace.to_string(), choices)])
        }
        "postpone" => {
            let at = &sheet.header.schedule;
            let moment = |name, ms| asked.field(name, Shape::Moment, &local(ms, &reader.zone));
            let times =
                [moment("collect_at", at.collect_at), moment("starts_at", at.starts_at), moment("ends_at", at.ends_at)];
            form.with(times).with([line()])
        }
        "guest" => {
            let choice = |guest: &Guest| (guest.id.to_string(), format!("{} {}", guest.name, guest.office));
            let guests: Vec<(String, String)> = sheet.about.guests.iter().map(choice).collect();
            let first = guests.first().map(|(id, _)| id.clone()).unwrap_or_default();
            form.hide("revision", sheet.header.revision).with([
                asked.one_of("leaving", Shape::Radios, &first, guests),
                asked.line("new_name", ""),
                asked.line("new_office", ""),
                line(),
            ])
        }
        _ => form,
    }
}

pub(super) async fn act(
    me: Signed,
    State(app): State<App>,
    Path((code, act)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let fields = Fields::new(pairs);
    let act = ACTS.iter().find(|held| held.id == act).ok_or(Refusal::NotFound)?.id;
    let (sheet, _) = me.sheet(&app, &code, &LEADERS).await?;
    let faults = match command(me.frame.words, act, &fields, &sheet, &app.zone, app.desk.now()) {
        Err(faults) => faults,
        Ok(command) => match me.room(&app, sheet.header.id, command, fields.key("")).await {
            Ok(_) => return Ok(me.visit.redirect(&format!("/desk/r/{code}/room?done={act}"))),
            Err(refusal) => return refused(me, &app, (&code, sheet.header.id), act, fields, refusal).await,
        },
    };
    render(me, &app, &code, Came { form: act, fields, faults }, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// The form again, with what was refused beside the field it is about.
async fn refused(
    me: Signed,
    app: &App,
    (code, room): (&str, RoomId),
    act: &'static str,
    fields: Fields,
    refusal: Refusal,
) -> Result<Response, Failure> {
    if !matches!(status(&refusal), 409 | 422 | 429) {
        return Err(refusal.into());
    }
    let field = match (&refusal, act) {
        (Refusal::BadTimes, "extend") => "until",
        (Refusal::BadTimes, "postpone") => "starts_at",
        (
            Refusal::Empty | Refusal::TooLong { .. } | Refusal::UncleanText,
            "pause" | "postpone" | "cancel" | "guest",
        ) => "notice",
        _ => "",
    };
    let mut said = me.frame.words.refused(&refusal);
    if refusal == Refusal::AlreadyDone {
        said = already(app, &me.visit, room, said).await?;
    }
    let mut faults = Faults::default();
    faults.tell(me.frame.words, said, field);
    render(me, app, code, Came { form: act, fields, faults }, fields::code(&refusal)).await
}

/// What the form of an act asks for.
fn command(
    words: Words,
    act: &str,
    fields: &Fields,
    sheet: &Sheet,
    zone: &TimeZone,
    now: Millis,
) -> Result<Command, Faults> {
    let mut faults = Faults::default();
    let notice = fields.text("notice").to_owned();
    if matches!(act, "postpone" | "cancel" | "guest") && notice.is_empty() {
        faults.add("notice", words.t("office-f-notice-missing"));
    }
    if matches!(act, "live" | "close" | "cancel" | "discard") && !fields.has("sure") {
        faults.add("sure", words.t("office-f-sure-missing"));
    }
    let command = match act {
        "announce" => Command::Announce,
        "live" => Command::GoLive,
        "pause" => Command::Pause { notice },
        "resume" => Command::Resume { notice },
        "extend" => {
            let seen = fields.parse("from").unwrap_or(sheet.header.schedule.ends_at);
            let from = seen.max(now / MINUTE * MINUTE);
            Command::Extend { ends_at: new_end(words, fields, zone, from, &mut faults), seen: Some(seen), notice }
        }
        "postpone" => {
            let times = schedule(words, fields, zone, &mut faults).unwrap_or(sheet.header.schedule);
            Command::Postpone { schedule: times, notice }
        }
        "cancel" => Command::Cancel { notice },
        "guest" => replaced(words, fields, sheet, notice, &mut faults),
        "close" => Command::Close,
        "crowd" => Command::PaceCrowd { per_minute: fields.parse("pace").unwrap_or(0) },
        _ => Command::Discard,
    };
    if faults.is_empty() { Ok(command) } else { Err(faults) }
}

/// The new end; minutes count `from` the one that was shown, or from now where it is over.
fn new_end(words: Words, fields: &Fields, zone: &TimeZone, from: Millis, faults: &mut Faults) -> Millis {
    let by = fields.parse::<Millis>("by").filter(|by| (1..=1_440).contains(by));
    let end = match by {
        Some(by) => Some(from.saturating_add(by * MINUTE)),
        None => parse_local(fields.text("until"), zone),
    };
    if end.is_none() {
        faults.add("until", words.t("office-f-moment-missing"));
    }
    end.unwrap_or_default()
}

fn replaced(words: Words, fields: &Fields, sheet: &Sheet, notice: String, faults: &mut Faults) -> Command {
    let mut about = sheet.about.clone();
    let (name, office) = (fields.text("new_name").to_owned(), fields.text("new_office").to_owned());
    if name.is_empty() {
        faults.add("new_name", words.t("office-f-new-name-missing"));
    }
    let leaving = fields.parse::<GuestId>("leaving");
    match about.guests.iter_mut().find(|guest| Some(guest.id) == leaving) {
        Some(guest) => {
            let id = fields.fresh().unwrap_or(guest.id);
            *guest = Guest { id, name, office, portrait: None };
        }
        None => faults.add("leaving", words.t("office-f-guest-missing")),
    }
    Command::ReplaceGuest { revision: fields.parse("revision").unwrap_or(0), about, notice }
}
