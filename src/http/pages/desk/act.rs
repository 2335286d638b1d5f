//! One press of one button: a command, and back to where it was pressed.

use super::{
    answers, backstage,
    command::{Looked, command, keeps, names_another},
    enter, erasures, host, leftovers, lines, photos,
    place::Place,
    question, queue,
    room::{Again, Just, Trouble},
    script::over_at,
    seat::{Seat, read},
    spot::spot,
    typed::Typed,
    zero::zero_at,
};
use crate::{
    desk::Answer,
    http::{Failure, Form},
    kernel::{command::Command, refusal::Refusal},
    store::Pile,
    views::staff::lines::Window,
};
use axum::response::Response;

pub(super) async fn act(seat: Seat, Form(pairs): Form<Vec<(String, String)>>) -> Result<Response, Failure> {
    let typed = Typed::new(pairs);
    let place = Place::parse(typed.text("back")).unwrap_or(Place::Queue(Pile::Waiting, 0));
    match carry_out(&seat, &typed).await? {
        Ok(answer) => {
            if let Some(post) = answer.post.filter(|_| decides(typed.text("act"))) {
                seat.app.desk.let_go(seat.header.id, post, seat.user.person);
            }
            let path = place.done(&seat.header.code, told(&typed, &answer), answer.number.or(answer.line));
            Ok(seat.visit.redirect(&format!("{path}{}", speaker(&typed))))
        }
        Err(refusal) => {
            let trouble = Trouble::of(&seat, &refusal, &typed).await?;
            again(seat.afresh().await?, place, Again { trouble, typed }).await
        }
    }
}

/// A page that told a refusal was opened again: nothing to see here.
pub(super) async fn back(seat: Seat) -> Response {
    seat.visit.redirect(&format!("/desk/r/{}/queue", seat.header.code))
}

/// The page the form stood on, in its fresh state, with what was refused and what had been typed.
pub(super) async fn again(seat: Seat, place: Place, again: Again) -> Result<Response, Failure> {
    let (just, again) = (Just::default(), Some(again));
    match place {
        Place::Queue(pile, page) => queue::show(seat, (pile, page), just, again).await,
        Place::Question(number) => question::show(seat, number, just, again).await,
        Place::Answers(list, page) => answers::show_tasks(seat, (list, page), just, again).await,
        Place::Answering(number) => answers::show(seat, number, just, again).await,
        Place::Lines(until) => lines::show(seat, Window::Until(until), just, again).await,
        Place::Reading(from) => lines::show(seat, Window::From(from), just, again).await,
        Place::Enter => enter::show(seat, just, again).await,
        Place::Backstage => backstage::show(seat, just, again).await,
        Place::Host => host::show(seat, just, again).await,
        Place::Photos => photos::show(seat, just, again).await,
        Place::Leftovers => leftovers::show(seat, just, again).await,
        Place::Erasures(about) => erasures::show(seat, about, just, again).await,
    }
}

async fn carry_out(seat: &Seat, typed: &Typed) -> Result<Result<Answer, Refusal>, Failure> {
    let looked = look_up(seat, typed).await?;
    let command = match looked.and_then(|looked| command(typed, looked)) {
        Ok(command) => command,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let next = then(&command, typed.text("then"));
    let answer = seat.submit(command, typed.key("")).await;
    match (answer, next) {
        (Ok(_), Some(next)) => Ok(seat.submit(next, typed.key("then")).await),
        (answer, _) => Ok(answer),
    }
}

/// What the second button of a form does after the first command.
fn then(command: &Command, button: &str) -> Option<Command> {
    match (command, button) {
        (Command::Draft { post, guest, .. }, "hand-over") => Some(Command::HandOver { post: *post, guest: *guest }),
        (Command::Reword { block, revision, .. }, "show") => {
            Some(Command::Show { block: *block, revision: revision.saturating_add(1) })
        }
        _ => None,
    }
}

/// Finds the question whose number was typed.
async fn look_up(seat: &Seat, typed: &Typed) -> Result<Result<Looked, Refusal>, Failure> {
    let header = &seat.header;
    let rest_ms = over_at(header, seat.reader.now) - seat.reader.now;
    let mut looked = Looked { rest_ms, now: seat.reader.now, ..Looked::default() };
    if typed.text("act") == "place-line" {
        match spot(seat, typed).await? {
            Ok(before) => looked.before = before,
            Err(refusal) => return Ok(Err(refusal)),
        }
    }
    if typed.text("act") == "start-video" {
        match zero_at(typed, &seat.reader, header.live_at) {
            Ok(zero_at) => looked.zero_at = zero_at,
            Err(refusal) => return Ok(Err(refusal)),
        }
    }
    if names_another(typed.text("act")) {
        let number: Option<u32> = match typed.maybe("into") {
            Ok(number) => number,
            Err(_) => return Ok(Err(Refusal::NotFound)),
        };
        if let Some(number) = number {
            let Some(listed) = read(seat.app.db.post(header.id, number).await)? else {
                return Ok(Err(Refusal::NotFound));
            };
            looked.post = Some(listed.post.id);
        }
    }
    Ok(Ok(looked))
}

/// After these the moderator is done with the question.
fn decides(act: &str) -> bool {
    matches!(act, "approve" | "hold" | "reject" | "merge" | "dismiss" | "take-down")
}

/// Whoever spoke last stays chosen for the next line.
fn speaker(typed: &Typed) -> String {
    if typed.text("act") == "say" { format!("&by={}", typed.text("speaker").trim()) } else { String::new() }
}

/// The name of the confirmation.
fn told<'a>(typed: &'a Typed, answer: &Answer) -> &'a str {
    match (typed.text("act"), typed.text("for"), typed.text("then")) {
        ("say" | "head", ..) if keeps(typed) => "prepare",
        ("say" | "head", ..) if answer.line.is_none() => "wait",
        ("mute", "lift", _) => "lift",
        ("draft", _, "hand-over") => "draft-hand-over",
        ("reword", _, "show") => "show",
        (act, ..) => act,
    }
}
