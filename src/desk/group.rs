//! A group of commands, decided in order in memory against what the earlier ones left.

mod counts;
mod erase;
mod load;

use super::{
    Answer,
    news::{News, nudge},
    office::Office,
    prepare::Prepared,
    submit::{Act, Key},
};
use crate::{
    kernel::{
        calendar::today,
        chain::BEGINNING,
        clock::ClockStep,
        command::{Command, Drawing},
        decide::decide,
        deputy::{Lent, lent, lent_from},
        event::{Event, PostEvent, RoomEvent},
        figures::Counted,
        id::{FileId, Millis, PassId, PersonId, PostId, RoomId, TextId, UnitId, VisitorId},
        office::Person,
        post::{Post, Verdict},
        principal::{Grant, Mover, Permit, Principal, Reach, Role},
        record::{Notes, RecordEvent},
        refusal::Refusal,
        room::{About, Header},
        scope::{Landing, Scope, is_told},
        units::Tree,
    },
    store::{Batch, EntryRow, Kept, Notice, StoreError, Tx, Vote},
};
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};
use tokio::sync::oneshot;

/// One command waiting for its group.
pub(super) struct Job {
    pub principal: Principal,
    pub act: Act,
    pub key: Option<Key>,
    pub pass: Option<PassId>,
    pub prepared: Prepared,
    pub reply: oneshot::Sender<Result<Answer, Refusal>>,
}

impl Job {
    /// The notice it carries.
    fn about(&self) -> Option<&About> {
        match &self.act {
            Act::Room(_, command) => command.about(),
            Act::Office(_) => None,
        }
    }

    /// The files that are to stand beside the record from now on.
    fn noted(&self) -> Option<Vec<FileId>> {
        match &self.act {
            Act::Room(_, command) => command.notes().map(Notes::file_ids),
            Act::Office(_) => None,
        }
    }

    /// The room in whose record it gives a line its place.
    pub(super) fn places_in(&self) -> Option<RoomId> {
        match &self.act {
            Act::Room(room, command) if command.places_a_line() => Some(*room),
            _ => None,
        }
    }
}

/// What a group has read and changed.
#[derive(Default)]
pub(super) struct Group {
    now: Millis,
    pub(super) rooms: HashMap<RoomId, Scope>,
    persons: HashMap<PersonId, Option<Person>>,
    /// Whoever named a deputy.
    absent: HashMap<PersonId, Person>,
    /// The units, where somebody's rights depend on them.
    pub(super) tree: Tree,
    movers: HashMap<(RoomId, VisitorId), Mover>,
    votes: HashSet<(PostId, VisitorId)>,
    pub(super) files: HashSet<FileId>,
    kept: HashMap<(String, String), (String, Answer)>,
    /// Numbers of letters of before that rooms have.
    references: HashSet<(RoomId, String)>,
    /// What letters counted for before this group.
    counted: HashMap<(RoomId, PostId), Option<Counted>>,
    /// The digest of the last entry of each journal.
    tips: HashMap<RoomId, String>,
    touched_posts: HashSet<(RoomId, PostId)>,
    touched_lines: HashSet<(RoomId, u32)>,
    touched_blocks: HashSet<(RoomId, u32)>,
    touched_erasures: HashSet<(RoomId, u32)>,
    touched_rooms: HashSet<RoomId>,
    touched_movers: HashSet<(RoomId, VisitorId)>,
    pub(super) office: Office,
    pub(super) batch: Batch,
    pub(super) news: News,
}

impl Group {
    /// The units of a room, as this group has left it.
    pub(super) fn units_of(&self, room: RoomId) -> Option<Vec<UnitId>> {
        Some(self.rooms.get(&room)?.header.as_ref()?.units.clone())
    }

    /// Decides one command; what it changes is seen by the next.
    pub async fn decide(&mut self, tx: &mut Tx, job: &mut Job) -> Result<Result<Answer, Refusal>, StoreError> {
        let principal = name_of(job.principal);
        if let Some(key) = &job.key
            && let Some((request, answer)) = self.kept.get(&(principal.clone(), key.key.clone()))
        {
            let same = *request == key.request;
            return Ok(if same { Ok(Answer { replayed: true, ..answer.clone() }) } else { Err(Refusal::KeyReused) });
        }
        let decided = match &job.act {
            Act::Room(room, _) => {
                let room = *room;
                self.reload_stage(tx, room).await?;
                self.make_room(tx, job).await?;
                self.look_for(tx, job).await?;
                self.decide_room(room, job)
            }
            Act::Office(_) => super::office::decide(self, tx, job).await?,
        };
        let Ok(answer) = decided else { return Ok(decided) };
        if let Some(Key { key, request }) = &job.key {
            let json = serde_json::to_string(&answer)?;
            let kept = Kept {
                principal: principal.clone(),
                key: key.clone(),
                request: request.clone(),
                answer: json,
                at: self.now,
            };
            self.batch.kept.push(kept);
            self.kept.insert((principal, key.clone()), (request.clone(), answer.clone()));
        }
        Ok(Ok(answer))
    }

    pub(super) fn post(&self, room: RoomId, post: PostId) -> Option<&Post> {
        self.rooms.get(&room)?.posts.get(&post)
    }

    /// The post on stage may have changed within this group.
    async fn reload_stage(&mut self, tx: &mut Tx, room: RoomId) -> Result<(), StoreError> {
        let Some(scope) = self.rooms.get(&room) else { return Ok(()) };
        let named = scope.header.iter().flat_map(|h| [h.on_stage, h.bound]).flatten();
        let missing: Vec<PostId> = named.filter(|post| !scope.posts.contains_key(post)).collect();
        self.load_posts(tx, &missing, &mut Vec::new()).await
    }

    /// Who took over from units of a case, where that is asked.
    fn heirs(&self, room: RoomId, command: &Command) -> Vec<(UnitId, UnitId)> {
        let Command::Clock { step: ClockStep::Succeed { post } } = command else { return Vec::new() };
        let case = self.rooms.get(&room).and_then(|scope| scope.posts.get(post)?.case.as_deref());
        let units = case.into_iter().flat_map(|case| case.unit.iter().chain(&case.assisting));
        units.filter_map(|unit| Some((*unit, self.tree.heir(*unit).filter(|heir| heir != unit)?))).collect()
    }

    fn decide_room(&mut self, room: RoomId, job: &mut Job) -> Result<Answer, Refusal> {
        let Act::Room(_, command) = &job.act else { return Err(Refusal::NotFound) };
        let today = today(self.now, &job.prepared.given.zone);
        let permit = self.permit(job.principal, room, command, today).with_pass(job.pass);
        let given = &mut job.prepared.given;
        given.now = self.now;
        given.reference_known =
            command.reference().is_some_and(|held| self.references.contains(&(room, held.trim().to_owned())));
        let given_to = matches!(**command, Command::Case { .. });
        let known = |unit: UnitId| if given_to { self.tree.is_open(unit) } else { self.tree.has(unit) };
        given.units_known = command.units().into_iter().all(known);
        given.heirs = self.heirs(room, command);
        // What was swept since it was looked up is not here any more.
        given.files.retain(|file| self.files.contains(&file.id));
        if let Principal::Visitor(visitor) = job.principal {
            given.mover = self.movers.get(&(room, visitor)).cloned();
        }
        let scope = self.rooms.entry(room).or_default();
        let events = decide(scope, command, &permit, given)?;
        let bodies = bodies(&events)?;
        if let (Command::Vote { post }, Principal::Visitor(visitor)) = (&**command, job.principal) {
            self.vote(room, *post, visitor);
        }
        self.batch.texts.extend(used(&job.prepared, &events));
        self.batch.files.extend(job.prepared.given.files.iter().filter(|_| !events.is_empty()).cloned());
        self.references.extend(command.reference().map(|held| (room, held.trim().to_owned())));
        let mut answer = self.answer(room);
        (answer.post, answer.line) = (command.posts().first().copied(), command.line());
        for (event, body) in events.iter().zip(bodies) {
            self.append(room, (event, body), job, &mut answer);
        }
        Ok(self.finish(room, answer))
    }

    /// Grants are read for this very decision; a room being drafted has no units yet but those it names.
    fn permit(&self, principal: Principal, room: RoomId, command: &Command, today: Date) -> Permit {
        let named = match command {
            Command::Draw(Drawing { units, .. }) => units.clone(),
            _ => Vec::new(),
        };
        let header = self.rooms.get(&room).and_then(|scope| scope.header.as_ref());
        let units = header.map_or(named, |header| header.units.clone());
        Permit::new(principal, &self.grants(principal), room, &units).with_lent(
            self.lent(principal, today),
            room,
            &units,
        )
    }

    /// What others lend to a person on this day or later.
    pub(super) fn lent_from(&self, person: PersonId, today: Date) -> Vec<Grant> {
        lent_from(person, self.absent.values(), today)
    }

    /// What others lent to `principal` for this day.
    pub(super) fn lent(&self, principal: Principal, today: Date) -> Vec<Lent> {
        match principal {
            Principal::Staff(person) => lent(person, self.absent.values(), &self.tree, today),
            _ => Vec::new(),
        }
    }

    /// What `principal` may do at all; a grant for a unit is repeated for those below it.
    pub(super) fn grants(&self, principal: Principal) -> Vec<Grant> {
        match principal {
            Principal::Staff(person) => {
                let person = self.persons.get(&person).and_then(Option::as_ref);
                let held = person.filter(|person| !person.disabled);
                held.map(|person| self.tree.widened(&person.grants)).unwrap_or_default()
            }
            Principal::Operator => {
                Role::ALL.into_iter().map(|role| Grant { role, reach: Reach::Installation }).collect()
            }
            _ => Vec::new(),
        }
    }

    /// A person changed in this group is seen by the commands that follow.
    pub(super) fn keep_person(&mut self, person: &Person) {
        self.persons.insert(person.id, Some(person.clone()));
        self.absent.insert(person.id, person.clone());
    }

    fn vote(&mut self, room: RoomId, post: PostId, visitor: VisitorId) {
        if !self.votes.insert((post, visitor)) {
            return;
        }
        self.batch.votes.push(Vote { post, visitor, at: self.now });
        self.recount(post);
        if let Some(header) = self.rooms.get_mut(&room).and_then(|scope| scope.header.as_mut()) {
            header.votes += 1;
            self.touched_rooms.insert(room);
        }
    }

    fn recount(&mut self, post: PostId) {
        let head = self.rooms.values().find_map(|scope| scope.posts.get(&post)).and_then(|post| post.merged_into);
        self.batch.recount.extend([post].into_iter().chain(head));
    }

    fn append(&mut self, room: RoomId, (event, body): (&Event, String), job: &Job, answer: &mut Answer) {
        let Some(scope) = self.rooms.get_mut(&room) else { return };
        let before = match event {
            Event::Post { post, .. } => scope.posts.get(post).and_then(|post| post.merged_into),
            _ => None,
        };
        counts::remember(&mut self.counted, scope, room, event);
        erase::take(&mut self.batch.gone, scope, room, event, self.now);
        let public = scope.header.as_ref().is_some_and(Header::is_shown);
        let (staged, now) = (scope.header.as_ref().and_then(|header| header.on_stage), self.now);
        let touched = scope.touched(event);
        let landing = scope.apply(room, event, job.prepared.card.as_ref(), now);
        if let Some(header) = &scope.header {
            let news = self.news.moved(header);
            news.redacted |= landing.public_at.is_some() && event.takes_out_of_sight();
            let posts = touched.into_iter().flatten().filter(|_| is_told(event));
            nudge(news, posts.filter_map(|post| scope.posts.get(&post)?.visitor));
        }
        self.touched_rooms.insert(room);
        match event {
            Event::Post { post, event } => {
                self.touched_posts.insert((room, *post));
                answer.post = Some(*post);
                self.follow(room, *post, event, before);
            }
            Event::Line { line, event } => {
                answer.line = Some(*line);
                self.touch_line(room, *line, event);
            }
            Event::Room { event } => {
                let staging = match event {
                    RoomEvent::Staged { post } => Some(*post),
                    _ => None,
                };
                let about = job.about();
                self.batch.notices.extend(about.and_then(|about| notice(room, event, about, public)));
                let noted = matches!(event, RoomEvent::Record { event: RecordEvent::Noted { .. } });
                self.batch.noted.extend(job.noted().filter(|_| noted).map(|files| (room, files)));
                self.touched_posts.extend(staged.into_iter().chain(staging).map(|post| (room, post)));
            }
            Event::Block { block, .. } => {
                answer.block = Some(*block);
                self.touched_blocks.insert((room, *block));
            }
            Event::Erasure { event } => drop(self.touched_erasures.insert((room, event.number()))),
            Event::Crew { .. } | Event::Office { .. } => {}
        }
        self.record(room, landing, job.principal, (event.clone(), body));
    }

    /// Adds an entry to its journal, chained to the one before it.
    pub(super) fn record(&mut self, room: RoomId, landing: Landing, by: Principal, (event, body): (Event, String)) {
        let (staff_at, public_at, post) = (landing.staff_at, landing.public_at, landing.post);
        let (at, actor, digest) = (self.now, actor(by), String::new());
        let mut entry = EntryRow { room, staff_at, public_at, at, actor, post, event, body, digest };
        let tip = self.tips.entry(room).or_insert_with(|| BEGINNING.to_owned());
        entry.chain(tip);
        tip.clone_from(&entry.digest);
        self.batch.entries.push(entry);
    }

    fn touch_line(&mut self, room: RoomId, line: u32, event: &crate::kernel::event::LineEvent) {
        self.touched_lines.insert((room, line));
        let bound = self.rooms.get(&room).and_then(|scope| scope.lines.get(&line)).and_then(|line| line.post);
        let moved = match event {
            crate::kernel::event::LineEvent::Written { post, .. } | crate::kernel::event::LineEvent::Bound { post } => {
                *post
            }
            _ => None,
        };
        let all =
            self.rooms.get(&room).map(|scope| scope.posts.keys().copied().collect::<Vec<_>>()).unwrap_or_default();
        // Binding elsewhere changes the post it leaves too; the few posts at hand are cheap to write.
        let left = if matches!(event, crate::kernel::event::LineEvent::Bound { .. }) { all } else { Vec::new() };
        self.touched_posts.extend(bound.into_iter().chain(moved).chain(left).map(|post| (room, post)));
    }

    /// Counts that follow from what happened to a post.
    fn follow(&mut self, room: RoomId, post: PostId, event: &PostEvent, was_merged_into: Option<PostId>) {
        let visitor = self.rooms.get(&room).and_then(|scope| scope.posts.get(&post)).and_then(|post| post.visitor);
        if let Some(visitor) = visitor {
            let change: Option<fn(&mut Mover, Millis)> = match event {
                PostEvent::Received { .. } => Some(Mover::receive),
                _ => None,
            };
            let until = match event {
                PostEvent::AuthorMuted { until } => Some(*until),
                _ => None,
            };
            if change.is_some() || until.is_some() {
                let mover = self.movers.entry((room, visitor)).or_insert_with(|| Mover::new(room, visitor));
                if let Some(change) = change {
                    change(mover, self.now);
                }
                mover.muted_until = until.unwrap_or(mover.muted_until);
                self.touched_movers.insert((room, visitor));
            }
        }
        match event {
            PostEvent::Released { verdict: Verdict::Merge { into }, .. } => self.batch.recount.extend([post, *into]),
            PostEvent::Unmerged | PostEvent::TakenDown { .. } => {
                self.batch.recount.extend([post].into_iter().chain(was_merged_into))
            }
            _ => {}
        }
    }

    fn answer(&self, room: RoomId) -> Answer {
        Answer {
            room,
            staff_at: 0,
            public_at: 0,
            post: None,
            number: None,
            revision: None,
            line: None,
            block: None,
            replayed: false,
        }
    }

    fn finish(&self, room: RoomId, mut answer: Answer) -> Answer {
        let Some(scope) = self.rooms.get(&room) else { return answer };
        if let Some(header) = &scope.header {
            (answer.staff_at, answer.public_at) = (header.staff_at, header.public_at);
        }
        if let Some(post) = answer.post.and_then(|post| scope.posts.get(&post)) {
            (answer.number, answer.revision) = (Some(post.number), Some(post.revision));
        }
        answer
    }

    /// Everything changed, as rows, and what to tell once they are durable.
    pub fn into_batch(mut self) -> (Batch, News) {
        let rooms = &self.rooms;
        let room = |id: &RoomId| rooms.get(id);
        self.batch.rooms = self.touched_rooms.iter().filter_map(|id| room(id)?.header.clone()).collect();
        self.batch.posts =
            self.touched_posts.iter().filter_map(|(id, post)| room(id)?.posts.get(post).cloned()).collect();
        self.batch.counts = counts::changed(self.counted, rooms);
        self.batch.lines =
            self.touched_lines.iter().filter_map(|(id, line)| room(id)?.lines.get(line).cloned()).collect();
        self.batch.blocks =
            self.touched_blocks.iter().filter_map(|(id, block)| room(id)?.blocks.get(block).cloned()).collect();
        self.batch.erasures =
            self.touched_erasures.iter().filter_map(|(id, nth)| room(id)?.erasures.get(nth).cloned()).collect();
        self.batch.movers = self.touched_movers.iter().filter_map(|key| self.movers.get(key).cloned()).collect();
        self.batch.recount.sort_unstable();
        self.batch.recount.dedup();
        self.office.write(&mut self.batch);
        for post in &self.batch.recount {
            let room = rooms.iter().find(|(_, scope)| scope.posts.contains_key(post));
            room.into_iter().for_each(|(room, _)| self.news.tally(*room, *post));
        }
        (self.batch, self.news)
    }
}

/// What a room names from now on, where the event brings a new notice.
pub(super) fn notice(room: RoomId, event: &RoomEvent, about: &About, public: bool) -> Option<Notice> {
    match event {
        RoomEvent::Drafted { guests, .. } | RoomEvent::Amended { guests, .. } => {
            Some(Notice { room, guests: guests.clone(), public, files: about.files() })
        }
        _ => None,
    }
}

/// The events as they are kept.
pub(super) fn bodies(events: &[Event]) -> Result<Vec<String>, Refusal> {
    let bodies = events.iter().map(serde_json::to_string).collect::<Result<_, _>>();
    bodies.map_err(|e| Refusal::Malformed { why: e.to_string() })
}

/// Texts that the events refer to.
pub(super) fn used(prepared: &Prepared, events: &[Event]) -> Vec<crate::kernel::text::Words> {
    if events.is_empty() {
        return Vec::new();
    }
    let given = &prepared.given;
    let named = |text: &TextId| {
        let of = |event: &Event| match event {
            Event::Post { event: PostEvent::AuthorForgotten { author }, .. } => author.id == *text,
            _ => false,
        };
        events.iter().any(of)
    };
    let cards = given.cards.iter().map(|(_, words)| words).filter(|words| named(&words.text.id));
    [&given.words, &given.author, &given.alt, &given.public_answer, &given.about]
        .into_iter()
        .flatten()
        .chain(given.form.iter().map(|(words, _)| words))
        .chain(cards)
        .cloned()
        .collect()
}

/// The principal of an idempotency key.
pub(super) fn name_of(principal: Principal) -> String {
    match principal {
        Principal::Visitor(visitor) => format!("v:{visitor}"),
        Principal::Staff(person) => format!("s:{person}"),
        Principal::Clock => "clock".into(),
        Principal::Operator => "operator".into(),
    }
}

/// The mover of an entry: never which visitor.
pub(super) fn actor(principal: Principal) -> String {
    match principal {
        Principal::Visitor(_) => "visitor".into(),
        Principal::Staff(person) => person.to_string(),
        Principal::Clock => "clock".into(),
        Principal::Operator => "operator".into(),
    }
}
