//! Where somebody of staff is written to, confirmed by a code, and what they hear of by mail.

use super::{
    fields::{Faults, Fields},
    form::{Asked, Errors, FormPart, Shape, Weight},
    signed::Signed,
};
use crate::{
    auth::code,
    http::{App, Failure, Form, Frame, page_with, query},
    kernel::{
        command::OfficeCommand,
        hears::{Hears, MailStep, Often, StaffMail},
        id::PersonId,
        refusal::Refusal,
        text::Lang,
    },
    store::StoreError,
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

pub(super) use super::fields::code as status;

type Pairs = Form<Vec<(String, String)>>;

#[derive(Template)]
#[template(path = "office/hears.html")]
struct HearsPage {
    frame: Frame,
    errors: Errors,
    done: Option<String>,
    /// Whether the house sends mail at all.
    on: bool,
    /// The address, and whether it is confirmed.
    address: Option<(String, bool)>,
    /// The code that was sent, or what to hear of.
    next: Option<FormPart>,
    ask: FormPart,
    /// The form for another address came back.
    again: bool,
    drop: Option<FormPart>,
}

/// What whoever administers an account does about its address; the address itself is its owner's business.
pub(super) struct Given {
    pub state: String,
    pub form: FormPart,
    pub drop: Option<FormPart>,
}

pub(super) async fn show(me: Signed, State(app): State<App>) -> Result<Response, Failure> {
    render(me, &app, ("", Fields::default(), Faults::default()), StatusCode::OK).await
}

pub(super) async fn ask(me: Signed, State(app): State<App>, Form(pairs): Pairs) -> Result<Response, Failure> {
    let (fields, person) = (Fields::new(pairs), me.user.person);
    match give(&app, &me, person, &fields).await {
        Ok(done) => Ok(me.visit.redirect(&format!("/desk/mail?done={done}"))),
        Err(refusal) => again(me, &app, ("mail", "mail_address"), fields, refusal).await,
    }
}

pub(super) async fn confirm(me: Signed, State(app): State<App>, Form(pairs): Pairs) -> Result<Response, Failure> {
    let fields = Fields::new(pairs);
    match shown(&app, &me, fields.text("mail_code")).await {
        Ok(()) => Ok(me.visit.redirect("/desk/mail?done=mail-confirmed")),
        Err(refusal) => again(me, &app, ("code", "mail_code"), fields, refusal).await,
    }
}

pub(super) async fn choose(me: Signed, State(app): State<App>, Form(pairs): Pairs) -> Result<Response, Failure> {
    let fields = Fields::new(pairs);
    let often = |name| Often::parse(fields.text(name)).unwrap_or_default();
    let lang = if fields.text("mail_lang") == "en" { Lang::En } else { Lang::Zh };
    let hears = Hears { waits: often("mail_waits"), above: often("mail_above"), lang };
    step(&app, &me, me.user.person, MailStep::Choose { hears }).await?;
    Ok(me.visit.redirect("/desk/mail?done=mail-chosen"))
}

pub(super) async fn drop(me: Signed, State(app): State<App>) -> Result<Response, Failure> {
    step(&app, &me, me.user.person, MailStep::Drop).await?;
    Ok(me.visit.redirect("/desk/mail?done=mail-dropped"))
}

/// An address for somebody, or none any more; what to say when it is done.
pub(super) async fn give(app: &App, me: &Signed, person: PersonId, fields: &Fields) -> Result<&'static str, Refusal> {
    if fields.has("drop") {
        step(app, me, person, MailStep::Drop).await?;
        return Ok("mail-dropped");
    }
    let (address, lang) = (fields.text("mail_address").to_owned(), me.frame.words.lang);
    step(app, me, person, MailStep::Ask { address, lang }).await?;
    Ok("mail-asked")
}

/// What whoever types an address or a code can mend.
pub(super) fn is_theirs(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::BadMail | Refusal::Empty | Refusal::BadCode | Refusal::LinkSpent | Refusal::SlowDown { .. }
    )
}

/// Without a key: keys are kept with a digest of what was sent, and of an address nothing is kept.
async fn step(app: &App, me: &Signed, person: PersonId, step: MailStep) -> Result<(), Refusal> {
    me.office(app, OfficeCommand::Mail { person, step }, None).await.map(std::mem::drop)
}

/// The code that was sent to the address, typed by its owner.
async fn shown(app: &App, me: &Signed, typed: &str) -> Result<(), Refusal> {
    let person = me.user.person;
    let held = held(app, person).await.map_err(|_| Refusal::StorageFailed)?.ok_or(Refusal::LinkSpent)?;
    let address = held.address.id;
    app.auth.guess(&format!("mail:{person}"), code::fits_mail(&app.keys, person, address, typed))?;
    step(app, me, person, MailStep::Confirm { address }).await
}

async fn held(app: &App, person: PersonId) -> Result<Option<StaffMail>, StoreError> {
    Ok(app.db.person(person).await?.and_then(|person| person.mail))
}

async fn again(
    me: Signed,
    app: &App,
    (form, field): (&'static str, &'static str),
    fields: Fields,
    refusal: Refusal,
) -> Result<Response, Failure> {
    if !is_theirs(&refusal) {
        return Err(refusal.into());
    }
    let faults = Faults::refused(me.frame.words, &refusal, field);
    render(me, app, (form, fields, faults), status(&refusal)).await
}

fn unread(error: StoreError) -> Failure {
    Failure::internal("where somebody is written to could not be read", &error)
}

fn is_on(app: &App) -> bool {
    app.notices.doors().contains(&"mail")
}

/// What of somebody's address whoever administers the account sees; none where no mail is sent.
pub(super) async fn given(
    app: &App,
    frame: &Frame,
    person: PersonId,
    asked: &Asked<'_>,
) -> Result<Option<Given>, Failure> {
    if !is_on(app) {
        return Ok(None);
    }
    let held = held(app, person).await.map_err(unread)?;
    let state = match &held {
        None => "hears-state-none",
        Some(mail) if mail.confirmed => "hears-state-confirmed",
        Some(_) => "hears-state-asked",
    };
    let path = format!("/desk/office/people/{person}/mail");
    let form = FormPart::new(frame, &path, "hears-ask", Weight::Plain).with([asked.line("mail_address", "")]);
    let drop = held.map(|_| FormPart::new(frame, &path, "hears-drop", Weight::Grave).hide("drop", "yes"));
    Ok(Some(Given { state: frame.t(state), form, drop }))
}

async fn render(
    me: Signed,
    app: &App,
    (form, fields, faults): (&'static str, Fields, Faults),
    status: StatusCode,
) -> Result<Response, Failure> {
    let (done, person) = (me.done(), me.user.person);
    let sent = query::asked(me.visit.query(), "code").unwrap_or_default();
    let frame = me.frame;
    let words = frame.words;
    let none = Faults::default();
    let asked = |prefix: &'static str| {
        let came = prefix == form;
        Asked { words, prefix, typed: came.then_some(&fields), faults: if came { &faults } else { &none } }
    };
    let held = held(app, person).await.map_err(unread)?;
    let address = match &held {
        Some(mail) => {
            let texts = app.db.texts(&[mail.address.id]).await.map_err(unread)?;
            let body = texts.get(&mail.address.id).and_then(|row| row.body.clone());
            Some((body.unwrap_or_default(), mail.confirmed))
        }
        None => None,
    };
    let next = held.as_ref().map(|mail| match mail.confirmed {
        true => chosen(&frame, &asked("choose"), mail.hears),
        false => FormPart::new(&frame, "/desk/mail/confirm", "hears-confirm", Weight::Main)
            .with([asked("code").field("mail_code", Shape::Code, &sent)]),
    });
    let weight = if held.is_some() { Weight::Plain } else { Weight::Main };
    let page = HearsPage {
        errors: Errors::of(words, form, &faults),
        done,
        on: is_on(app),
        address,
        next,
        ask: FormPart::new(&frame, "/desk/mail", "hears-ask", weight).with([asked("mail").line("mail_address", "")]),
        again: form == "mail",
        drop: held.map(|_| FormPart::new(&frame, "/desk/mail/drop", "hears-drop", Weight::Grave)),
        frame,
    };
    page_with(status, &page)
}

fn chosen(frame: &Frame, asked: &Asked<'_>, hears: Hears) -> FormPart {
    let often =
        || Often::ALL.iter().map(|often| (often.code().to_owned(), frame.t(&format!("hears-often-{}", often.code()))));
    let langs = vec![("zh".to_owned(), "中文".to_owned()), ("en".to_owned(), "English".to_owned())];
    let lang = if hears.lang == Lang::En { "en" } else { "zh" };
    FormPart::new(frame, "/desk/mail/choose", "office-save", Weight::Main).with([
        asked.one_of("mail_waits", Shape::Radios, hears.waits.code(), often().collect()),
        asked.one_of("mail_above", Shape::Radios, hears.above.code(), often().collect()),
        asked.one_of("mail_lang", Shape::Radios, lang, langs),
    ])
}
