//! One decision about several questions: as many commands, each answered by itself.

use super::{
    act::again,
    command::{Looked, command},
    place::Place,
    room::{Again, Trouble},
    seat::Seat,
    typed::Typed,
};
use crate::{
    http::{Failure, Form},
    kernel::refusal::Refusal,
    store::Pile,
};
use axum::response::Response;

/// Questions one press may decide: more than a page of the queue never shows.
const MOST: usize = 100;

pub(super) async fn bulk(seat: Seat, Form(pairs): Form<Vec<(String, String)>>) -> Result<Response, Failure> {
    let typed = Typed::new(pairs);
    let place = Place::parse(typed.text("back")).unwrap_or(Place::Queue(Pile::Waiting, 0));
    let words = seat.frame.words;
    let (mut done, mut each) = (0_u32, Vec::new());
    for pick in typed.all("pick").take(MOST) {
        match decide(&seat, &typed, pick).await {
            Ok(()) => done += 1,
            Err(refusal) => {
                let said = words.refused(&refusal);
                let number = pick.rsplit('.').next().unwrap_or_default().to_owned();
                each.push(words.t2("desk-bulk-refused-one", "n", number, "why", said.what));
            }
        }
    }
    if done == 0 && each.is_empty() {
        let trouble = Trouble::several(words.t("desk-bulk-none"), words.t("desk-bulk-none-do"), each);
        return again(seat, place, Again { trouble, typed }).await;
    }
    if each.is_empty() {
        return Ok(seat.visit.redirect(&place.done(&seat.header.code, "bulk", Some(done))));
    }
    let refused = u32::try_from(each.len()).unwrap_or(u32::MAX);
    let what = words.t2("desk-bulk-some", "done", done, "refused", refused);
    let trouble = Trouble::several(what, words.t("desk-bulk-some-do"), each);
    again(seat, place, Again { trouble, typed }).await
}

/// `pick` names a question as `id.revision.number`.
async fn decide(seat: &Seat, typed: &Typed, pick: &str) -> Result<(), Refusal> {
    let mut parts = pick.split('.');
    let field = |name: &str, value: Option<&str>| (name.to_owned(), value.unwrap_or_default().to_owned());
    let one = Typed::new(vec![
        field("act", Some(typed.text("act")).filter(|act| matches!(*act, "approve" | "hold" | "reject"))),
        field("rule", Some(typed.text("rule"))),
        field("post", parts.next()),
        field("revision", parts.next()),
    ]);
    let command = command(&one, Looked::default())?;
    let answer = seat.submit(command, typed.key(pick)).await?;
    if let Some(post) = answer.post {
        seat.app.desk.let_go(seat.header.id, post, seat.user.person);
    }
    Ok(())
}
