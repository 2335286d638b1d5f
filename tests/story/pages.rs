//! Pages kept for strangers: the same bytes for all of them, never a moment older than the room.

use crate::house::{House, Interview, citizen};
use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use flate2::read::GzDecoder;
use http_body_util::BodyExt;
use std::{io::Read, sync::Arc};
use tower::ServiceExt;
use wenzheng::{
    auth::Auth,
    http::{App, Door, DoorConfig, Probes, routes},
    kernel::{command::Command, limits::Limits, policy::Policy, post::Verdict, principal::Principal},
    wire::keys::{Key, Keys},
};

const HOST: &str = "wz.example";

pub struct Doors {
    pub router: Router,
    door: Arc<Door>,
}

impl Doors {
    pub fn of(house: &House) -> Doors {
        let keys = Keys::new(Key { id: "k1".into(), secret: [7; 32] }, vec![]);
        let app = App {
            similar: wenzheng::similar::Similar::new(house.db.clone(), &Limits::default()),
            archive: house.archive.clone(),
            notices: crate::doors::closed(house),
            db: house.db.clone(),
            desk: house.desk.clone(),
            files: house.files(),
            auth: Auth::new(house.db.clone(), &Limits::default(), jiff::tz::TimeZone::UTC),
            viewers: std::sync::Arc::new(|_| 0),
            keys: keys.clone(),
            zone: jiff::tz::TimeZone::get("Asia/Shanghai").unwrap(),
        };
        let mut config = DoorConfig::default();
        config.limits.reads_per_second = 0;
        let door = Door::new(config, keys);
        let probes = Probes { ready: Arc::new(|| true), metrics: Arc::new(String::new) };
        Doors { router: wenzheng::http::door(routes(app), door.clone(), probes), door }
    }

    /// Whatever is at a path: status, headers, bytes.
    pub async fn fetch(&self, path: &str) -> (u16, header::HeaderMap, Vec<u8>) {
        let request = Request::get(path).header(header::HOST, HOST).body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        (status, headers, response.into_body().collect().await.unwrap().to_bytes().to_vec())
    }

    /// The words at a path that is there.
    pub async fn words(&self, path: &str) -> String {
        let (status, _, bytes) = self.fetch(path).await;
        assert_eq!(status, 200, "{path}");
        String::from_utf8(bytes).unwrap()
    }

    async fn page(&self, path: &str, host: &str, cookie: &str, coding: &str) -> String {
        let request = Request::get(path).header(header::HOST, host).header(header::COOKIE, cookie);
        let request = request.header(header::ACCEPT_ENCODING, coding).header(header::ACCEPT, "text/html");
        let response = self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        assert!(response.headers().get(header::SET_COOKIE).is_none(), "reading leaves no trace");
        let packed = response.headers().get(header::CONTENT_ENCODING).is_some();
        assert_eq!(packed, coding == "gzip", "{path}");
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        let mut words = String::new();
        match packed {
            true => GzDecoder::new(&bytes[..]).read_to_string(&mut words).map(|_| ()).unwrap(),
            false => words = String::from_utf8(bytes.to_vec()).unwrap(),
        }
        words
    }

    /// What a stranger reads, plain and packed, which must be the same.
    async fn read(&self, path: &str) -> String {
        let (plain, packed) = (self.page(path, HOST, "", "identity").await, self.page(path, HOST, "", "gzip").await);
        assert_eq!(plain, packed, "{path}");
        plain
    }

    async fn read_as(&self, who: Principal, path: &str) -> String {
        let Principal::Visitor(visitor) = who else { panic!("visitors hold this cookie") };
        let cookie = format!("wz_v={}", self.door.keys.seal("wz_v", &visitor.0.simple().to_string()));
        self.page(path, HOST, &cookie, "identity").await
    }
}

async fn code(room: &Interview<'_>) -> String {
    room.house.db.room(room.room).await.unwrap().unwrap().code
}

#[tokio::test]
async fn what_is_taken_down_is_gone_from_every_kept_page_at_once() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let doors = Doors::of(&house);
    let number = room.listed("夜班车几点收车？").await;
    let here = format!("/r/{}", code(&room).await);
    let pages = [format!("{here}?view=questions"), format!("{here}/q/{number}"), format!("{here}/record")];
    for page in &pages {
        assert!(doors.read(page).await.contains("夜班车几点收车"), "{page}");
        assert_eq!(doors.read(page).await, doors.read(page).await, "{page}");
    }
    let post = room.post(number).await.post;
    let take_down = Command::TakeDown { post: post.id, rule: "insult".into() };
    room.act(room.moderator, take_down).await.unwrap();
    for page in &pages {
        assert!(!doors.read(page).await.contains("夜班车几点收车"), "{page}");
    }
}

#[tokio::test]
async fn counts_and_orders_of_kept_pages_follow_every_vote_and_question() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let doors = Doors::of(&house);
    let (first, second) = (room.listed("甲").await, room.listed("乙").await);
    let page = format!("/r/{}?view=questions&sort=votes", code(&room).await);
    let at = |words: &str, number: u32| words.find(&format!("id=\"q-{number}\"")).unwrap();
    let before = doors.read(&page).await;
    assert!(at(&before, first) < at(&before, second));
    room.vote(citizen(), second).await.unwrap();
    let after = doors.read(&page).await;
    assert!(at(&after, second) < at(&after, first));
    let home = doors.read("/").await;
    room.asked("丙").await;
    assert_ne!(doors.read("/").await, home, "one more was received");
}

#[tokio::test]
async fn nobodys_own_state_is_shown_to_others() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let doors = Doors::of(&house);
    let number = room.listed("我的问题").await;
    let page = format!("/r/{}?view=questions", code(&room).await);
    let voter = citizen();
    room.vote(voter, number).await.unwrap();
    // the parts that script clones are nobody's
    let shows = |page: &str, what| page.split("<template").next().is_some_and(|shown| shown.contains(what));
    let own = doors.read_as(voter, &page).await;
    let strangers = doors.read(&page).await;
    assert!(shows(&own, "vote__done"));
    assert!(!shows(&strangers, "vote__done") && shows(&strangers, "vote__button"));
    assert!(shows(&doors.read_as(voter, &page).await, "vote__done"));
    let asker = citizen();
    let waiting = room.ask(asker, "还没有审核").await.unwrap().number.unwrap();
    let hidden = format!("/r/{}/q/{waiting}", code(&room).await);
    assert!(doors.read_as(asker, &hidden).await.contains("还没有审核"));
    let request = Request::get(&hidden).header(header::HOST, HOST).body(Body::empty()).unwrap();
    assert_eq!(doors.router.clone().oneshot(request).await.unwrap().status(), 404);
    room.screen(waiting, Verdict::Hold).await.unwrap();
}

/// The page prints its own address; a forged Host must not reach anybody else.
#[tokio::test]
async fn a_strange_host_is_shown_only_to_whoever_sent_it() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let doors = Doors::of(&house);
    let page = format!("/r/{}", code(&room).await);
    assert!(doors.page(&page, "evil.example", "", "identity").await.contains("evil.example"));
    assert!(!doors.read(&page).await.contains("evil.example"));
}
