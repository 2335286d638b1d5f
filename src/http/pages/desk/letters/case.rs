//! A case whole: the letter, the way it went, what can be done now, each as a form.

use super::{
    super::seat::read,
    file::{CaseFile, instead_of},
    form::{self, Asked},
    piles::next_to_approve,
};
use crate::{
    http::{
        App, Failure, Frame, Visit,
        found::{Shown, answered},
        grade_word, page_with,
    },
    kernel::{
        case::{Called, End, Manner, NoteKind},
        decide::CaseActs,
        id::UnitId,
        matter::{Matter, Suggestion},
        refusal::Refusal,
        workflow::ValueFault,
    },
    views::letter::{CaseLine, Eyes, Offered, Sheet, UnitNames, offered, sheet},
};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

/// Answers of before that are shown beside the draft.
const EARLIER: usize = 3;

/// What has just been done.
#[derive(Default, Deserialize)]
pub(in super::super) struct Just {
    #[serde(default)]
    done: String,
    /// A matter of those proposed, or `-` for none.
    #[serde(default)]
    matter: String,
}

/// A form that was refused: which, why, and what had been typed.
#[derive(Default)]
pub(super) struct Again {
    pub act: String,
    /// The field that it is about; blank where it is about none.
    pub field: &'static str,
    pub what: String,
    pub then: String,
    pub status: u16,
    pub typed: HashMap<String, String>,
    /// What is wrong with fields of the stage's form, by their names.
    pub faults: HashMap<String, ValueFault>,
}

impl Again {
    /// A form that somebody wants to go on with.
    pub fn typed(typed: HashMap<String, String>) -> Again {
        let act = typed.get("act").cloned().unwrap_or_default();
        Again { act, typed, ..Again::default() }
    }
}

#[derive(Template)]
#[template(path = "letters/case.html")]
struct CasePage {
    frame: Frame,
    here: String,
    public: String,
    sheet: Sheet,
    acts: CaseActs,
    units: Vec<(UnitId, String)>,
    unit: Option<UnitId>,
    proposed_matters: Vec<Suggestion>,
    matter: String,
    /// All matters, where none is proposed and one is to be chosen: code, and what it is called with its unit.
    matters: Vec<(String, String)>,
    earlier: Vec<Shown>,
    phrases: Vec<Offered>,
    rating: Option<&'static str>,
    /// Another letter that waits for whoever has just agreed to this one.
    next: Option<CaseLine>,
    /// For whom a deputy acts here.
    instead_of: Option<String>,
    /// Where it is decided whether it is taken in, for whoever does.
    screening: Option<String>,
    /// The stage proposes that all of it is published.
    proposes: bool,
    done: Option<String>,
    again: Again,
}

impl CasePage {
    fn ends(&self) -> [(&'static str, String); 6] {
        End::ALL.map(|end| (end.code(), format!("end-{}", end.code().replace('_', "-"))))
    }

    fn outcomes(&self) -> [(&'static str, String); 3] {
        Called::ALL.map(|called| (called.code(), format!("called-{}", called.code())))
    }

    fn manners(&self) -> [(&'static str, String); 3] {
        Manner::ALL.map(|manner| (manner.code(), format!("manner-{}", manner.code())))
    }

    fn note_word(&self, kind: &NoteKind) -> String {
        format!("note-{}", kind.code().replace('_', "-"))
    }

    /// What had been typed into a field of a form that was refused.
    fn typed(&self, act: &str, field: &str) -> &str {
        let kept = self.again.typed.get(field).filter(|_| self.again.act == act);
        kept.map_or("", String::as_str)
    }

    /// Whether that was chosen in a form that was refused.
    fn is_typed(&self, act: &str, field: &str, value: &str) -> bool {
        self.typed(act, field).split_whitespace().any(|typed| typed == value)
    }

    /// Whether the answer in the making ends so.
    fn ends_so(&self, word: &str) -> bool {
        if self.refused("draft") {
            return self.ends().iter().any(|(code, known)| known == word && self.is_typed("draft", "end", code));
        }
        self.sheet.draft.as_ref().and_then(|(_, end)| end.as_deref()) == Some(word)
    }

    /// What is wrong with a field of a form that was refused.
    fn wrong(&self, act: &str, field: &str) -> Option<&str> {
        let here = self.refused(act) && !field.is_empty() && self.again.field == field;
        here.then_some(self.again.what.as_str())
    }

    /// Attributes that tie a field to its hint, and to what is wrong with it.
    fn hinted(&self, act: &str, field: &str, id: &str) -> String {
        match self.wrong(act, field) {
            Some(_) => format!(" aria-describedby=\"{id}-hint {id}-error\" aria-invalid=\"true\""),
            None => format!(" aria-describedby=\"{id}-hint\""),
        }
    }

    /// The same for a field without a hint.
    fn marked(&self, act: &str, field: &str, id: &str) -> String {
        self.wrong(act, field)
            .map(|_| format!("{} aria-invalid=\"true\"", self.grouped(act, field, id)))
            .unwrap_or_default()
    }

    /// The same for several choices, none of which alone is wrong.
    fn grouped(&self, act: &str, field: &str, id: &str) -> String {
        self.wrong(act, field).map(|_| format!(" aria-describedby=\"{id}-error\"")).unwrap_or_default()
    }

    /// The note that is refused is one that urges.
    fn urges(&self) -> bool {
        self.typed("note", "kind") == NoteKind::Urge.code() && self.may_urge()
    }

    /// Where the field stands that is wrong.
    fn wrong_at(&self) -> &'static str {
        match (self.again.act.as_str(), self.again.field) {
            ("route", "unit") => "unit",
            ("route", _) => "route-text",
            ("end", "end") => "end-why",
            ("end", _) => "end-text",
            ("judge", "days") => "judge-days",
            ("judge", _) => "judge-text",
            ("draft", _) => "draft-text",
            ("ask", _) => "ask-text",
            ("extend", "days") => "extend-days",
            ("extend", _) => "extend-text",
            ("return", _) => "return-text",
            ("send-back", _) => "send-back-text",
            ("rework", _) => "rework-text",
            ("call-back", "called") => "called",
            ("call-back", _) => "call-text",
            ("note", _) if self.urges() => "urge-text",
            ("note", _) => "note-text",
            _ => "acts-h",
        }
    }

    /// A unit that sent the letter back before.
    fn sent_it_back(&self, unit: &str) -> bool {
        self.sheet.sent_back_by().contains(&unit)
    }

    /// The form of the stage.
    fn asked(&self) -> Vec<Asked> {
        form::asked(self.frame.words, &self.sheet.form, &self.again)
    }

    /// How many fields are wanting before it can go on.
    fn wanting(&self) -> usize {
        form::wanting(&self.sheet.form)
    }

    /// What is proposed to the public: all of it where its author agrees and the stage proposes it.
    fn proposed(&self, manner: &str) -> bool {
        if self.refused("publish") {
            return self.typed("publish", "manner") == manner;
        }
        manner == if self.sheet.may_publish && self.proposes { Manner::Whole.code() } else { Manner::Outcome.code() }
    }

    /// Every form has a key of its own.
    fn fresh_key(&self) -> Uuid {
        Uuid::now_v7()
    }

    fn refused(&self, act: &str) -> bool {
        self.again.act == act
    }

    fn may_urge(&self) -> bool {
        self.acts.notes.contains(&NoteKind::Urge) && self.sheet.answers.is_empty()
    }

    fn has_acts(&self) -> bool {
        let acts = &self.acts;
        acts.route
            || self.may_urge()
            || acts.take
            || acts.give_back
            || acts.draft
            || acts.judge
            || acts.publish
            || acts.rework
            || acts.call_back
    }
}

pub(in super::super) async fn case(
    visit: Visit,
    State(app): State<App>,
    Path((code, number)): Path<(String, u32)>,
    Query(just): Query<Just>,
) -> Result<Response, Failure> {
    if app.user(&visit).await?.is_none() {
        return Ok(visit.redirect(&format!("/enter?then={}", visit.path())));
    }
    let file = CaseFile::open(app, visit, (&code, number)).await?;
    show(file, just, Again::default()).await
}

pub(super) async fn show(file: CaseFile, just: Just, again: Again) -> Result<Response, Failure> {
    let CaseFile { app, frame, reader, header, post, acts, .. } = &file;
    let calendar = app.desk.current().get().calendar.clone();
    let sheet = read(sheet(&app.db, reader, (header, &calendar), post, Eyes::Staff).await)?.ok_or(Refusal::NotFound)?;
    let words = format!(
        "{}\n{}",
        sheet.title.body.as_deref().unwrap_or_default(),
        sheet.body.body.as_deref().unwrap_or_default()
    );
    let earlier = match acts.draft || acts.route {
        true => read(answered(app, reader, &words, EARLIER).await)?,
        false => Vec::new(),
    };
    let names = read(UnitNames::read(&app.db).await)?;
    let units = names.sorted();
    let proposed_matters = if acts.route { proposed(app, words).await? } else { Vec::new() };
    let matters = if acts.route && proposed_matters.is_empty() { all_matters(app) } else { Vec::new() };
    let back = sheet.sent_back_by();
    let fits = |one: &&Suggestion| !back.contains(&one.unit.as_str());
    let chosen = match just.matter.as_str() {
        "" => proposed_matters.iter().find(fits).or(proposed_matters.first()),
        code => proposed_matters.iter().find(|one| one.code == code),
    };
    let by_matter = chosen.and_then(|one| names.heir(names.named(&one.unit)?));
    let matter = chosen.map(|one| one.code.clone()).unwrap_or_default();
    let done = Some(&just.done).filter(|done| is_done(done)).map(|done| frame.t(&format!("letters-did-{done}")));
    let status = StatusCode::from_u16(if again.status == 0 { 200 } else { again.status }).unwrap_or_default();
    let case = post.case.as_deref();
    let writing_for: Vec<UnitId> = case.and_then(|case| case.unit).into_iter().collect();
    let phrases = match acts.draft {
        true => read(offered(&app.db, file.user.person, &writing_for).await)?,
        false => Vec::new(),
    };
    // A unit that sent it back is chosen by hand or not at all.
    let is_new = |unit: &UnitId| names.of(*unit).is_none_or(|name| !back.contains(&name.as_str()));
    let by_wish = case.and_then(|case| names.heir(case.letter.wish?));
    let typed = again.typed.get("unit").filter(|_| again.act == "route").and_then(|unit| unit.parse().ok());
    let unit = case.and_then(|case| case.unit).into_iter().chain(by_matter).chain(by_wish).find(is_new);
    let next = match just.done.as_str() {
        "agree" => next_to_approve(&file).await?,
        _ => None,
    };
    let page = CasePage {
        instead_of: instead_of(&file).await?,
        next,
        here: file.path(),
        public: format!("/r/{}", header.code),
        unit: typed.or(unit),
        proposed_matters,
        matter,
        matters,
        proposes: header
            .workflow_of(case.map_or(0, |case| case.version))
            .stage(&post.place.stage)
            .is_some_and(|stage| stage.rights.publish_by_default),
        screening: file.screens().then(|| format!("/desk/r/{}/q/{}", header.code, post.number)),
        rating: post.rating.as_ref().map(|rating| grade_word(rating.grade)),
        acts: acts.clone(),
        frame: file.frame,
        sheet,
        units,
        earlier,
        phrases,
        done,
        again,
    };
    page_with(status, &page)
}

/// Every matter by its path, with the unit that leads.
fn all_matters(app: &App) -> Vec<(String, String)> {
    let catalogue = app.desk.current().get().matters.clone();
    let one = |matter: &Matter| (matter.code.clone(), format!("{} · {}", matter.path_words(), matter.unit));
    catalogue.matters.iter().map(one).collect()
}

/// Cutting a long letter into words takes a moment.
async fn proposed(app: &App, words: String) -> Result<Vec<Suggestion>, Failure> {
    let desk = app.desk.clone();
    let found = tokio::task::spawn_blocking(move || desk.suggest_matters(&words, None)).await;
    found.map_err(|error| Failure::internal("a letter could not be cut into words", &error))
}

fn is_done(done: &str) -> bool {
    super::step::ACTS.contains(&done)
}

impl Just {
    /// Done without leaving the page.
    pub fn done(done: &str) -> Just {
        Just { done: done.to_owned(), ..Just::default() }
    }

    /// A form that comes back with the matter that was chosen in it, `-` where none was.
    pub fn again(typed: &HashMap<String, String>) -> Just {
        let matter = typed.get("matter").map(|matter| if matter.is_empty() { "-" } else { matter.as_str() });
        Just { matter: matter.unwrap_or_default().to_owned(), ..Just::default() }
    }

    pub fn nothing() -> Just {
        Just::default()
    }
}
