//! One question: its path, its answers, and what its author can do.

use super::{
    appeal::{self, AppealForm, AppealTold},
    here::{self, kept, read, reader, reader_as, view},
    letters, linked,
    own::{self, Receipt},
    room::sorted,
    tag::Tag,
};
use crate::{
    desk::{Act, Submission},
    http::{App, Failure, Form, Frame, Visit, grade_word, page_with},
    kernel::{command::Command, post::Post, principal::Principal, rating::Grade, refusal::Refusal, room::Header},
    store::Listed,
    views::{
        letter::{Carried, carried},
        reader::Reader,
        room::RoomView,
        whole::{Whole, whole},
        workdays::{self, Deadline},
    },
};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use uuid::Uuid;

use super::{ask::FieldError, rules::Rule};

#[derive(Template)]
#[template(path = "public/question.html")]
pub(super) struct QuestionPage {
    frame: Frame,
    here: String,
    base: String,
    room: RoomView,
    whole: Whole,
    rule: Option<Rule>,
    mine: Option<Receipt>,
    fresh: bool,
    done: Option<&'static str>,
    edit: Edit,
    errors: Vec<FieldError>,
    linked: Option<String>,
    /// The form by which the author rates the answer, while there is time.
    rate: Option<Rate>,
    /// `rating-…`, to its author alone.
    rating: Option<&'static str>,
    /// The form by which the author appeals, while that is possible.
    appeal: Option<AppealForm>,
    /// What became of the appeal.
    appealed: Option<AppealTold>,
    /// Until when it is to be answered.
    deadline: Option<Deadline>,
    /// What became of it after the session left it open.
    carried: Option<Carried>,
}

/// The form by which an author rates the answer.
pub(super) struct Rate {
    pub key: Uuid,
    pub grade: String,
    pub text: String,
    pub error: Option<String>,
}

impl Rate {
    pub fn grades(&self) -> [(&'static str, &'static str); 5] {
        Grade::ALL.map(|grade| (grade.code(), grade_word(grade)))
    }

    /// What is wrong with it, for the summary above the page.
    pub fn wrong(&self) -> Option<FieldError> {
        self.error.clone().map(|words| FieldError { field: "grade", words })
    }
}

/// The form by which an author changes the words.
pub(super) struct Edit {
    key: Uuid,
    withdraw_key: Uuid,
    text: String,
}

/// How an own question is looked at.
#[derive(Default)]
pub(super) struct Sight {
    /// Path its forms are sent under.
    pub base: String,
    /// Proven to be the reader's own by the code.
    pub by_code: bool,
    /// What has just been done.
    pub done: String,
    /// Words that were refused, and why.
    pub refused: Option<(String, Refusal)>,
    /// A rating that was refused, and why.
    pub unrated: Option<(String, String, Refusal)>,
    /// An appeal that was refused, and why.
    pub appealed: Option<(String, Refusal)>,
}

impl Sight {
    /// The status of the page: that of what was refused.
    pub fn status(&self) -> u16 {
        let refused = self.refused.as_ref().map(|(_, refusal)| refusal);
        let refused = refused.or(self.unrated.as_ref().map(|(_, _, refusal)| refusal));
        let refused = refused.or(self.appealed.as_ref().map(|(_, refusal)| refusal));
        refused.map_or(200, crate::wire::problem::status)
    }
}

/// What has just been done, as the redirect says.
#[derive(Deserialize)]
pub(super) struct Just {
    #[serde(default)]
    done: String,
}

pub(super) async fn question(
    visit: Visit,
    mut frame: Frame,
    State(app): State<App>,
    Path((code, number)): Path<(String, u32)>,
    Query(just): Query<Just>,
) -> Result<Response, Failure> {
    let reader = reader(&app, &visit, &mut frame).await?;
    let header = here::room(&app, &visit, &code).await?;
    let listed = read(app.db.post(header.id, number).await)?.ok_or(Refusal::NotFound)?;
    let base = format!("/r/{}/q/{number}", header.code);
    if listed.post.is_letter() {
        let sight = Sight { base, done: just.done, ..Sight::default() };
        return letters::letter(&app, &visit, frame, &reader, (&header, &listed.post), sight).await;
    }
    let tag = tag(&app, &visit, &frame, &reader, &header, &listed);
    let own = reader.visitor.is_some() && listed.post.visitor == reader.visitor;
    let sight = Sight { base, done: just.done, ..Sight::default() };
    let page = fill(&app, &visit, frame, &reader, &header, &listed, sight);
    // Forms of one's own question hold keys that are good for one use.
    if own { Ok(kept(page_with(StatusCode::OK, &page.await?)?, true)) } else { tag.answer(&visit, page).await }
}

fn tag(app: &App, visit: &Visit, frame: &Frame, reader: &Reader, header: &Header, listed: &Listed) -> Tag {
    let rules = app.desk.current().get();
    let tag = Tag::of(visit, frame, reader).room(app, header, reader).with(listed.post.revision);
    let tag = if listed.post.clock.is_some() {
        tag.with(workdays::of_today(&app.desk.current().get().calendar, reader))
    } else {
        tag
    };
    if listed.post.rule.is_some() { tag.with(&rules.rulebook_file) } else { tag }
}

pub(super) async fn by_code(
    visit: Visit,
    mut frame: Frame,
    State(app): State<App>,
    Path((number, code)): Path<(String, String)>,
    Query(just): Query<Just>,
) -> Result<Response, Failure> {
    reader(&app, &visit, &mut frame).await?;
    let (header, post) = own::open(&app, &visit, &number, &code).await?;
    let base = own::path(&app, &header, &post);
    let sight = Sight { base, by_code: true, done: just.done, ..Sight::default() };
    show(&app, &visit, frame, &header, &post, sight).await
}

/// The page of an own question; with the refusal's status where something was refused.
pub(super) async fn show(
    app: &App,
    visit: &Visit,
    frame: Frame,
    header: &Header,
    post: &Post,
    sight: Sight,
) -> Result<Response, Failure> {
    let visitor = if sight.by_code { post.visitor } else { visit.visitor() };
    let reader = reader_as(app, visit, visitor);
    let listed = read(app.db.post(header.id, post.number).await)?.ok_or(Refusal::NotFound)?;
    if listed.post.is_letter() {
        return letters::letter(app, visit, frame, &reader, (header, &listed.post), sight).await;
    }
    let status = sight.status();
    let page = fill(app, visit, frame, &reader, header, &listed, sight).await?;
    Ok(kept(page_with(StatusCode::from_u16(status).unwrap_or_default(), &page)?, true))
}

async fn fill(
    app: &App,
    visit: &Visit,
    frame: Frame,
    reader: &Reader,
    header: &Header,
    listed: &Listed,
    sight: Sight,
) -> Result<QuestionPage, Failure> {
    let room = view(app, reader, header).await?;
    let whole = read(whole(&app.db, reader, header, listed, sight.by_code).await)?.ok_or(Refusal::NotFound)?;
    let own = whole.question.own;
    let rule = match &whole.rule {
        Some(_) => read(app.desk.ruling(header.id, &listed.post).await)?.map(|rule| Rule::of(rule, reader.lang)),
        None => None,
    };
    let text = whole.question.text.body.clone().unwrap_or_default();
    let (text, mut errors) = match sight.refused {
        Some((typed, refusal)) => (typed, vec![FieldError::of("text", &refusal, frame.words)]),
        None => (text, Vec::new()),
    };
    let open = own && listed.post.visitor.is_some();
    let open = open && listed.post.can_be_rated(&header.policy, reader.now).is_ok();
    let rated = (open || sight.unrated.is_some()).then(|| rate(&frame, sight.unrated));
    errors.extend(rated.as_ref().and_then(Rate::wrong));
    Ok(QuestionPage {
        linked: linked::answered(visit, &room, listed.post.public && !own, &whole.question),
        rate: rated,
        rating: listed.post.rating.as_ref().filter(|_| own).map(|rating| grade_word(rating.grade)),
        appeal: appeal::form(&frame, &listed.post, own, sight.appealed),
        deadline: workdays::deadline(&app.desk.current().get().calendar, reader, &listed.post),
        carried: read(carried(&app.db, reader, &listed.post).await)?,
        appealed: read(appeal::told(&app.db, reader, &listed.post, own).await)?,
        here: format!("/r/{}", header.code),
        rule,
        mine: own.then(|| own::receipt_of(app, visit, header, &listed.post)),
        fresh: own && sight.done == "asked",
        done: done_word(&sight.done),
        edit: Edit { key: Uuid::now_v7(), withdraw_key: Uuid::now_v7(), text },
        base: sight.base,
        errors,
        frame,
        room,
        whole,
    })
}

pub(super) fn rate(frame: &Frame, refused: Option<(String, String, Refusal)>) -> Rate {
    let key = Uuid::now_v7();
    let Some((grade, text, refusal)) = refused else {
        return Rate { key, grade: String::new(), text: String::new(), error: None };
    };
    let error = match refusal {
        Refusal::Empty => frame.t("rating-choose"),
        refusal => FieldError::of("grade", &refusal, frame.words).words,
    };
    Rate { key, grade, text, error: Some(error) }
}

fn done_word(done: &str) -> Option<&'static str> {
    match done {
        "edited" => Some("public-done-edited"),
        "withdrawn" => Some("public-done-withdrawn"),
        "rated" => Some("rating-done"),
        "appealed" => Some("appeal-done"),
        "voted" => Some("public-done-voted"),
        _ => None,
    }
}

/// Where a vote was given from.
#[derive(Deserialize)]
pub(super) struct Voted {
    #[serde(default)]
    back: String,
}

pub(super) async fn vote(
    visit: Visit,
    State(app): State<App>,
    Path((code, number)): Path<(String, u32)>,
    Form(from): Form<Voted>,
) -> Result<Response, Failure> {
    let header = here::room(&app, &visit, &code).await?;
    let post = here::post(&app, &header, number).await?;
    let act = Act::Room(header.id, Box::new(Command::Vote { post: post.id }));
    let principal = Principal::Visitor(visit.visitor_or_new());
    app.desk.submit(Submission { principal, act, key: None, pass: visit.pass() }).await?;
    let here = format!("/r/{}", header.code);
    let mut back = from.back.split(' ');
    let place = match back.next() {
        Some("page") | None => format!("{here}/q/{number}?done=voted"),
        Some("record") => format!("{here}?view=record#q-{number}"),
        Some(sort) => {
            let page: u32 = back.next().and_then(|page| page.parse().ok()).unwrap_or(1);
            format!("{here}?view=questions&sort={}&page={page}#q-{number}", sorted(sort))
        }
    };
    Ok(visit.redirect(&place))
}
