//! The photo editor's desk: many pictures at once, their words, and what is in the record.

use super::{
    place::Place,
    room::{Again, Just, Room},
    seat::{Seat, read},
    told::Told,
    typed::Typed,
    went::went,
};
use crate::{
    http::{Failure, Frame, page_with},
    views::staff::photos::{Brought, Photos, photos as read_photos},
};
use askama::Template;
use axum::{extract::Query, response::Response};

/// Pictures without words that are shown.
const BROUGHT: u32 = 60;

#[derive(Template)]
#[template(path = "desk/photos.html")]
struct PhotosPage {
    frame: Frame,
    room: Room,
    brought: Vec<Brought>,
    photos: Photos,
    /// One file, in MiB.
    most_mib: usize,
    /// All files of one form, in MiB.
    form_mib: usize,
}

pub(super) async fn photos(seat: Seat, Query(just): Query<Just>) -> Result<Response, Failure> {
    show(seat, just, None).await
}

pub(super) async fn show(seat: Seat, just: Just, again: Option<Again>) -> Result<Response, Failure> {
    let typed = again.as_ref().map(|again| again.typed.clone()).unwrap_or_default();
    keeping(seat, just, again, &typed).await
}

/// The page, with the words that were typed to pictures which still wait for theirs.
pub(super) async fn keeping(
    mut seat: Seat,
    just: Just,
    again: Option<Again>,
    typed: &Typed,
) -> Result<Response, Failure> {
    seat.demand(seat.may.say)?;
    let Seat { app, reader, header, .. } = &seat;
    let photos = read(read_photos(&app.db, reader, header).await)?;
    let brought = read(app.files.unnamed_photos(header.id, BROUGHT).await)?;
    let mut brought: Vec<Brought> = brought.into_iter().map(Brought::of).collect();
    for words in rows(typed) {
        if let Some(row) = brought.iter_mut().find(|row| row.file.to_string() == words.file) {
            (row.text, row.alt) = (words.text.to_owned(), words.alt.to_owned());
            (row.before, row.behind) = (words.before.to_owned(), words.behind.to_owned());
        }
    }
    let told = Told::of(&seat, Place::Photos, None);
    seat.frame.taken_over("photos", &told);
    let mut room = Room::new(&seat, Place::Photos, &just, again);
    room.went = went(&seat, &just, false).await?;
    let page = PhotosPage {
        room,
        most_mib: seat.app.files.most_bytes() / 1_048_576,
        form_mib: seat.visit.door().config.limits.upload_bytes / 1_048_576,
        frame: seat.frame,
        brought,
        photos,
    };
    page_with(page.room.status(), &page)
}

/// What the form has of one picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'a> {
    pub file: &'a str,
    /// Its caption.
    pub text: &'a str,
    /// What it shows.
    pub alt: &'a str,
    /// The line it goes before; empty for the end.
    pub before: &'a str,
    /// The question it goes behind.
    pub behind: &'a str,
}

/// What the form has of each picture. Where it asks for no place, all go to the end.
pub(super) fn rows(typed: &Typed) -> impl Iterator<Item = Words<'_>> {
    let (files, texts, alts) = (typed.all("file"), typed.all("text"), typed.all("alt"));
    let nowhere = || std::iter::repeat("");
    let (befores, behinds) = (typed.all("before").chain(nowhere()), typed.all("behind").chain(nowhere()));
    files.zip(texts).zip(alts).zip(befores.zip(behinds)).map(|(((file, text), alt), (before, behind))| Words {
        file,
        text: text.trim(),
        alt: alt.trim(),
        before: before.trim(),
        behind: behind.trim(),
    })
}
