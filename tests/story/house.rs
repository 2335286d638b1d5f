//! A house in a temporary folder with the clock in hand, and actors with verbs.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};
use tempfile::TempDir;
use uuid::Uuid;
use wenzheng::{
    archive::Archive,
    bus::Bus,
    desk::{Act, Answer, Desk, Key, Submission},
    files::{Files, Purpose, Upload},
    jobs,
    kernel::{
        command::{Command, Drawing, OfficeCommand},
        file::Audience,
        id::{FileId, GuestId, PassId, PersonId, PostId, RoomId, VisitorId},
        limits::Limits,
        policy::{Policy, RoomKind},
        post::Verdict,
        principal::{Grant, Principal, Reach, Role},
        refusal::Refusal,
        room::{About, Guest, Schedule},
        text::Lang,
    },
    store::{Db, Listed, OpenOptions},
};

/// Monday 2026-11-23, 09:00 in Shanghai.
pub const NINE: i64 = 1_795_395_600_000;
pub const MINUTE: i64 = 60_000;

pub struct House {
    pub db: Db,
    pub desk: Desk,
    pub archive: Archive,
    clock: Arc<AtomicI64>,
    folder: Option<TempDir>,
}

impl House {
    pub async fn new() -> House {
        let folder = tempfile::tempdir().unwrap();
        let options = OpenOptions::new(folder.path());
        House::open(options, Some(folder), Arc::new(AtomicI64::new(NINE))).await
    }

    /// A house that opens at this moment.
    pub async fn opened_at(now: i64) -> House {
        let folder = tempfile::tempdir().unwrap();
        let options = OpenOptions::new(folder.path());
        House::open(options, Some(folder), Arc::new(AtomicI64::new(now))).await
    }

    /// A house with other bounds.
    pub async fn with(limits: Limits) -> House {
        let folder = tempfile::tempdir().unwrap();
        let options = OpenOptions::new(folder.path());
        House::bounded(options, Some(folder), Arc::new(AtomicI64::new(NINE)), limits).await
    }

    pub async fn open(options: OpenOptions, folder: Option<TempDir>, clock: Arc<AtomicI64>) -> House {
        House::bounded(options, folder, clock, Limits::default()).await
    }

    async fn bounded(options: OpenOptions, folder: Option<TempDir>, clock: Arc<AtomicI64>, limits: Limits) -> House {
        let db = Db::open(&options).await.unwrap();
        let time = clock.clone();
        let bus = Bus::local(&limits);
        let now = Arc::new(move || time.load(Ordering::SeqCst));
        let zone = jiff::tz::TimeZone::get("Asia/Shanghai").unwrap();
        let desk = Desk::open(db.clone(), limits, (now, zone.clone()), bus).await.unwrap();
        let archive = Archive::open(db.clone(), zone).await.unwrap();
        House { db, desk, archive, clock, folder }
    }

    /// Stops everything and opens the same folder again.
    pub async fn restart(self) -> House {
        let House { db, desk, archive, clock, folder } = self;
        desk.close().await;
        archive.close().await;
        drop(archive);
        db.close().await;
        drop(db);
        let options = OpenOptions::new(folder.as_ref().unwrap().path());
        House::open(options, folder, clock).await
    }

    pub fn now(&self) -> i64 {
        self.clock.load(Ordering::SeqCst)
    }

    /// Turns the clock, forward or back, and nobody looks.
    pub fn turn(&self, ms: i64) {
        self.clock.fetch_add(ms, Ordering::SeqCst);
    }

    /// Lets time pass and the schedule look.
    pub async fn pass(&self, ms: i64) {
        self.clock.fetch_add(ms, Ordering::SeqCst);
        jobs::tick(&self.db, &self.desk).await.unwrap();
    }

    /// The way in for files.
    pub fn files(&self) -> Files {
        let time = self.clock.clone();
        Files::new(self.db.clone(), Limits::default(), Arc::new(move || time.load(Ordering::SeqCst)))
    }

    /// A picture brought to a room.
    pub async fn photo(&self, owner: RoomId) -> FileId {
        self.files().keep(upload(owner, Purpose::Photo, picture(640, 480))).await.unwrap().id
    }

    pub async fn staff(&self, login: &str, roles: &[(Role, Reach)]) -> Principal {
        let person = PersonId(Uuid::now_v7());
        let set = OfficeCommand::SetPerson { person, login: login.into(), name: login.into(), unit: None };
        self.desk.office(Principal::Operator, set).await.unwrap();
        for (role, reach) in roles {
            let grant = Grant { role: *role, reach: *reach };
            self.desk.office(Principal::Operator, OfficeCommand::Grant { person, grant }).await.unwrap();
        }
        Principal::Staff(person)
    }

    /// An interview with two guests and a crew, announced and collecting, about to go live.
    pub async fn interview(&self, policy: Policy) -> Interview<'_> {
        self.drawn(policy, false).await
    }

    /// The same as a rehearsal.
    pub async fn rehearsal(&self) -> Interview<'_> {
        self.drawn(Policy::default(), true).await
    }

    async fn drawn(&self, policy: Policy, rehearsal: bool) -> Interview<'_> {
        let room = RoomId(Uuid::now_v7());
        let guests = [GuestId(Uuid::now_v7()), GuestId(Uuid::now_v7())];
        let named =
            |id, name: &str, office: &str| Guest { id, name: name.into(), office: office.into(), portrait: None };
        let about = About {
            topic: "公交线网调整".into(),
            units: vec!["市交通局".into()],
            subjects: vec![],
            guests: vec![named(guests[0], "周明远", "市交通局局长"), named(guests[1], "林若溪", "公交集团总经理")],
            host: "沈一舟".into(),
            background: String::new(),
            wanted: String::new(),
            materials: vec![],
            video: String::new(),
            sign_video: String::new(),
            lang: Lang::Zh,
        };
        let now = self.now();
        let schedule = Schedule { collect_at: now, starts_at: now + 10 * MINUTE, ends_at: now + 70 * MINUTE };
        let draw = Command::Draw(Drawing {
            kind: RoomKind::Interview,
            policy,
            schedule,
            about,
            units: vec![],
            rehearsal,
            copied_from: None,
            workflow: None,
        });
        let unique = &room.to_string()[24..];
        let admin = self.staff(&format!("admin-{unique}"), &[(Role::Administrator, Reach::Installation)]).await;
        self.desk.room(admin, room, draw).await.unwrap();
        let here = |guest| Reach::Room { room, guest };
        let moderator = self.staff(&format!("mod-{unique}"), &[(Role::Moderator, here(None))]).await;
        let host = self.staff(&format!("host-{unique}"), &[(Role::Host, here(None))]).await;
        let stenographer = self.staff(&format!("steno-{unique}"), &[(Role::Stenographer, here(None))]).await;
        let guest = self.staff(&format!("guest-{unique}"), &[(Role::Guest, here(Some(guests[0])))]).await;
        let aide = self.staff(&format!("aide-{unique}"), &[(Role::GuestStaff, here(Some(guests[0])))]).await;
        self.desk.room(admin, room, Command::Announce).await.unwrap();
        self.pass(0).await;
        Interview { house: self, room, guests, admin, moderator, host, stenographer, guest, aide }
    }
}

pub struct Interview<'a> {
    pub house: &'a House,
    pub room: RoomId,
    pub guests: [GuestId; 2],
    pub admin: Principal,
    pub moderator: Principal,
    pub host: Principal,
    pub stenographer: Principal,
    pub guest: Principal,
    pub aide: Principal,
}

pub fn upload(owner: RoomId, purpose: Purpose, bytes: Vec<u8>) -> Upload {
    Upload { purpose, owner, audience: Audience::Public, by: None, name: "IMG_0001.JPG".into(), bytes }
}

/// A PNG in which no two corners are alike.
pub fn picture(width: u32, height: u32) -> Vec<u8> {
    let shade = |at: u32, of: u32| u8::try_from(at * 255 / of).unwrap();
    let drawn = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([shade(x, width), shade(y, height), 96]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    drawn.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

pub fn citizen() -> Principal {
    Principal::Visitor(VisitorId(Uuid::now_v7()))
}

impl Interview<'_> {
    pub async fn act(&self, who: Principal, command: Command) -> Result<Answer, Refusal> {
        self.house.desk.room(who, self.room, command).await
    }

    pub async fn keyed(&self, who: Principal, command: Command, key: &str, request: &str) -> Result<Answer, Refusal> {
        let key = Some(Key { key: key.into(), request: request.into() });
        let act = Act::Room(self.room, Box::new(command));
        self.house.desk.submit(Submission { principal: who, act, key, pass: None }).await
    }

    /// As somebody who shows this pass.
    pub async fn let_in(&self, pass: Option<PassId>, who: Principal, command: Command) -> Result<Answer, Refusal> {
        let act = Act::Room(self.room, Box::new(command));
        self.house.desk.submit(Submission { principal: who, act, key: None, pass }).await
    }

    pub async fn ask(&self, who: Principal, text: &str) -> Result<Answer, Refusal> {
        self.act(who, ask(text)).await
    }

    /// A new citizen asks; the post's number.
    pub async fn asked(&self, text: &str) -> u32 {
        self.ask(citizen(), text).await.unwrap().number.unwrap()
    }

    pub async fn post(&self, number: u32) -> Listed {
        self.house.db.post(self.room, number).await.unwrap().unwrap()
    }

    pub async fn screen(&self, number: u32, verdict: Verdict) -> Result<Answer, Refusal> {
        let post = self.post(number).await.post;
        self.act(self.moderator, Command::Screen { post: post.id, revision: post.revision, verdict }).await
    }

    /// Asked, approved, and the undo window over.
    pub async fn listed(&self, text: &str) -> u32 {
        let number = self.asked(text).await;
        self.screen(number, Verdict::Approve).await.unwrap();
        self.house.pass(6_000).await;
        number
    }

    pub async fn vote(&self, who: Principal, number: u32) -> Result<Answer, Refusal> {
        let post = self.id(number).await;
        self.act(who, Command::Vote { post }).await
    }

    pub async fn id(&self, number: u32) -> PostId {
        self.post(number).await.post.id
    }

    pub async fn live(&self) {
        self.act(self.host, Command::GoLive).await.unwrap();
    }
}

pub fn ask(text: &str) -> Command {
    Command::Ask { text: text.into(), name: String::new(), to: None, contact: None }
}
