//! What is to leave the house: what waits, what did not get through and why; another try, and a trial of each door.

use super::{
    fields::{Faults, Fields},
    form::{Asked, Errors, FormPart, Shape, Weight},
    signed::Signed,
};
use crate::{
    http::{App, Failure, Form, Frame, page_with, query::asked},
    kernel::{id::PostId, post::Post, refusal::Refusal},
    store::{Parcel, ParcelState, StoreError},
    views::reader::{Reader, Stamp},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use std::collections::HashMap;
use uuid::Uuid;

/// Messages on a page.
const PAGE: u32 = 50;
/// What is looked at: what left is only counted.
const OPEN: [ParcelState; 3] = [ParcelState::Waiting, ParcelState::Failed, ParcelState::GivenUp];
/// Reasons of ours, which have words; those of others are shown as they came.
const OWN_REASONS: [&str; 4] = ["no-contact", "no-longer-so", "gone", "unknown"];

struct Row {
    what: String,
    door: String,
    /// What it is about, and the page of it.
    about: String,
    href: Option<String>,
    state: String,
    made: Stamp,
    next: Option<Stamp>,
    tries: u32,
    why: Option<String>,
    again: Option<FormPart>,
}

#[derive(Template)]
#[template(path = "office/notices.html")]
struct NoticesPage {
    frame: Frame,
    here: &'static str,
    all: bool,
    done: Option<String>,
    errors: Errors,
    /// Words of each door and state, and how many.
    counts: Vec<(String, String, u32)>,
    doors: Vec<String>,
    rows: Vec<Row>,
    again: Option<FormPart>,
    trial: Option<FormPart>,
    first: Option<String>,
    next: Option<String>,
}

pub(super) async fn show(me: Signed, State(app): State<App>) -> Result<Response, Failure> {
    render(me, &app, None, Faults::default()).await
}

/// One of them, or all that did not get through.
pub(super) async fn again(
    me: Signed,
    State(app): State<App>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    me.require_all()?;
    let fields = Fields::new(pairs);
    let one = match fields.text("one") {
        "" => None,
        id => Some(Uuid::parse_str(id).map_err(|_| Refusal::NotFound)?),
    };
    app.notices.again(one).await.map_err(unread)?;
    Ok(me.visit.redirect("/desk/office/notices?done=notices-again"))
}

/// A message to oneself, at once.
pub(super) async fn trial(
    me: Signed,
    State(app): State<App>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    me.require_all()?;
    let fields = Fields::new(pairs);
    let words = me.frame.words;
    let tried = app.notices.try_out(fields.text("door"), fields.text("send_to").trim(), words.lang).await;
    match tried {
        Ok(()) => Ok(me.visit.redirect("/desk/office/notices?done=notices-tried")),
        Err(why) => {
            let mut faults = Faults::default();
            faults.add("send_to", words.t1("notices-trial-failed", "why", why));
            render(me, &app, Some(&fields), faults).await
        }
    }
}

fn unread(error: StoreError) -> Failure {
    Failure::internal("what is to be sent could not be read", &error)
}

async fn render(me: Signed, app: &App, typed: Option<&Fields>, faults: Faults) -> Result<Response, Failure> {
    me.require_reading()?;
    let (done, governs, reader) = (me.done(), me.governs_all(), me.reader(app));
    let before = asked(me.visit.query(), "before").and_then(|id| Uuid::parse_str(&id).ok());
    let parcels = app.notices.parcels(&OPEN, before, PAGE).await.map_err(unread)?;
    let posts = posts(app, &parcels).await.map_err(unread)?;
    let counts = app.notices.counts().await.map_err(unread)?;
    let mut frame = me.frame;
    frame.wide = true;
    let mut rows = Vec::new();
    for parcel in &parcels {
        let code = app.db.room(parcel.room).await.map_err(unread)?.map(|header| header.code);
        let post = parcel.post.and_then(|post| posts.get(&post));
        rows.push(row(&frame, &reader, parcel, (code.as_deref(), post), governs));
    }
    let failed = counts.iter().any(|count| matches!(count.state, ParcelState::Failed | ParcelState::GivenUp));
    let again = || FormPart::new(&frame, "/desk/office/notices/again", "notices-again-all", Weight::Plain);
    let door = |code: &str| frame.t(&format!("notices-door-{code}"));
    let more = parcels.len() == PAGE as usize;
    let next = parcels.last().filter(|_| more);
    let page = NoticesPage {
        here: "notices",
        all: true,
        done,
        errors: Errors::of(frame.words, "trial", &faults),
        counts: counts.iter().map(|count| (door(&count.door), state(&frame, count.state), count.parcels)).collect(),
        doors: app.notices.doors().into_iter().map(door).collect(),
        again: (governs && failed).then(again),
        trial: governs.then(|| trial_form(&frame, app, typed, &faults)).flatten(),
        first: before.map(|_| frame.url("/desk/office/notices")),
        next: next.map(|last| frame.url(&format!("/desk/office/notices?before={}", last.id))),
        rows,
        frame,
    };
    let code = if page.errors.rows.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(code, &page)
}

async fn posts(app: &App, parcels: &[Parcel]) -> Result<HashMap<PostId, Post>, StoreError> {
    let ids: Vec<PostId> = parcels.iter().filter_map(|parcel| parcel.post).collect();
    Ok(app.db.posts_by_id(&ids).await?.into_iter().map(|listed| (listed.post.id, listed.post)).collect())
}

fn state(frame: &Frame, state: ParcelState) -> String {
    frame.t(&format!("notices-state-{}", state.code().replace('_', "-")))
}

fn row(
    frame: &Frame,
    reader: &Reader,
    parcel: &Parcel,
    (code, post): (Option<&str>, Option<&Post>),
    governs: bool,
) -> Row {
    let waits = parcel.state == ParcelState::Waiting;
    let about = match (code, post) {
        (None, None) if parcel.person.is_some() => frame.t("notices-about-staff"),
        (Some(code), Some(post)) => frame.t2("notices-about-post", "room", code.to_owned(), "n", post.number),
        (Some(code), None) => frame.t1("notices-about-room", "room", code.to_owned()),
        (None, _) => frame.t("notices-about-gone"),
    };
    let path = code.map(|code| match post {
        Some(post) => format!("/desk/r/{code}/q/{}", post.number),
        None => format!("/desk/r/{code}"),
    });
    let again =
        || FormPart::new(frame, "/desk/office/notices/again", "notices-again", Weight::Plain).hide("one", parcel.id);
    Row {
        what: frame.t(&format!("notices-what-{}", parcel.what.replace(['_', '.'], "-"))),
        door: frame.t(&format!("notices-door-{}", parcel.door)),
        about,
        href: path.filter(|_| governs).map(|path| frame.url(&path)),
        state: state(frame, parcel.state),
        made: reader.stamp(parcel.made_at),
        next: waits.then(|| reader.stamp(parcel.next_at)),
        tries: parcel.tries,
        why: parcel.error.as_deref().map(|why| match OWN_REASONS.contains(&why) {
            true => frame.t(&format!("notices-why-{why}")),
            false => why.to_owned(),
        }),
        again: (governs && !waits).then(again),
    }
}

fn trial_form(frame: &Frame, app: &App, typed: Option<&Fields>, faults: &Faults) -> Option<FormPart> {
    let doors = app.notices.doors();
    let first = doors.first()?;
    let asked = Asked { words: frame.words, prefix: "trial", typed, faults };
    let choices = doors.iter().map(|door| ((*door).to_owned(), frame.t(&format!("notices-door-{door}")))).collect();
    let fields = [asked.one_of("door", Shape::Radios, first, choices), asked.line("send_to", "")];
    Some(FormPart::new(frame, "/desk/office/notices/try", "notices-trial-send", Weight::Main).with(fields))
}
