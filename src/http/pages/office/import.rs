//! Units and people from a spreadsheet: what would happen is shown first, and each row says what became of it.

use super::{
    fields::{Faults, Fields},
    form::{Errors, fresh_key},
    sheet::{self, Column, Fault, Row},
    signed::Signed,
};
use crate::{
    http::{App, Failure, Form, Frame, Words, page_with},
    kernel::{
        command::OfficeCommand,
        id::{PersonId, UnitId},
        office::Person,
        principal::{Grant, Reach, Role},
        refusal::Refusal,
        text::Lang,
    },
    views::office_units::{UnitRow, units},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use std::collections::HashMap;
use uuid::Uuid;

const UNITS: [Column; 2] = [
    ("name", &["name", "unit", "单位", "单位名称", "名称"], true),
    ("parent", &["parent", "above", "上级", "上级单位", "主管单位"], false),
];
const PEOPLE: [Column; 4] = [
    ("login", &["login", "account", "登录名", "账号"], true),
    ("name", &["name", "姓名"], true),
    ("unit", &["unit", "单位", "所属单位"], false),
    ("roles", &["roles", "role", "角色", "职责"], false),
];

/// What became of a row, or would.
struct Outcome {
    number: usize,
    what: String,
    word: &'static str,
    why: Option<String>,
}

#[derive(Template)]
#[template(path = "office/import.html")]
struct ImportPage {
    frame: Frame,
    here: &'static str,
    all: bool,
    errors: Errors,
    key: String,
    people: bool,
    sheet: String,
    /// Shown, and whether it was done or would be.
    outcomes: Vec<Outcome>,
    done: bool,
    refused: usize,
}

pub(super) async fn show(me: Signed) -> Result<Response, Failure> {
    me.require_some()?;
    let people = me.visit.query().contains("of=people");
    render(me, people, String::new(), &Faults::default(), Vec::new(), false, StatusCode::OK)
}

pub(super) async fn take(
    me: Signed,
    State(app): State<App>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    me.require_some()?;
    let fields = Fields::new(pairs);
    let (people, text) = (fields.text("of") == "people", fields.get("sheet").unwrap_or_default().to_owned());
    let rows = match sheet::rows(&text, if people { &PEOPLE } else { &UNITS }) {
        Ok(rows) => rows,
        Err(fault) => {
            let mut faults = Faults::default();
            faults.add("sheet", said(me.frame.words, &fault));
            return render(me, people, text, &faults, Vec::new(), false, StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let done = fields.text("press") == "take";
    let mut import = Import::read(&me, &app, done).await?;
    let mut outcomes = Vec::with_capacity(rows.len());
    for row in &rows {
        outcomes.push(if people { import.person(row).await? } else { import.unit(row).await? });
    }
    render(me, people, text, &Faults::default(), outcomes, done, StatusCode::OK)
}

fn said(words: Words, fault: &Fault) -> String {
    match fault {
        Fault::Empty => words.t("import-empty"),
        Fault::NoColumn(column) => words.t1("import-no-column", "column", words.t(&format!("import-column-{column}"))),
        Fault::TooMany(most) => words.t1("import-too-many", "n", *most),
        Fault::Broken(row) => words.t1("import-broken", "n", *row),
    }
}

/// What is there, and what the rows before have added to it.
struct Import<'a> {
    me: &'a Signed,
    app: &'a App,
    /// Rows are carried out; otherwise only looked at.
    carries_out: bool,
    units: HashMap<String, UnitId>,
}

impl<'a> Import<'a> {
    async fn read(me: &'a Signed, app: &'a App, carries_out: bool) -> Result<Import<'a>, Failure> {
        let known = units(&app.db).await.map_err(|error| Failure::internal("units could not be read", &error))?;
        let units = known.into_iter().map(|UnitRow { id, name, .. }| (name, id)).collect();
        Ok(Import { me, app, carries_out, units })
    }

    fn outcome(&self, row: &Row, what: String, word: &'static str) -> Outcome {
        Outcome { number: row.number, what, word, why: None }
    }

    fn refused(&self, row: &Row, what: String, why: String) -> Outcome {
        Outcome { number: row.number, what, word: "import-refused", why: Some(why) }
    }

    /// Sends a command, unless rows are only looked at.
    async fn send(&self, command: OfficeCommand) -> Result<Result<(), String>, Failure> {
        if !self.carries_out {
            return Ok(Ok(()));
        }
        match self.me.office(self.app, command, None).await {
            Ok(_) => Ok(Ok(())),
            Err(refusal @ (Refusal::StorageFailed | Refusal::StorageFull | Refusal::ReadOnly)) => Err(refusal.into()),
            Err(refusal) => Ok(Err(self.me.frame.words.refused(&refusal).what)),
        }
    }

    async fn unit(&mut self, row: &Row) -> Result<Outcome, Failure> {
        let (name, above) = (row.cell("name").to_owned(), row.cell("parent"));
        let what = if above.is_empty() { name.clone() } else { format!("{name} ← {above}") };
        if name.is_empty() {
            return Ok(self.refused(row, what, self.me.frame.t("import-no-name")));
        }
        if self.units.contains_key(&name) {
            return Ok(self.outcome(row, what, "import-there"));
        }
        let parent = match (above, self.units.get(above)) {
            ("", _) => None,
            (_, Some(parent)) => Some(*parent),
            _ => return Ok(self.refused(row, what, self.me.frame.t("import-no-parent"))),
        };
        let unit = UnitId(Uuid::now_v7());
        match self.send(OfficeCommand::SetUnit { unit, name: name.clone(), parent }).await? {
            Ok(()) => {
                self.units.insert(name, unit);
                Ok(self.outcome(row, what, if self.carries_out { "import-made" } else { "import-would" }))
            }
            Err(why) => Ok(self.refused(row, what, why)),
        }
    }

    async fn person(&mut self, row: &Row) -> Result<Outcome, Failure> {
        let (login, name) = (row.cell("login").to_lowercase(), row.cell("name").to_owned());
        let what = format!("{name} ({login}) {}", row.cell("roles"));
        if login.is_empty() || name.is_empty() {
            return Ok(self.refused(row, what, self.me.frame.t("import-no-login")));
        }
        let unit = match (row.cell("unit"), self.units.get(row.cell("unit"))) {
            ("", _) => None,
            (_, Some(unit)) => Some(*unit),
            _ => return Ok(self.refused(row, what, self.me.frame.t("import-no-unit"))),
        };
        let roles = match roles(row.cell("roles")) {
            Ok(roles) => roles,
            Err(role) => return Ok(self.refused(row, what, self.me.frame.t1("import-no-role", "role", role))),
        };
        let known = self.app.db.person_by_login(&login).await;
        let known = known.map_err(|error| Failure::internal("people could not be read", &error))?;
        let person = known.as_ref().map_or_else(|| PersonId(Uuid::now_v7()), |person| person.id);
        if known.is_none()
            && let Err(why) = self.send(OfficeCommand::SetPerson { person, login, name, unit }).await?
        {
            return Ok(self.refused(row, what, why));
        }
        let reach = unit.map_or(Reach::Installation, |unit| Reach::Unit { unit });
        let new: Vec<Grant> =
            roles.into_iter().map(|role| Grant { role, reach }).filter(|g| lacks(&known, g)).collect();
        for grant in &new {
            if let Err(why) = self.send(OfficeCommand::Grant { person, grant: *grant }).await? {
                return Ok(self.refused(row, what, why));
            }
        }
        let word = match (known.is_some() && new.is_empty(), self.carries_out) {
            (true, _) => "import-there",
            (false, true) => "import-made",
            (false, false) => "import-would",
        };
        Ok(self.outcome(row, what, word))
    }
}

fn lacks(known: &Option<Person>, grant: &Grant) -> bool {
    known.as_ref().is_none_or(|person| !person.grants.contains(grant))
}

/// Roles by their code or by their name in either language, between commas or spaces.
fn roles(cell: &str) -> Result<Vec<Role>, String> {
    let names = cell.split([',', '，', '、', ';', '；', '/']).map(str::trim).filter(|name| !name.is_empty());
    names.map(|name| named(name).ok_or_else(|| name.to_owned())).collect()
}

fn named(name: &str) -> Option<Role> {
    let is = |role: &Role| {
        let word = format!("role-{}", role.code().replace('_', "-"));
        let said = |lang| Words { lang }.t(&word).to_lowercase() == name.to_lowercase();
        role.code() == name || said(Lang::Zh) || said(Lang::En)
    };
    Role::ALL.into_iter().find(is)
}

fn render(
    me: Signed,
    people: bool,
    sheet: String,
    faults: &Faults,
    outcomes: Vec<Outcome>,
    done: bool,
    status: StatusCode,
) -> Result<Response, Failure> {
    let all = me.governs_all();
    let mut frame = me.frame;
    frame.wide = true;
    let page = ImportPage {
        here: if people { "people" } else { "units" },
        all,
        errors: Errors::of(frame.words, "import", faults),
        key: fresh_key(),
        people,
        sheet,
        refused: outcomes.iter().filter(|outcome| outcome.word == "import-refused").count(),
        outcomes,
        done,
        frame,
    };
    page_with(status, &page)
}
