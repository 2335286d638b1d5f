//! The team of a room: inviting somebody in one form, listing, revoking.

use super::{
    fields::{Faults, Fields},
    form::{FormPart, Shape, Weight},
    grants,
    issue::{Issue, issue},
    people::login_words,
    room::{Came, LEADERS, TeamRow, render},
    signed::Signed,
};
use crate::{
    auth::Auth,
    http::{App, Failure, Form, Frame},
    kernel::{
        command::OfficeCommand,
        id::{PersonId, UnitId},
        principal::{Grant, Permit, Reach, Role},
        refusal::Refusal,
        room::Header,
    },
    store::Seen,
    views::{
        office_people::{self, Held, MADE_UP, PersonRow, Place},
        office_rooms::Sheet,
        reader::Reader,
    },
    wire::problem::status,
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};

/// The name of the form on the room's desk.
pub(super) const FORM: &str = "invite";

/// Roles of a room that need no guest to be named.
const CREW: [Role; 5] = [Role::Host, Role::Moderator, Role::Stenographer, Role::Editor, Role::Approver];

/// Roles that letters may need, in the order in which a letter meets them.
const LETTER_CREW: [Role; 7] =
    [Role::Moderator, Role::Router, Role::Handler, Role::Approver, Role::Editor, Role::Supervisor, Role::Auditor];
/// Of these, those that watch over letters, whatever way they go.
const WATCHERS: [Role; 2] = [Role::Supervisor, Role::Auditor];

/// Whom the room needs: where letters come, those who work at a stage of their way, and those who watch.
fn crew(header: &Header) -> Vec<Role> {
    if !header.policy.takes_letters() {
        return CREW.to_vec();
    }
    let works = |role: &Role| header.workflow.stages.iter().any(|stage| stage.role == *role);
    LETTER_CREW.into_iter().filter(|role| WATCHERS.contains(role) || works(role)).collect()
}

/// Everybody with a role in this room.
pub(super) async fn rows(
    app: &App,
    frame: &Frame,
    sheet: &Sheet,
    staffs: Option<&Permit>,
    reader: &Reader,
) -> Result<Vec<TeamRow>, Failure> {
    let unread = |error| Failure::internal("a team could not be read", &error);
    let people = office_people::team(&app.db, sheet.header.id).await.map_err(unread)?;
    let ids: Vec<PersonId> = people.iter().map(|person| person.id).collect();
    let seen = app.db.seen(&ids).await.map_err(unread)?;
    let came = |person: &PersonRow| {
        let seen = seen.get(&person.id).copied().unwrap_or_default();
        came(frame, reader, person, seen, &app.auth)
    };
    let path = format!("/desk/r/{}/room/team/revoke", sheet.header.code);
    let again = format!("/desk/r/{}/room/team/link", sheet.header.code);
    let row = |person: &PersonRow, held: &Held, first: bool| TeamRow {
        name: person.name.clone(),
        login: login_words(frame.words, &person.login),
        role: role(frame, held),
        came: if first { came(person) } else { String::new() },
        link: (first && staffs.is_some_and(|permit| !person.has_password && person.is_governed(permit)))
            .then(|| FormPart::new(frame, &again, "office-team-link", Weight::Plain).hide("person", person.id)),
        revoke: staffs.is_some().then(|| {
            FormPart::new(frame, &path, "office-revoke", Weight::Plain)
                .hide("person", person.id)
                .hide("role", held.grant.role.code())
                .hide("place", grants::code(held.grant.reach))
        }),
    };
    Ok(people
        .iter()
        .flat_map(|person| person.held.iter().enumerate().map(move |(at, held)| (person, held, at == 0)))
        .map(|(person, held, first)| row(person, held, first))
        .collect())
}

/// When somebody was last in. Of whom sessions are forgotten it is not known; of whom comes by link it is.
fn came(frame: &Frame, reader: &Reader, person: &PersonRow, seen: Seen, auth: &Auth) -> String {
    let opened_at = if seen.session_until > 0 { auth.opened_at(seen.session_until) } else { 0 };
    let at = |ms| reader.stamp(ms).moment;
    match seen.link_used_at.max(opened_at) {
        0 if person.has_password => frame.t("office-team-unknown"),
        0 if seen.link_until > reader.now => frame.t1("office-team-waits", "at", at(seen.link_until)),
        0 if seen.link_until > 0 => frame.t("office-team-late"),
        0 => frame.t("office-team-never"),
        last => frame.t1("office-team-in", "at", at(last)),
    }
}

fn role(frame: &Frame, held: &Held) -> String {
    let role = grants::role(frame.words, held.grant.role);
    match &held.place {
        Place::Room { guest: Some(guest), .. } => frame.t2("office-team-guest", "role", role, "guest", guest.clone()),
        _ => role,
    }
}

/// The form that creates or finds somebody, gives the role and makes the link.
pub(super) fn invite_form(frame: &Frame, sheet: &Sheet, came: &Came) -> FormPart {
    let none = Faults::default();
    let asked = came.asked(frame, FORM, &none);
    let guest = |role: Role| {
        let label = move |guest: &crate::kernel::room::Guest| {
            let word = grants::role(frame.words, role);
            (
                format!("{}:{}", role.code(), guest.id),
                frame.t2("office-team-guest", "role", word, "guest", guest.name.clone()),
            )
        };
        sheet.about.guests.iter().map(label)
    };
    let crew = crew(&sheet.header).into_iter().map(|role| (role.code().to_owned(), grants::role(frame.words, role)));
    let duties: Vec<(String, String)> = guest(Role::Guest).chain(guest(Role::GuestStaff)).chain(crew).collect();
    let first = duties.first().map(|(value, _)| value.clone()).unwrap_or_default();
    let whom = ["new", "known"].map(|whom| (whom.to_owned(), frame.t(&format!("office-whom-{whom}"))));
    let path = format!("/desk/r/{}/room/team", sheet.header.code);
    FormPart::new(frame, &path, "office-invite", Weight::Plain).with([
        asked.one_of("duty", Shape::Select, &first, duties),
        asked.one_of("whom", Shape::Radios, "new", whom.to_vec()),
        asked.line("invited_name", ""),
        asked.field("invited_login", Shape::Code, ""),
    ])
}

pub(super) async fn invite(
    me: Signed,
    State(app): State<App>,
    Path(code): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let fields = Fields::new(pairs);
    let (sheet, _) = me.sheet(&app, &code, &LEADERS).await?;
    let reach = duty(&fields, &sheet)?;
    let found = match whom(&app, &me, &fields, &sheet, &reach).await? {
        Ok(person) => person,
        Err(faults) => {
            let came = Came { form: FORM, fields, faults };
            return render(me, &app, &code, came, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let (person, name, login) = found;
    me.office(&app, OfficeCommand::Grant { person, grant: reach }, fields.key("grant")).await?;
    let (room, back) = (Some(sheet.header.id), format!("/desk/r/{code}/room"));
    // Somebody of another unit comes with their own password: a link would open what they do there too.
    let row = office_people::person(&app.db, person).await;
    let row = row.map_err(|error| Failure::internal("a person could not be read", &error))?;
    if !row.is_some_and(|row| row.is_governed(&me.office_permit())) {
        return Ok(me.visit.redirect(&format!("{back}?done=granted-own")));
    }
    issue(&app, me, &fields, Issue { person, name, login, room, back }).await
}

pub(super) async fn revoke(
    me: Signed,
    State(app): State<App>,
    Path(code): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let fields = Fields::new(pairs);
    let (sheet, _) = me.sheet(&app, &code, &LEADERS).await?;
    let person: PersonId = fields.parse("person").ok_or(Refusal::NotFound)?;
    let grant = grants::parse(fields.text("role"), fields.text("place"))?;
    if !matches!(grant.reach, Reach::Room { room, .. } if room == sheet.header.id) {
        return Err(Refusal::NotAllowed.into());
    }
    me.office(&app, OfficeCommand::Revoke { person, grant }, fields.key("")).await?;
    Ok(me.visit.redirect(&format!("/desk/r/{code}/room?done=revoked")))
}

/// Another link for somebody of the team who comes by link: the first was used, lost or too old.
pub(super) async fn link(
    me: Signed,
    State(app): State<App>,
    Path(code): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let fields = Fields::new(pairs);
    let (sheet, _) = me.sheet(&app, &code, &LEADERS).await?;
    let person: PersonId = fields.parse("person").ok_or(Refusal::NotFound)?;
    let team = office_people::team(&app.db, sheet.header.id).await;
    let mut team = team.map_err(|error| Failure::internal("a team could not be read", &error))?.into_iter();
    let PersonRow { name, login, .. } =
        team.find(|row| row.id == person && !row.has_password).ok_or(Refusal::NotFound)?;
    let (room, back) = (Some(sheet.header.id), format!("/desk/r/{code}/room"));
    issue(&app, me, &fields, Issue { person, name, login, room, back }).await
}

/// The role asked for, in this room.
fn duty(fields: &Fields, sheet: &Sheet) -> Result<Grant, Refusal> {
    let (role, guest) = match fields.text("duty").split_once(':') {
        Some((role, guest)) => (role, format!(":{guest}")),
        None => (fields.text("duty"), String::new()),
    };
    grants::parse(role, &format!("room:{}{guest}", sheet.header.id))
}

type Found = (PersonId, String, String);

/// The person: known by log-in name, or made now. A repeat of the form finds whom it made before.
async fn whom(
    app: &App,
    me: &Signed,
    fields: &Fields,
    sheet: &Sheet,
    grant: &Grant,
) -> Result<Result<Found, Faults>, Failure> {
    let mut faults = Faults::default();
    let typed = fields.text("invited_login");
    if fields.text("whom") == "known" {
        let person = office_people::person_by_login(&app.db, typed).await;
        let person = person.map_err(|error| Failure::internal("a person could not be read", &error))?;
        return Ok(match person.filter(|person| !person.disabled) {
            Some(person) => Ok((person.id, person.name, person.login)),
            None => {
                faults.add("invited_login", me.frame.t("office-f-invited-login-unknown"));
                Err(faults)
            }
        });
    }
    let person: PersonId = fields.fresh()?;
    let name = match (fields.text("invited_name"), grant) {
        ("", Grant { role: Role::Guest, reach: Reach::Room { guest, .. } }) => {
            let guest = sheet.about.guests.iter().find(|held| Some(held.id) == *guest);
            guest.map(|guest| guest.name.clone()).unwrap_or_default()
        }
        (name, _) => name.to_owned(),
    };
    if name.is_empty() {
        faults.add("invited_name", me.frame.t("office-f-invited-name-missing"));
        return Ok(Err(faults));
    }
    let login = if typed.is_empty() { made_up(person) } else { typed.to_lowercase() };
    let unit = home(me, sheet);
    let set = OfficeCommand::SetPerson { person, login: login.clone(), name: name.clone(), unit };
    match me.office(app, set, fields.key("person")).await {
        Ok(_) => Ok(Ok((person, name, login))),
        Err(refusal @ Refusal::NameTaken) => Ok(Err(Faults::refused(me.frame.words, &refusal, "invited_login"))),
        Err(refusal) if status(&refusal) == 422 => Ok(Err(Faults::refused(me.frame.words, &refusal, "invited_name"))),
        Err(refusal) => Err(refusal.into()),
    }
}

/// Somebody new belongs to the unit of the room, where that is administered.
fn home(me: &Signed, sheet: &Sheet) -> Option<UnitId> {
    let permit = me.office_permit();
    sheet.header.units.iter().copied().find(|unit| permit.holds_over(*unit, &[Role::Administrator]))
}

/// A log-in name for somebody who comes by link alone.
fn made_up(person: PersonId) -> String {
    let id = person.0.simple().to_string();
    format!("{MADE_UP}{}", &id[id.len() - 8..])
}
