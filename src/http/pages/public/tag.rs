//! The tag of a page: everything that can change what it shows, digested.

use super::here::kept;
use crate::http::{App, Failure, Frame, Visit, page, tagged};
use crate::kernel::room::Header;
use crate::views::reader::Reader;
use askama::Template;
use axum::response::Response;
use sha2::{Digest, Sha256};
use std::fmt::Display;

/// Words about time are fresh to this, in ms.
const MINUTE_MS: i64 = 60_000;

/// A tag in the making.
pub(super) struct Tag {
    hash: Sha256,
    own: bool,
}

impl Tag {
    /// From what every page shows around its content, and to whom.
    pub fn of(frame: &Frame, reader: &Reader) -> Tag {
        let tag = Tag { hash: Sha256::new(), own: reader.visitor.is_some() || frame.staff.is_some() };
        let look = format!("{:?} {:?} {:?} {:?} {:?}", frame.theme, frame.size, frame.contrast, frame.css, frame.js);
        let site = format!("{} {:?}", frame.site_name, frame.footer_lines);
        let person = format!("{:?} {} {:?}", frame.staff, frame.csrf, frame.calm);
        tag.with(frame.lang).with(look).with(site).with(person).with(&frame.twin).with(reader.now / MINUTE_MS)
    }

    /// From a room: its place in the journal, and what changes by the clock alone.
    pub fn room(self, app: &App, header: &Header, reader: &Reader, votes: i64) -> Tag {
        let clock =
            (header.takes_posts(reader.now), header.asking_ends_soon(reader.now), header.about_to_start(reader.now));
        // Counts of questions received move before anything is public.
        self.with(app.db.epoch()).with(header.public_at).with(header.posts).with(votes).with(format!("{clock:?}"))
    }

    /// From one thing more.
    pub fn with(mut self, part: impl Display) -> Tag {
        self.hash.update(part.to_string().as_bytes());
        self.hash.update([0]);
        self
    }

    /// The finished tag.
    pub fn end(&self) -> String {
        self.hash.clone().finalize().iter().take(12).map(|byte| format!("{byte:02x}")).collect()
    }

    /// Not modified, if the browser holds this very page.
    pub fn seen(&self, visit: &Visit) -> Option<Response> {
        visit.seen(&self.end()).map(|response| kept(response, self.own))
    }

    /// The page under this tag.
    pub fn page<T: Template>(&self, template: &T) -> Result<Response, Failure> {
        Ok(kept(tagged(page(template)?, &self.end()), self.own))
    }
}
