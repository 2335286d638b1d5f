//! Files that rooms name: who may get them, how long they stay, what a rebuild makes of them.

use crate::house::{House, Interview, MINUTE, picture, upload};
use uuid::Uuid;
use wenzheng::{
    files::Purpose,
    kernel::{
        command::{Command, Drawing},
        file::Audience,
        id::{FileId, GuestId, RoomId},
        material::{Material, Source},
        policy::{Policy, RoomKind},
        principal::{Reach, Role},
        refusal::Refusal,
        room::{About, Header},
    },
    store::place_of,
};

const DAY: i64 = 24 * 60 * MINUTE;

impl Interview<'_> {
    pub async fn header(&self) -> Header {
        self.house.db.room(self.room).await.unwrap().unwrap()
    }

    pub async fn about(&self) -> About {
        let text = self.header().await.about.id;
        let body = self.house.db.texts(&[text]).await.unwrap().remove(&text).unwrap().body.unwrap();
        serde_json::from_str(&body).unwrap()
    }

    pub async fn amend(&self, about: About) -> Result<(), Refusal> {
        let Header { revision, policy, schedule, .. } = self.header().await;
        self.act(self.admin, Command::Amend { revision, policy, schedule, about, units: None }).await.map(drop)
    }

    async fn portrayed(&self, guest: usize, portrait: Option<FileId>) -> About {
        let mut about = self.about().await;
        about.guests[guest].portrait = portrait;
        about
    }
}

impl House {
    async fn is_public(&self, file: FileId) -> bool {
        self.db.public_file(file).await.unwrap().is_some()
    }

    pub async fn portrait(&self, owner: RoomId, height: u32) -> FileId {
        self.files().keep(upload(owner, Purpose::Portrait, picture(320, height))).await.unwrap().id
    }

    pub async fn paper(&self, owner: RoomId) -> FileId {
        let paper = upload(owner, Purpose::Paper, b"%PDF-1.7 a plan".to_vec());
        self.files().keep(paper).await.unwrap().id
    }

    pub fn lies_on_disk(&self, file: FileId) -> bool {
        self.db.folder().join(place_of(file)).exists()
    }

    pub async fn sweep(&self) {
        self.db.sweep_files(self.now() - DAY).await.unwrap();
    }
}

fn drawn(about: About, rehearsal: bool) -> Command {
    let now = crate::house::NINE;
    let schedule =
        wenzheng::kernel::room::Schedule { collect_at: now, starts_at: now + MINUTE, ends_at: now + 9 * MINUTE };
    let (kind, policy, units) = (RoomKind::Interview, Policy::default(), vec![]);
    Command::Draw(Drawing { kind, policy, schedule, about, units, rehearsal, copied_from: None, workflow: None })
}

#[tokio::test]
async fn the_public_gets_what_a_public_notice_names_now() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let (first, second) = (house.portrait(room.room, 400).await, house.portrait(room.room, 380).await);
    assert!(!house.is_public(first).await, "nothing names it");
    room.amend(room.portrayed(0, Some(first)).await).await.unwrap();
    assert!(house.is_public(first).await && !house.is_public(second).await);
    room.amend(room.portrayed(0, Some(second)).await).await.unwrap();
    assert!(!house.is_public(first).await && house.is_public(second).await, "only the portrait of today");

    let about = room.portrayed(0, Some(second)).await;
    let replaced = {
        let mut about = about.clone();
        about.guests[0] = wenzheng::kernel::room::Guest {
            id: GuestId(Uuid::now_v7()),
            name: "高远".into(),
            office: "副局长".into(),
            portrait: None,
        };
        let revision = room.header().await.revision;
        Command::ReplaceGuest { revision, about, notice: "更换嘉宾".into() }
    };
    room.act(room.admin, replaced).await.unwrap();
    assert!(house.is_public(second).await, "who once was a guest is still shown by the record");

    let hidden = RoomId(Uuid::now_v7());
    let third = house.portrait(hidden, 360).await;
    let mut draft = about;
    draft.guests[0].portrait = Some(third);
    house.desk.room(room.admin, hidden, drawn(draft.clone(), true)).await.unwrap();
    house.desk.room(room.admin, hidden, Command::Announce).await.unwrap();
    assert!(!house.is_public(third).await, "a rehearsal is not public");
}

#[tokio::test]
async fn a_photo_is_public_until_its_line_is_taken_down() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    room.live().await;
    let file = house.photo(room.room).await;
    assert!(!house.is_public(file).await);
    let place = Command::PlacePhoto { file, text: "会场".into(), alt: "三个人坐在桌边".into(), before: None };
    let line = room.act(room.stenographer, place).await.unwrap().line.unwrap();
    assert!(house.is_public(file).await);
    let photo = house.db.line(room.room, line).await.unwrap().unwrap().photo.unwrap();
    assert_eq!((photo.width, photo.height), (640, 480), "as the house measured it");
    room.act(room.moderator, Command::TakeDownLine { line }).await.unwrap();
    assert!(!house.is_public(file).await);
}

#[tokio::test]
async fn a_room_names_only_what_its_mover_may_have() {
    let house = House::new().await;
    let (one, other) = (house.interview(Policy::default()).await, house.interview(Policy::default()).await);
    let named = |file| Material { title: "方案".into(), note: String::new(), source: Source::File { file } };
    let with = async |room: &Interview<'_>, file| {
        let mut about = room.about().await;
        about.materials = vec![named(file)];
        room.amend(about).await
    };
    let own = house.paper(one.room).await;
    let inner = house.files().keep(upload(one.room, Purpose::Paper, b"%PDF-1.7 for the crew".to_vec())).await.unwrap();
    let owner = house.staff("owner", &[(Role::Approver, Reach::Room { room: other.room, guest: None })]).await;
    let steals = async |file| {
        let Header { revision, policy, schedule, .. } = other.header().await;
        let mut about = other.about().await;
        about.materials = vec![named(file)];
        other.act(owner, Command::Amend { revision, policy, schedule, about, units: None }).await.map(drop)
    };
    assert_eq!(steals(own).await, Err(Refusal::UnknownFile { file: own }), "brought to another room");
    with(&one, own).await.unwrap();
    steals(own).await.unwrap();
    assert!(house.is_public(own).await, "what is public anyway may be named again");
    assert_eq!(steals(inner.id).await, Err(Refusal::UnknownFile { file: inner.id }));
    with(&one, inner.id).await.unwrap();
    assert!(house.is_public(own).await, "the other room names it still");
    with(&other, inner.id).await.unwrap();
    assert!(!house.is_public(own).await, "nobody names it now");

    let never = upload(one.room, Purpose::Paper, b"%PDF-1.7 never".to_vec());
    let never = wenzheng::files::Upload { audience: Audience::Staff, ..never };
    let for_staff = house.files().keep(never).await.unwrap().id;
    assert_eq!(with(&one, for_staff).await, Err(Refusal::UnknownFile { file: for_staff }));
    let mut about = one.about().await;
    about.guests[0].portrait = Some(own);
    assert_eq!(one.amend(about).await, Err(Refusal::UnknownFile { file: own }), "a paper is no portrait");
}

#[tokio::test]
async fn links_lead_to_plain_hosts_over_https() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let with = async |href: &str| {
        let mut about = room.about().await;
        let source = Source::Link { href: href.into() };
        about.materials = vec![Material { title: "网页".into(), note: "附图".into(), source }];
        room.amend(about).await
    };
    for bad in [
        "javascript:alert(1)",
        "http://example.org/",
        "https://",
        "https://localhost/",
        "https://gov.cn@evil.example/",
        "https://example.org/\"onclick=",
        "https://example.org/ x",
        "https://example.org:8x/",
        "data:text/html,x",
    ] {
        assert_eq!(with(bad).await, Err(Refusal::BadLink), "{bad}");
    }
    for good in ["https://example.org", "https://云汀.example:8443/a?b=1#c"] {
        with(good).await.unwrap();
    }
    let mut about = room.about().await;
    about.materials[0].title = " ".into();
    assert_eq!(room.amend(about.clone()).await, Err(Refusal::Empty));
    about.materials[0].title = "长".repeat(121);
    assert!(matches!(room.amend(about.clone()).await, Err(Refusal::TooLong { max_chars: 120, .. })));
    about.materials[0].title = "题".into();
    about.materials = vec![about.materials[0].clone(); 25];
    assert_eq!(room.amend(about).await, Err(Refusal::Full { most: 24 }));
}

#[tokio::test]
async fn what_nothing_names_is_swept_after_a_day_and_the_rest_stays() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let (kept, idle) = (house.portrait(room.room, 400).await, house.portrait(room.room, 380).await);
    room.amend(room.portrayed(0, Some(kept)).await).await.unwrap();
    room.amend(room.portrayed(0, None).await).await.unwrap();
    let rehearsal = RoomId(Uuid::now_v7());
    let tried = house.portrait(rehearsal, 360).await;
    let draft = room.portrayed(0, Some(tried)).await;
    house.desk.room(room.admin, rehearsal, drawn(draft, true)).await.unwrap();
    let stray = house.db.folder().join(place_of(FileId([0xAB; 32])));
    std::fs::create_dir_all(stray.parent().unwrap()).unwrap();
    std::fs::write(&stray, "half").unwrap();

    house.turn(DAY - 1);
    house.sweep().await;
    assert!(house.lies_on_disk(idle), "not before a day has passed");
    assert!(!stray.exists(), "bytes without a row are nobody's");
    house.turn(2);
    house.sweep().await;
    assert!(!house.lies_on_disk(idle) && house.db.files(&[idle]).await.unwrap().is_empty());
    assert!(house.lies_on_disk(kept), "an entry names it, though it is not shown now");
    assert!(house.lies_on_disk(tried));
    let gone = room.amend(room.portrayed(0, Some(idle)).await).await;
    assert_eq!(gone, Err(Refusal::UnknownFile { file: idle }), "what was swept cannot be named");
    room.amend(room.portrayed(0, Some(kept)).await).await.unwrap();
    house.desk.room(room.admin, rehearsal, Command::Discard).await.unwrap();
    house.sweep().await;
    assert!(!house.lies_on_disk(tried), "a rehearsal thrown away names nothing");
}

#[tokio::test]
async fn brought_again_it_stays_another_day() {
    let house = House::new().await;
    let owner = RoomId(Uuid::now_v7());
    let file = house.portrait(owner, 400).await;
    house.turn(DAY);
    assert_eq!(house.portrait(owner, 400).await, file);
    house.turn(DAY - 1);
    house.sweep().await;
    assert!(house.lies_on_disk(file));
    house.turn(2);
    house.sweep().await;
    assert!(!house.lies_on_disk(file));
}

#[tokio::test]
async fn rebuilding_finds_the_same_names() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let files = [400, 380, 360].map(|height| house.portrait(room.room, height));
    for file in files {
        let about = room.portrayed(0, Some(file.await)).await;
        room.amend(about).await.unwrap();
    }
    room.live().await;
    let file = house.photo(room.room).await;
    let place = || Command::PlacePhoto { file, text: "会场".into(), alt: "三个人".into(), before: None };
    let line = room.act(room.stenographer, place()).await.unwrap().line.unwrap();
    room.act(room.stenographer, place()).await.unwrap();
    room.act(room.moderator, Command::TakeDownLine { line }).await.unwrap();
    let before = crate::survival::tables(&house).await;
    assert!(before.iter().filter(|row| row.starts_with("naming")).count() == 5);
    wenzheng::desk::rebuild(&house.db, |_| ()).await.unwrap();
    assert_eq!(crate::survival::tables(&house).await, before);
    assert!(house.is_public(file).await);
}
