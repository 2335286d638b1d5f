//! A room is drafted, anew or as a copy, and amended before it goes live: one form for all three.

use super::{
    draft::{self, DAY, Draft, local},
    fields::{self, Faults, Fields},
    form::{Asked, Errors, Field, Shape, fresh_key},
    guests::{self, GuestRow},
    mailbox,
    materials::{self, MaterialRow},
    purpose::{Purpose, begun, hidden, offered},
    signed::{Signed, known_sheet},
    templates::Offer,
    uploads,
};
use crate::{
    http::{App, Failure, Frame, page_with, query::asked},
    kernel::{
        command::{Command, Drawing},
        id::{RoomId, UnitId},
        policy::{Policy, Publication, RoomKind},
        principal::Role,
        refusal::Refusal,
        text::Lang,
    },
    views::{office_rooms::Sheet, office_units},
    wire::problem::status,
};
use askama::Template;
use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::Response,
};
use jiff::tz::TimeZone;

#[derive(Template)]
#[template(path = "office/room_form.html")]
struct RoomForm {
    frame: Frame,
    heading: String,
    /// The template that the form was filled from.
    using: Option<String>,
    /// Templates to begin with.
    offers: Vec<Offer>,
    errors: Errors,
    action: String,
    key: String,
    hidden: Vec<(&'static str, String)>,
    notice: Vec<Field>,
    guests: Vec<GuestRow>,
    materials: Vec<MaterialRow>,
    texts: Vec<Field>,
    times: Vec<Field>,
    unit: Option<Field>,
    publication: Vec<Field>,
    limits: Vec<Field>,
    switches: Vec<Field>,
    submit: String,
    back: String,
}

pub(super) async fn show(me: Signed, State(app): State<App>) -> Result<Response, Failure> {
    let named = |name| asked(me.visit.query(), name).unwrap_or_default();
    let purpose = begun(&app, &me, &named("copy"), &named("template")).await?;
    // A mailbox is copied, and begun from a template of one, with the form of mailboxes.
    if purpose.takes_letters() {
        return Ok(me.visit.redirect(&format!("/desk/rooms/mailbox?{}", me.visit.query())));
    }
    render(me, &app, purpose, None, &Faults::default(), StatusCode::OK).await
}

pub(super) async fn draw(me: Signed, State(app): State<App>, request: Request) -> Result<Response, Failure> {
    may_draw(&me)?;
    let (fields, faults) = uploads::read(&app, &me, None, request).await?;
    let purpose = begun(&app, &me, fields.text("copy"), fields.text("template")).await?;
    if fields.has("more") || fields.has("more_materials") {
        return render(me, &app, purpose, Some(&fields), &faults, StatusCode::OK).await;
    }
    let mut read = draft::read(me.frame.words, &fields, faults, &app.zone);
    if read.as_ref().is_ok_and(|draft| draft.units.is_empty()) && !governs_anywhere(&me) {
        read = Err(no_unit(&me));
    }
    match read {
        Err(faults) => render(me, &app, purpose, Some(&fields), &faults, StatusCode::UNPROCESSABLE_ENTITY).await,
        Ok(draft) => {
            let room: RoomId = fields.fresh()?;
            let (from, policy) = match &purpose {
                Purpose::Copy { of } => (Some(of.header.id), Some(&of.header.policy)),
                Purpose::Begun { template } => (None, Some(&template.setup.policy)),
                _ => (None, None),
            };
            let command = Command::Draw(Drawing {
                kind: RoomKind::Interview,
                policy: policy.map_or(draft.policy.clone(), |stored| unasked(draft.policy, stored)),
                schedule: draft.schedule,
                about: draft.about,
                units: draft.units,
                rehearsal: draft.rehearsal,
                copied_from: from,
                workflow: None,
            });
            match me.room(&app, room, command, fields.key("")).await {
                Ok(answer) => landed(&app, &me, answer.room, "drawn").await,
                Err(refusal) => refused(me, &app, purpose, &fields, &refusal).await,
            }
        }
    }
}

pub(super) async fn amend_form(
    me: Signed,
    State(app): State<App>,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let sheet = owned(&app, &me, &code).await?;
    if mailbox::is_mailbox(&sheet.header) {
        return mailbox::amend_form(me, &app, sheet).await;
    }
    render(me, &app, Purpose::Amend { sheet }, None, &Faults::default(), StatusCode::OK).await
}

pub(super) async fn amend(
    me: Signed,
    State(app): State<App>,
    Path(code): Path<String>,
    request: Request,
) -> Result<Response, Failure> {
    let sheet = owned(&app, &me, &code).await?;
    if mailbox::is_mailbox(&sheet.header) {
        return mailbox::amend(me, &app, sheet, request).await;
    }
    let room = sheet.header.id;
    let (fields, faults) = uploads::read(&app, &me, Some(room), request).await?;
    if fields.has("more") || fields.has("more_materials") {
        return render(me, &app, Purpose::Amend { sheet }, Some(&fields), &faults, StatusCode::OK).await;
    }
    let mut read = draft::read(me.frame.words, &fields, faults, &app.zone);
    let units = read.as_ref().ok().and_then(|draft| moved_to(&me, &sheet, &draft.units));
    if units.as_ref().is_some_and(Vec::is_empty) && !governs_anywhere(&me) {
        read = Err(no_unit(&me));
    }
    match read {
        Err(faults) => {
            let purpose = Purpose::Amend { sheet };
            render(me, &app, purpose, Some(&fields), &faults, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Ok(draft) => {
            let Draft { about, policy, schedule, .. } = draft;
            let policy = unasked(policy, &sheet.header.policy);
            let revision = fields.parse("revision").unwrap_or(0);
            let command = Command::Amend { revision, policy, schedule, about, units };
            match me.room(&app, room, command, fields.key("")).await {
                Ok(_) => landed(&app, &me, room, "amended").await,
                Err(refusal) => refused(me, &app, Purpose::Amend { sheet }, &fields, &refusal).await,
            }
        }
    }
}

/// What the form does not ask stays as it was.
fn unasked(typed: Policy, stored: &Policy) -> Policy {
    Policy {
        identity: stored.identity,
        notice_days_least: stored.notice_days_least,
        notice_days_most: stored.notice_days_most,
        soon_ms: stored.soon_ms,
        close_after_ms: stored.close_after_ms,
        ..typed
    }
}

fn no_unit(me: &Signed) -> Faults {
    let mut faults = Faults::default();
    faults.add("unit", me.frame.t("office-f-unit-missing"));
    faults
}

/// The room's units as they are to be, where they differ. Units in other hands are not on the form and stay.
pub(super) fn moved_to(me: &Signed, sheet: &Sheet, ticked: &[UnitId]) -> Option<Vec<UnitId>> {
    let (own, everywhere) = (me.own_units(), governs_anywhere(me));
    let held = |unit: &UnitId| everywhere || own.contains(unit);
    let old = &sheet.header.units;
    let stay = old.iter().filter(|unit| ticked.contains(unit) || !held(unit));
    let new: Vec<UnitId> = stay.chain(ticked.iter().filter(|unit| !old.contains(unit))).copied().collect();
    (new != *old).then_some(new)
}

pub(super) async fn landed(app: &App, me: &Signed, room: RoomId, done: &str) -> Result<Response, Failure> {
    let header = app.db.room(room).await.map_err(|error| Failure::internal("a room could not be read", &error))?;
    let code = header.ok_or(Refusal::NotFound)?.code;
    Ok(me.visit.redirect(&format!("/desk/r/{code}/room?done={done}")))
}

/// Faults that the form can show; all others are pages of their own.
async fn refused(
    me: Signed,
    app: &App,
    purpose: Purpose,
    fields: &Fields,
    refusal: &Refusal,
) -> Result<Response, Failure> {
    let field = match refusal {
        Refusal::BadTimes => "starts_at",
        Refusal::Full { .. } => "",
        Refusal::Stale { .. } => "",
        other if status(other) == 422 => "",
        other => return Err(other.clone().into()),
    };
    let faults = Faults::refused(me.frame.words, refusal, field);
    let code = fields::code(refusal);
    render(me, app, purpose, Some(fields), &faults, code).await
}

/// Demands the right to draft a room at all.
pub(super) fn may_draw(me: &Signed) -> Result<(), Refusal> {
    if governs_anywhere(me) || !me.own_units().is_empty() { Ok(()) } else { Err(Refusal::NotAllowed) }
}

/// Whether rooms of no unit can be drafted too.
pub(super) fn governs_anywhere(me: &Signed) -> bool {
    let owners = [Role::Administrator, Role::Approver];
    me.permit(crate::kernel::id::OFFICE, &[]).holds(&owners)
}

/// A room to copy: a public one, or one in whose crew the reader is.
pub(super) async fn source(app: &App, me: &Signed, code: &str) -> Result<Sheet, Failure> {
    let sheet = known_sheet(app, code).await?;
    let seen = sheet.header.is_public() || me.permit(sheet.header.id, &sheet.header.units).is_staff();
    if seen { Ok(sheet) } else { Err(Refusal::NotFound.into()) }
}

async fn owned(app: &App, me: &Signed, code: &str) -> Result<Sheet, Failure> {
    me.sheet(app, code, &[Role::Administrator, Role::Approver]).await.map(|(sheet, _)| sheet)
}

async fn render(
    me: Signed,
    app: &App,
    purpose: Purpose,
    typed: Option<&Fields>,
    faults: &Faults,
    code: StatusCode,
) -> Result<Response, Failure> {
    let (own, everywhere, fresh) = (me.own_units(), governs_anywhere(&me), purpose.is_fresh());
    if fresh {
        may_draw(&me)?;
    }
    let (using, offers) = offered(app, &me, &purpose, typed.is_some()).await?;
    let frame = me.frame;
    let stored = purpose.stored(app.desk.now(), &app.zone, frame.words.lang);
    let (heading, path, submit, back) = purpose.frame();
    let asked = Asked { words: frame.words, prefix: "room", typed, faults };
    let unit = units(app, &asked, &stored, if everywhere { None } else { Some(&own) }, fresh).await?;
    let mut switches = vec![
        asked.tick("votes", stored.policy.votes),
        asked.tick("sign_off", stored.policy.sign_off),
        asked.tick("by_sentence", stored.policy.by_sentence),
        asked.tick("contact", !stored.policy.contact.is_nothing()),
        asked.tick("announced_by_approver", stored.policy.announced_by_approver),
    ];
    if fresh {
        switches.push(asked.tick("rehearsal", stored.rehearsal));
    }
    let page = RoomForm {
        heading: frame.t(heading),
        using,
        offers,
        errors: Errors::of(frame.words, "room", faults),
        action: frame.url(&path),
        key: kept_key(typed, faults),
        hidden: hidden(&purpose, typed),
        notice: notice(&asked, &stored, &frame),
        guests: guests::rows(&asked, &stored.about.guests),
        materials: materials::rows(app, &asked, &stored.about.materials).await?,
        texts: vec![
            asked.line("host", &stored.about.host),
            asked.field("background", Shape::Area, &stored.about.background),
            asked.field("wanted", Shape::Brief, &stored.about.wanted),
            asked.line("video", &stored.about.video),
            asked.line("sign_video", &stored.about.sign_video),
        ],
        times: times(&asked, &stored, &app.zone),
        unit,
        publication: publication(&asked, &stored, &frame),
        limits: limits(&asked, &stored),
        switches,
        submit: frame.t(submit),
        back: frame.url(&back),
        frame,
    };
    page_with(code, &page)
}

/// "More rows" keeps the key, for nothing was sent to the desk; after a fault the words differ, so the key must.
fn kept_key(typed: Option<&Fields>, faults: &Faults) -> String {
    let kept = typed.filter(|_| faults.is_empty()).and_then(|typed| typed.get("key"));
    kept.map_or_else(fresh_key, str::to_owned)
}

async fn units(
    app: &App,
    asked: &Asked<'_>,
    stored: &Draft,
    only: Option<&[UnitId]>,
    fresh: bool,
) -> Result<Option<Field>, Failure> {
    let units = office_units::units(&app.db).await;
    let units = units.map_err(|error| Failure::internal("units could not be read", &error))?;
    let open = office_units::open(&units, &stored.units).filter(|unit| only.is_none_or(|own| own.contains(&unit.id)));
    let choices: Vec<(String, String)> = open.map(|unit| (unit.id.to_string(), unit.name.clone())).collect();
    let mut chosen: Vec<String> = stored.units.iter().map(ToString::to_string).collect();
    if let (Some(_), [(only, _)], true) = (only, choices.as_slice(), fresh) {
        chosen.push(only.clone());
    }
    Ok((!choices.is_empty()).then(|| asked.some_of("unit", &chosen, choices)))
}

fn notice(asked: &Asked<'_>, stored: &Draft, frame: &Frame) -> Vec<Field> {
    let lang = if stored.about.lang == Lang::En { "en" } else { "zh" };
    let langs = ["zh", "en"].map(|lang| (lang.to_owned(), frame.t(&format!("office-lang-{lang}"))));
    vec![
        asked.line("topic", &stored.about.topic),
        asked.one_of("lang", Shape::Radios, lang, langs.to_vec()),
        asked.field("units", Shape::Brief, &stored.about.units.join("\n")),
        asked.field("subjects", Shape::Brief, &stored.about.subjects.join("\n")),
    ]
}

fn times(asked: &Asked<'_>, stored: &Draft, zone: &TimeZone) -> Vec<Field> {
    let at = &stored.schedule;
    let moment = |name, ms| asked.field(name, Shape::Moment, &local(ms, zone));
    vec![moment("collect_at", at.collect_at), moment("starts_at", at.starts_at), moment("ends_at", at.ends_at)]
}

fn publication(asked: &Asked<'_>, stored: &Draft, frame: &Frame) -> Vec<Field> {
    let (mode, delay_ms) = match stored.policy.publication {
        Publication::AfterApproval => ("after", 60_000),
        Publication::WithAnswer => ("answer", 60_000),
        Publication::BeforeApproval { delay_ms } => ("before", delay_ms),
    };
    let modes =
        ["after", "answer", "before"].map(|mode| (mode.to_owned(), frame.t(&format!("office-publication-{mode}"))));
    vec![asked.one_of("publication", Shape::Radios, mode, modes.to_vec()), asked.number("delay_s", delay_ms / 1_000)]
}

fn limits(asked: &Asked<'_>, stored: &Draft) -> Vec<Field> {
    let policy = &stored.policy;
    vec![
        asked.number("post_chars", i64::try_from(policy.post_chars).unwrap_or(1_000)),
        asked.number("posts_per_visitor", i64::from(policy.posts_per_visitor)),
        asked.number("post_every_s", policy.post_every_ms / 1_000),
        asked.number("undo_s", policy.undo_ms / 1_000),
        asked.number("proof_s", policy.proof_ms / 1_000),
        asked.number("record_days", policy.record_ms / DAY),
        asked.number("answer_days", i64::from(policy.answer_days)),
        asked.number("rate_days", i64::from(policy.rate_days)),
        asked.number("contacts_days", i64::from(policy.contacts_days)),
    ]
}
