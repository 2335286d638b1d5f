//! The form by which a citizen writes a letter.

use super::{
    super::{
        ask::{FieldError, asker, key_of, proposed},
        here::{read, view},
        own,
    },
    files,
};
use crate::{
    desk::{Act, Key, Submission},
    http::{
        App, Failure, Frame, Visit, Words,
        found::{Shown, close},
        page_with,
    },
    kernel::{
        command::Command,
        contact::ContactForm,
        id::UnitId,
        letter::{Letter, LetterKind, Writing},
        principal::Principal,
        refusal::Refusal,
        room::Header,
        text::Lang,
    },
    views::{letter::UnitNames, reader::Reader, room::RoomView},
};
use askama::Template;
use axum::{extract::Request, http::StatusCode, response::Response};
use serde::Deserialize;
use uuid::Uuid;

/// Answers of before that are shown before a letter is sent.
const ALREADY: usize = 3;

/// Bits by which bytes are more than MiB.
const MIB: u32 = 20;

/// What was typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::http::pages) struct Typed {
    pub key: String,
    pub asker: String,
    pub kind: String,
    pub title: String,
    pub text: String,
    pub wish: String,
    pub name: String,
    pub may_publish: String,
    pub mail: String,
    pub phone: String,
    /// The language to be told in, where staff write it down.
    pub lang: String,
    /// How it came, where staff write it down.
    pub origin: String,
    /// Its author has seen which answers there are already.
    pub looked: String,
    /// Files that are here already, as `files::read_kept` reads them.
    pub kept: String,
}

/// A file that is here already.
pub(in crate::http::pages) struct Kept {
    /// The name it came under.
    pub name: String,
    /// `file-…`.
    pub word: &'static str,
    /// Size, in words.
    pub weighs: String,
}

#[derive(Template)]
#[template(path = "letters/write.html")]
struct WritePage {
    frame: Frame,
    here: String,
    room: RoomView,
    form: Fields,
    days: u16,
    /// What was answered before and says much the same; with it the form asks whether to go on.
    already: Vec<Shown>,
}

impl WritePage {
    /// Where script asks what was answered before; nowhere on the page that shows it already, which shows each once.
    fn similar(&self) -> Option<String> {
        self.already.is_empty().then(|| format!("{}/similar", self.frame.url(&self.here)))
    }
}

/// The fields of a letter with what was typed and what is wrong.
pub(in crate::http::pages) struct Fields {
    pub typed: Typed,
    pub kinds: Vec<LetterKind>,
    pub units: Vec<(UnitId, String)>,
    pub title_chars: usize,
    pub post_chars: usize,
    /// Files that may go with it.
    pub most_files: usize,
    /// Of these, those that are here.
    pub kept: Vec<Kept>,
    /// The most bytes of one.
    pub file_mib: usize,
    pub errors: Vec<FieldError>,
}

impl Fields {
    /// What is wrong with a field.
    pub fn error_of(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.field == field).map(|error| error.words.as_str())
    }

    /// The same with what is wrong.
    pub fn wrong(mut self, field: &'static str, refusal: &Refusal, words: Words) -> Fields {
        self.errors.push(FieldError::of(field, refusal, words));
        self
    }

    /// An empty form, or one that is shown again.
    pub async fn of(app: &App, header: &Header, typed: Typed, errors: Vec<FieldError>) -> Result<Fields, Failure> {
        let policy = &header.policy;
        let mut units = read(UnitNames::read(&app.db).await)?.sorted();
        units.retain(|(unit, _)| policy.wishes.is_empty() || policy.wishes.contains(unit));
        let (kinds, title_chars) = (policy.letters.clone(), policy.title_chars);
        let (post_chars, most_files) = (policy.post_chars, policy.files_per_letter);
        let (kept, file_mib) = (files::kept(app, header.id, &typed.kept).await?, app.files.most_bytes() >> MIB);
        Ok(Fields { typed, kinds, units, title_chars, post_chars, most_files, kept, file_mib, errors })
    }
}

impl Typed {
    /// A form that nobody has written in.
    pub fn fresh() -> Typed {
        Typed { key: Uuid::now_v7().to_string(), ..Typed::default() }
    }

    /// The letter.
    ///
    /// # Errors
    /// The field that is wrong, and why.
    pub fn writing(&self) -> Result<Writing, (&'static str, Refusal)> {
        let text = joined(&self.title, self.text.trim());
        let kind = LetterKind::parse(&self.kind).ok_or(("kind", Refusal::Empty))?;
        let malformed = || ("wish", Refusal::UnknownUnit);
        let wish = Some(self.wish.as_str()).filter(|wish| !wish.is_empty());
        let wish = wish.map(|wish| wish.parse().map_err(|_| malformed())).transpose()?;
        let files = files::read_kept(&self.kept);
        let letter = Letter { kind, may_publish: !self.may_publish.is_empty(), wish, files };
        Ok(Writing { text, name: self.name.clone(), letter, origin: None, contact: self.contact(), past: None })
    }

    /// What nobody filled in, each at its field: a form tells all of it at once.
    pub fn missing(&self, words: Words) -> Vec<FieldError> {
        let wanted = [
            ("kind", LetterKind::parse(&self.kind).is_none(), "letters-missing-kind"),
            ("title", self.title.trim().is_empty(), "letters-missing-title"),
            ("text", self.text.trim().is_empty(), "letters-missing-text"),
        ];
        let missing = wanted.into_iter().filter(|(_, missing, _)| *missing);
        missing.map(|(field, _, word)| FieldError { field, words: words.t(word) }).collect()
    }

    fn contact(&self) -> Option<ContactForm> {
        let contact = ContactForm { mail: self.mail.clone(), phone: self.phone.clone(), lang: lang(&self.lang) };
        Some(contact).filter(|contact| !contact.is_empty())
    }

    /// The key of a form that staff send, with the digest of what it says.
    pub fn key_for(&self, key: Uuid) -> Key {
        let said: Vec<&str> = ["write", self.origin.as_str()].into_iter().chain(self.said()).collect();
        key_of(&key.to_string(), &said).unwrap_or(Key { key: key.to_string(), request: String::new() })
    }

    /// What the key of the form covers.
    pub fn said(&self) -> [&str; 9] {
        let Typed { kind, title, text, wish, name, may_publish, mail, phone, kept, .. } = self;
        [kind, title, text, wish, name, may_publish, mail, phone, kept]
    }
}

/// A letter's words: the title in the first line.
pub(in crate::http::pages::public) fn joined(title: &str, text: &str) -> String {
    format!("{}\n{text}", title.trim().replace(['\r', '\n'], " "))
}

fn lang(typed: &str) -> Option<Lang> {
    [Lang::Zh, Lang::En].into_iter().find(|lang| lang.tag() == typed)
}

/// The field that a refusal is about.
pub(in crate::http::pages) fn field_of(refusal: &Refusal, title_chars: usize) -> &'static str {
    match refusal {
        Refusal::NameReserved => "name",
        Refusal::BadMail => "mail",
        Refusal::BadPhone => "phone",
        Refusal::UnknownFile { .. } | Refusal::TooManyFiles { .. } => "files",
        Refusal::UnknownUnit => "wish",
        Refusal::NoSuchLetters => "kind",
        Refusal::TooLong { max_chars, .. } if *max_chars == title_chars => "title",
        _ => "text",
    }
}

pub(in crate::http::pages::public) async fn form(
    app: &App,
    reader: &Reader,
    mut frame: Frame,
    header: &Header,
) -> Result<Response, Failure> {
    frame.words = frame.words.in_room_of(&header.policy.letters);
    let typed = Typed { asker: asker(app), ..Typed::fresh() };
    show(app, reader, (frame, header), typed, Default::default(), StatusCode::OK).await
}

async fn show(
    app: &App,
    reader: &Reader,
    (frame, header): (Frame, &Header),
    typed: Typed,
    (errors, already): (Vec<FieldError>, Vec<Shown>),
    status: StatusCode,
) -> Result<Response, Failure> {
    let mut room = view(app, reader, header).await?;
    room.asks_contact &= app.notices.reaches_authors();
    let page = WritePage {
        already,
        here: format!("/r/{}", header.code),
        room,
        form: Fields::of(app, header, typed, errors).await?,
        days: header.workflow.promise.as_ref().map_or(0, |promise| promise.days),
        frame,
    };
    page_with(status, &page)
}

pub(in crate::http::pages::public) async fn send(
    app: &App,
    visit: &Visit,
    (reader, mut frame): (&Reader, Frame),
    header: &Header,
    request: Request,
) -> Result<Response, Failure> {
    frame.words = frame.words.in_room_of(&header.policy.letters);
    let (mut typed, wrong) = files::read(app, visit, header, request).await?;
    let mut already = Vec::new();
    typed.lang = visit.lang().tag().to_owned();
    let mut missing = typed.missing(frame.words);
    if !missing.is_empty() {
        missing.extend(wrong.iter().map(|refusal| FieldError::of("files", refusal, frame.words)));
        frame.csrf = visit.csrf();
        return show(app, reader, (frame, header), typed, (missing, Vec::new()), StatusCode::UNPROCESSABLE_ENTITY)
            .await;
    }
    let writing = wrong.map_or_else(|| typed.writing(), |refusal| Err(("files", refusal)));
    let (field, refusal) = match writing {
        Ok(_) if typed.looked.is_empty() && !has_seen(app, reader, &mut typed, &mut already).await? => {
            frame.csrf = visit.csrf();
            return show(app, reader, (frame, header), typed, (Vec::new(), already), StatusCode::OK).await;
        }
        Ok(writing) => match submit(app, visit, header, &typed, writing).await {
            Ok(place) => return Ok(visit.redirect(&format!("{place}?done=asked"))),
            Err(refusal) => (field_of(&refusal, header.policy.title_chars), refusal),
        },
        Err(wrong) => wrong,
    };
    // Made anew: the visitor may have got a cookie in this very answer.
    frame.csrf = visit.csrf();
    if refusal == Refusal::KeyReused {
        typed.key = Uuid::now_v7().to_string();
    }
    let status = StatusCode::from_u16(crate::wire::problem::status(&refusal)).unwrap_or_default();
    let errors = vec![FieldError::of(field, &refusal, frame.words)];
    show(app, reader, (frame, header), typed, (errors, Vec::new()), status).await
}

/// Whether there is nothing that its author should see before it is sent: the step that stands in for what script shows
/// beside the form.
async fn has_seen(app: &App, reader: &Reader, typed: &mut Typed, already: &mut Vec<Shown>) -> Result<bool, Failure> {
    let said = format!("{} {}", typed.title, typed.text);
    *already = read(close(app, reader, &said, ALREADY).await)?;
    "1".clone_into(&mut typed.looked);
    Ok(already.is_empty())
}

/// Where the receipt is: by its code for a browser that showed no cookie, which may never do so.
async fn submit(app: &App, visit: &Visit, header: &Header, typed: &Typed, writing: Writing) -> Result<String, Refusal> {
    let known = visit.visitor().is_some();
    let visitor = proposed(app, &typed.asker).map_or_else(|| visit.visitor_or_new(), |asker| visit.visitor_or(asker));
    let said: Vec<&str> = ["write", &header.code].into_iter().chain(typed.said()).collect();
    let key = key_of(&typed.key, &said);
    let act = Act::Room(header.id, Box::new(Command::Write(writing)));
    let (principal, pass) = (Principal::Visitor(visitor), visit.pass());
    let answer = app.desk.submit(Submission { principal, act, key, pass }).await?;
    let number = answer.number.ok_or(Refusal::StorageFailed)?;
    if known {
        return Ok(format!("/r/{}/q/{number}", header.code));
    }
    let listed = app.db.post(header.id, number).await.map_err(|_| Refusal::StorageFailed)?;
    listed.map(|listed| own::path(app, header, &listed.post)).ok_or(Refusal::StorageFailed)
}
