//! One answer to several like letters: each gets the same words as an answer of its own, and goes on by itself.

use super::{
    file::CaseFile,
    unlike::{Traits, unlike},
};
use crate::{
    desk::Key,
    http::{App, Failure, Form, Frame, Visit, Words, page},
    kernel::{
        case::{CaseStep, End},
        id::{PersonId, UnitId},
        refusal::Refusal,
        text::hex,
    },
    views::letter::{Eyes, Offered, Sheet, offered, sheet},
};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Letters answered together.
const MOST: usize = 50;

/// A letter that was chosen.
struct Chosen {
    /// `code/number/revision`, as the form sends it.
    value: String,
    path: String,
    sheet: Sheet,
    /// The matter that it is, as people read it.
    matter: Option<String>,
    /// Whether it is left out, and why.
    wrong: Option<String>,
    done: bool,
    unit: Option<UnitId>,
}

#[derive(Template)]
#[template(path = "letters/together.html")]
struct Together {
    frame: Frame,
    letters: Vec<Chosen>,
    /// What differs among them.
    unlike: Vec<String>,
    text: String,
    phrases: Vec<Offered>,
    key: Uuid,
    /// Why nothing was sent.
    wrong: Option<String>,
    /// How many got it, of how many.
    done: Option<(usize, usize)>,
}

impl Together {
    fn ends(&self) -> [(&'static str, String); 6] {
        End::ALL.map(|end| (end.code(), format!("end-{}", end.code().replace('_', "-"))))
    }

    fn is_open(&self) -> bool {
        self.letters.iter().any(|letter| letter.wrong.is_none() && !letter.done)
    }
}

type Typed = Vec<(String, String)>;

fn all<'a>(typed: &'a Typed, name: &str) -> Vec<&'a str> {
    typed.iter().filter(|(field, _)| field == name).map(|(_, value)| value.as_str()).take(MOST).collect()
}

fn one<'a>(typed: &'a Typed, name: &str) -> &'a str {
    all(typed, name).first().copied().unwrap_or_default()
}

/// `code/number` or `code/number/revision`.
async fn open(app: &App, visit: &Visit, chosen: &str) -> Result<(CaseFile, u32), Failure> {
    let mut parts = chosen.split('/');
    let code = parts.next().unwrap_or_default();
    let number = parts.next().and_then(|number| number.parse().ok()).ok_or(Refusal::NotFound)?;
    let file = CaseFile::open(app.clone(), visit.clone(), (code, number)).await?;
    let revision = parts.next().and_then(|revision| revision.parse().ok()).unwrap_or(file.post.revision);
    Ok((file, revision))
}

async fn chosen(file: &CaseFile) -> Result<Chosen, Failure> {
    let calendar = file.app.desk.current().get().calendar.clone();
    let about = (&file.header, calendar.as_ref());
    let sheet = super::super::seat::read(sheet(&file.app.db, &file.reader, about, &file.post, Eyes::Staff).await)?;
    let sheet = sheet.ok_or(Refusal::NotFound)?;
    let may = file.acts.draft || file.acts.take;
    let wrong = (!may).then(|| file.frame.words.refused(&Refusal::WrongStep).what);
    let value = format!("{}/{}/{}", file.header.code, file.post.number, file.post.revision);
    let case = file.post.case.as_deref();
    let unit = case.and_then(|case| case.unit);
    let code = case.and_then(|case| case.matter.clone());
    let matters = file.app.desk.current().get().matters.clone();
    let matter = code.map(|code| matters.find(&code).map_or(code, |matter| matter.path_words()));
    Ok(Chosen { value, path: file.path(), sheet, matter, wrong, done: false, unit })
}

/// Of those that still get the answer.
fn differs(words: Words, letters: &[Chosen]) -> Vec<String> {
    let open = letters.iter().filter(|letter| letter.wrong.is_none() && !letter.done);
    let traits = open.map(|letter| Traits { sheet: &letter.sheet, matter: letter.matter.as_deref() });
    unlike(words, &traits.collect::<Vec<_>>())
}

/// Those of all units that answer one of them.
async fn phrases(app: &App, person: PersonId, letters: &[Chosen]) -> Result<Vec<Offered>, Failure> {
    let units: Vec<UnitId> = letters.iter().filter_map(|letter| letter.unit).collect();
    super::super::seat::read(offered(&app.db, person, &units).await)
}

pub(in super::super) async fn choose(
    visit: Visit,
    mut frame: Frame,
    State(app): State<App>,
    Query(typed): Query<Typed>,
) -> Result<Response, Failure> {
    let Some(user) = app.user(&visit).await? else { return Ok(visit.redirect("/enter?then=/desk/letters")) };
    let asked = all(&typed, "case");
    if let [] | [_] = asked.as_slice() {
        let kept = asked.first().map(|case| format!("&picked={case}")).unwrap_or_default();
        return Ok(visit.redirect(&format!("/desk/letters?pile=handle&few={}{kept}", asked.len())));
    }
    let person = user.person;
    (frame.staff, frame.at, frame.wide) = (Some(user.name), "desk", true);
    let mut letters = Vec::new();
    for case in asked {
        letters.push(chosen(&open(&app, &visit, case).await?.0).await?);
    }
    let (unlike, phrases) = (differs(visit.words(), &letters), phrases(&app, person, &letters).await?);
    let (text, key) = (String::new(), Uuid::now_v7());
    page(&Together { frame, letters, unlike, text, phrases, key, wrong: None, done: None })
}

pub(in super::super) async fn together(
    visit: Visit,
    mut frame: Frame,
    State(app): State<App>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let user = app.user(&visit).await?.ok_or(Refusal::LoginRequired)?;
    let person = user.person;
    (frame.staff, frame.at, frame.wide) = (Some(user.name), "desk", true);
    let (text, end) = (one(&typed, "text").trim().to_owned(), End::parse(one(&typed, "end")));
    let wrong = text.is_empty().then(|| visit.words().refused(&Refusal::Empty).what);
    let key = Uuid::parse_str(one(&typed, "key")).ok();
    let (mut letters, mut went) = (Vec::new(), 0);
    for case in all(&typed, "case") {
        let (file, revision) = open(&app, &visit, case).await?;
        let sent = match wrong {
            Some(_) => None,
            None => Some(answer(&file, revision, (&text, end), key).await),
        };
        let mut letter = chosen(&open(&app, &visit, case).await?.0).await?;
        match sent {
            Some(Ok(())) => (letter.done, letter.wrong, went) = (true, None, went + 1),
            Some(Err(refusal)) => letter.wrong = Some(visit.words().refused(&refusal).what),
            None => {}
        }
        letters.push(letter);
    }
    let done = wrong.is_none().then_some((went, letters.len()));
    let (unlike, phrases) = (differs(visit.words(), &letters), phrases(&app, person, &letters).await?);
    page(&Together { frame, letters, unlike, text, phrases, key: Uuid::now_v7(), wrong, done })
}

/// Takes it where that is still to be done, drafts and hands up; each step has a key of its own, so that a form that is
/// sent twice answers nobody twice.
async fn answer(
    file: &CaseFile,
    revision: u32,
    (text, end): (&str, Option<End>),
    key: Option<Uuid>,
) -> Result<(), Refusal> {
    let draft = CaseStep::Draft { text: text.to_owned(), end };
    let taken = file.acts.take.then_some((0, CaseStep::Take));
    let steps = taken.into_iter().chain([(1, draft), (2, CaseStep::HandUp)]);
    let request = hex(&Sha256::digest(format!("{text}\0{end:?}")));
    let mut seen = revision;
    for (nth, step) in steps {
        let key = key.map(|key| format!("{key}/{}/{nth}", file.post.id));
        let key = key.map(|key| Key { key, request: request.clone() });
        seen = file.submit(step, seen, key).await?.revision.ok_or(Refusal::StorageFailed)?;
    }
    Ok(())
}
