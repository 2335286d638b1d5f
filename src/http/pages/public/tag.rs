//! The tag of a page: everything that can change what it shows, digested. Whoever holds the page under this tag
//! is told so; strangers are given the page that was made for the first of them.

use super::here::kept;
use crate::{
    http::{App, Failure, Frame, Visit, page, render, tagged},
    kernel::{room::Header, text::hex},
    views::reader::Reader,
};
use askama::Template;
use axum::response::Response;
use sha2::{Digest, Sha256};
use std::fmt::{Display, Write};

/// Words about time are fresh to this, in ms.
const MINUTE_MS: i64 = 60_000;
/// Bytes of the digest that browsers see.
const TAG_BYTES: usize = 12;

/// A tag in the making.
pub(super) struct Tag {
    parts: String,
    own: bool,
}

impl Tag {
    /// From what every page shows around its content, and to whom.
    pub fn of(visit: &Visit, frame: &Frame, reader: &Reader) -> Tag {
        let tag = Tag {
            parts: String::new(),
            own: reader.visitor.is_some() || reader.pass.is_some() || visit.session().is_some(),
        };
        let look =
            format_args!("{:?} {:?} {:?} {:?} {:?}", frame.theme, frame.size, frame.contrast, frame.css, frame.js);
        let tag = tag.with(frame.lang).with(look).with(visit.own_origin());
        let site = format_args!("{} {:?} {:?} {:?}", frame.site_name, frame.footer_lines, frame.contact, frame.crest);
        let person = format_args!("{:?} {} {:?}", frame.staff, frame.csrf, frame.calm);
        tag.with(site).with(person).with(&frame.twin).with(reader.now / MINUTE_MS)
    }

    /// From a room: its place in the journal, and what changes by the clock alone.
    pub fn room(self, app: &App, header: &Header, reader: &Reader) -> Tag {
        let clock =
            (header.takes_posts(reader.now), header.asking_ends_soon(reader.now), header.about_to_start(reader.now));
        // Some of what pages show moves before anything is public: counts of questions received, or joined.
        self.with(app.db.epoch()).with(header.staff_at).with(header.votes).with(format_args!("{clock:?}"))
    }

    /// From one thing more.
    pub fn with(mut self, part: impl Display) -> Tag {
        // Writing to a string does not fail.
        let _ = write!(self.parts, "{part}\0");
        self
    }

    /// The page that `fill` makes, unless the browser or the shelf holds it.
    ///
    /// # Errors
    /// What `fill` says.
    pub async fn answer<T: Template>(
        self,
        visit: &Visit,
        fill: impl Future<Output = Result<T, Failure>>,
    ) -> Result<Response, Failure> {
        let digest: [u8; 32] = Sha256::digest(self.parts.as_bytes()).into();
        let tag = hex(&digest[..TAG_BYTES]);
        if let Some(same) = visit.seen(&tag) {
            return Ok(kept(same, self.own));
        }
        if self.own {
            return Ok(kept(tagged(page(&fill.await?)?, &tag), true));
        }
        let make = async { render(&fill.await?) };
        let leaf = visit.door().shelf.page(digest, make).await?;
        Ok(kept(leaf.answer(visit, &tag), false))
    }
}
