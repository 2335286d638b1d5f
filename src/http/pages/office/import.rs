//! Units and people from a spreadsheet: what would happen is shown first, and each row says what became of it.

use super::{
    fields::{Faults, Fields},
    form::{Errors, fresh_key},
    import_links::newcomers,
    import_people::Earlier,
    signed::Signed,
};
use crate::{
    http::{App, Failure, Form, Frame, Words, page_with},
    kernel::{
        command::OfficeCommand,
        id::{PersonId, UnitId},
        refusal::Refusal,
        sheet::{self, Column, Fault, Row},
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
pub(super) struct Outcome {
    number: usize,
    what: String,
    word: &'static str,
    /// Beside it: why not, or what exactly.
    pub why: Option<String>,
}

/// What became of the rows.
#[derive(Default)]
struct Became {
    outcomes: Vec<Outcome>,
    /// They were carried out, and not only looked at.
    done: bool,
    newcomers: Vec<PersonId>,
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
    outcomes: Vec<Outcome>,
    done: bool,
    refused: usize,
    /// Who was imported and has never been in.
    newcomers: Vec<PersonId>,
}

pub(super) async fn show(me: Signed) -> Result<Response, Failure> {
    me.require_some()?;
    let people = me.visit.query().contains("of=people");
    render(me, people, String::new(), &Faults::default(), Became::default(), StatusCode::OK)
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
            return render(me, people, text, &faults, Became::default(), StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let done = fields.text("press") == "take";
    let mut import = Import::read(&me, &app, done).await?;
    let mut outcomes = Vec::with_capacity(rows.len());
    for row in &rows {
        outcomes.push(if people { import.person(row).await? } else { import.unit(row).await? });
    }
    let mut came: Vec<(usize, PersonId)> = import.earlier.values().map(|held| (held.row, held.person)).collect();
    came.sort_unstable();
    let came: Vec<PersonId> = came.into_iter().filter(|_| done).map(|(_, person)| person).collect();
    let newcomers = newcomers(&app, &me, &came).await?.into_iter().map(|row| row.id).collect();
    let became = Became { outcomes, done, newcomers };
    render(me, people, text, &Faults::default(), became, StatusCode::OK)
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
pub(super) struct Import<'a> {
    pub me: &'a Signed,
    pub app: &'a App,
    /// Rows are carried out; otherwise only looked at.
    pub carries_out: bool,
    pub units: HashMap<String, UnitId>,
    /// What the rows before have said, by log-in name.
    pub earlier: HashMap<String, Earlier>,
}

impl<'a> Import<'a> {
    async fn read(me: &'a Signed, app: &'a App, carries_out: bool) -> Result<Import<'a>, Failure> {
        let known = units(&app.db).await.map_err(|error| Failure::internal("units could not be read", &error))?;
        let units = known.into_iter().map(|UnitRow { id, name, .. }| (name, id)).collect();
        Ok(Import { me, app, carries_out, units, earlier: HashMap::new() })
    }

    pub fn outcome(&self, row: &Row, what: String, word: &'static str) -> Outcome {
        Outcome { number: row.number, what, word, why: None }
    }

    pub fn refused(&self, row: &Row, what: String, why: String) -> Outcome {
        Outcome { number: row.number, what, word: "import-refused", why: Some(why) }
    }

    /// Sends a command, unless rows are only looked at.
    pub async fn send(&self, command: OfficeCommand) -> Result<Result<(), String>, Failure> {
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
}

fn render(
    me: Signed,
    people: bool,
    sheet: String,
    faults: &Faults,
    became: Became,
    status: StatusCode,
) -> Result<Response, Failure> {
    let Became { outcomes, done, newcomers } = became;
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
        newcomers,
        frame,
    };
    page_with(status, &page)
}
