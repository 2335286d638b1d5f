//! A room's header: small, and all that most decisions need besides the post itself.

use super::{
    calendar::Calendar,
    clock::Clock,
    file::{Naming, Place},
    id::{FileId, GuestId, Millis, PassId, PostId, RoomId, TextId, UnitId},
    material::{Material, Source},
    policy::{Policy, RoomKind},
    record::{Record, Stage},
    tally::Tally,
    text::{Lang, TextRef},
    workflow::{Stage as WorkflowStage, Workflow},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Where a room is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Being prepared; staff only.
    Draft,
    /// Public notice; no posts yet.
    Announced,
    /// Takes posts ahead of time.
    Collecting,
    /// In progress.
    Live,
    /// Over; its record stays.
    Closed,
    /// Called off; its notice stays.
    Cancelled,
    /// A rehearsal thrown away.
    Discarded,
}

impl Phase {
    /// The word of the wire and the word files (`phase-…`).
    pub fn code(self) -> &'static str {
        match self {
            Phase::Draft => "draft",
            Phase::Announced => "announced",
            Phase::Collecting => "collecting",
            Phase::Live => "live",
            Phase::Closed => "closed",
            Phase::Cancelled => "cancelled",
            Phase::Discarded => "discarded",
        }
    }
}

/// When things happen, in UTC ms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// From when posts are taken.
    pub collect_at: Millis,
    /// Planned beginning.
    pub starts_at: Millis,
    /// Planned end; posts are taken until then.
    pub ends_at: Millis,
}

impl Schedule {
    /// Whether the times can be written with four digits for the year, their order makes sense
    /// and the session is shorter than a day.
    pub fn is_sound(&self) -> bool {
        /// The last millisecond of the year 9999.
        const LAST: Millis = 253_402_300_799_999;
        (0..=LAST).contains(&self.collect_at)
            && (0..=LAST).contains(&self.ends_at)
            && self.collect_at <= self.starts_at
            && self.starts_at < self.ends_at
            && self.ends_at - self.starts_at <= 24 * 3_600_000
    }
}

/// A guest as the notice names them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Guest {
    /// Known by this within the room.
    pub id: GuestId,
    /// Full name.
    pub name: String,
    /// Office held, such as "director of the transport bureau".
    pub office: String,
    /// A stored picture.
    #[serde(default)]
    pub portrait: Option<FileId>,
}

/// The notice of a room: one text, in one language, kept as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct About {
    /// What it is about; the title.
    pub topic: String,
    /// Names of the units that answer, as they are to be printed.
    pub units: Vec<String>,
    /// Fields of life it belongs to, such as 交通出行; the archive has a shelf of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<String>,
    /// Who answers.
    pub guests: Vec<Guest>,
    /// Who hosts; also reserved as a name.
    #[serde(default)]
    pub host: String,
    /// Why now, in a few paragraphs.
    #[serde(default)]
    pub background: String,
    /// Which questions are wanted.
    #[serde(default)]
    pub wanted: String,
    /// What to read beside it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<Material>,
    /// Where moving pictures of the session are: an `https:` address; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub video: String,
    /// The same with an interpreter into sign language.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sign_video: String,
    /// Language of the notice.
    pub lang: Lang,
}

impl About {
    /// A notice that says nothing yet.
    pub fn blank(lang: Lang) -> About {
        let (topic, host, background, wanted, video, sign_video) = Default::default();
        let (units, subjects, guests, materials) = Default::default();
        About { topic, units, subjects, guests, host, background, wanted, materials, video, sign_video, lang }
    }

    /// All that people read in it, the topic first, a line for each thing it says.
    pub fn words(&self) -> String {
        let guests = self.guests.iter().map(|guest| format!("{} {}", guest.name, guest.office));
        let papers = self.materials.iter().map(|material| format!("{} {}", material.title, material.note));
        let (units, subjects) = (self.units.join(" "), self.subjects.join(" "));
        let first = [self.topic.clone(), units, subjects].into_iter().chain(guests);
        let rest = [self.host.clone(), self.background.clone(), self.wanted.clone()].into_iter().chain(papers);
        first.chain(rest).filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// Whether it names moving pictures.
    pub fn has_video(&self) -> bool {
        !(self.video.is_empty() && self.sign_video.is_empty())
    }

    /// The files it names, and where.
    pub fn files(&self) -> Vec<Naming> {
        let portrait =
            |guest: &Guest| guest.portrait.map(|file| Naming { file, place: Place::Portrait { guest: guest.id } });
        let material = |material: &Material| match material.source {
            Source::File { file } => Some(Naming { file, place: Place::Material }),
            Source::Link { .. } => None,
        };
        self.guests.iter().filter_map(portrait).chain(self.materials.iter().filter_map(material)).collect()
    }
}

/// The state of a room. Folded from its journal; `rooms.state` holds it as JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// Identity.
    pub id: RoomId,
    /// The short code of addresses `/r/{code}`, which never changes.
    pub code: String,
    /// The noun.
    pub kind: RoomKind,
    /// Where it is in its life.
    pub phase: Phase,
    /// Its rules.
    pub policy: Policy,
    /// How its posts are handled.
    pub workflow: Workflow,
    /// Those before it that something may still follow, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier_workflows: Vec<Workflow>,
    /// When.
    pub schedule: Schedule,
    /// The notice.
    pub about: TextRef,
    /// Units it belongs to, for permits.
    pub units: Vec<UnitId>,
    /// Guests who can be asked.
    pub guests: Vec<GuestId>,
    /// Thrown away afterwards; staff, scripted citizens and whoever holds the pass only.
    pub rehearsal: bool,
    /// What lets citizens into a rehearsal; none for rehearsals of before, which no citizen sees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pass: Option<PassId>,
    /// Questions that scripted citizens ask in a minute.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub crowd_per_minute: u32,
    /// Raised by every change of the header that staff see.
    pub revision: u32,
    /// Entries so far; the offset of the last one on the staff stream.
    pub staff_at: u64,
    /// Entries so far that the public can see; the offset on the public stream.
    pub public_at: u64,
    /// Number of the last post.
    pub posts: u32,
    /// Number of the last line.
    pub lines: u32,
    /// Number of the line that marks the end, 0 where there is none: what belongs to the session stands before it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub closing: u32,
    /// Number of the last block.
    #[serde(default)]
    pub blocks: u32,
    /// Blocks that are neither shown nor dropped.
    #[serde(default)]
    pub open_blocks: u32,
    /// The post on stage.
    pub on_stage: Option<PostId>,
    /// The post that lines of guests answer until the next one or until let go.
    pub bound: Option<PostId>,
    /// Interrupted.
    pub paused: bool,
    /// No more posts are taken.
    pub asking_closed: bool,
    /// The notice names moving pictures.
    #[serde(default)]
    pub video: bool,
    /// The moment at which the recording begins, 0 if unknown.
    #[serde(default)]
    pub video_at: Millis,
    /// When it went live, 0 if not yet.
    pub live_at: Millis,
    /// When it closed, 0 if not yet.
    pub closed_at: Millis,
    /// What it has received, as the public counts it.
    #[serde(default)]
    pub tally: Tally,
    /// Endorsements given so far: changes whenever an order by endorsements can.
    #[serde(default)]
    pub votes: u64,
    /// Notices before the present one, oldest first: who once was a guest is named there.
    #[serde(default)]
    pub earlier: Vec<TextId>,
    /// What became of the record after the end.
    #[serde(default, skip_serializing_if = "Record::is_untouched")]
    pub record: Record,
    /// Number of the last erasure.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub erasures: u32,
    /// By which browsers its posts came is no longer kept.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub forgotten: bool,
}

impl Header {
    /// Whether anybody at all may know of it.
    pub fn is_public(&self) -> bool {
        !self.rehearsal && self.is_shown()
    }

    /// Whether anybody but staff may know of it: everybody, or those with the pass of the rehearsal. Then its
    /// public stream moves.
    pub fn is_shown(&self) -> bool {
        let out_of_sight = matches!(self.phase, Phase::Draft | Phase::Discarded);
        !out_of_sight && (!self.rehearsal || self.pass.is_some())
    }

    /// Whether somebody who holds this pass, or none, may know of it.
    pub fn is_open_to(&self, pass: Option<PassId>) -> bool {
        self.is_shown() && (!self.rehearsal || self.pass == pass)
    }

    /// The workflow of this version; the one in force where none is kept of it.
    pub fn workflow_of(&self, version: u32) -> &Workflow {
        let kept = self.earlier_workflows.iter().find(|workflow| workflow.version == version);
        kept.filter(|_| self.workflow.version != version).unwrap_or(&self.workflow)
    }

    /// A stage at which posts may stand and which this workflow does not have. A letter keeps the version it began
    /// with; what has no clock, as a question of a session, stands at a stage of the workflow in force.
    pub fn would_lose(&self, workflow: &Workflow) -> Option<&WorkflowStage> {
        let gone = |stage: &&WorkflowStage| workflow.stage(&stage.name).is_none_or(|kept| kept.step != stage.step);
        let lost = self.workflow.stages.iter().find(gone);
        lost.filter(|_| self.posts > 0 && !self.workflow.is_timed())
    }

    /// Until which day those who ran the session decide about what it left open, before it goes over by itself; none
    /// where it goes nowhere or nothing is promised about it.
    pub fn leftovers_until(&self, calendar: &Calendar, ended: Date) -> Option<Date> {
        let (waits, _) = self.workflow.carries_over()?;
        let days = waits.limit.as_ref().map_or(self.policy.answer_days, |limit| limit.days);
        let counted = self.policy.answer_days > 0 && !self.rehearsal;
        Clock::count(calendar, ended, days).due.filter(|_| counted)
    }

    /// Whether posts are taken at `now`. The planned end counts even before the
    /// schedule's own entry is written.
    pub fn takes_posts(&self, now: Millis) -> bool {
        let open = matches!(self.phase, Phase::Collecting | Phase::Live);
        open && !self.asking_closed && (self.policy.standing || now < self.schedule.ends_at)
    }

    /// Whether asking ends within the room's warning time.
    pub fn asking_ends_soon(&self, now: Millis) -> bool {
        self.takes_posts(now) && !self.policy.standing && self.schedule.ends_at - now <= self.policy.soon_ms
    }

    /// How far the record is.
    pub fn stage(&self) -> Stage {
        match self.phase {
            _ if self.record.is_confirmed() => Stage::Confirmed,
            Phase::Closed if self.record.handed_over => Stage::HandedOver,
            Phase::Closed => Stage::Preparing,
            _ => Stage::Open,
        }
    }

    /// Until when the record is to be confirmed, UTC ms.
    pub fn record_due_at(&self) -> Millis {
        self.closed_at + self.policy.record_ms
    }

    /// Whether the planned beginning is near or past and the host has not opened yet; what stands open is not opened.
    pub fn about_to_start(&self, now: Millis) -> bool {
        matches!(self.phase, Phase::Announced | Phase::Collecting)
            && !self.policy.standing
            && self.schedule.starts_at - now <= self.policy.soon_ms
    }
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}
