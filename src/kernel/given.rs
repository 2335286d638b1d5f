//! Everything a decision may not look up itself: time, fresh ids, words and counts.

use super::{
    calendar::{Calendar, today},
    erasure::Found,
    file::{Audience, File},
    id::{FileId, Millis, PassId, PostId, TextId, UnitId},
    letter::{Attached, title_and_body},
    limits::Limits,
    post::Mark,
    principal::Mover,
    refusal::Refusal,
    text::{TextRef, Words},
};
use jiff::{civil::Date, tz::TimeZone};
use std::{collections::BTreeMap, sync::Arc};

/// Prepared before the queue, except `now`, `mover`, `voted`, `ranks`, `places`, `found`, `units_known` and `reference_known`, which the writer reads.
#[derive(Clone, Debug)]
pub struct Given {
    /// The writer's clock.
    pub now: Millis,
    /// A fresh id, should a post be received.
    pub post: PostId,
    /// A fresh pass, should a rehearsal be drafted.
    pub pass: PassId,
    /// A free short code, should a room be drafted.
    pub code: String,
    /// The command's words, bound to an id; none if it carries none or they are blank.
    pub words: Option<Words>,
    /// The words that were public when the present ones were put behind them.
    pub continues: Option<TextRef>,
    /// The author's card.
    pub author: Option<Words>,
    /// The answer as the public is to read it; none if the command carries none or it is blank.
    pub public_answer: Option<Words>,
    /// What is filled into the form of a stage: the values as one text, and by the names of their fields; none if the
    /// command fills in none.
    pub form: Option<(Words, BTreeMap<String, String>)>,
    /// What a picture shows; none if the command carries no picture or the words are blank.
    pub alt: Option<Words>,
    /// The notice, or what stands beside the record, as JSON.
    pub about: Option<Words>,
    /// Files the command names, as far as they are here and the mover may have them.
    pub files: Vec<File>,
    /// What screening noticed in the words.
    pub marks: Vec<Mark>,
    /// Ranks that change when a post moves in the crew's list, its own last; none if it cannot go there.
    pub ranks: Vec<(PostId, f64)>,
    /// Places that change when a line goes to another place in the record, its own last; none if it stands there already
    /// or goes to the end as any new one does.
    pub places: Vec<(u32, f64)>,
    /// What there still is of what is to be erased.
    pub found: Vec<Found>,
    /// Authors' cards without the browser, each with the card it takes the place of.
    pub cards: Vec<(TextId, Words)>,
    /// Whether the chosen name looks like a reserved one.
    pub name_reserved: bool,
    /// Whether a rule the command names may be cited.
    pub rule_known: bool,
    /// The visitor's own record in the room.
    pub mover: Option<Mover>,
    /// Whether the visitor endorsed the post before.
    pub voted: bool,
    /// The calendar of working days in force.
    pub calendar: Arc<Calendar>,
    /// The installation's time zone: days are those of it.
    pub zone: TimeZone,
    /// Whether all units that the command names exist.
    pub units_known: bool,
    /// Within how many working days the matter that is named is answered, where it has days of its own.
    pub matter_days: Option<u16>,
    /// Of units that were closed and that the case at hand names: who took over.
    pub heirs: Vec<(UnitId, UnitId)>,
    /// Whether the room has a letter of this number of before.
    pub reference_known: bool,
    /// Bounds.
    pub limits: Limits,
}

impl Given {
    /// The words, within `most` characters.
    ///
    /// # Errors
    /// `Empty` or `TooLong` with both counts.
    pub fn words(&self, most: usize) -> Result<TextRef, Refusal> {
        self.words_if_any(most)?.ok_or(Refusal::Empty)
    }

    /// The day it is.
    pub fn today(&self) -> Date {
        today(self.now, &self.zone)
    }

    /// The public answer, within `most` characters.
    ///
    /// # Errors
    /// `Empty` or `TooLong` with both counts.
    pub fn public_answer(&self, most: usize) -> Result<TextRef, Refusal> {
        self.within(self.public_answer.as_ref().ok_or(Refusal::Empty)?, most)
    }

    /// The first line of the words, which is a letter's title, within `most` characters; 0 for any number.
    ///
    /// # Errors
    /// `Empty` where there is nothing but a title, or `TooLong` with both counts.
    pub fn title(&self, most: usize) -> Result<(), Refusal> {
        let words = self.words.as_ref().ok_or(Refusal::Empty)?;
        let (title, body) = title_and_body(&words.body);
        if title.is_empty() || body.trim().is_empty() {
            return Err(Refusal::Empty);
        }
        let (chars, bytes, max_bytes) = (words.first_line, title.len(), self.limits.text_bytes);
        let fits = most == 0 || chars <= most;
        if fits { Ok(()) } else { Err(Refusal::TooLong { chars, max_chars: most, bytes, max_bytes }) }
    }

    /// The words, if there are any, within `most` characters.
    ///
    /// # Errors
    /// `TooLong` with both counts.
    pub fn words_if_any(&self, most: usize) -> Result<Option<TextRef>, Refusal> {
        self.words.as_ref().map(|words| self.within(words, most)).transpose()
    }

    /// The values of a form as one text, whose fields are bounded one by one.
    ///
    /// # Errors
    /// `TooLong` with both counts.
    pub fn form_text(&self, words: &Words) -> Result<TextRef, Refusal> {
        self.within(words, self.limits.text_bytes)
    }

    /// What the picture shows.
    ///
    /// # Errors
    /// `Empty` or `TooLong` with both counts.
    pub fn alt(&self) -> Result<TextRef, Refusal> {
        let alt = self.alt.as_ref().ok_or(Refusal::Empty)?;
        self.within(alt, self.limits.caption_chars)
    }

    fn within(&self, words: &Words, most: usize) -> Result<TextRef, Refusal> {
        if words.people <= most && words.body.len() <= self.limits.text_bytes {
            return Ok(words.text.clone());
        }
        let (chars, bytes, max_bytes) = (words.people, words.body.len(), self.limits.text_bytes);
        Err(Refusal::TooLong { chars, max_chars: most, bytes, max_bytes })
    }

    /// The notice.
    ///
    /// # Errors
    /// `Empty` when the command carries none.
    pub fn about(&self) -> Result<TextRef, Refusal> {
        let words = self.about.as_ref().ok_or(Refusal::Empty)?;
        Ok(words.text.clone())
    }

    /// A file that anybody may see once it is named in public.
    ///
    /// # Errors
    /// `UnknownFile` when it is not here, is for staff alone, or is no picture where one is asked for.
    pub fn file(&self, id: FileId, picture: bool) -> Result<&File, Refusal> {
        let fits = |file: &&File| file.id == id && file.audience == Audience::Public;
        let file = self.files.iter().find(fits).filter(|file| !picture || file.kind.is_picture());
        file.ok_or(Refusal::UnknownFile { file: id })
    }

    /// That a file has just been brought with a letter to this room: a digest alone opens nothing that is here already.
    ///
    /// # Errors
    /// `UnknownFile`.
    pub fn attached(&self, attached: Attached) -> Result<(), Refusal> {
        let fresh = |file: &&File| file.letter && file.at > self.now - self.limits.unnamed_file_ms;
        let here =
            |id| self.files.iter().filter(fresh).find(|file| file.id == id).ok_or(Refusal::UnknownFile { file: id });
        here(attached.file)?;
        let Some(shown) = attached.shown else { return Ok(()) };
        let shows = |file: &File| file.kind.is_picture() && file.audience == Audience::Public;
        if shows(here(shown)?) { Ok(()) } else { Err(Refusal::UnknownFile { file: shown }) }
    }

    /// The author's card.
    ///
    /// # Errors
    /// `Malformed` when none was prepared.
    pub fn author(&self) -> Result<TextRef, Refusal> {
        let words = self.author.as_ref().ok_or_else(|| Refusal::Malformed { why: "no author".into() })?;
        Ok(words.text.clone())
    }
}
