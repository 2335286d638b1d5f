//! One room with everything in it, changed by commands as the writer changes it: each decision
//! sees only what the command names.

use crate::people::{ROOM, Who};
use jiff::tz::TimeZone;
use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, LazyLock},
};
use uuid::Uuid;
use wenzheng::kernel::{
    calendar::Calendar,
    clock::ClockStep,
    command::Command,
    decide::decide,
    erasure::{ErasureStep, Found, Target},
    event::{Event, LineEvent, PostEvent},
    file::{Audience, File, FileKind, Look},
    given::Given,
    id::{FileId, GuestId, Millis, PassId, PostId, TextId, VisitorId},
    limits::Limits,
    line::Line,
    order::{Place, Stretch, moved},
    post::{Mark, ReplyState},
    principal::{Card, Mover},
    refusal::Refusal,
    scope::{Landing, Scope},
    text::{Lang, TextRef, Words},
};

/// As shipped, and the next edition.
static CALENDARS: LazyLock<[Arc<Calendar>; 2]> = LazyLock::new(|| {
    let shipped = Calendar::shipped().unwrap();
    let next = Calendar::read(1, &shipped.written()).unwrap();
    [Arc::new(shipped), Arc::new(next)]
});

#[derive(Clone, Default)]
pub struct World {
    pub scope: Scope,
    pub now: Millis,
    /// Lines in the order that was asked for.
    pub record: Vec<u32>,
    /// Posts in the order in which they came.
    pub posts: Vec<PostId>,
    pub votes: HashSet<(PostId, VisitorId)>,
    pub movers: HashMap<VisitorId, Mover>,
    /// The words a guest signed and nobody has changed since.
    pub signed: HashMap<(PostId, GuestId), TextRef>,
    pub journal: Vec<(Landing, Event)>,
    fresh: u128,
}

/// What a command did.
pub struct Step {
    pub before: Scope,
    pub events: Vec<Event>,
}

impl World {
    pub fn at(now: Millis) -> World {
        World { now, ..World::default() }
    }

    fn id(&mut self) -> Uuid {
        self.fresh += 1;
        Uuid::from_u128(0x1_0000_0000 + self.fresh)
    }

    fn words(&mut self, body: String) -> Words {
        let id = TextId(self.id());
        let people = body.chars().count();
        Words::new(id, format!("{:032x}", self.fresh), body, Lang::Zh, people)
    }

    /// What the desk prepares; `hold` marks the words, `known` is whether the rule cited exists.
    pub fn given(&mut self, who: Who, command: &Command, hold: bool, known: bool) -> Given {
        let marks = if hold { vec![Mark { rule: "advertising".into(), hold, start: 0, end: 1 }] } else { Vec::new() };
        let words = command.words().filter(|words| !words.is_empty()).map(str::to_owned);
        let alt = command.alt().filter(|alt| !alt.is_empty()).map(str::to_owned);
        let author = command.name().map(|_| serde_json::to_string(&card(who)).unwrap());
        let about = command.about().map(|about| serde_json::to_string(about).unwrap());
        let about = about.or(command.notes().map(|notes| serde_json::to_string(notes).unwrap()));
        Given {
            now: self.now,
            post: PostId(self.id()),
            pass: PassId(self.id()),
            code: "482913".into(),
            words: words.map(|words| self.words(words)),
            author: author.map(|card| self.words(card)),
            continues: self.public_so_far(command),
            alt: alt.map(|alt| self.words(alt)),
            public_answer: None,
            form: None,
            zone: TimeZone::UTC,
            reference_known: false,
            units_known: false,
            matter_days: None,
            heirs: Vec::new(),
            about: about.map(|about| self.words(about)),
            files: command.files().into_iter().map(picture).collect(),
            marks,
            ranks: self.ranks(command),
            places: self.places(command),
            found: self.found(command),
            cards: self.cards(command),
            name_reserved: false,
            rule_known: known,
            mover: who.visitor().and_then(|visitor| self.movers.get(&visitor).cloned()),
            voted: false,
            calendar: CALENDARS[usize::from(self.fresh.is_multiple_of(3))].clone(),
            limits: Limits { corrections: 3, replies_per_post: 2, ..Limits::default() },
        }
    }

    /// What an erasure that is sent or agreed to names.
    fn targets(&self, command: &Command) -> Vec<Target> {
        let Command::Erase { step } = command else { return Vec::new() };
        let proposed = |number: u32| self.scope.erasures.get(&number).map(|erasure| erasure.targets.clone());
        match step {
            ErasureStep::Propose { targets, .. } => targets.clone(),
            ErasureStep::Agree { erasure } => proposed(*erasure).unwrap_or_default(),
            ErasureStep::Decline { .. } => Vec::new(),
        }
    }

    pub fn block_of(&self, target: Target) -> Option<u32> {
        let Target::Line { line } = target else { return None };
        self.scope.blocks.values().find(|block| block.line == Some(line)).map(|block| block.number)
    }

    /// Texts that the first so many entries of the journal name for a target.
    pub fn named_until(&self, entries: usize, target: Target) -> Vec<TextId> {
        let (block, journal) = (self.block_of(target), &self.journal[..entries]);
        let mut texts: Vec<TextId> =
            journal.iter().flat_map(|(_, event)| target.named_by(event, block)).map(|text| text.id).collect();
        texts.sort_unstable();
        texts.dedup();
        texts
    }

    /// Texts that were erased.
    pub fn taken(&self) -> HashSet<TextId> {
        self.journal.iter().filter_map(|(_, event)| event.erases()).flat_map(|act| act.texts.iter().copied()).collect()
    }

    fn found(&self, command: &Command) -> Vec<Found> {
        let taken = self.taken();
        let found = |target: Target| {
            let texts =
                self.named_until(self.journal.len(), target).into_iter().filter(|text| !taken.contains(text)).collect();
            Found { target, texts, block: self.block_of(target) }
        };
        self.targets(command).into_iter().map(found).collect()
    }

    fn cards(&mut self, command: &Command) -> Vec<(TextId, Words)> {
        let Command::Clock { step: ClockStep::Forget { posts } } = command else { return Vec::new() };
        let old: Vec<TextId> = posts.iter().filter_map(|post| Some(self.scope.posts.get(post)?.author.id)).collect();
        old.into_iter().map(|old| (old, self.words("{\"visitor\":null,\"name\":\"\"}".into()))).collect()
    }

    /// The words that one more sentence comes after.
    fn public_so_far(&self, command: &Command) -> Option<TextRef> {
        let Command::PublishPart { post, guest, .. } = command else { return None };
        let reply = self.scope.posts.get(post)?.reply(*guest)?;
        (reply.open && reply.state == ReplyState::Published).then(|| reply.text.clone())
    }

    /// What the writer finds in the list, which here is whole.
    fn ranks(&self, command: &Command) -> Vec<(PostId, f64)> {
        let Command::Rank { post, before, .. } = command else { return Vec::new() };
        let place = |post: &PostId| self.scope.posts.get(post).and_then(Place::of);
        if place(post).is_none() || *before == Some(*post) || before.as_ref().is_some_and(|post| place(post).is_none())
        {
            return Vec::new();
        }
        let others = self.scope.posts.values().filter_map(Place::of).filter(|place| place.thing != *post);
        let mut places: Vec<Place<PostId>> = others.collect();
        places.sort_by(Place::order);
        let at = before.map_or(places.len(), |before| places.iter().position(|place| place.thing == before).unwrap());
        moved(&Stretch { places, begins: true, ends: true, below: None }, *post, at).unwrap()
    }

    /// Which line is to go directly before which other, or to the end.
    fn goes(&self, command: &Command) -> Option<(u32, Option<u32>)> {
        let next = self.scope.header.as_ref()?.lines + 1;
        let new = |before: Option<u32>| self.scope.spot(before).map(|before| (next, Some(before)));
        match command {
            Command::PlaceLine { line, before, .. } => Some((*line, self.scope.spot(*before))),
            Command::Show { block, .. } | Command::Clock { step: ClockStep::ShowDue { block } } => {
                new(self.scope.blocks.get(block)?.before)
            }
            _ if command.places_a_line() => new(command.before()),
            _ => None,
        }
    }

    /// What the writer finds in the record, which here is whole.
    fn places(&self, command: &Command) -> Vec<(u32, f64)> {
        let Some((line, before)) = self.goes(command) else { return Vec::new() };
        let lines = self.scope.lines.values().map(Place::of_line);
        let (mut places, now): (Vec<Place<u32>>, Vec<Place<u32>>) = lines.partition(|place| place.thing != line);
        places.sort_by(Place::order);
        let found = before.map(|before| places.iter().position(|place| place.thing == before));
        let Some(at) = found.unwrap_or(Some(places.len())) else { return Vec::new() };
        let below = self.scope.header.as_ref().map(|header| Line::end(header.lines));
        let stretch = Stretch { places, begins: true, ends: true, below };
        if now.first().is_some_and(|now| stretch.holds(now, at)) {
            return Vec::new();
        }
        moved(&stretch, line, at).unwrap()
    }

    /// The order of the record as a plain list would have it.
    fn keep_record(&mut self, goes: Option<(u32, Option<u32>)>, events: &[Event]) {
        let written = |event: &Event| match event {
            Event::Line { line, event: LineEvent::Written { .. } } => Some(*line),
            _ => None,
        };
        let new: Vec<u32> = events.iter().filter_map(written).collect();
        let moved = goes.filter(|(line, _)| new.contains(line) || self.record.contains(line));
        self.record.extend(&new);
        if let Some((line, before)) = moved {
            self.record.retain(|held| *held != line);
            let at = before.map(|before| self.record.iter().position(|held| *held == before).unwrap());
            self.record.insert(at.unwrap_or(self.record.len()), line);
        }
    }

    /// Only what the writer would load for this command.
    fn named(&self, command: &Command, given: &Given) -> Scope {
        let header = self.scope.header.clone();
        let closing = header.as_ref().map(|header| header.closing).filter(|_| command.places_a_line());
        let mut about: Vec<u32> = command.line().into_iter().chain(command.before()).chain(closing).collect();
        let going = self.targets(command);
        for target in &going {
            match *target {
                Target::Line { line } => about.push(line),
                Target::Reply { post, guest } => {
                    let reply = self.scope.posts.get(&post).and_then(|post| post.reply(guest));
                    about.extend(reply.and_then(|reply| reply.line));
                }
                _ => {}
            }
        }
        let line = |line: &u32| Some((*line, self.scope.lines.get(line)?.clone()));
        let mut lines: HashMap<u32, Line> = about.iter().filter_map(line).collect();
        let staged = header.iter().flat_map(|header| [header.on_stage, header.bound]).flatten();
        let mut ids: Vec<PostId> = command.posts();
        ids.extend(staged);
        ids.extend(going.iter().filter_map(|target| target.post()));
        ids.extend(lines.values().filter_map(|line| line.post));
        let targets: Vec<PostId> = ids.iter().filter_map(|id| self.scope.posts.get(id)?.joins()).collect();
        ids.extend(targets);
        ids.extend(given.ranks.iter().map(|(post, _)| *post));
        lines.extend(given.places.iter().filter_map(|(number, _)| line(number)));
        let posts = ids.iter().filter_map(|id| Some((*id, self.scope.posts.get(id)?.clone()))).collect();
        let block = command.block().and_then(|block| self.scope.blocks.get(&block));
        let taken = going.iter().filter_map(|target| self.scope.blocks.get(&self.block_of(*target)?));
        let blocks = block.into_iter().chain(taken).map(|block| (block.number, block.clone())).collect();
        let erasures = match command {
            Command::Erase { step } => {
                step.number().and_then(|number| Some((number, self.scope.erasures.get(&number)?.clone())))
            }
            _ => None,
        };
        Scope { header, posts, lines, blocks, erasures: erasures.into_iter().collect() }
    }

    /// Decides and applies one command.
    pub fn send(&mut self, who: Who, command: &Command, given: &Given) -> Result<Step, Refusal> {
        let before = self.scope.clone();
        let mut narrow = self.named(command, given);
        let decided = decide(&narrow, command, &who.permit(), given);
        assert_eq!(decided, decide(&narrow, command, &who.permit(), given), "the same question gets another answer");
        assert_eq!(self.scope.posts, before.posts, "a decision changed something");
        let events = decided?;
        self.keep_record(self.goes(command), &events);
        let card = command.name().map(|_| card(who));
        for event in &events {
            let landing = narrow.apply(ROOM, event, card.as_ref(), self.now);
            let wide = self.scope.apply(ROOM, event, card.as_ref(), self.now);
            assert_eq!(landing, wide, "where an entry lands depends on what else was loaded");
            self.remember(event);
            self.journal.push((landing, event.clone()));
        }
        assert_eq!(narrow.header, self.scope.header);
        for (id, post) in &narrow.posts {
            assert_eq!(
                Some(post),
                self.scope.posts.get(id),
                "{command:?} changes a post otherwise than the writer sees"
            );
        }
        let forgotten =
            |id: &&PostId| before.posts.get(id) != self.scope.posts.get(id) && !narrow.posts.contains_key(id);
        assert_eq!(self.scope.posts.keys().find(forgotten), None, "{command:?} changes a post that was not loaded");
        if let (Command::Vote { post }, Some(visitor)) = (command, who.visitor()) {
            self.votes.insert((*post, visitor));
        }
        Ok(Step { before, events })
    }

    /// What the desk counts beside the fold.
    fn remember(&mut self, event: &Event) {
        let Event::Post { post, event } = event else { return };
        let visitor = self.scope.posts.get(post).and_then(|post| post.visitor);
        let mover = visitor.map(|visitor| self.movers.entry(visitor).or_insert_with(|| Mover::new(ROOM, visitor)));
        match event {
            PostEvent::Received { .. } => {
                self.posts.push(*post);
                mover.into_iter().for_each(|mover| mover.receive(self.now));
            }
            PostEvent::AuthorMuted { until } => mover.into_iter().for_each(|mover| mover.muted_until = *until),
            PostEvent::ReplyDrafted { guest, .. } => drop(self.signed.remove(&(*post, *guest))),
            PostEvent::ReplySignedOff { guest } => {
                let text = self.scope.posts[post].reply(*guest).unwrap().text.clone();
                self.signed.insert((*post, *guest), text);
            }
            _ => {}
        }
    }
}

fn card(who: Who) -> Card {
    Card { visitor: who.visitor(), name: String::new(), ..Card::default() }
}

/// A stored picture, as the desk would find it.
fn picture(id: FileId) -> File {
    let (owner, small, name, by) = (ROOM, None, String::new(), None);
    let (kind, size, audience) = (FileKind::Jpeg, Some((1_600, 1_200)), Audience::Public);
    File {
        id,
        owner,
        kind,
        bytes: 200_000,
        size,
        small,
        name,
        audience,
        by,
        at: 0,
        photo: true,
        letter: false,
        place: None,
        look: Look::Unasked,
    }
}
