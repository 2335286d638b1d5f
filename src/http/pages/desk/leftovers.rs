//! What a session left open: like ones together, and one press decides about many.

use super::{
    place::Place,
    room::{Again, Just, Room, Trouble},
    seat::{Seat, read},
    told::Told,
    typed::Typed,
};
use crate::{
    http::{App, Failure, Form, Frame, page_with},
    kernel::{
        case::CaseStep,
        command::Command,
        id::{Millis, PostId, UnitId},
        post::Verdict,
        refusal::Refusal,
    },
    similar::{groups, nearest},
    views::staff::leftovers::{Done, Leftovers, Open, Spoken, leftovers as read_leftovers},
};
use askama::Template;
use axum::{extract::Query, response::Response};
use std::str::FromStr;

/// Questions that one press decides about.
const MOST: usize = 300;
/// Lines proposed as the answer of one question.
const LINES: usize = 2;
/// A line said so soon after a question came up, in ms, may be its answer whatever words it has.
const SOON_MS: Millis = 3 * 60_000;
/// Questions for which a unit is proposed.
const ADVISED: usize = 100;

/// A question with what speaks for a decision about it.
struct Waiting {
    row: Open,
    /// Words that may have answered it.
    near: Vec<Spoken>,
    /// The matter it may be, and its unit.
    advice: Option<Advice>,
}

struct Advice {
    path: String,
    unit: UnitId,
    name: String,
}

/// Questions that say much the same.
struct Bunch {
    rows: Vec<Waiting>,
}

#[derive(Template)]
#[template(path = "desk/leftovers.html")]
struct LeftoversPage {
    frame: Frame,
    room: Room,
    bunches: Vec<Bunch>,
    done: Vec<Done>,
    total: u32,
    decided: u32,
    goes_on: Option<String>,
    has_way: bool,
    units: Vec<(UnitId, String)>,
}

impl LeftoversPage {
    fn left(&self) -> u32 {
        self.total.saturating_sub(self.decided)
    }

    fn chose_unit(&self, unit: &UnitId) -> bool {
        self.room.kept("unit", "", "unit", "") == unit.to_string()
    }

    /// Whether a question was ticked in the form that came back.
    fn ticked(&self, number: &u32) -> bool {
        self.room.chose("pick", &number.to_string())
    }
}

pub(super) async fn leftovers(seat: Seat, Query(just): Query<Just>) -> Result<Response, Failure> {
    show(seat, just, None).await
}

pub(super) async fn show(mut seat: Seat, just: Just, again: Option<Again>) -> Result<Response, Failure> {
    seat.demand(seat.may.leftovers())?;
    let calendar = seat.app.desk.current().get().calendar.clone();
    let Seat { app, reader, header, setting, .. } = &mut seat;
    let Leftovers { open, done, total, decided, goes_on, has_way, spoken, units } =
        read(read_leftovers(&app.db, reader, header, setting, &calendar).await)?;
    let bunches = bunched(app, open, spoken, &units).await?;
    let told = Told::of(&seat, Place::Leftovers, None);
    seat.frame.taken_over("leftovers", &told);
    let room = Room::new(&seat, Place::Leftovers, &just, again);
    let page = LeftoversPage { frame: seat.frame, room, bunches, done, total, decided, goes_on, has_way, units };
    page_with(page.room.status(), &page)
}

/// Cutting words takes a moment: it is done away from the threads that answer.
async fn bunched(
    app: &App,
    open: Vec<Open>,
    spoken: Vec<Spoken>,
    units: &[(UnitId, String)],
) -> Result<Vec<Bunch>, Failure> {
    let (desk, units) = (app.desk.clone(), units.to_vec());
    let work = move || {
        let texts: Vec<String> = open.iter().map(|row| row.text.body.clone().unwrap_or_default()).collect();
        let said: Vec<String> = spoken.iter().map(|line| line.text.body.clone().unwrap_or_default()).collect();
        let (heads, near) = (groups(&texts), nearest(&texts, &said, LINES));
        let advice = |nth: usize, text: &str| {
            let first = desk.suggest_matters(text, None).into_iter().next().filter(|_| nth < ADVISED)?;
            let (unit, name) = units.iter().find(|(_, name)| *name == first.unit)?.clone();
            Some(Advice { path: first.path, unit, name })
        };
        let rows = open.into_iter().enumerate().map(|(nth, row)| Waiting {
            near: proposed(&row, &near[nth], &spoken),
            advice: advice(nth, &texts[nth]),
            row,
        });
        together(rows.collect(), &heads)
    };
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Failure::internal("leftovers could not be compared", &error))
}

/// What comes near by its words, and what was said right after the question came up.
fn proposed(row: &Open, near: &[usize], spoken: &[Spoken]) -> Vec<Spoken> {
    let mut all: Vec<&Spoken> = near.iter().filter_map(|nth| spoken.get(*nth)).collect();
    let soon = |line: &&Spoken| (0..SOON_MS).contains(&(line.at_ms - row.listed_at));
    all.extend(spoken.iter().find(soon));
    let mut told: Vec<Spoken> = Vec::new();
    for line in all {
        if told.iter().all(|held| held.number != line.number) {
            told.push(line.clone());
        }
    }
    told
}

/// In the order of their first ones, which are the most endorsed.
fn together(rows: Vec<Waiting>, heads: &[usize]) -> Vec<Bunch> {
    let mut bunches: Vec<(usize, Bunch)> = Vec::new();
    for (row, head) in rows.into_iter().zip(heads) {
        match bunches.iter_mut().find(|(held, _)| held == head) {
            Some((_, bunch)) => bunch.rows.push(row),
            None => bunches.push((*head, Bunch { rows: vec![row] })),
        }
    }
    bunches.into_iter().map(|(_, bunch)| bunch).collect()
}

/// One press: a decision about all that are ticked, or a button beside one of them.
pub(super) async fn decide(seat: Seat, Form(pairs): Form<Vec<(String, String)>>) -> Result<Response, Failure> {
    seat.demand(seat.may.carries)?;
    let typed = Typed::new(pairs);
    let words = seat.visit.words();
    let (mut done, mut each) = (0_u32, Vec::new());
    for (number, act) in acts(&typed) {
        match one(&seat, &typed, number, act).await? {
            Ok(()) => done += 1,
            Err(refusal) => {
                let why = words.refused(&refusal).what;
                each.push(words.t2("desk-bulk-refused-one", "n", number, "why", why));
            }
        }
    }
    let trouble = match (done, each.is_empty()) {
        (0, true) => Trouble::several(words.t("leftovers-none"), words.t("leftovers-none-do"), each),
        (_, true) => {
            return Ok(seat.visit.redirect(&Place::Leftovers.done(&seat.header.code, "leftovers", Some(done))));
        }
        _ => {
            let refused = u32::try_from(each.len()).unwrap_or(u32::MAX);
            let what = words.t2("desk-bulk-some", "done", done, "refused", refused);
            Trouble::several(what, words.t("desk-bulk-some-do"), each)
        }
    };
    show(seat.afresh().await?, Just::default(), Some(Again { trouble, typed })).await
}

/// What is done about a question.
#[derive(Clone, Copy)]
enum Act {
    Comment,
    Over(Option<UnitId>),
    /// This line answers it.
    Line(u32),
    /// It joins the question of this number.
    Join(u32),
}

/// `one` is a button of one question: what is done, its number, and with what. Else `act` is about all that are ticked.
fn acts(typed: &Typed) -> Vec<(u32, Act)> {
    let one: Vec<&str> = typed.text("one").split(' ').collect();
    if let [act, number, with] = one.as_slice() {
        return parse(act, with).and_then(|act| Some((number.parse().ok()?, act))).into_iter().collect();
    }
    let ticked: Vec<u32> = typed.all("pick").filter_map(|number| number.parse().ok()).take(MOST).collect();
    let with = match typed.text("act") {
        "unit" => typed.text("unit").to_owned(),
        "line" => typed.text("line").trim().to_owned(),
        "join" => ticked.first().map(u32::to_string).unwrap_or_default(),
        _ => String::new(),
    };
    let Some(act) = parse(typed.text("act"), &with) else { return Vec::new() };
    let itself = |number: &u32| matches!(act, Act::Join(into) if into == *number);
    ticked.into_iter().filter(|number| !itself(number)).map(|number| (number, act)).collect()
}

fn parse(act: &str, with: &str) -> Option<Act> {
    match act {
        "comment" => Some(Act::Comment),
        "over" => Some(Act::Over(None)),
        "unit" => UnitId::from_str(with).ok().map(|unit| Act::Over(Some(unit))),
        "line" => with.parse().ok().map(Act::Line),
        "join" => with.parse().ok().map(Act::Join),
        _ => None,
    }
}

/// The revision is the one that the page showed: what somebody else decided meanwhile is not decided again.
async fn one(seat: &Seat, typed: &Typed, number: u32, act: Act) -> Result<Result<(), Refusal>, Failure> {
    let post = seat.post(number).await?.post;
    let seen = typed.maybe(&format!("seen-{number}")).ok().flatten().unwrap_or(post.revision);
    let command = match command(seat, typed, (post.id, seen), act).await? {
        Ok(command) => command,
        Err(refusal) => return Ok(Err(refusal)),
    };
    Ok(seat.submit(command, typed.key(&number.to_string())).await.map(drop))
}

async fn command(
    seat: &Seat,
    typed: &Typed,
    (post, revision): (PostId, u32),
    act: Act,
) -> Result<Result<Command, Refusal>, Failure> {
    let step = match act {
        Act::Comment => CaseStep::Comment { text: typed.text("text").to_owned() },
        Act::Over(unit) => CaseStep::GoOver { unit },
        Act::Line(number) => {
            let line = read(seat.app.db.line(seat.header.id, number).await)?;
            // Words that answer another question stay with it: like questions are joined instead.
            let free = line.filter(|line| line.post.is_none_or(|bound| bound == post));
            let bind = |revision| Command::Bind { line: number, revision, post: Some(post) };
            return Ok(free.map(|line| bind(line.revision)).ok_or(Refusal::WrongStep));
        }
        Act::Join(into) => {
            let into = seat.post(into).await?.post.id;
            return Ok(Ok(Command::Screen { post, revision, verdict: Verdict::Merge { into } }));
        }
    };
    Ok(Ok(Command::Case { post, revision, step }))
}
