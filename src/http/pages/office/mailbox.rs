//! A mailbox is set up, and changed while it stands open: what it takes, from whom letters may wish an answer, how soon one
//! is promised. How letters go through the house is a page of its own.

use super::{
    fields::{self, Faults, Fields},
    form::{Asked, Errors, Field, Shape, fresh_key},
    room_new::{governs_anywhere, landed, may_draw, moved_to, source},
    signed::Signed,
    templates,
};
use crate::{
    http::{App, Failure, Form, Frame, Words, page_with, query},
    kernel::{
        command::{Command, Drawing},
        contact::Contact,
        id::{Millis, RoomId, UnitId},
        letter::LetterKind,
        policy::{Policy, Publication, RoomKind},
        refusal::Refusal,
        room::{About, Header, Schedule},
        template::Setup,
        text::Lang,
        workflow::{Limit, Workflow},
    },
    views::{office_rooms::Sheet, office_templates::TemplateRow, office_units},
    wire::problem::status,
};
use askama::Template;
use axum::{
    extract::{FromRequest, Request, State},
    http::StatusCode,
    response::Response,
};

const SECOND: Millis = 1_000;
/// A room of letters has no end that means anything; it must stand after the beginning.
const HOUR: Millis = 3_600_000;
/// Working days that are promised at first.
const DAYS: u16 = 5;
/// Letters of 2,000 characters under titles of 40, with five files, as most mailboxes have them.
const SIZES: (usize, usize, usize) = (40, 2_000, 5);
/// The most files that a letter may ever bring.
const MOST_FILES: i64 = 10;

#[derive(Template)]
#[template(path = "office/mailbox_form.html")]
struct MailboxForm {
    frame: Frame,
    heading: String,
    errors: Errors,
    action: String,
    key: String,
    hidden: Vec<(&'static str, String)>,
    parts: Vec<(&'static str, Vec<Field>)>,
    submit: String,
    back: String,
}

/// What the form says.
struct Draft {
    about: About,
    policy: Policy,
    units: Vec<UnitId>,
    workflow: Workflow,
}

impl Draft {
    fn blank(lang: Lang) -> Draft {
        let (title_chars, post_chars, files_per_letter) = SIZES;
        let policy = Policy {
            standing: true,
            letters: LetterKind::ALL.to_vec(),
            publication: Publication::WithAnswer,
            contact: Contact::Optional,
            title_chars,
            post_chars,
            files_per_letter,
            ..Policy::default()
        };
        Draft { about: About::blank(lang), policy, units: Vec::new(), workflow: Workflow::letters() }
    }

    /// Another mailbox with the rules of a template.
    fn begun(setup: &Setup) -> Draft {
        let about = About {
            units: setup.answering.clone(),
            background: setup.background.clone(),
            wanted: setup.wanted.clone(),
            ..About::blank(setup.lang)
        };
        let (policy, units) = (setup.policy.clone(), setup.units.clone());
        Draft { about, policy, units, workflow: Workflow::letters() }
    }

    fn of(sheet: &Sheet) -> Draft {
        let Header { policy, units, workflow, .. } = &sheet.header;
        Draft { about: sheet.about.clone(), policy: policy.clone(), units: units.clone(), workflow: workflow.clone() }
    }
}

/// What the form begins with: nothing, a template, a mailbox to copy, or the one that is changed.
enum Purpose {
    New,
    Begun(TemplateRow),
    Copy(Sheet),
    Amend(Sheet),
}

impl Purpose {
    /// Of a new mailbox, by what the address or the form names.
    async fn begun(app: &App, me: &Signed, copy: &str, template: &str) -> Result<Purpose, Failure> {
        may_draw(me)?;
        match (copy, template) {
            ("", "") => Ok(Purpose::New),
            ("", id) => {
                let id = id.parse().map_err(|_| Refusal::NotFound)?;
                Ok(Purpose::Begun(templates::one(app, me, id).await?))
            }
            (code, _) => Ok(Purpose::Copy(source(app, me, code).await?)),
        }
    }

    fn stored(&self, lang: Lang) -> Draft {
        match self {
            Purpose::New => Draft::blank(lang),
            Purpose::Begun(template) => Draft::begun(&template.setup),
            Purpose::Copy(sheet) | Purpose::Amend(sheet) => Draft::of(sheet),
        }
    }

    /// Heading, where the form is sent, what its button says, where one gets back to.
    fn frame(&self) -> (&'static str, String, &'static str, String) {
        let room = |sheet: &Sheet| format!("/desk/r/{}/room", sheet.header.code);
        let new = || "/desk/rooms/mailbox".to_owned();
        match self {
            Purpose::New | Purpose::Begun(_) => ("box-new", new(), "box-draw", "/desk".to_owned()),
            Purpose::Copy(sheet) => ("box-copy", new(), "box-draw", room(sheet)),
            Purpose::Amend(sheet) => ("box-amend", format!("{}/amend", room(sheet)), "box-amend-send", room(sheet)),
        }
    }

    /// What the form sends along unseen.
    fn hidden(&self) -> Vec<(&'static str, String)> {
        match self {
            Purpose::New => Vec::new(),
            Purpose::Begun(template) => vec![("template", template.id.to_string())],
            Purpose::Copy(sheet) => vec![("copy", sheet.header.code.clone())],
            Purpose::Amend(sheet) => vec![("revision", sheet.header.revision.to_string())],
        }
    }
}

/// Whether a room is changed by this form.
pub(super) fn is_mailbox(header: &Header) -> bool {
    header.kind == RoomKind::Mailbox
}

pub(super) async fn show(me: Signed, State(app): State<App>) -> Result<Response, Failure> {
    let named = |name| query::asked(me.visit.query(), name).unwrap_or_default();
    let purpose = Purpose::begun(&app, &me, &named("copy"), &named("template")).await?;
    render(me, &app, purpose, None, &Faults::default(), StatusCode::OK).await
}

pub(super) async fn draw(
    me: Signed,
    State(app): State<App>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    may_draw(&me)?;
    let fields = Fields::new(pairs);
    let purpose = Purpose::begun(&app, &me, fields.text("copy"), fields.text("template")).await?;
    let stored = purpose.stored(me.frame.words.lang);
    let Draft { about, policy, units, workflow } = match read(&me, &fields, stored) {
        Ok(draft) => draft,
        Err(faults) => {
            return render(me, &app, purpose, Some(&fields), &faults, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let copied_from = match &purpose {
        Purpose::Copy(sheet) => Some(sheet.header.id),
        _ => None,
    };
    let (room, now): (RoomId, _) = (fields.fresh()?, app.desk.now());
    let command = Command::Draw(Drawing {
        kind: RoomKind::Mailbox,
        policy,
        schedule: Schedule { collect_at: now, starts_at: now, ends_at: now + HOUR },
        about,
        units,
        rehearsal: false,
        copied_from,
        workflow: Some(Workflow { version: 1, ..workflow }),
    });
    match me.room(&app, room, command, fields.key("")).await {
        Ok(answer) => landed(&app, &me, answer.room, "drawn").await,
        Err(refusal) => refused(me, &app, purpose, &fields, &refusal).await,
    }
}

pub(super) async fn amend_form(me: Signed, app: &App, sheet: Sheet) -> Result<Response, Failure> {
    render(me, app, Purpose::Amend(sheet), None, &Faults::default(), StatusCode::OK).await
}

pub(super) async fn amend(me: Signed, app: &App, sheet: Sheet, request: Request) -> Result<Response, Failure> {
    let Form(pairs): Form<Vec<(String, String)>> = Form::from_request(request, app).await?;
    let fields = Fields::new(pairs);
    let Draft { about, policy, units, .. } = match read(&me, &fields, Draft::of(&sheet)) {
        Ok(draft) => draft,
        Err(faults) => {
            let purpose = Purpose::Amend(sheet);
            return render(me, app, purpose, Some(&fields), &faults, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let (units, room) = (moved_to(&me, &sheet, &units), sheet.header.id);
    let (schedule, revision) = (sheet.header.schedule, fields.parse("revision").unwrap_or(0));
    let command = Command::Amend { revision, policy, schedule, about, units };
    match me.room(app, room, command, fields.key("")).await {
        Ok(_) => landed(app, &me, room, "amended").await,
        Err(refusal) => refused(me, app, Purpose::Amend(sheet), &fields, &refusal).await,
    }
}

async fn refused(
    me: Signed,
    app: &App,
    purpose: Purpose,
    fields: &Fields,
    refusal: &Refusal,
) -> Result<Response, Failure> {
    let shown = matches!(refusal, Refusal::Stale { .. } | Refusal::Full { .. }) || status(refusal) == 422;
    if !shown {
        return Err(refusal.clone().into());
    }
    let field = match refusal {
        Refusal::Empty => "box_topic",
        // All words of a mailbox are counted together; these are the ones that grow.
        Refusal::TooLong { .. } => "box_background",
        Refusal::UnknownUnit => "box_unit",
        _ => "",
    };
    let faults = Faults::refused(me.frame.words, refusal, field);
    render(me, app, purpose, Some(fields), &faults, fields::code(refusal)).await
}

/// The form over what is stored: what it does not ask stays.
fn read(me: &Signed, fields: &Fields, stored: Draft) -> Result<Draft, Faults> {
    let (words, mut faults) = (me.frame.words, Faults::default());
    let topic = fields.text("box_topic").to_owned();
    if topic.is_empty() {
        faults.add("box_topic", words.t("office-f-box-topic-missing"));
    }
    let about = About {
        topic,
        units: fields.lines("box_units"),
        background: fields.text("box_background").to_owned(),
        wanted: fields.text("box_wanted").to_owned(),
        lang: if fields.text("lang") == "en" { Lang::En } else { Lang::Zh },
        ..stored.about
    };
    let (policy, days) = policy(words, fields, stored.policy, &mut faults);
    let units: Vec<UnitId> = fields.all("box_unit").filter_map(|unit| unit.parse().ok()).collect();
    if units.is_empty() && !governs_anywhere(me) {
        faults.add("box_unit", words.t("office-f-unit-missing"));
    }
    let shape = match fields.get("box_flow") {
        Some("two_steps") => Workflow::two_steps(),
        Some(_) => Workflow::letters(),
        None => stored.workflow,
    };
    let workflow = Workflow { promise: days.map(Limit::of), ..shape };
    if faults.is_empty() { Ok(Draft { about, policy, units, workflow }) } else { Err(faults) }
}

fn policy(words: Words, fields: &Fields, stored: Policy, faults: &mut Faults) -> (Policy, Option<u16>) {
    let kinds = fields.all("box_kinds").filter_map(LetterKind::parse).collect::<Vec<_>>();
    if kinds.is_empty() {
        faults.add("box_kinds", words.t("office-f-box-kinds-missing"));
    }
    let mut number = |name: &'static str, least: i64, most: i64| {
        let typed = fields.parse::<i64>(name).filter(|typed| (least..=most).contains(typed));
        if typed.is_none() {
            faults.add(name, words.t2("office-f-number-wrong", "least", least, "most", most));
        }
        typed.unwrap_or(least)
    };
    let small = |number: i64| usize::try_from(number).unwrap_or(0);
    let days = fields.get("box_days").map(|_| u16::try_from(number("box_days", 1, 250)).unwrap_or(DAYS));
    let policy = Policy {
        letters: LetterKind::ALL.into_iter().filter(|kind| kinds.contains(kind)).collect(),
        title_chars: small(number("box_title_chars", 5, 200)),
        post_chars: small(number("box_post_chars", 100, 10_000)),
        files_per_letter: small(number("box_files", 0, MOST_FILES)),
        posts_per_visitor: u32::try_from(number("box_each", 1, 10_000)).unwrap_or(1),
        post_every_ms: number("box_every_s", 0, 86_400) * SECOND,
        undo_ms: number("box_undo_s", 0, 600) * SECOND,
        rate_days: u32::try_from(number("box_rate_days", 0, 365)).unwrap_or(0),
        wishes: fields.all("box_wishes").filter_map(|unit| unit.parse().ok()).collect(),
        votes: fields.has("box_votes"),
        contact: if fields.has("box_contact") { Contact::Optional } else { Contact::Nothing },
        ..stored
    };
    (policy, days)
}

async fn render(
    me: Signed,
    app: &App,
    purpose: Purpose,
    typed: Option<&Fields>,
    faults: &Faults,
    code: StatusCode,
) -> Result<Response, Failure> {
    let (own, everywhere) = (me.own_units(), governs_anywhere(&me));
    let frame = me.frame;
    let stored = purpose.stored(frame.words.lang);
    let asked = Asked { words: frame.words, prefix: "room", typed, faults };
    let units = office_units::units(&app.db).await;
    let units = units.map_err(|error| Failure::internal("units could not be read", &error))?;
    let all: Vec<(UnitId, String)> =
        office_units::open(&units, &stored.policy.wishes).map(|unit| (unit.id, unit.name.clone())).collect();
    let held: Vec<_> = all.iter().filter(|(unit, _)| everywhere || own.contains(unit)).cloned().collect();
    let mut parts = vec![
        ("box-part-name", named(&asked, &stored, &frame, &held)),
        ("box-part-takes", taken(&asked, &stored, &frame)),
        ("box-part-doors", vec![some(&asked, "box_wishes", &stored.policy.wishes, &all)]),
    ];
    match &purpose {
        Purpose::New | Purpose::Begun(_) => parts.push(("box-part-way", way(&asked, &stored, &frame))),
        // It goes the way of the one that is copied, whatever that was made to be.
        Purpose::Copy(_) => parts.push(("box-part-way", vec![days(&asked, &stored)])),
        Purpose::Amend(_) => {}
    }
    parts.push(("office-part-policy", limits(&asked, &stored)));
    let (heading, action, submit, back) = purpose.frame();
    let page = MailboxForm {
        heading: frame.t(heading),
        errors: Errors::named(frame.words, "room", faults),
        action: frame.url(&action),
        key: fresh_key(),
        hidden: purpose.hidden(),
        parts,
        submit: frame.t(submit),
        back: frame.url(&back),
        frame,
    };
    page_with(code, &page)
}

fn some(asked: &Asked<'_>, name: &'static str, chosen: &[UnitId], units: &[(UnitId, String)]) -> Field {
    let chosen: Vec<String> = chosen.iter().map(ToString::to_string).collect();
    asked.some_of(name, &chosen, units.iter().map(|(id, name)| (id.to_string(), name.clone())).collect())
}

fn named(asked: &Asked<'_>, stored: &Draft, frame: &Frame, held: &[(UnitId, String)]) -> Vec<Field> {
    let lang = if stored.about.lang == Lang::En { "en" } else { "zh" };
    let langs = ["zh", "en"].map(|lang| (lang.to_owned(), frame.t(&format!("office-lang-{lang}"))));
    let mut fields = vec![
        asked.line("box_topic", &stored.about.topic),
        asked.one_of("lang", Shape::Radios, lang, langs.to_vec()),
        asked.field("box_units", Shape::Brief, &stored.about.units.join("\n")),
        asked.field("box_background", Shape::Brief, &stored.about.background),
        asked.field("box_wanted", Shape::Brief, &stored.about.wanted),
    ];
    if !held.is_empty() {
        fields.push(some(asked, "box_unit", &stored.units, held));
    }
    fields
}

fn taken(asked: &Asked<'_>, stored: &Draft, frame: &Frame) -> Vec<Field> {
    let kinds = LetterKind::ALL.map(|kind| (kind.code().to_owned(), frame.t(&format!("letter-{}", kind.code()))));
    let chosen: Vec<String> = stored.policy.letters.iter().map(|kind| kind.code().to_owned()).collect();
    let count = |number: usize| i64::try_from(number).unwrap_or(0);
    vec![
        asked.some_of("box_kinds", &chosen, kinds.to_vec()),
        asked.number("box_title_chars", count(stored.policy.title_chars)),
        asked.number("box_post_chars", count(stored.policy.post_chars)),
        asked.number("box_files", count(stored.policy.files_per_letter)),
    ]
}

fn way(asked: &Asked<'_>, stored: &Draft, frame: &Frame) -> Vec<Field> {
    let flows = ["letters", "two_steps"].map(|flow| {
        let word = format!("box-flow-{}", flow.replace('_', "-"));
        (flow.to_owned(), frame.t(&word))
    });
    vec![asked.one_of("box_flow", Shape::Radios, "letters", flows.to_vec()), days(asked, stored)]
}

fn days(asked: &Asked<'_>, stored: &Draft) -> Field {
    asked.number("box_days", i64::from(stored.workflow.promise.as_ref().map_or(DAYS, |promise| promise.days)))
}

fn limits(asked: &Asked<'_>, stored: &Draft) -> Vec<Field> {
    let policy = &stored.policy;
    vec![
        asked.number("box_each", i64::from(policy.posts_per_visitor)),
        asked.number("box_every_s", policy.post_every_ms / SECOND),
        asked.number("box_undo_s", policy.undo_ms / SECOND),
        asked.number("box_rate_days", i64::from(policy.rate_days)),
        asked.tick("box_contact", !policy.contact.is_nothing()),
        asked.tick("box_votes", policy.votes),
    ]
}
