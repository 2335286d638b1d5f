//! The answering desk: guests and those who write for them.

use super::{
    place::{LISTS, List, Place, named},
    room::{Again, Choice, Just, Pager, Room},
    seat::{Seat, read},
    told::Told,
};
use crate::{
    http::{
        Failure, Frame,
        found::{Shown, earlier},
        page_with,
    },
    store::Asked,
    views::staff::{
        answers::{Answering, PAGE, Tasks, answering as read_one, tasks as read_tasks},
        now::{Now, now},
    },
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    response::Response,
};
use serde::Deserialize;

/// Answers of earlier rooms that are shown.
const EARLIER: usize = 3;

/// Where in the list.
#[derive(Deserialize)]
pub(super) struct At {
    #[serde(default)]
    list: String,
    #[serde(default)]
    page: u32,
}

#[derive(Template)]
#[template(path = "desk/answers.html")]
struct TasksPage {
    frame: Frame,
    room: Room,
    now: Now,
    tasks: Tasks,
    filters: Vec<Choice>,
    pager: Pager,
}

#[derive(Template)]
#[template(path = "desk/answering.html")]
struct AnsweringPage {
    frame: Frame,
    room: Room,
    now: Now,
    one: Answering,
    /// Answers of earlier rooms to like questions.
    earlier: Vec<Shown>,
    reply_chars: usize,
}

pub(super) async fn tasks(seat: Seat, Query(at): Query<At>, Query(just): Query<Just>) -> Result<Response, Failure> {
    let list = match named(&LISTS, &at.list) {
        Some(list) => list,
        None => first(&seat).await?,
    };
    show_tasks(seat, (list, at.page), just, None).await
}

/// What waits for a signature first, then own questions, where there are any.
async fn first(seat: &Seat) -> Result<List, Failure> {
    for list in [List::ToSign, List::Mine] {
        let (all, _) = read(seat.app.db.count_to_answer(seat.header.id, &asked(seat, list)).await)?;
        if all > 0 {
            return Ok(list);
        }
    }
    Ok(List::All)
}

fn asked(seat: &Seat, list: List) -> Asked {
    match list {
        List::ToSign => Asked::ToSign(seat.may.signs.clone()),
        List::Mine => Asked::These(seat.may.writes.clone()),
        List::Anybody => Asked::Anybody,
        List::All => Asked::All,
    }
}

pub(super) async fn show_tasks(
    mut seat: Seat,
    (list, page): (List, u32),
    just: Just,
    again: Option<Again>,
) -> Result<Response, Failure> {
    seat.demand(seat.may.answers())?;
    let asked = asked(&seat, list);
    let Seat { app, reader, header, setting, may, .. } = &mut seat;
    let tasks = read(read_tasks(&app.db, reader, header, setting, may, (&asked, page)).await)?;
    let now = read(now(&app.db, reader, header).await)?;
    let told = Told::of(&seat, Place::Answers(list, page), None);
    seat.frame.taken_over("answers", &told);
    let path = |page: u32| format!("/desk/r/{}/{}", seat.header.code, Place::Answers(list, page).path());
    let page = TasksPage {
        room: Room::new(&seat, Place::Answers(list, page), &just, again),
        filters: filters(&seat, list, &tasks),
        pager: Pager::new(page, tasks.of, PAGE, path),
        now,
        frame: seat.frame,
        tasks,
    };
    page_with(page.room.status(), &page)
}

fn filters(seat: &Seat, chosen: List, tasks: &Tasks) -> Vec<Choice> {
    let filter = |((list, word), (all, open)): ((List, &str), (u32, u32))| Choice {
        value: format!("/desk/r/{}/{}", seat.header.code, Place::Answers(list, 0).path()),
        label: seat.frame.t(&format!("desk-list-{word}")),
        // An answer can wait for a signature though another is out.
        count: if list == List::ToSign { all } else { open },
        chosen: list == chosen,
    };
    let signs = !seat.may.signs.is_empty();
    let lists = LISTS.into_iter().zip(tasks.counts);
    lists.filter(|((list, _), _)| signs || *list != List::ToSign).map(filter).collect()
}

pub(super) async fn answering(
    seat: Seat,
    Path((_, number)): Path<(String, u32)>,
    Query(just): Query<Just>,
) -> Result<Response, Failure> {
    show(seat, number, just, None).await
}

pub(super) async fn show(mut seat: Seat, number: u32, just: Just, again: Option<Again>) -> Result<Response, Failure> {
    seat.demand(seat.may.answers())?;
    let listed = seat.post(number).await?;
    let Seat { app, reader, header, setting, may, .. } = &mut seat;
    let one = read(read_one(&app.db, reader, header, setting, (&listed, may)).await)?;
    let now = read(now(&app.db, reader, header).await)?;
    let words = one.row.text.body.as_deref().unwrap_or_default();
    let earlier = read(earlier(app, reader, words, header.id, EARLIER).await)?;
    let told = Told::of(&seat, Place::Answering(number), Some((listed.post.id, listed.post.revision)));
    seat.frame.taken_over("answers", &told);
    let page = AnsweringPage {
        now,
        room: Room::new(&seat, Place::Answering(number), &just, again),
        reply_chars: seat.app.desk.limits().reply_chars,
        frame: seat.frame,
        one,
        earlier,
    };
    page_with(page.room.status(), &page)
}
