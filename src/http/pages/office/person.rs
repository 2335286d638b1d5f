//! One person: name, roles, one-time link, closing the account.

use super::{
    deputies::{self, DeputiesPart, Of},
    fields::{Faults, Fields},
    form::{Asked, Errors, FormPart, Shape, Weight},
    grants, hears,
    issue::{Issue, issue},
    people,
    signed::Signed,
};
use crate::{
    http::{App, Failure, Form, Frame, page_with},
    kernel::{command::OfficeCommand, id::PersonId, refusal::Refusal},
    views::office_people::{self, PersonRow, chosen},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};

type Pairs = Form<Vec<(String, String)>>;

struct HeldRow {
    words: String,
    revoke: Option<FormPart>,
}

#[derive(Template)]
#[template(path = "office/person.html")]
struct PersonPage {
    frame: Frame,
    done: Option<String>,
    errors: Errors,
    name: String,
    login: String,
    disabled: bool,
    has_password: bool,
    factor: Option<FormPart>,
    mail: Option<hears::Given>,
    held: Vec<HeldRow>,
    deputies: DeputiesPart,
    unit: Option<String>,
    grant: Option<FormPart>,
    link: Option<FormPart>,
    rename: Option<FormPart>,
    disable: Option<FormPart>,
}

pub(super) async fn show(me: Signed, State(app): State<App>, Path(id): Path<PersonId>) -> Result<Response, Failure> {
    render(me, &app, id, Came::default(), StatusCode::OK).await
}

pub(super) async fn rename(
    me: Signed,
    State(app): State<App>,
    Path(id): Path<PersonId>,
    Form(pairs): Pairs,
) -> Result<Response, Failure> {
    let fields = Fields::new(pairs);
    let person = find(&app, &me, id).await?;
    let by_link = chosen(&person.login).is_none() && fields.text("login").is_empty();
    let needed: &[&str] = if by_link { &["person_name"] } else { &["login", "person_name"] };
    let mut faults = people::missing(&me, &fields, needed);
    if faults.is_empty() {
        let login = if by_link { person.login } else { fields.text("login").to_owned() };
        let name = fields.text("person_name").to_owned();
        let set = OfficeCommand::SetPerson { person: id, login, name, unit: fields.parse("home") };
        match me.office(&app, set, fields.key("")).await {
            Ok(_) => return Ok(back(&me, id, "person")),
            Err(refusal) => faults = people::about_name(&me, &refusal)?,
        }
    }
    let came = Came { form: "rename", fields, faults };
    render(me, &app, id, came, StatusCode::UNPROCESSABLE_ENTITY).await
}

pub(super) async fn grant(
    me: Signed,
    State(app): State<App>,
    Path(id): Path<PersonId>,
    Form(pairs): Pairs,
) -> Result<Response, Failure> {
    let fields = Fields::new(pairs);
    let grant = grants::parse(fields.text("role"), fields.text("place"))?;
    match me.office(&app, OfficeCommand::Grant { person: id, grant }, fields.key("")).await {
        Ok(_) => Ok(back(&me, id, "granted")),
        // A guest's role without a guest is the one combination that makes no sense.
        Err(Refusal::Malformed { .. }) => {
            let mut faults = Faults::default();
            faults.add("place", me.frame.t("office-f-place-guest"));
            let came = Came { form: "grant", fields, faults };
            render(me, &app, id, came, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

pub(super) async fn revoke(
    me: Signed,
    State(app): State<App>,
    Path(id): Path<PersonId>,
    Form(pairs): Pairs,
) -> Result<Response, Failure> {
    let fields = Fields::new(pairs);
    let grant = grants::parse(fields.text("role"), fields.text("place"))?;
    me.office(&app, OfficeCommand::Revoke { person: id, grant }, fields.key("")).await?;
    Ok(back(&me, id, "revoked"))
}

pub(super) async fn link(
    me: Signed,
    State(app): State<App>,
    Path(id): Path<PersonId>,
    Form(pairs): Pairs,
) -> Result<Response, Failure> {
    let person = find(&app, &me, id).await?;
    let back = format!("/desk/office/people/{id}");
    let wish = Issue { person: id, name: person.name, login: person.login, room: None, back };
    issue(&app, me, &Fields::new(pairs), wish).await
}

pub(super) async fn drop_factor(
    me: Signed,
    State(app): State<App>,
    Path(id): Path<PersonId>,
    Form(pairs): Pairs,
) -> Result<Response, Failure> {
    find(&app, &me, id).await?;
    me.office(&app, OfficeCommand::DropFactor { person: id }, Fields::new(pairs).key("")).await?;
    Ok(back(&me, id, "factor-dropped"))
}

pub(super) async fn mail(
    me: Signed,
    State(app): State<App>,
    Path(id): Path<PersonId>,
    Form(pairs): Pairs,
) -> Result<Response, Failure> {
    find(&app, &me, id).await?;
    let fields = Fields::new(pairs);
    match hears::give(&app, &me, id, &fields).await {
        Ok(done) => Ok(back(&me, id, done)),
        Err(refusal) if hears::is_theirs(&refusal) => {
            let faults = Faults::refused(me.frame.words, &refusal, "mail");
            let came = Came { form: "mail", fields, faults };
            render(me, &app, id, came, hears::status(&refusal)).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

pub(super) async fn disable(
    me: Signed,
    State(app): State<App>,
    Path(id): Path<PersonId>,
    Form(pairs): Pairs,
) -> Result<Response, Failure> {
    me.require_some()?;
    let fields = Fields::new(pairs);
    if !fields.has("sure") {
        let mut faults = Faults::default();
        faults.add("sure", me.frame.t("office-f-sure-missing"));
        let came = Came { form: "disable", fields, faults };
        return render(me, &app, id, came, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    me.office(&app, OfficeCommand::Disable { person: id }, fields.key("")).await?;
    app.auth.close_all(id).await?;
    Ok(back(&me, id, "disabled"))
}

pub(super) fn back(me: &Signed, id: PersonId, done: &str) -> Response {
    me.visit.redirect(&format!("/desk/office/people/{id}?done={done}"))
}

/// Who administers neither the person nor any of their roles does not learn that they exist.
pub(super) async fn find(app: &App, me: &Signed, id: PersonId) -> Result<PersonRow, Failure> {
    me.require_some()?;
    seen(app, me, id).await
}

/// To be read: whoever reads the whole office sees everybody.
async fn seen(app: &App, me: &Signed, id: PersonId) -> Result<PersonRow, Failure> {
    let (permit, all) = (me.office_permit(), me.reads_all());
    if !all {
        me.require_some()?;
    }
    let person = office_people::person(&app.db, id).await;
    let person = person.map_err(|error| Failure::internal("a person could not be read", &error))?;
    Ok(person.filter(|person| all || person.is_known_to(&permit)).ok_or(Refusal::NotFound)?)
}

/// A form that came back with faults.
#[derive(Default)]
pub(super) struct Came {
    pub form: &'static str,
    pub fields: Fields,
    pub faults: Faults,
}

impl Came {
    fn typed(&self, form: &str) -> Option<&Fields> {
        (self.form == form).then_some(&self.fields)
    }
}

pub(super) async fn render(
    me: Signed,
    app: &App,
    id: PersonId,
    came: Came,
    code: StatusCode,
) -> Result<Response, Failure> {
    let person = seen(app, &me, id).await?;
    let reader = me.reader(app);
    let (permit, done) = (me.office_permit(), me.done());
    let (governed, account) = (person.governed(&permit), person.is_governed(&permit));
    let frame = me.frame;
    let words = frame.words;
    let none = Faults::default();
    let asked = |form: &'static str| {
        let faults = if came.form == form { &came.faults } else { &none };
        Asked { words, prefix: form, typed: came.typed(form), faults }
    };
    let path = |act: &str| format!("/desk/office/people/{id}/{act}");
    let held = person.held.iter().zip(governed).map(|(held, governed)| HeldRow {
        words: grants::held(words, held),
        revoke: governed.then(|| {
            FormPart::new(&frame, &path("revoke"), "office-revoke", Weight::Plain)
                .hide("role", held.grant.role.code())
                .hide("place", grants::code(held.grant.reach))
        }),
    });
    let (to_grant, to_rename) = (asked("grant"), asked("rename"));
    let role = to_grant.one_of("role", Shape::Select, "moderator", grants::roles(words));
    let places = grants::places(app, words, &permit).await?;
    let grants_any = !places.is_empty();
    let first = places.first().map(|(value, _)| value.clone()).unwrap_or_default();
    let place = to_grant.one_of("place", Shape::Select, &first, places);
    let login = chosen(&person.login).unwrap_or_default();
    let mut names = vec![to_rename.line("person_name", &person.name), to_rename.field("login", Shape::Code, login)];
    names.extend(people::home(app, &to_rename, &permit, Some(&person)).await?);
    let standing = Of { person: id, held: &person.held, path: account.then(|| path("deputies")) };
    let deputies = deputies::part(app, &frame, &reader, &asked("deputy"), standing).await?;
    let mail = if account { hears::given(app, &frame, id, &asked("mail")).await? } else { None };
    let page = PersonPage {
        mail,
        done,
        deputies,
        errors: Errors::of(words, came.form, &came.faults),
        held: held.collect(),
        grant: grants_any
            .then(|| FormPart::new(&frame, &path("grants"), "office-grant", Weight::Plain).with([role, place])),
        link: account.then(|| FormPart::new(&frame, &path("link"), "office-link-make", Weight::Plain)),
        factor: (account && person.has_factor)
            .then(|| FormPart::new(&frame, &path("factor"), "office-factor-drop", Weight::Grave)),
        rename: account.then(|| FormPart::new(&frame, &path("name"), "office-save", Weight::Plain).with(names)),
        disable: permit.governs().then(|| {
            let sure = [asked("disable").tick("sure", false)];
            FormPart::new(&frame, &path("disable"), "office-disable", Weight::Grave).with(sure)
        }),
        unit: person.unit_name,
        name: person.name,
        login: people::login_words(words, &person.login),
        disabled: person.disabled,
        has_password: person.has_password,
        frame,
    };
    page_with(code, &page)
}
