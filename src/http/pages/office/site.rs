//! Names, footer lines, the emblem, and the switch to reading only.

use super::{
    emblem,
    fields::{Faults, Fields, code},
    form::{Asked, Errors, FormPart, Shape, Weight},
    signed::Signed,
};
use crate::{
    http::{App, Failure, Form, Frame, page_with},
    kernel::command::{OfficeCommand, Site},
    wire::problem::status,
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

#[derive(Template)]
#[template(path = "office/site.html")]
struct SitePage {
    frame: Frame,
    here: &'static str,
    all: bool,
    done: Option<String>,
    errors: Errors,
    /// Changes it; otherwise what it holds is read.
    changes: bool,
    form: FormPart,
    emblem: FormPart,
    bare: Option<FormPart>,
    off: Option<String>,
    switch: FormPart,
}

pub(super) async fn show(me: Signed, State(app): State<App>) -> Result<Response, Failure> {
    render(me, &app, "", None, &Faults::default(), StatusCode::OK)
}

pub(super) async fn change(
    me: Signed,
    State(app): State<App>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    me.require_all()?;
    let fields = Fields::new(pairs);
    let mut faults = super::people::missing(&me, &fields, &["name_zh"]);
    if faults.is_empty() {
        let site = Site {
            name_zh: fields.text("name_zh").to_owned(),
            name_en: fields.text("name_en").to_owned(),
            footer_zh: fields.lines("footer_zh"),
            footer_en: fields.lines("footer_en"),
            phone: fields.text("phone").to_owned(),
            hours_zh: fields.text("hours_zh").to_owned(),
            hours_en: fields.text("hours_en").to_owned(),
            accessibility_zh: fields.text("accessibility_zh").to_owned(),
            accessibility_en: fields.text("accessibility_en").to_owned(),
            emblem: app.desk.current().get().site.emblem,
        };
        match me.office(&app, OfficeCommand::SetSite { site }, fields.key("")).await {
            Ok(_) => return Ok(me.visit.redirect("/desk/office/site?done=site")),
            Err(refusal) if status(&refusal) == 422 => faults = Faults::refused(me.frame.words, &refusal, ""),
            Err(refusal) => return Err(refusal.into()),
        }
    }
    render(me, &app, "site", Some(&fields), &faults, StatusCode::UNPROCESSABLE_ENTITY)
}

pub(super) async fn read_only(
    me: Signed,
    State(app): State<App>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    me.require_all()?;
    let fields = Fields::new(pairs);
    let on = fields.text("switch") == "on";
    let message = (!on).then(|| fields.text("message").to_owned());
    if !on {
        let faults = super::people::missing(&me, &fields, &["message"]);
        if !faults.is_empty() {
            return render(me, &app, "switch", Some(&fields), &faults, StatusCode::UNPROCESSABLE_ENTITY);
        }
    }
    match me.office(&app, OfficeCommand::SetReadOnly { message }, fields.key("")).await {
        Ok(_) => {
            let done = if on { "writing" } else { "reading" };
            Ok(me.visit.redirect(&format!("/desk/office/site?done={done}")))
        }
        Err(refusal) if status(&refusal) == 422 => {
            let faults = Faults::refused(me.frame.words, &refusal, "message");
            render(me, &app, "switch", Some(&fields), &faults, code(&refusal))
        }
        Err(refusal) => Err(refusal.into()),
    }
}

pub(super) fn render(
    me: Signed,
    app: &App,
    came: &'static str,
    typed: Option<&Fields>,
    faults: &Faults,
    code: StatusCode,
) -> Result<Response, Failure> {
    me.require_reading()?;
    let (done, changes) = (me.done(), me.governs_all());
    let frame = me.frame;
    let settings = app.desk.current().get();
    let (site, none) = (&settings.site, Faults::default());
    let asked = |form: &'static str| {
        let here = came == form;
        Asked {
            words: frame.words,
            prefix: form,
            typed: typed.filter(|_| here),
            faults: if here { faults } else { &none },
        }
    };
    let own = asked("site");
    let form = FormPart::new(&frame, "/desk/office/site", "office-save", Weight::Main).with([
        own.line("name_zh", &site.name_zh),
        own.line("name_en", &site.name_en),
        own.field("footer_zh", Shape::Brief, &site.footer_zh.join("\n")),
        own.field("footer_en", Shape::Brief, &site.footer_en.join("\n")),
        own.line("phone", &site.phone),
        own.line("hours_zh", &site.hours_zh),
        own.line("hours_en", &site.hours_en),
        own.field("accessibility_zh", Shape::Brief, &site.accessibility_zh),
        own.field("accessibility_en", Shape::Brief, &site.accessibility_en),
    ]);
    let (emblem, bare) = emblem::forms(&frame, &asked("emblem"), site.emblem.is_some());
    let off = settings.read_only.clone();
    let (word, weight) =
        if off.is_some() { ("office-switch-on", Weight::Plain) } else { ("office-switch-off", Weight::Grave) };
    let mut switch = FormPart::new(&frame, "/desk/office/read-only", word, weight);
    switch = match off {
        Some(_) => switch.hide("switch", "on"),
        None => switch.hide("switch", "off").with([asked("switch").field("message", Shape::Brief, "")]),
    };
    let errors = Errors::of(frame.words, came, faults);
    let (here, all) = ("site", true);
    page_with(code, &SitePage { here, all, done, errors, changes, form, emblem, bare, off, switch, frame })
}
