//! A letter whole, for one pair of eyes.

use super::{
    Due, FieldAsked, FormView, UnitNames, WayStep, due,
    form::{self, asked, values},
    split, way,
};
use crate::{
    kernel::{
        calendar::{Calendar, today},
        case::{Case, Filled, Manner, Owed, Owing},
        file::Look,
        id::{FileId, TextId},
        letter::Attached,
        post::{Post, ReplyState},
        receipt,
        room::Header,
        text::{Lang, TextRef},
        workflow::StepKind,
    },
    store::{Db, StoreError},
    views::{
        material,
        question::{fate_word, origin_word},
        reader::{Reader, Said, Stamp, Texts},
        staff::changes::Names,
        workdays::date_words,
    },
};

/// Who looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eyes {
    /// Anybody: what was published.
    Public,
    /// Whoever wrote it.
    Author,
    /// Staff who have it.
    Staff,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct AnswerView {
    /// The words.
    pub text: Said,
    /// Whose.
    pub unit: Option<String>,
    /// When.
    pub at: Stamp,
    /// `end-…`, where nothing is done.
    pub end: Option<String>,
}

/// What became of a letter of which no answer is shown.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Whose answer.
    pub unit: Option<String>,
    /// When its author got it.
    pub at: Stamp,
    /// `end-…`, where nothing is done.
    pub end: Option<String>,
}

/// A file that came with a letter.
#[derive(Clone, Debug)]
pub struct FileView {
    /// Its place among those of the letter.
    pub nth: usize,
    /// The name it came under, with its ending.
    pub name: String,
    /// `file-…`.
    pub word: &'static str,
    /// Size, in words.
    pub weighs: String,
    /// Of a picture, what can be shown to everybody.
    pub shown: Option<FileId>,
    /// Width and height of that, in pixels.
    pub size: (u32, u32),
    /// Where a photo was taken, for staff.
    pub place: Option<String>,
    /// A scanner has nothing against it, or none is set up.
    pub open: bool,
    /// A scanner found something; else one has yet to look.
    pub infected: bool,
    /// The public sees it.
    pub public: bool,
}

/// What the author was asked.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The question.
    pub text: Said,
    /// When.
    pub at: Stamp,
    /// What was told.
    pub added: Option<Said>,
    /// The last day for telling it; none once it is told, or where the stage has no limit.
    pub until: Option<String>,
}

/// More time that was asked for.
#[derive(Clone, Debug)]
pub struct Extension {
    /// Working days.
    pub days: u16,
    /// Why.
    pub reason: Said,
}

/// A letter.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Number in its room.
    pub number: u32,
    /// Revision, for what is sent about it.
    pub revision: u32,
    /// Its receipt.
    pub receipt: String,
    /// `letter-…`.
    pub kind: String,
    /// Title.
    pub title: Said,
    /// The words.
    pub body: Said,
    /// The title and the outcome are all that is shown.
    pub outcome_only: bool,
    /// Chosen name.
    pub name: Option<String>,
    /// `origin-…`, where staff wrote it down.
    pub origin: Option<&'static str>,
    /// When it came.
    pub at: Stamp,
    /// Code of the fate.
    pub fate: &'static str,
    /// `fate-…`.
    pub fate_word: &'static str,
    /// `step-…`.
    pub step: String,
    /// How the workflow calls the stage, where it does.
    pub stage: Option<String>,
    /// The session left it open then, and gave it up.
    pub carried: Option<Stamp>,
    /// The unit that answers.
    pub unit: Option<String>,
    /// Units that help.
    pub assisting: Vec<String>,
    /// Whom the author would like to answer.
    pub wish: Option<String>,
    /// Its author agrees to publication.
    pub may_publish: bool,
    /// It cannot wait.
    pub urgent: bool,
    /// Files that came with it; of a published letter those pictures that go along.
    pub files: Vec<FileView>,
    /// Where the title and the outcome are all that is shown: the outcome.
    pub outcome: Option<Outcome>,
    /// What was filled in at its stages, as far as these eyes may read it.
    pub forms: Vec<FormView>,
    /// What is to be filled in where it stands, for staff.
    pub form: Vec<FieldAsked>,
    /// Answers, the last one stands.
    pub answers: Vec<AnswerView>,
    /// What the author was asked.
    pub asked: Option<Asked>,
    /// The answer in the making, for staff.
    pub draft: Option<(Said, Option<String>)>,
    /// More time that nobody decided about, for staff.
    pub extension: Option<Extension>,
    /// Until when the author is answered.
    pub due: Option<Due>,
    /// Until when this stage is to be done, and whether that is over; for staff.
    pub stage_due: Option<(String, bool)>,
    /// Words that its unit owes: `letters-owed-…`, until when, and whether that is over; for staff.
    pub owed: Vec<(&'static str, String, bool)>,
    /// What its author said with the grade, for staff.
    pub rating_text: Option<Said>,
    /// `called-…`: what a call back came to, for staff.
    pub called: Option<String>,
    /// The way it went.
    pub way: Vec<WayStep>,
}

impl Sheet {
    /// Whether pictures came with it that could be shown.
    pub fn has_pictures(&self) -> bool {
        self.files.iter().any(|file| file.shown.is_some())
    }

    /// The latest word that demands something of whoever has it now: its author or the unit wants it done again, an
    /// approver or a unit sent it back. A demand for doing it again stands until there is an answer.
    pub fn demand(&self) -> Option<&WayStep> {
        let (mut latest, mut again) = (None, None);
        for step in &self.way {
            match step.word.as_str() {
                "way-returned" | "way-sent-back" => latest = Some(step),
                "way-reopened" | "way-reworked" => (latest, again) = (Some(step), Some(step)),
                "way-routed" | "way-handed-up" => latest = again,
                "way-answered" | "way-closed" | "way-withdrawn" | "way-stopped" => (latest, again) = (None, None),
                _ => {}
            }
        }
        latest
    }

    /// Names of units that sent it back: none of them is asked again unawares.
    pub fn sent_back_by(&self) -> Vec<&str> {
        let (mut back, mut unit) = (Vec::new(), None);
        for step in &self.way {
            match step.word.as_str() {
                "way-routed" | "way-inherited" => unit = step.unit.as_deref(),
                "way-returned" => back.extend(unit),
                _ => {}
            }
        }
        back
    }
}

/// A letter, if these eyes may see that there is one.
///
/// # Errors
/// `StoreError`.
pub async fn sheet(
    db: &Db,
    reader: &Reader,
    (header, calendar): (&Header, &Calendar),
    post: &Post,
    eyes: Eyes,
) -> Result<Option<Sheet>, StoreError> {
    let Some(case) = post.case.as_deref().filter(|_| eyes != Eyes::Public || post.public) else { return Ok(None) };
    let texts = Texts::read(db, &texts_of(post, case)).await?;
    let units = UnitNames::read(db).await?;
    let (public, staff) = (eyes == Eyes::Public, eyes == Eyes::Staff);
    let words = post.worded.as_ref().filter(|_| public || post.is_carried()).unwrap_or(&post.text);
    let (title, body) = split(texts.said(words));
    let outcome_only = case.publication.is_some_and(|publication| publication.manner == Manner::Outcome);
    let name_of = |unit| units.of(unit);
    Ok(Some(Sheet {
        number: post.number,
        revision: post.revision,
        receipt: receipt::number(&header.code, post.number),
        kind: kind_word(case),
        title,
        body,
        outcome_only: public && outcome_only,
        outcome: outcome(case, reader, &units).filter(|_| public && outcome_only),
        forms: forms(db, reader, (header, post, case), eyes).await?,
        form: if staff { asked(header, post, case, filled(post, case, &texts)) } else { Vec::new() },
        name: texts.name(&post.author).filter(|_| !(public && outcome_only)),
        origin: origin_word(post.origin),
        at: reader.stamp(post.at),
        fate: post.fate.code(),
        fate_word: fate_word(post),
        step: format!("step-{}", post.place.step.code()),
        stage: stage_title(header, case, &post.place.stage, reader.lang),
        carried: case.carried.map(|at| reader.stamp(at)),
        unit: case.unit.and_then(name_of),
        assisting: case.assisting.iter().copied().filter_map(name_of).collect(),
        wish: case.letter.wish.and_then(name_of),
        may_publish: case.letter.may_publish,
        urgent: case.urgent,
        files: files(db, post, case, eyes).await?,
        answers: if public { published(post, reader, &texts, &units) } else { given(case, reader, &texts, &units) },
        asked: case.asked.as_ref().filter(|_| !public).map(|asked| Asked {
            text: texts.said(&asked.text),
            at: reader.stamp(asked.at),
            added: asked.added.as_ref().map(|text| texts.said(text)),
            until: stage_due(post, reader).filter(|_| post.place.step == StepKind::Ask).map(|(day, _)| day),
        }),
        draft: case.draft.as_ref().filter(|_| staff).map(|draft| (texts.said(&draft.text), draft.end.map(end_word))),
        extension: case
            .extension
            .as_ref()
            .filter(|_| staff && case.awaits_extension())
            .map(|extension| Extension { days: extension.days, reason: texts.said(&extension.reason) }),
        due: due(calendar, reader, post).filter(|_| !post.is_out()),
        stage_due: stage_due(post, reader).filter(|_| staff),
        owed: if staff { owed(case, reader) } else { Vec::new() },
        rating_text: rating_text(post).filter(|_| staff).map(|text| texts.said(text)),
        called: case.called.filter(|_| staff).map(|called| format!("called-{}", called.code())),
        way: if public { Vec::new() } else { way(db, reader, (header, post), (&units, staff)).await? },
    }))
}

/// What came with the grade.
fn rating_text(post: &Post) -> Option<&TextRef> {
    post.rating.as_ref()?.text.as_ref()
}

/// What the unit told its author, in one sentence's parts.
pub(super) fn outcome(case: &Case, reader: &Reader, units: &UnitNames) -> Option<Outcome> {
    let answer = case.answer()?;
    let unit = answer.unit.and_then(|unit| units.of(unit));
    Some(Outcome { unit, at: reader.stamp(answer.at), end: answer.end.map(end_word) })
}

fn filled(post: &Post, case: &Case, texts: &Texts) -> Option<form::Values> {
    values(&texts.said(&case.form(&post.place.stage)?.text))
}

/// Staff read all of it as it is now; its author what is public, with the answer; everybody that of a letter which is
/// shown whole.
async fn forms(
    db: &Db,
    reader: &Reader,
    (header, post, case): (&Header, &Post, &Case),
    eyes: Eyes,
) -> Result<Vec<FormView>, StoreError> {
    let staff = eyes == Eyes::Staff;
    let seen: Vec<&Filled> = match eyes {
        Eyes::Staff => case.forms_now().collect(),
        Eyes::Author => post.forms_told(),
        Eyes::Public => form::open(post),
    };
    forms_of(db, reader, header, &seen, staff).await
}

/// Forms as staff or others read them.
pub(super) async fn forms_of(
    db: &Db,
    reader: &Reader,
    header: &Header,
    seen: &[&Filled],
    staff: bool,
) -> Result<Vec<FormView>, StoreError> {
    let texts = Texts::read(db, &seen.iter().map(|filled| filled.text.id).collect::<Vec<_>>()).await?;
    let people: Vec<_> = seen.iter().filter_map(|filled| filled.by).filter(|_| staff).collect();
    let names = Names::read(db, &people).await?;
    let view = |filled: &&Filled| {
        let by = filled.by.and_then(|by| names.of(by));
        form::view(header, (filled, &texts.said(&filled.text)), reader, (by, staff))
    };
    Ok(seen.iter().filter_map(view).collect())
}

/// All of them for whoever reads the letter whole; for the public the pictures that its publication names.
async fn files(db: &Db, post: &Post, case: &Case, eyes: Eyes) -> Result<Vec<FileView>, StoreError> {
    if case.letter.files.is_empty() {
        return Ok(Vec::new());
    }
    let public = eyes == Eyes::Public;
    let rows = db.files(&case.letter.file_ids().collect::<Vec<_>>()).await?;
    let row = |id: FileId| rows.iter().find(|file| file.owner == post.room && file.id == id);
    let view = |(nth, attached): (usize, &Attached)| {
        let own = row(attached.file)?;
        let shown = attached.shown.filter(|_| own.can_be_opened());
        let seen = shown.is_some_and(|shown| case.shown.contains(&shown) && post.public);
        Some(FileView {
            nth,
            name: if public { String::new() } else { format!("{}.{}", own.name, own.kind.ending()) },
            word: own.kind.word(),
            weighs: material::size(own.bytes),
            shown,
            size: shown.and_then(|shown| row(shown)?.size).unwrap_or_default(),
            place: own.place.clone().filter(|_| eyes == Eyes::Staff && own.can_be_opened()),
            open: own.can_be_opened(),
            infected: own.look == Look::Infected,
            public: seen,
        })
    };
    let all = case.letter.files.iter().enumerate().filter_map(view);
    Ok(all.filter(|file| !public || file.public).collect())
}

/// The word of what it is.
pub(super) fn kind_word(case: &Case) -> String {
    let kind = if case.carried.is_some() { "carried" } else { case.letter.kind.code() };
    format!("letter-{kind}")
}

/// How the workflow that a case follows calls a stage, where it does.
pub(super) fn stage_title(header: &Header, case: &Case, stage: &str, lang: Lang) -> Option<String> {
    Some(header.workflow_of(case.version).stage(stage)?.title.as_ref()?.of(lang).to_owned())
}

/// The word of an end.
pub(super) fn end_word(end: crate::kernel::case::End) -> String {
    format!("end-{}", end.code().replace('_', "-"))
}

fn stage_due(post: &Post, reader: &Reader) -> Option<(String, bool)> {
    let day = post.stage_due().filter(|_| !post.is_out() && post.place.step != StepKind::Close)?;
    Some((date_words(reader, day), day < today(reader.now, &reader.zone)))
}

fn owed(case: &Case, reader: &Reader) -> Vec<(&'static str, String, bool)> {
    let now = today(reader.now, &reader.zone);
    let word = |owed: &Owed| match owed.why {
        Owing::Urged => "letters-owed-urged",
        Owing::Poor => "letters-owed-poor",
    };
    let one = |owed: &Owed| Some((word(owed), date_words(reader, owed.clock.due?), owed.clock.is_past(now)));
    case.owed.iter().filter_map(one).collect()
}

fn texts_of(post: &Post, case: &Case) -> Vec<TextId> {
    let answers = case.answers.iter().map(|answer| answer.text.id);
    let asked =
        case.asked.iter().flat_map(|asked| std::iter::once(asked.text.id).chain(asked.added.iter().map(|t| t.id)));
    let draft = case.draft.iter().map(|draft| draft.text.id);
    let reason = case.extension.iter().map(|extension| extension.reason.id);
    let forms = case.forms.iter().map(|filled| filled.text.id);
    let shown = post.replies.iter().map(|reply| reply.text.id).chain(post.worded.iter().map(|text| text.id));
    [post.text.id, post.author.id]
        .into_iter()
        .chain(answers)
        .chain(asked)
        .chain(draft)
        .chain(reason)
        .chain(shown)
        .chain(forms)
        .chain(rating_text(post).map(|text| text.id))
        .collect()
}

fn given(case: &Case, reader: &Reader, texts: &Texts, units: &UnitNames) -> Vec<AnswerView> {
    let answer = |answer: &crate::kernel::case::Answered| AnswerView {
        text: texts.said(&answer.text),
        unit: answer.unit.and_then(|unit| units.of(unit)),
        at: reader.stamp(answer.at),
        end: answer.end.map(end_word),
    };
    case.answers.iter().map(answer).collect()
}

/// The words are the public ones; the day is that of the answer, which nobody can change.
fn published(post: &Post, reader: &Reader, texts: &Texts, units: &UnitNames) -> Vec<AnswerView> {
    let Some(answer) = post.case.as_ref().and_then(|case| case.answer()) else { return Vec::new() };
    let shown = post.replies.iter().filter(|reply| reply.state == ReplyState::Published);
    let view = |reply: &crate::kernel::post::Reply| AnswerView {
        text: texts.said(&reply.text),
        unit: answer.unit.and_then(|unit| units.of(unit)),
        at: reader.stamp(answer.at),
        end: answer.end.map(end_word),
    };
    shown.map(view).collect()
}
