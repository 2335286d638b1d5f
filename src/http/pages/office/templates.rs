//! Templates of rooms: which there are, what they set, renaming, giving up.

use super::{
    fields::{self, Faults, Fields},
    form::{Asked, Errors, FormPart, Shape, Weight},
    room_new::governs_anywhere,
    signed::Signed,
};
use crate::{
    http::{App, Failure, Form, Frame, page, page_with},
    kernel::{
        command::OfficeCommand,
        id::{TemplateId, UnitId},
        policy::Publication,
        principal::Role,
        refusal::Refusal,
        template::Setup,
        text::Lang,
    },
    views::{
        office_templates::{self, TemplateRow, clock},
        office_units::UnitRow,
    },
    wire::problem::status,
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};

/// A template in a list.
pub(super) struct Offer {
    pub name: String,
    /// Where a room is drafted from it.
    pub path: String,
    /// What it sets, in a line.
    pub says: String,
    /// For whom it is.
    pub place: String,
    /// Where it is renamed or given up.
    pub edit: Option<String>,
}

/// One thing that it sets.
struct Fact {
    label: String,
    value: String,
    lang: &'static str,
}

#[derive(Template)]
#[template(path = "office/templates.html")]
struct TemplatesPage {
    frame: Frame,
    here: &'static str,
    all: bool,
    /// Whether the other pages of the office are open too.
    tabs: bool,
    done: Option<String>,
    offers: Vec<Offer>,
}

#[derive(Template)]
#[template(path = "office/template.html")]
struct TemplatePage {
    frame: Frame,
    errors: Errors,
    offer: Offer,
    facts: Vec<Fact>,
    /// May draft rooms from it.
    draws: bool,
    rename: Option<FormPart>,
    drop: Option<FormPart>,
}

/// Those from which the reader can draft rooms, and the tree of units.
pub(super) async fn open_to(app: &App, me: &Signed) -> Result<(Vec<TemplateRow>, Vec<UnitRow>), Failure> {
    let read = office_templates::templates(&app.db).await;
    let (mut rows, units) = read.map_err(|error| Failure::internal("templates could not be read", &error))?;
    let own = (!governs_anywhere(me) && !me.reads_all()).then(|| me.own_units());
    rows.retain(|row| office_templates::is_for(row, own.as_deref(), &units));
    Ok((rows, units))
}

/// One of those.
pub(super) async fn one(app: &App, me: &Signed, id: TemplateId) -> Result<TemplateRow, Failure> {
    let (rows, _) = open_to(app, me).await?;
    Ok(rows.into_iter().find(|row| row.id == id).ok_or(Refusal::NotFound)?)
}

/// Whether the reader may rename, replace and give it up.
pub(super) fn may_change(me: &Signed, row: &TemplateRow) -> bool {
    let permit = me.office_permit();
    row.unit.map_or(permit.governs(), |unit| permit.holds_over(unit, &[Role::Administrator]))
}

/// As it stands in a list.
pub(super) fn offer(frame: &Frame, row: &TemplateRow, changes: bool) -> Offer {
    Offer {
        name: row.setup.name.clone(),
        path: frame.url(&format!("/desk/rooms/{}?template={}", form(row), row.id)),
        says: says(frame, row),
        place: row.unit_name.clone().unwrap_or_else(|| frame.t("office-home-none")),
        edit: changes.then(|| frame.url(&format!("/desk/office/templates/{}", row.id))),
    }
}

/// Which form drafts rooms from it.
fn form(row: &TemplateRow) -> &'static str {
    if row.setup.policy.takes_letters() { "mailbox" } else { "new" }
}

/// For whom a template can be: the installation, or units in the reader's hands.
pub(super) fn places(me: &Signed, units: &[UnitRow]) -> Vec<(String, String)> {
    let permit = me.office_permit();
    let own = units.iter().filter(|unit| permit.holds_over(unit.id, &[Role::Administrator]));
    let all = permit.governs().then(|| (String::new(), me.frame.t("office-home-none")));
    let named = own.map(|unit| (unit.id.to_string(), format!("{}{}", "　".repeat(unit.depth), unit.name)));
    all.into_iter().chain(named).collect()
}

/// The unit that was chosen; none for the installation.
pub(super) fn place(fields: &Fields) -> Result<Option<UnitId>, Refusal> {
    match fields.text("for_unit") {
        "" => Ok(None),
        unit => unit.parse().map(Some).map_err(|_| Refusal::Malformed { why: "no such unit".into() }),
    }
}

/// A refusal as the forms of templates show it; all others are pages of their own.
pub(super) fn faults(me: &Signed, refusal: Refusal) -> Result<(Faults, StatusCode), Failure> {
    if !matches!(status(&refusal), 409 | 422) {
        return Err(refusal.into());
    }
    let of_name = matches!(refusal, Refusal::Empty | Refusal::TooLong { .. } | Refusal::UncleanText);
    let field = if of_name { "template_name" } else { "" };
    Ok((Faults::refused(me.frame.words, &refusal, field), fields::code(&refusal)))
}

pub(super) async fn show(me: Signed, State(app): State<App>) -> Result<Response, Failure> {
    let (draws, all) = (super::room_new::may_draw(&me), me.reads_all());
    if !all {
        draws.clone()?;
    }
    let (rows, _) = open_to(&app, &me).await?;
    let listed = |row: &TemplateRow| {
        let offer = offer(&me.frame, row, may_change(&me, row));
        // Who drafts no rooms from it looks at what it sets.
        let path = if draws.is_ok() { offer.path } else { me.frame.url(&format!("/desk/office/templates/{}", row.id)) };
        Offer { path, ..offer }
    };
    let offers = rows.iter().map(listed).collect();
    let (tabs, done) = (all || me.require_some().is_ok(), me.done());
    page(&TemplatesPage { here: "templates", all, tabs, done, offers, frame: me.frame })
}

pub(super) async fn edit(me: Signed, State(app): State<App>, Path(id): Path<TemplateId>) -> Result<Response, Failure> {
    render(me, &app, id, "", &Fields::default(), &Faults::default(), StatusCode::OK).await
}

pub(super) async fn change(
    me: Signed,
    State(app): State<App>,
    Path(id): Path<TemplateId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let fields = Fields::new(pairs);
    let row = one(&app, &me, id).await?;
    if !may_change(&me, &row) {
        return Err(Refusal::NotAllowed.into());
    }
    let missing = super::people::missing(&me, &fields, &["template_name"]);
    if !missing.is_empty() {
        return render(me, &app, id, "template", &fields, &missing, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let setup = Setup { name: fields.text("template_name").to_owned(), ..row.setup };
    let (unit, seen) = (place(&fields)?, fields.parse("revision").or(Some(0)));
    match me.office(&app, OfficeCommand::SetTemplate { template: id, setup, unit, seen }, fields.key("")).await {
        Ok(_) => Ok(me.visit.redirect("/desk/office/templates?done=template")),
        Err(refusal) => {
            let (faults, code) = faults(&me, refusal)?;
            render(me, &app, id, "template", &fields, &faults, code).await
        }
    }
}

pub(super) async fn drop(
    me: Signed,
    State(app): State<App>,
    Path(id): Path<TemplateId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let fields = Fields::new(pairs);
    if !may_change(&me, &one(&app, &me, id).await?) {
        return Err(Refusal::NotAllowed.into());
    }
    let missing = if fields.has("sure") { Faults::default() } else { super::people::missing(&me, &fields, &["sure"]) };
    if !missing.is_empty() {
        return render(me, &app, id, "drop", &fields, &missing, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    me.office(&app, OfficeCommand::DropTemplate { template: id }, fields.key("")).await?;
    Ok(me.visit.redirect("/desk/office/templates?done=template-dropped"))
}

async fn render(
    me: Signed,
    app: &App,
    id: TemplateId,
    came: &'static str,
    typed: &Fields,
    faults: &Faults,
    code: StatusCode,
) -> Result<Response, Failure> {
    let (rows, units) = open_to(app, &me).await?;
    let row = rows.iter().find(|row| row.id == id).ok_or(Refusal::NotFound)?;
    let (changes, draws) = (may_change(&me, row), super::room_new::may_draw(&me).is_ok());
    if !changes && !me.reads_all() {
        return Err(Refusal::NotAllowed.into());
    }
    let (places, none, frame) = (places(&me, &units), Faults::default(), me.frame);
    let asked = |form: &'static str| {
        let here = came == form;
        Asked {
            words: frame.words,
            prefix: form,
            typed: here.then_some(typed),
            faults: if here { faults } else { &none },
        }
    };
    let unit = row.unit.map(|unit| unit.to_string()).unwrap_or_default();
    let path = format!("/desk/office/templates/{id}");
    let rename = || {
        FormPart::new(&frame, &path, "office-save", Weight::Main).hide("revision", row.revision).with([
            asked("template").line("template_name", &row.setup.name),
            asked("template").one_of("for_unit", Shape::Select, &unit, places),
        ])
    };
    let drop = || {
        FormPart::new(&frame, &format!("{path}/drop"), "office-template-drop", Weight::Grave)
            .with([asked("drop").tick("sure", false)])
    };
    let (rename, drop) = (changes.then(rename), changes.then(drop));
    let errors = Errors::of(frame.words, if came.is_empty() { "template" } else { came }, faults);
    let (offer, facts) = (offer(&frame, row, false), facts(&frame, row));
    page_with(code, &TemplatePage { errors, offer, facts, draws, rename, drop, frame })
}

/// What it sets, in a line.
fn says(frame: &Frame, row: &TemplateRow) -> String {
    let Setup { timing, policy, .. } = &row.setup;
    if policy.takes_letters() {
        return frame.t("office-template-says-mailbox");
    }
    let published = match policy.publication {
        Publication::AfterApproval => "office-template-after",
        Publication::WithAnswer => "office-template-answer",
        Publication::BeforeApproval { .. } => "office-template-before",
    };
    let values = [
        ("days", timing.collect_days.into()),
        ("collect", clock(timing.collect_minute).into()),
        ("clock", clock(timing.starts_minute).into()),
        ("minutes", timing.lasts_minutes.into()),
        ("published", frame.t(published).into()),
    ];
    frame.words.tn("office-template-says", values)
}

/// What else it sets, where there is something.
fn facts(frame: &Frame, row: &TemplateRow) -> Vec<Fact> {
    let (setup, texts) = (&row.setup, row.setup.lang.tag());
    let lang = if setup.lang == Lang::En { "office-lang-en" } else { "office-lang-zh" };
    let comma = frame.t("office-list-comma");
    let facts = [
        ("office-f-lang", frame.t(lang), frame.lang),
        ("office-f-unit", row.rooms_of.join(&comma), texts),
        ("office-f-units", setup.answering.join(&comma), texts),
        ("office-f-subjects", setup.subjects.join(&comma), texts),
        ("office-f-host", setup.host.clone(), texts),
        ("office-f-background", setup.background.clone(), texts),
        ("office-f-wanted", setup.wanted.clone(), texts),
    ];
    let said = facts.into_iter().filter(|(_, value, _)| !value.is_empty());
    said.map(|(word, value, lang)| Fact { label: frame.t(word), value, lang }).collect()
}
