//! Who sits at a desk of which room; every handler of a desk begins with this, page or JSON.

use crate::{
    auth::StaffUser,
    desk::{Act, Answer, Key, Submission},
    http::{App, Failure, Frame, Visit, head::is_api},
    kernel::{
        command::Command,
        post::Post,
        principal::{Permit, Principal},
        refusal::Refusal,
        room::Header,
        text::Lang,
    },
    store::{Listed, StoreError},
    views::{
        reader::Reader,
        staff::{
            changes::Names,
            may::May,
            row::{Held, Row, Setting},
            rules::{Rule, Rules},
        },
    },
};
use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::{Method, request::Parts},
    response::{IntoResponse, Response},
};

/// A member of staff at the desk of one room.
pub(super) struct Seat {
    pub app: App,
    pub visit: Visit,
    pub frame: Frame,
    pub user: StaffUser,
    pub reader: Reader,
    pub header: Header,
    pub may: May,
    pub setting: Setting,
    pub rules: Rules,
}

/// A failure of reading, told without detail.
pub(super) fn read<T>(result: Result<T, StoreError>) -> Result<T, Failure> {
    result.map_err(|error| Failure::internal("a desk could not be read", &error))
}

/// Who is signed in; without a session a page leads to the log-in and back, a program is told.
async fn signed(parts: &Parts, app: &App, visit: &Visit) -> Result<StaffUser, Response> {
    match app.user(visit).await.map_err(IntoResponse::into_response)? {
        Some(user) => Ok(user),
        None if parts.method == Method::GET && !is_api(visit.path()) => {
            Err(visit.redirect(&format!("/enter?then={}", visit.path())))
        }
        None => Err(Failure::from(Refusal::LoginRequired).into_response()),
    }
}

/// Whose page it is.
pub(super) fn reader(app: &App, visit: &Visit) -> Reader {
    Reader::of(visit.lang(), app.zone.clone(), app.desk.now())
}

impl FromRequestParts<App> for Seat {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let visit = Visit::from_request_parts(parts, app).await.map_err(IntoResponse::into_response)?;
        let params = RawPathParams::from_request_parts(parts, app).await.map_err(IntoResponse::into_response)?;
        let room = params.iter().find(|(name, _)| matches!(*name, "code" | "room"));
        let code = room.map(|(_, value)| value.to_owned()).unwrap_or_default();
        let user = signed(parts, app, &visit).await?;
        Seat::take(app, visit, user, &code).await.map_err(IntoResponse::into_response)
    }
}

impl Seat {
    /// Who has no role in a room does not learn that it exists.
    async fn take(app: &App, visit: Visit, user: StaffUser, code: &str) -> Result<Seat, Failure> {
        let header = read(app.db.room_by_code(code).await)?.ok_or(Refusal::NotFound)?;
        let permit = Permit::new(Principal::Staff(user.person), &user.grants, header.id, &header.units);
        if !permit.is_staff() {
            return Err(Refusal::NotFound.into());
        }
        let mut frame = Frame::of(&visit);
        (frame.staff, frame.at, frame.wide) = (Some(user.name.clone()), "desk", true);
        frame.words = frame.words.in_room_of(&header.policy.letters);
        Ok(Seat {
            reader: reader(app, &visit),
            may: May::of(&permit, &header),
            setting: read(Setting::read(&app.db, &header).await)?,
            rules: rules(app, visit.lang()),
            app: app.clone(),
            visit,
            frame,
            user,
            header,
        })
    }

    /// The same seat, in a room that somebody else may have moved on since.
    pub async fn afresh(self) -> Result<Seat, Failure> {
        Seat::take(&self.app, self.visit, self.user, &self.header.code).await
    }

    /// Demands that a door is open.
    pub fn demand(&self, open: bool) -> Result<(), Refusal> {
        if open { Ok(()) } else { Err(Refusal::NotAllowed) }
    }

    /// A question of this room by its number.
    pub async fn post(&self, number: u32) -> Result<Listed, Failure> {
        Ok(read(self.app.db.post(self.header.id, number).await)?.ok_or(Refusal::NotFound)?)
    }

    /// Sends a command.
    pub async fn submit(&self, command: Command, key: Option<Key>) -> Result<Answer, Refusal> {
        let act = Act::Room(self.header.id, Box::new(command));
        self.app.desk.submit(Submission { principal: Principal::Staff(self.user.person), act, key, pass: None }).await
    }

    /// Claims a question; a colleague's claim stays and is told.
    pub async fn claim(&self, post: &Post) -> Result<Option<Held>, Failure> {
        match self.app.desk.claim(self.header.id, post.id, self.user.person, &self.user.name) {
            Ok(_) => Ok(None),
            Err(claim) => {
                let names = read(Names::read(&self.app.db, &[claim.by]).await)?;
                Ok(names.of(claim.by).map(|name| self.held(name, claim.until)))
            }
        }
    }

    /// Marks rows that colleagues have opened.
    pub async fn mark_claims(&self, rows: &mut [Row]) -> Result<(), Failure> {
        let claim = |row: &Row| self.app.desk.claims().of(row.id, self.reader.now);
        let others: Vec<_> = rows.iter().map(claim).map(|claim| claim.filter(|c| c.by != self.user.person)).collect();
        let ids: Vec<_> = others.iter().flatten().map(|claim| claim.by).collect();
        let names = read(Names::read(&self.app.db, &ids).await)?;
        for (row, claim) in rows.iter_mut().zip(others) {
            row.claim = claim.and_then(|claim| Some(self.held(names.of(claim.by)?, claim.until)));
        }
        Ok(())
    }

    fn held(&self, name: String, until: i64) -> Held {
        Held { name, left: self.reader.span((until - self.reader.now).max(60_000)) }
    }
}

fn rules(app: &App, lang: Lang) -> Rules {
    let settings = app.desk.current().get();
    let rules = settings.rulebook.rules.iter().map(|rule| {
        let (title, text) = match lang {
            Lang::Zh => (&rule.title.zh, &rule.text.zh),
            Lang::En => (&rule.title.en, &rule.text.en),
        };
        Rule { id: rule.id.clone(), title: title.clone(), text: text.clone(), citable: rule.cite }
    });
    Rules(rules.collect())
}
