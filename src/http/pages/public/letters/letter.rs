//! A letter's own page: for everybody what was published, for its author all of it.

use super::super::{
    appeal::{self, AppealForm, AppealTold},
    ask::FieldError,
    here::{kept, read, view},
    own::{self, Receipt},
    question::{Rate, Sight, rate},
    rules::Rule,
};
use super::write::field_of;
use crate::{
    http::{App, Failure, Frame, Visit, grade_word, page_with},
    kernel::{letter::title_and_body, post::Post, refusal::Refusal, room::Header, workflow::StepKind},
    views::{
        cast::Cast,
        letter::{Eyes, Sheet, sheet},
        question::{Manner, Question, questions},
        reader::{Reader, Said},
        room::RoomView,
        workdays::date_words,
    },
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "letters/letter.html")]
struct LetterPage {
    frame: Frame,
    here: String,
    base: String,
    room: RoomView,
    sheet: Sheet,
    mine: Option<Receipt>,
    fresh: bool,
    done: Option<&'static str>,
    rule: Option<Rule>,
    /// The author is asked, and can tell it now.
    add: bool,
    /// Title and text, while the author can still change them.
    change: Option<(String, String)>,
    /// It cannot be changed any more, but is not answered yet: its author is told what can be done.
    settled: bool,
    /// The form by which the author appeals, while that is possible.
    appeal: Option<AppealForm>,
    /// What became of the appeal.
    appealed: Option<AppealTold>,
    /// The author can take it back.
    withdraw: bool,
    /// The author can demand that it is done again.
    redo: bool,
    /// It is done again: until when.
    again_by: Option<String>,
    rate: Option<Rate>,
    rating: Option<&'static str>,
    errors: Vec<FieldError>,
    typed: String,
    keys: [Uuid; 4],
    /// Of a published letter: how many it concerns too, and whether the reader can say so.
    support: Option<Question>,
}

impl LetterPage {
    /// What is said to whoever sees more than the public does.
    fn files_hint(&self) -> Option<&'static str> {
        self.mine.as_ref().map(|_| "letters-files-own")
    }

    fn error_of(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.field == field).map(|error| error.words.as_str())
    }
}

/// For whoever comes by its public address: its author by the cookie, or anybody once it is published.
pub(in crate::http::pages::public) async fn letter(
    app: &App,
    visit: &Visit,
    frame: Frame,
    reader: &Reader,
    (header, post): (&Header, &Post),
    sight: Sight,
) -> Result<Response, Failure> {
    let own = sight.by_code || (reader.visitor.is_some() && post.visitor == reader.visitor);
    let status = sight.status();
    let page = fill(app, visit, frame, reader, (header, post), (own, sight)).await?;
    Ok(kept(page_with(StatusCode::from_u16(status).unwrap_or_default(), &page)?, own))
}

async fn fill(
    app: &App,
    visit: &Visit,
    mut frame: Frame,
    reader: &Reader,
    (header, post): (&Header, &Post),
    (own, sight): (bool, Sight),
) -> Result<LetterPage, Failure> {
    frame.words = frame.words.in_room_of(&header.policy.letters);
    let calendar = app.desk.current().get().calendar.clone();
    let eyes = if own { Eyes::Author } else { Eyes::Public };
    let sheet = read(sheet(&app.db, reader, (header, &calendar), post, eyes).await)?.ok_or(Refusal::NotFound)?;
    let author = own && post.visitor.is_some();
    let rule = match &post.rule {
        Some(_) if own => read(app.desk.ruling(header.id, post).await)?.map(|rule| Rule::of(rule, reader.lang)),
        _ => None,
    };
    let open = author && post.can_be_rated(&header.policy, reader.now).is_ok();
    let (typed, mut errors) = match sight.refused {
        Some((typed, refusal)) => (typed, vec![wrong(&refusal, header, post, &frame)]),
        None => (String::new(), Vec::new()),
    };
    let rated = (open || sight.unrated.is_some()).then(|| rate(&frame, sight.unrated));
    errors.extend(rated.as_ref().and_then(Rate::wrong));
    let change = (author && post.waits()).then(|| parts(&typed, &sheet));
    let case = post.case.as_deref();
    let rests = matches!(post.place.step, StepKind::Publish | StepKind::Rate | StepKind::Close);
    let again = case.is_some_and(|case| !case.redone && case.answer().is_some());
    let in_time = open || (author && post.rating.is_some());
    let support = if own { None } else { support(app, reader, header, post).await? };
    Ok(LetterPage {
        support,
        here: format!("/r/{}", header.code),
        base: sight.base,
        room: view(app, reader, header).await?,
        mine: own.then(|| own::receipt_of(app, visit, header, post)),
        fresh: own && sight.done == "asked",
        done: done_word(&sight.done),
        rule,
        add: author && post.place.step == StepKind::Ask && !post.is_out(),
        settled: author && !post.waits() && post.can_be_withdrawn() && post.place.step != StepKind::Ask,
        change,
        appeal: appeal::form(&frame, post, author, sight.appealed),
        appealed: read(appeal::told(&app.db, reader, post, own).await)?,
        withdraw: author && post.can_be_withdrawn(),
        again_by: post
            .stage_due()
            .filter(|_| own && post.answered_at > 0 && post.place.step == StepKind::Handle && !post.is_out())
            .map(|day| date_words(reader, day)),
        redo: rests
            && again
            && in_time
            && case.is_some_and(|case| header.workflow_of(case.version).again(&post.place.stage).is_some()),
        rate: rated,
        rating: post.rating.as_ref().filter(|_| own).map(|rating| grade_word(rating.grade)),
        errors,
        typed,
        keys: [(); 4].map(|()| Uuid::now_v7()),
        sheet,
        frame,
    })
}

/// What is wrong, at the field it is about: a letter that is changed has a title, all else is one text.
fn wrong(refusal: &Refusal, header: &Header, post: &Post, frame: &Frame) -> FieldError {
    let field = if post.waits() { field_of(refusal, header.policy.title_chars) } else { "text" };
    FieldError::of(field, refusal, frame.words)
}

/// Title and text of a letter that is changed: what was typed, where that was refused.
fn parts(typed: &str, sheet: &Sheet) -> (String, String) {
    let (title, text) = title_and_body(typed);
    let said = |said: &Said| said.body.clone().unwrap_or_default();
    if typed.is_empty() { (said(&sheet.title), said(&sheet.body)) } else { (title.into(), text.into()) }
}

/// As questions have it, where the mailbox does.
async fn support(app: &App, reader: &Reader, header: &Header, post: &Post) -> Result<Option<Question>, Failure> {
    if !header.policy.votes {
        return Ok(None);
    }
    let listed: Vec<_> = read(app.db.post(header.id, post.number).await)?.into_iter().collect();
    let mut cast = Cast::default();
    let shown = read(questions(&app.db, reader, header, &mut cast, &listed, Manner::default()).await)?;
    Ok(shown.into_iter().next())
}

fn done_word(done: &str) -> Option<&'static str> {
    match done {
        "edited" => Some("public-done-edited"),
        "appealed" => Some("appeal-done"),
        "added" => Some("letters-done-added"),
        "redone" => Some("letters-done-redo"),
        "withdrawn" => Some("letters-done-withdrawn"),
        "rated" => Some("rating-done"),
        "voted" => Some("letters-done-voted"),
        _ => None,
    }
}
