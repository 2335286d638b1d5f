//! A mailbox: what it is for, what it cannot take, and what was published.

use super::super::here::{read, view};
use crate::{
    http::{App, Failure, Frame},
    kernel::room::Header,
    views::{
        letter::{PublicRow, public_rows},
        reader::Reader,
        room::RoomView,
    },
};
use askama::Template;

/// Letters on a page.
const PAGE: u32 = 30;

#[derive(Template)]
#[template(path = "letters/mailbox.html")]
pub(in crate::http::pages::public) struct Mailbox {
    frame: Frame,
    here: String,
    room: RoomView,
    /// Working days within which a letter is answered; 0 where nothing is promised.
    days: u16,
    rows: Vec<PublicRow>,
    /// Where the list goes on.
    older: Option<String>,
    /// It is not its beginning.
    later: bool,
}

/// The page of a room that takes letters, its list from `before` on; 0 for the newest.
pub(in crate::http::pages::public) async fn mailbox(
    app: &App,
    reader: &Reader,
    frame: Frame,
    header: &Header,
    before: u32,
) -> Result<Mailbox, Failure> {
    let (here, from) = (format!("/r/{}", header.code), if before == 0 { u32::MAX } else { before });
    let mut posts = read(app.db.published_letters(header.id, from, PAGE + 1).await)?;
    let more = posts.len() > PAGE as usize;
    posts.truncate(PAGE as usize);
    let last = posts.last().map(|listed| listed.post.number).filter(|_| more);
    Ok(Mailbox {
        room: view(app, reader, header).await?,
        days: header.workflow.promise.as_ref().map_or(0, |promise| promise.days),
        rows: read(public_rows(&app.db, reader, &posts).await)?,
        older: last.map(|number| format!("{here}?page={number}#letters")),
        later: before > 0,
        frame,
        here,
    })
}
