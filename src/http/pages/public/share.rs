//! What people pass on: a page with code and address, and what other sites show of an address.

use super::{
    here::{self, reader, view},
    tag::Tag,
};
use crate::{
    http::{App, Failure, Frame, Visit},
    views::room::RoomView,
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};

/// What other sites show of a page when somebody passes its address on (Open Graph).
pub(super) struct Card {
    /// Its address.
    pub address: String,
    /// Its title.
    pub title: String,
    /// What it is about, in a line. Others keep it: nothing in it changes by the hour.
    pub about: String,
    /// Address of a picture: the first guest who has one.
    pub picture: Option<String>,
}

impl Card {
    /// The card of the page at `path` of a room.
    pub fn of(visit: &Visit, frame: &Frame, room: &RoomView, path: &str) -> Card {
        let when = format!("{}–{}", room.starts.moment, room.ends.clock);
        let guests =
            if room.names.is_empty() { String::new() } else { format!("{} {}", frame.t("public-guests"), room.names) };
        let parts = [room.units.clone(), when, guests];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let faces = room.cast.guests.iter();
        Card {
            address: visit.absolute(path),
            title: room.topic.clone(),
            about: parts.join(" · "),
            picture: faces.filter_map(|guest| guest.face.as_ref()).map(|face| visit.absolute(face)).next(),
        }
    }

    /// About something of the room instead, where there are words.
    pub fn about(self, words: Option<&str>) -> Card {
        let Some(words) = words else { return self };
        let mut about: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some((cut, _)) = about.char_indices().nth(MOST) {
            about.truncate(cut);
            about.push('…');
        }
        Card { about, ..self }
    }
}

/// Characters of a quotation on a card.
const MOST: usize = 120;

#[derive(Template)]
#[template(path = "public/share.html")]
struct SharePage {
    frame: Frame,
    here: String,
    room: RoomView,
    card: Card,
    link: String,
}

pub(super) async fn share(
    visit: Visit,
    mut frame: Frame,
    State(app): State<App>,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let reader = reader(&app, &visit, &mut frame).await?;
    let header = here::room(&app, &visit, &code).await?;
    let tag = Tag::of(&visit, &frame, &reader).room(&app, &header, &reader);
    let fill = async {
        let room = view(&app, &reader, &header).await?;
        let here = format!("/r/{}", header.code);
        let link = visit.way_in(&header.code, header.pass);
        Ok(SharePage { card: Card::of(&visit, &frame, &room, &here), frame, here, room, link })
    };
    tag.answer(&visit, fill).await
}
