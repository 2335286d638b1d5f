//! A letter that may bring files: each is kept as it is read, and the form then names it, so that a letter that comes back
//! with a fault elsewhere has lost nothing. And giving them out to its author.

use super::{
    super::{ask::read_form, here, own},
    write::{Kept, Typed},
};
use crate::{
    http::{App, Failure, Form, Part, Parts, Visit, hand_letter_file},
    kernel::{id::RoomId, letter::Attached, refusal::Refusal, room::Header},
    views::material::size,
};
use axum::{
    extract::{FromRequest, Path, Request, State},
    http::header::CONTENT_TYPE,
    response::Response,
};
use std::collections::HashMap;

/// Files looked at in one form beyond those that may go with a letter, before the rest is not even read.
const OVER: usize = 1;

/// What was typed, with the files that came before and now, and what is wrong with a file.
///
/// # Errors
/// What no field can show.
pub(in crate::http::pages) async fn read(
    app: &App,
    visit: &Visit,
    header: &Header,
    request: Request,
) -> Result<(Typed, Option<Refusal>), Failure> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let came = if kind.starts_with("multipart/") {
        Came::read(app, visit, header, request).await?
    } else {
        let Form(pairs) = Form::from_request(request, app).await?;
        Came { pairs, wrong: None, brought: Vec::new() }
    };
    let mut typed: Typed = read_form(came.pairs.clone())?;
    let wrong = came.name(&mut typed, header.policy.files_per_letter);
    Ok((typed, wrong))
}

struct Came {
    pairs: HashMap<String, String>,
    wrong: Option<Refusal>,
    brought: Vec<Attached>,
}

impl Came {
    async fn read(app: &App, visit: &Visit, header: &Header, request: Request) -> Result<Came, Failure> {
        let mut parts = Parts::of(request, visit, app.files.most_bytes()).await?;
        let mut came = Came { pairs: HashMap::new(), wrong: None, brought: Vec::new() };
        let mut place = None;
        while let Some(part) = parts.next().await? {
            match part {
                Part::Text { name, value } => drop(came.pairs.insert(name, value)),
                Part::File { came: name, bytes, .. } => {
                    if place.is_none() {
                        place = Some(app.files.admit_letter()?);
                    }
                    came.file(app, header, name, bytes).await?;
                }
            }
        }
        Ok(came)
    }

    async fn file(
        &mut self,
        app: &App,
        header: &Header,
        name: String,
        bytes: Result<Vec<u8>, Refusal>,
    ) -> Result<(), Failure> {
        if !header.takes_posts(app.desk.now()) {
            return Err(Refusal::AskingClosed.into());
        }
        let most = header.policy.files_per_letter;
        if self.brought.len() >= most + OVER || most == 0 {
            self.wrong = Some(Refusal::TooManyFiles { most });
            return Ok(());
        }
        let kept = match bytes {
            Ok(bytes) => app.files.attach(header.id, name, bytes).await,
            Err(refusal) => Err(refusal),
        };
        match kept {
            Ok(kept) => self.brought.push(Attached { file: kept.own.id, shown: kept.shown.map(|file| file.id) }),
            Err(refusal) if is_about_the_file(&refusal) => self.wrong = Some(refusal),
            Err(refusal) => return Err(refusal.into()),
        }
        Ok(())
    }

    /// The form with what it had kept before and was not taken out, then what came now; each once.
    fn name(&self, typed: &mut Typed, most: usize) -> Option<Refusal> {
        let dropped = |nth: usize| self.pairs.contains_key(&format!("drop-{nth}"));
        let before = read_kept(&typed.kept).into_iter().enumerate();
        let mut kept: Vec<Attached> = before.filter(|(nth, _)| !dropped(*nth)).map(|(_, file)| file).collect();
        for file in &self.brought {
            if !kept.contains(file) {
                kept.push(*file);
            }
        }
        let over = kept.len() > most;
        kept.truncate(most);
        typed.kept = written(&kept);
        self.wrong.clone().or(over.then_some(Refusal::TooManyFiles { most }))
    }
}

/// What the form can show beside the field; all else is a page of its own.
fn is_about_the_file(refusal: &Refusal) -> bool {
    use Refusal::{FileInfected, FileTooLarge, FileType, HeicPicture, PictureDamaged, PictureTooLarge};
    let sized = matches!(refusal, FileTooLarge { .. } | PictureTooLarge { .. });
    sized || matches!(refusal, FileType | HeicPicture | FileInfected | PictureDamaged)
}

/// Files as a hidden field names them: `<file>:<picture>` with a space between; the picture may be missing.
pub(super) fn read_kept(kept: &str) -> Vec<Attached> {
    let one = |named: &str| {
        let (file, shown) = named.split_once(':').unwrap_or((named, ""));
        let shown = if shown.is_empty() { None } else { Some(shown.parse().ok()?) };
        Some(Attached { file: file.parse().ok()?, shown })
    };
    kept.split_whitespace().filter_map(one).collect()
}

fn written(files: &[Attached]) -> String {
    let one = |attached: &Attached| {
        let shown = attached.shown.map(|shown| shown.to_string()).unwrap_or_default();
        format!("{}:{shown}", attached.file)
    };
    files.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// What the form shows of files that are kept.
pub(super) async fn kept(app: &App, room: RoomId, kept: &str) -> Result<Vec<Kept>, Failure> {
    let ids: Vec<_> = read_kept(kept).iter().map(|attached| attached.file).collect();
    let files = here::read(app.files.attached(room, &ids).await)?;
    let one = |file: crate::kernel::file::File| Kept {
        name: format!("{}.{}", file.name, file.kind.ending()),
        word: file.kind.word(),
        weighs: size(file.bytes),
    };
    Ok(files.into_iter().map(one).collect())
}

/// A file of one's own letter, by the cookie.
pub(in crate::http::pages::public) async fn own_file(
    visit: Visit,
    State(app): State<App>,
    Path((code, number, nth)): Path<(String, u32, usize)>,
) -> Result<Response, Failure> {
    by_cookie(&app, &visit, (&code, number), (nth, false)).await
}

/// What can be shown of it.
pub(in crate::http::pages::public) async fn own_picture(
    visit: Visit,
    State(app): State<App>,
    Path((code, number, nth)): Path<(String, u32, usize)>,
) -> Result<Response, Failure> {
    by_cookie(&app, &visit, (&code, number), (nth, true)).await
}

async fn by_cookie(
    app: &App,
    visit: &Visit,
    (code, number): (&str, u32),
    wanted: (usize, bool),
) -> Result<Response, Failure> {
    let visitor = visit.visitor().ok_or(Refusal::NotFound)?;
    let header = here::room(app, visit, code).await?;
    let post = here::post(app, &header, number).await?;
    let own = post.visitor == Some(visitor);
    if own { hand_letter_file(app, visit, &post, wanted).await } else { Err(Refusal::NotFound.into()) }
}

/// A file of a letter by number and code.
pub(in crate::http::pages::public) async fn coded_file(
    visit: Visit,
    State(app): State<App>,
    Path((receipt, code, nth)): Path<(String, String, usize)>,
) -> Result<Response, Failure> {
    let (_, post) = own::open(&app, &visit, &receipt, &code).await?;
    hand_letter_file(&app, &visit, &post, (nth, false)).await
}

/// What can be shown of it.
pub(in crate::http::pages::public) async fn coded_picture(
    visit: Visit,
    State(app): State<App>,
    Path((receipt, code, nth)): Path<(String, String, usize)>,
) -> Result<Response, Failure> {
    let (_, post) = own::open(&app, &visit, &receipt, &code).await?;
    hand_letter_file(&app, &visit, &post, (nth, true)).await
}
