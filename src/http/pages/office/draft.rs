//! The notice of a room as a form: what is stored becomes fields, what was typed becomes values.

use super::{
    fields::{Faults, Fields},
    guests, materials,
};
use crate::{
    http::Words,
    kernel::{
        contact::Contact,
        id::{GuestId, Millis, UnitId},
        policy::{Policy, Publication},
        room::{About, Schedule},
        template::Setup,
        text::Lang,
    },
    views::{
        office_templates::schedule as schedule_of,
        when::{When, parse_local},
    },
};
use jiff::tz::TimeZone;
use uuid::Uuid;

const SECOND: Millis = 1_000;
pub(super) const DAY: Millis = 86_400_000;

/// Everything the form of a room says.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub about: About,
    pub policy: Policy,
    pub schedule: Schedule,
    pub units: Vec<UnitId>,
    pub rehearsal: bool,
}

impl Draft {
    /// What a new room begins with: a week from now at half past nine, for an hour and a half.
    pub fn blank(now: Millis, zone: &TimeZone, lang: Lang) -> Draft {
        let (policy, schedule) = (Policy::default(), in_a_week(now, zone));
        Draft { about: About::blank(lang), policy, schedule, units: Vec::new(), rehearsal: false }
    }

    /// From a template, at the first dates that fit it.
    pub fn begun(setup: &Setup, now: Millis, zone: &TimeZone) -> Draft {
        let (schedule, policy, units) =
            (schedule_of(&setup.timing, now, zone), setup.policy.clone(), setup.units.clone());
        Draft { about: setup.about(), policy, schedule, units, rehearsal: false }
    }

    /// The same room at another time: guests are asked anew, so they get new ids.
    pub fn copy(mut about: About, policy: Policy, units: Vec<UnitId>, now: Millis, zone: &TimeZone) -> Draft {
        (about.video, about.sign_video) = Default::default();
        for guest in &mut about.guests {
            guest.id = GuestId(Uuid::now_v7());
        }
        Draft { about, policy, schedule: in_a_week(now, zone), units, rehearsal: false }
    }
}

fn in_a_week(now: Millis, zone: &TimeZone) -> Schedule {
    let day = |ahead: i64, clock: &str| {
        let date = When::new(now + ahead * DAY, zone, Lang::Zh).local();
        let date = date.split('T').next().unwrap_or_default().to_owned();
        parse_local(&format!("{date}T{clock}"), zone).unwrap_or(now)
    };
    Schedule { collect_at: day(1, "09:00"), starts_at: day(7, "09:30"), ends_at: day(7, "11:00") }
}

/// The value of a `datetime-local` field.
pub(super) fn local(ms: Millis, zone: &TimeZone) -> String {
    When::new(ms, zone, Lang::Zh).local()
}

/// Reads the whole form. `faults` are those of its files.
pub(super) fn read(words: Words, fields: &Fields, mut faults: Faults, zone: &TimeZone) -> Result<Draft, Faults> {
    let about = about(words, fields, &mut faults);
    let schedule = schedule(words, fields, zone, &mut faults);
    let policy = policy(words, fields, &mut faults);
    if policy.contacts_days != 0 && policy.contacts_days < policy.rate_days {
        faults.add("contacts_days", words.t("office-f-contacts-days-short"));
    }
    let units = fields.all("unit").filter_map(|unit| unit.parse().ok()).collect();
    let rehearsal = fields.has("rehearsal");
    match schedule {
        Some(schedule) if faults.is_empty() => Ok(Draft { about, policy, schedule, units, rehearsal }),
        _ => Err(faults),
    }
}

fn about(words: Words, fields: &Fields, faults: &mut Faults) -> About {
    let topic = fields.text("topic").to_owned();
    if topic.is_empty() {
        faults.add("topic", words.t("office-f-topic-missing"));
    }
    About {
        topic,
        units: fields.lines("units"),
        subjects: fields.lines("subjects"),
        guests: guests::read(words, fields, faults),
        host: fields.text("host").to_owned(),
        background: fields.text("background").to_owned(),
        wanted: fields.text("wanted").to_owned(),
        materials: materials::read(words, fields, faults),
        video: fields.text("video").trim().to_owned(),
        sign_video: fields.text("sign_video").trim().to_owned(),
        lang: if fields.text("lang") == "en" { Lang::En } else { Lang::Zh },
    }
}

/// Three moments in order, with a fault beside the one that is wrong.
pub(super) fn schedule(words: Words, fields: &Fields, zone: &TimeZone, faults: &mut Faults) -> Option<Schedule> {
    let mut moment = |name: &'static str| {
        let at = parse_local(fields.text(name), zone);
        if at.is_none() {
            faults.add(name, words.t("office-f-moment-missing"));
        }
        at
    };
    let (collect_at, starts_at, ends_at) = (moment("collect_at"), moment("starts_at"), moment("ends_at"));
    let schedule = Schedule { collect_at: collect_at?, starts_at: starts_at?, ends_at: ends_at? };
    if schedule.collect_at > schedule.starts_at {
        faults.add("collect_at", words.t("office-f-collect-at-late"));
    } else if !schedule.is_sound() {
        faults.add("ends_at", words.t("office-f-ends-at-wrong"));
    }
    schedule.is_sound().then_some(schedule)
}

fn policy(words: Words, fields: &Fields, faults: &mut Faults) -> Policy {
    let mut number = |name: &'static str, least: i64, most: i64| {
        let typed = fields.parse::<i64>(name).filter(|typed| (least..=most).contains(typed));
        if typed.is_none() {
            faults.add(name, words.t2("office-f-number-wrong", "least", least, "most", most));
        }
        typed.unwrap_or(least)
    };
    let delay_ms = if fields.text("publication") == "before" { number("delay_s", 0, 86_400) * SECOND } else { 0 };
    let publication = match fields.text("publication") {
        "before" => Publication::BeforeApproval { delay_ms },
        "answer" => Publication::WithAnswer,
        _ => Publication::AfterApproval,
    };
    let days = |days: i64| u32::try_from(days).unwrap_or(0);
    let (rate_days, contacts_days) = (days(number("rate_days", 0, 365)), days(number("contacts_days", 0, 3_650)));
    Policy {
        publication,
        post_chars: usize::try_from(number("post_chars", 1, 10_000)).unwrap_or(1_000),
        posts_per_visitor: u32::try_from(number("posts_per_visitor", 1, 10_000)).unwrap_or(1),
        post_every_ms: number("post_every_s", 0, 86_400) * SECOND,
        undo_ms: number("undo_s", 0, 600) * SECOND,
        proof_ms: number("proof_s", 0, 600) * SECOND,
        answer_days: u16::try_from(number("answer_days", 0, 250)).unwrap_or(0),
        record_ms: number("record_days", 1, 60) * DAY,
        rate_days,
        contacts_days,
        votes: fields.has("votes"),
        sign_off: fields.has("sign_off"),
        by_sentence: fields.has("by_sentence"),
        contact: if fields.has("contact") { Contact::Optional } else { Contact::Nothing },
        announced_by_approver: fields.has("announced_by_approver"),
        ..Policy::default()
    }
}
