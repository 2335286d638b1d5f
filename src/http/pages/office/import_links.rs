//! One-time links for everybody who was imported and has never been in, shown together, this once.

use super::{
    fields::Fields,
    issue::{Made, make},
    people::login_words,
    signed::Signed,
};
use crate::{
    http::{App, Failure, Form, Frame, page},
    kernel::{id::PersonId, refusal::Refusal},
    views::office_people::{self, PersonRow},
};
use askama::Template;
use axum::{extract::State, response::Response};

/// Somebody and the link, or why there is none.
struct LinkRow {
    name: String,
    login: String,
    address: String,
    qr_svg: String,
    until: String,
    why: String,
}

#[derive(Template)]
#[template(path = "office/import_links.html")]
struct LinksPage {
    frame: Frame,
    rows: Vec<LinkRow>,
}

/// Those of `persons` who have never been in and whose account is administered, in the order given.
pub(super) async fn newcomers(app: &App, me: &Signed, persons: &[PersonId]) -> Result<Vec<PersonRow>, Failure> {
    if persons.is_empty() {
        return Ok(Vec::new());
    }
    let unread = |error| Failure::internal("people could not be read", &error);
    let seen = app.db.seen(persons).await.map_err(unread)?;
    let permit = me.office_permit();
    let mut rows = office_people::people(&app.db).await.map_err(unread)?;
    rows.retain(|row| row.never_came(seen.get(&row.id)) && row.is_governed(&permit));
    let place = |row: &PersonRow| persons.iter().position(|id| *id == row.id);
    rows.retain(|row| place(row).is_some());
    rows.sort_by_key(place);
    Ok(rows)
}

pub(super) async fn show(
    me: Signed,
    State(app): State<App>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    me.require_some()?;
    let fields = Fields::new(pairs);
    let persons: Vec<PersonId> = fields.all("person").filter_map(|id| id.parse().ok()).collect();
    let people = newcomers(&app, &me, &persons).await?;
    let mut rows = Vec::with_capacity(people.len());
    for person in people {
        rows.push(row(&app, &me, &fields, person).await?);
    }
    let mut frame = me.frame;
    frame.wide = true;
    page(&LinksPage { frame, rows })
}

async fn row(app: &App, me: &Signed, fields: &Fields, person: PersonRow) -> Result<LinkRow, Failure> {
    let login = login_words(me.frame.words, &person.login);
    let blank = LinkRow {
        name: person.name,
        login,
        address: String::new(),
        qr_svg: String::new(),
        until: String::new(),
        why: String::new(),
    };
    match make(app, me, fields, person.id, None).await? {
        Ok(Made { address, qr_svg, expires_at }) => {
            let until = me.reader(app).stamp(expires_at).moment;
            Ok(LinkRow { address, qr_svg, until, ..blank })
        }
        Err(refusal @ (Refusal::StorageFailed | Refusal::StorageFull | Refusal::ReadOnly)) => Err(refusal.into()),
        Err(refusal) => Ok(LinkRow { why: me.frame.words.refused(&refusal).what, ..blank }),
    }
}
