//! A room's record whole, as anybody may have it: read once, then written by `exchange` in whichever format.

use super::{
    answer::{Answer, OldWording},
    cast::{Cast, about},
    material::materials,
    question::{Manner, Question, questions},
    reader::{Reader, Said, Texts},
    record::{Picture, Row, rows_alone},
    standing::Standing,
};
use crate::{
    kernel::{
        line::{Line, LineKind, Speaker},
        record::Stage,
        room::{About, Header},
        tally::Tally,
        text::Lang,
    },
    store::{Db, Listed, Order, PostFilter, StoreError},
    wire::document::{self as shape, Counts, Document, FORMAT, Moment, Position, Text, Times, VERSION},
};

/// Most lines of a document.
pub const LINES: u32 = 20_000;
/// Most questions of a document.
pub const QUESTIONS: u32 = 20_000;
/// Most bytes of words in a document.
pub const BYTES: usize = 64 * 1_024 * 1_024;
/// Lines or questions read at once.
const PAGE: usize = 1_000;

/// Where and for whom a document is read.
struct Reading<'a> {
    db: &'a Db,
    reader: &'a Reader,
    header: &'a Header,
    base: &'a str,
}

/// The record of a room; none where it is larger than the bounds above. `reader` must be nobody in particular,
/// `base` is what addresses begin with: scheme, host and the prefix of the language.
///
/// # Errors
/// `StoreError`.
pub async fn document(db: &Db, reader: &Reader, header: &Header, base: &str) -> Result<Option<Document>, StoreError> {
    let reading = Reading { db, reader, header, base };
    let texts = Texts::read(db, &[header.about.id]).await?;
    let about = about(&texts, &header.about);
    let mut cast = Cast::of(&about);
    let Some(lines) = reading.lines(&mut cast).await? else { return Ok(None) };
    let Some(questions) = reading.questions(&mut cast).await? else { return Ok(None) };
    if bytes(&lines, &questions) > BYTES {
        return Ok(None);
    }
    let standing = Standing::read(db, header, reader).await?;
    let materials = materials(db, &[about.materials.clone(), standing.materials].concat()).await?;
    let material = |view: super::material::MaterialView| {
        let address = if view.paper.is_some() { format!("{base}{}", view.href) } else { view.href };
        shape::Material { title: view.title, note: view.note, address }
    };
    Ok(Some(Document {
        materials: materials.into_iter().map(material).collect(),
        guests: reading.guests(&cast),
        lines,
        questions,
        summary: standing.summary.map(|said| reading.text(said)),
        recording: standing.recording.map(|said| reading.text(said)),
        ..reading.frame(about)
    }))
}

impl Reading<'_> {
    /// Everything but what is read from other tables.
    fn frame(&self, about: About) -> Document {
        let header = self.header;
        let background = about.background.trim();
        let background = (!background.is_empty()).then(|| Text {
            lang: about.lang.tag(),
            text: Some(background.to_owned()),
            erased: None,
        });
        Document {
            format: FORMAT,
            version: VERSION,
            room: header.code.clone(),
            address: format!("{}/r/{}", self.base, header.code),
            status: status(header),
            confirmed_at: (header.record.confirmed_at > 0).then(|| self.moment(header.record.confirmed_at)),
            summary: None,
            recording: None,
            position: Position { epoch: self.db.epoch(), offset: header.public_at },
            topic: if about.topic.is_empty() { header.code.clone() } else { about.topic.clone() },
            lang: about.lang.tag(),
            video: self.video(&about),
            units: about.units,
            host: about.host,
            guests: Vec::new(),
            background,
            times: self.times(),
            materials: Vec::new(),
            counts: counts(header.tally),
            lines: Vec::new(),
            questions: Vec::new(),
        }
    }

    fn times(&self) -> Times {
        let (schedule, zone) = (&self.header.schedule, &self.reader.zone);
        let if_come = |ms: i64| (ms > 0).then(|| self.moment(ms));
        Times {
            zone: zone.iana_name().unwrap_or("UTC").to_owned(),
            starts_at: self.moment(schedule.starts_at),
            ends_at: self.moment(schedule.ends_at),
            opened_at: if_come(self.header.live_at),
            closed_at: if_come(self.header.closed_at),
        }
    }

    fn video(&self, about: &About) -> Option<shape::Video> {
        about.has_video().then(|| shape::Video {
            address: about.video.clone(),
            sign_address: about.sign_video.clone(),
            begins_at: (self.header.video_at > 0).then(|| self.moment(self.header.video_at)),
        })
    }

    fn guests(&self, cast: &Cast) -> Vec<shape::Person> {
        let person = |guest: &super::cast::GuestCard| shape::Person {
            id: guest.id.to_string(),
            name: guest.name.clone(),
            office: guest.office.clone(),
            portrait: guest.face.as_ref().map(|face| format!("{}{face}", self.base)),
        };
        cast.everybody().map(person).collect()
    }

    async fn lines(&self, cast: &mut Cast) -> Result<Option<Vec<shape::Line>>, StoreError> {
        if self.header.lines > LINES {
            return Ok(None);
        }
        let mut lines = self.db.lines(self.header.id, 0, LINES).await?;
        lines.retain(|line| !line.left_out);
        let mut whole = Vec::with_capacity(lines.len());
        for page in lines.chunks(PAGE) {
            let (rows, _) = rows_alone(self.db, self.reader, self.header, cast, page).await?;
            whole.extend(page.iter().zip(rows).map(|(line, row)| self.line(line, row)));
        }
        Ok(Some(whole))
    }

    fn line(&self, line: &Line, row: Row) -> shape::Line {
        let speaker = speaker(line, &row);
        let is_question = line.kind == LineKind::Question;
        let asked = row.asked.filter(|_| is_question);
        let kind = if is_question { "question" } else { row.kind };
        shape::Line {
            number: line.number,
            address: format!("{}/r/{}/l/{}", self.base, self.header.code, line.number),
            kind,
            at: self.moment(line.at),
            video_ms: line.video_ms(self.header.video_at),
            speaker,
            question: row.question,
            notice: match line.kind {
                LineKind::Notice { occasion } => Some(occasion.code()),
                _ => None,
            },
            taken_down: row.gone || asked.as_ref().is_some_and(|asked| asked.text.is_none()),
            text: asked.and_then(|asked| asked.text).or(row.text).map(|said| self.text(said)),
            photo: row.picture.map(|picture| self.photo(picture)),
            corrected: self.wordings(row.errata),
        }
    }

    fn photo(&self, picture: Picture) -> shape::Photo {
        let Picture { src, width, height, alt, .. } = picture;
        shape::Photo { address: format!("{}{src}", self.base), width, height, alt: self.text(alt) }
    }

    fn wordings(&self, old: Vec<OldWording>) -> Vec<shape::Wording> {
        let wording = |old: OldWording| shape::Wording {
            replaced_at: self.moment(old.at.ms),
            text: self.text(old.text),
            edited: old.edited,
        };
        old.into_iter().map(wording).collect()
    }

    async fn questions(&self, cast: &mut Cast) -> Result<Option<Vec<shape::Question>>, StoreError> {
        let filter = PostFilter { public_only: true, ..PostFilter::default() };
        if self.db.count_posts(self.header.id, &filter).await? > QUESTIONS {
            return Ok(None);
        }
        let posts = self.db.posts(self.header.id, &filter, Order::Oldest, 0, QUESTIONS).await?;
        let mut whole = Vec::with_capacity(posts.len());
        for page in posts.chunks(PAGE) {
            let shown = questions(self.db, self.reader, self.header, cast, page, Manner::default()).await?;
            whole.extend(page.iter().zip(shown).map(|(listed, question)| self.question(listed, question)));
        }
        Ok(Some(whole))
    }

    fn question(&self, listed: &Listed, question: Question) -> shape::Question {
        shape::Question {
            number: question.number,
            address: format!("{}/r/{}/q/{}", self.base, self.header.code, question.number),
            asked_at: self.moment(listed.post.at),
            name: question.name,
            origin: listed.post.origin.code(),
            to: question.to,
            text: self.text(question.text),
            as_received: question.original.map(|said| self.text(said)),
            fate: question.fate,
            joined: question.joined,
            votes: question.votes,
            answers: question.answers.into_iter().map(|answer| self.answer(answer)).collect(),
        }
    }

    fn answer(&self, answer: Answer) -> shape::Answer {
        let part = |part: super::answer::Part| shape::Part {
            text: self.text(part.text),
            corrected: self.wordings(part.errata),
        };
        shape::Answer {
            at: self.moment(answer.at.ms),
            name: answer.name,
            office: answer.office,
            line: answer.line,
            written: answer.written,
            after_session: answer.late,
            taken_down: answer.gone,
            parts: answer.parts.into_iter().map(part).collect(),
        }
    }

    fn moment(&self, ms: i64) -> Moment {
        Moment::new(ms, &self.reader.zone)
    }

    fn text(&self, said: Said) -> Text {
        let lang = if said.lang.is_empty() { Lang::Zh.tag() } else { said.lang };
        let erased = said.erased.map(|gone| shape::Erased { at: self.moment(gone.at), ground: gone.ground.code() });
        Text { lang, text: said.body, erased }
    }
}

/// Where the record stands.
fn status(header: &Header) -> &'static str {
    match header.stage() {
        Stage::Open => header.phase.code(),
        stage => stage.code(),
    }
}

fn counts(Tally { received, public, answered, prepared, .. }: Tally) -> Counts {
    Counts { received, public, answered, prepared }
}

fn speaker(line: &Line, row: &Row) -> Option<shape::Speaker> {
    let (part, guest) = match line.kind {
        LineKind::Speech { speaker: Speaker::Guest { guest } } | LineKind::Reply { guest } => {
            ("guest", Some(guest.to_string()))
        }
        LineKind::Speech { speaker: Speaker::Host } => ("host", None),
        LineKind::Speech { speaker: Speaker::Citizen } => ("citizen", None),
        LineKind::Question => {
            let name = row.asked.as_ref().and_then(|asked| asked.name.clone());
            return Some(shape::Speaker { part: "asker", guest: None, name, office: None });
        }
        LineKind::Heading | LineKind::Notice { .. } | LineKind::Photo => return None,
    };
    let who = row.who.clone().unwrap_or_default();
    Some(shape::Speaker { part, guest, name: who.name, office: who.office })
}

fn bytes(lines: &[shape::Line], questions: &[shape::Question]) -> usize {
    let old = |wordings: &[shape::Wording]| wordings.iter().map(|old| old.text.words().len()).sum::<usize>();
    let line = |line: &shape::Line| line.text.as_ref().map_or(0, |text| text.words().len()) + old(&line.corrected);
    let part = |part: &shape::Part| part.text.words().len() + old(&part.corrected);
    let answers =
        |question: &shape::Question| question.answers.iter().flat_map(|answer| &answer.parts).map(part).sum::<usize>();
    let question = |question: &shape::Question| question.text.words().len() + answers(question);
    lines.iter().map(line).sum::<usize>() + questions.iter().map(question).sum::<usize>()
}
