//! One's own second factor: set up by showing a code of it, taken away by showing another.

use super::{
    super::qr::svg,
    fields::{Faults, Fields, code},
    form::{Asked, Errors, FormPart, Shape, Weight},
    second::{is_theirs, spend},
    signed::Signed,
};
use crate::{
    auth::factor::{self, Setup},
    http::{App, Failure, Form, page_with},
    kernel::{
        command::OfficeCommand,
        id::{FactorId, Millis},
        refusal::Refusal,
    },
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use uuid::Uuid;

/// What the installation seals a factor for that is being set up.
const PURPOSE: &str = "factor-setup";
/// Time for setting it up, in ms.
const PATIENCE_MS: Millis = 1_800_000;

type Pairs = Form<Vec<(String, String)>>;

#[derive(Template)]
#[template(path = "office/factor.html")]
struct FactorPage {
    frame: crate::http::Frame,
    errors: Errors,
    done: Option<String>,
    /// While there is none: how to set one up, and a picture of its address.
    fresh: Option<(Setup, String)>,
    form: FormPart,
}

pub(super) async fn show(me: Signed, State(app): State<App>) -> Result<Response, Failure> {
    render(me, &app, fresh(), &Faults::default(), StatusCode::OK)
}

pub(super) async fn set(me: Signed, State(app): State<App>, Form(pairs): Pairs) -> Result<Response, Failure> {
    let fields = Fields::new(pairs);
    let Some(factor) = offered(&app, &me, fields.text("factor")) else { return Ok(me.visit.redirect("/desk/factor")) };
    let Some(step) = factor::step(&app.keys, factor, fields.text("code"), app.desk.wall()) else {
        let faults = Faults::refused(me.frame.words, &Refusal::BadFactor, "code");
        return render(me, &app, factor, &faults, code(&Refusal::BadFactor));
    };
    me.office(&app, OfficeCommand::SetFactor { person: me.user.person, factor, step }, None).await?;
    me.begin_anew(&app).await?;
    Ok(me.visit.redirect("/desk/factor?done=factor"))
}

pub(super) async fn drop(me: Signed, State(app): State<App>, Form(pairs): Pairs) -> Result<Response, Failure> {
    let fields = Fields::new(pairs);
    let Some(held) = me.user.factor else { return Ok(me.visit.redirect("/desk/factor")) };
    match spend(&app, &me.user, held, fields.text("code")).await {
        Ok(()) => {
            me.office(&app, OfficeCommand::DropFactor { person: me.user.person }, None).await?;
            Ok(me.visit.redirect("/desk/factor?done=factor-dropped"))
        }
        Err(refusal) if is_theirs(&refusal) => {
            let faults = Faults::refused(me.frame.words, &refusal, "code");
            render(me, &app, held.id, &faults, code(&refusal))
        }
        Err(refusal) => Err(refusal.into()),
    }
}

fn fresh() -> FactorId {
    FactorId(Uuid::now_v7())
}

/// The factor that this person's page offered, not long ago.
fn offered(app: &App, me: &Signed, sealed: &str) -> Option<FactorId> {
    let mut parts = app.keys.open(PURPOSE, sealed)?.split('_');
    let (person, factor, until) = (parts.next()?, parts.next()?, parts.next()?);
    let until: Millis = until.parse().ok()?;
    let own = person == me.user.person.to_string() && until > app.desk.now();
    own.then(|| factor.parse().ok())?
}

/// How to set one up, or, where there is one, how to take it away.
fn render(me: Signed, app: &App, factor: FactorId, faults: &Faults, code: StatusCode) -> Result<Response, Failure> {
    let done = me.done();
    let (user, frame) = (me.user, me.frame);
    let asked = Asked { words: frame.words, prefix: "own", typed: None, faults };
    let typed = [asked.field("code", Shape::OneTime, "")];
    let errors = Errors::of(frame.words, "own", faults);
    if user.factor.is_some() {
        let form = FormPart::new(&frame, "/desk/factor/drop", "office-factor-drop", Weight::Grave).with(typed);
        return page_with(code, &FactorPage { frame, errors, done, fresh: None, form });
    }
    let setup = factor::setup(&app.keys, factor, &frame.site_name, &user.login)
        .ok_or(Refusal::Malformed { why: "the name of the site or the log-in name fits no authenticator".into() })?;
    let qr = svg(&setup.address, &frame.t("office-factor-qr"));
    let sealed = app.keys.seal(PURPOSE, &format!("{}_{factor}_{}", user.person, app.desk.now() + PATIENCE_MS));
    let form =
        FormPart::new(&frame, "/desk/factor", "office-factor-set", Weight::Main).hide("factor", sealed).with(typed);
    page_with(code, &FactorPage { frame, errors, done, fresh: Some((setup, qr)), form })
}
