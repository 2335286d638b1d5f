//! A rehearsal: seen with its pass as if it were public, by nobody else, and gone when it is thrown away.

use crate::{
    house::{House, Interview, MINUTE, ask, citizen},
    reader::Reader,
};
use tokio_util::sync::CancellationToken;
use wenzheng::{
    auth::code,
    jobs::Crowd,
    kernel::{
        command::Command, id::PassId, line::Speaker, policy::Policy, post::Verdict, principal::Principal, receipt,
        refusal::Refusal,
    },
    wire::keys::{Key, Keys},
};

/// Words that stand in the rehearsal and nowhere else.
const SECRET: &str = "排练用的问题，谁也不该看到";

fn keys() -> Keys {
    Keys::new(Key { id: "k1".into(), secret: [7; 32] }, vec![])
}

fn sealed(pass: PassId) -> String {
    keys().seal("wz_p", &pass.0.simple().to_string())
}

impl Interview<'_> {
    /// Asked by somebody with the pass, approved, on stage, with a line said about it.
    async fn played(&self, asker: Principal) -> u32 {
        let pass = self.header().await.pass;
        let number = self.let_in(pass, asker, ask(SECRET)).await.unwrap().number.unwrap();
        self.screen(number, Verdict::Approve).await.unwrap();
        self.house.pass(6_000).await;
        self.live().await;
        let post = self.post(number).await.post;
        self.act(self.host, Command::Stage { post: post.id, revision: post.revision }).await.unwrap();
        let line = Command::Say { speaker: Speaker::Host, text: SECRET.into(), before: None };
        self.act(self.stenographer, line).await.unwrap();
        let (file, text, alt) = (self.house.photo(self.room).await, SECRET.into(), SECRET.into());
        self.act(self.stenographer, Command::PlacePhoto { file, text, alt, before: None }).await.unwrap();
        number
    }

    /// Every address under which something of it could be read.
    async fn addresses(&self, number: u32) -> Vec<String> {
        let header = self.header().await;
        let room = &header.code;
        let post = self.post(number).await.post;
        let (receipt, secret) = (receipt::number(room, number), code::of(&keys(), post.id));
        let photo = self.house.db.last_lines(self.room, 1).await.unwrap().pop().unwrap().photo.unwrap().file;
        let mut all = vec![
            format!("/q/{receipt}/{secret}"),
            format!("/files/{photo}"),
            format!("/files/{photo}/small"),
            format!("/live/{room}"),
        ];
        let own =
            ["", "?view=questions", "?view=record", "/ask", "/record", "/qr.svg", "/share", "/stage", "/calendar.ics"];
        all.extend(own.map(|end| format!("/r/{room}{end}")));
        all.extend([format!("/r/{room}/q/{number}"), format!("/r/{room}/l/2"), format!("/en/r/{room}")]);
        all.extend(["", "/posts", "/lines", "/events"].map(|end| format!("/api/v1/rooms/{room}{end}")));
        all
    }
}

/// What somebody who holds these cookies gets there: the status, and for pages the words.
async fn got(reader: &Reader, cookies: &str, path: &str) -> (u16, String) {
    let mut request = reader.client.get(format!("{}{path}", reader.base)).header("cookie", cookies);
    if path.starts_with("/live/") {
        let upgrade = [("connection", "upgrade"), ("upgrade", "websocket"), ("sec-websocket-version", "13")];
        request = upgrade.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let origin = reader.base.clone();
        request = request.header("sec-websocket-key", "AAAAAAAAAAAAAAAAAAAAAA==").header("origin", origin);
    }
    let response = request.header("accept", "*/*").send().await.unwrap();
    let status = response.status().as_u16();
    let endless = path.ends_with("/events") || path.starts_with("/live/");
    let words = if endless && status < 300 { String::new() } else { response.text().await.unwrap_or_default() };
    (status, words)
}

#[tokio::test]
async fn a_rehearsal_is_open_to_its_pass_alone() {
    let house = House::new().await;
    let (room, other) = (house.rehearsal().await, house.rehearsal().await);
    let asker = citizen();
    let number = room.played(asker).await;
    let (pass, others) = (room.header().await.pass.unwrap(), other.header().await.pass.unwrap());
    let Principal::Visitor(visitor) = asker else { panic!("a citizen") };
    let own = format!("wz_v={}", keys().seal("wz_v", &visitor.0.simple().to_string()));
    let forged = format!("wz_p=k1.{}.{}", pass.0.simple(), sealed(others).rsplit('.').next().unwrap());
    let stop = CancellationToken::new();
    let reader = Reader::of(&house, &stop).await;
    let addresses = room.addresses(number).await;

    let admitted = format!("wz_p={}", sealed(pass));
    let mut seen = 0;
    for path in &addresses {
        let (status, words) = got(&reader, &admitted, path).await;
        assert!(matches!(status, 101 | 200), "{path} is {status} with the pass");
        seen += usize::from(words.contains(SECRET));
    }
    assert!(seen > 6, "hardly a page shows what was asked");
    // Nobody else: without a pass, with another's, with a forged one, and not even the asker once the pass is gone.
    for cookies in ["", &own, &format!("wz_p={}", sealed(others)), &forged] {
        for path in &addresses {
            let (status, words) = got(&reader, cookies, path).await;
            // A receipt is told nothing but that number and code do not fit, as of any that does not exist.
            let unknown = if path.starts_with("/q/") { 403 } else { 404 };
            assert_eq!(status, unknown, "{path} with {cookies:?}");
            assert!(!words.contains(SECRET), "{path}");
        }
        for path in ["/", "/archive", "/mine", "/api/v1/rooms", "/api/v1/me/posts"] {
            assert!(!got(&reader, cookies, path).await.1.contains(SECRET), "{path} with {cookies:?}");
        }
    }
    assert!(got(&reader, &format!("{own}; {admitted}"), "/mine").await.1.contains(SECRET));
    assert!(got(&reader, &format!("{own}; {admitted}"), "/api/v1/me/posts").await.1.contains(SECRET));
    assert!(!got(&reader, &admitted, "/").await.1.contains("公交线网调整"), "it is on no list");

    let alike = format!("{}/api/v1/rooms/{}/similar", reader.base, room.header().await.code);
    let alike = |cookies: &str| {
        let request = reader.client.post(&alike).header("cookie", cookies.to_owned()).header("origin", &reader.base);
        request.json(&serde_json::json!({ "text": SECRET })).send()
    };
    assert_eq!(alike("").await.unwrap().status(), 404);
    let found: serde_json::Value = alike(&admitted).await.unwrap().json().await.unwrap();
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");

    room.act(room.admin, Command::Discard).await.unwrap();
    for path in &addresses {
        let (status, _) = got(&reader, &admitted, path).await;
        assert!(matches!(status, 403 | 404 | 429), "{path} is {status} once it was thrown away");
    }
    house.db.forget_rehearsals().await.unwrap();
    let text = room.post(number).await.post.text.id;
    assert_eq!(house.db.texts(&[text]).await.unwrap()[&text].body, None, "its words are destroyed");
    stop.cancel();
}

#[tokio::test]
async fn the_link_lets_in_and_is_copied_by_no_cache() {
    let house = House::new().await;
    let room = house.rehearsal().await;
    let header = room.header().await;
    let pass = header.pass.unwrap();
    let stop = CancellationToken::new();
    let reader = Reader::of(&house, &stop).await;
    let plain = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let entered = |sealed: String| {
        let address = format!("{}/r/{}/pass/{sealed}", reader.base, header.code);
        plain.get(address).send()
    };
    let response = entered(sealed(pass)).await.unwrap();
    assert_eq!(response.status(), 303);
    let cookie = response.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.starts_with("wz_p=") && cookie.contains("HttpOnly") && !cookie.contains("Max-Age"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap();
    let page = reader.client.get(format!("{}/r/{}", reader.base, header.code)).header("cookie", cookie);
    let page = page.send().await.unwrap();
    assert_eq!(page.headers()["cache-control"], "private, no-cache");
    assert!(page.text().await.unwrap().contains("演练"));
    for wrong in [sealed(PassId(uuid::Uuid::now_v7())), format!("k1.{}.AAAA", pass.0.simple()), "x".into()] {
        let response = entered(wrong).await.unwrap();
        assert_eq!(response.status(), 404);
        assert!(response.headers().get("set-cookie").is_none());
    }
    stop.cancel();
}

#[tokio::test]
async fn citizens_of_a_rehearsal_are_citizens_with_its_pass() {
    let house = House::new().await;
    let (room, public) = (house.rehearsal().await, house.interview(Policy::default()).await);
    let pass = room.header().await.pass;
    assert_eq!(public.header().await.pass, None);
    assert_eq!(room.ask(citizen(), SECRET).await.unwrap_err(), Refusal::NotFound);
    let other = Some(PassId(uuid::Uuid::now_v7()));
    assert_eq!(room.let_in(other, citizen(), ask(SECRET)).await.unwrap_err(), Refusal::NotFound);
    let number = room.let_in(pass, citizen(), ask(SECRET)).await.unwrap().number.unwrap();
    room.screen(number, Verdict::Approve).await.unwrap();
    house.pass(6_000).await;
    let post = room.id(number).await;
    room.let_in(pass, citizen(), Command::Vote { post }).await.unwrap();
    assert_eq!(room.post(number).await.votes, 1);
    // It moves its public stream as a public room does, and leaves all others alone.
    assert!(room.header().await.public_at > 0);
    let before = public.header().await;
    room.act(room.admin, Command::Discard).await.unwrap();
    assert_eq!(room.let_in(pass, citizen(), ask("还在吗？")).await.unwrap_err(), Refusal::NotFound);
    assert_eq!(public.header().await, before);
}

#[tokio::test]
async fn scripted_citizens_ask_where_the_host_of_a_rehearsal_wants_them() {
    let house = House::new().await;
    let (room, public) = (house.rehearsal().await, house.interview(Policy::default()).await);
    let mut crowd = Crowd::new(house.db.clone(), house.desk.clone());
    let pace = |per_minute| Command::PaceCrowd { per_minute };
    assert_eq!(public.act(public.host, pace(10)).await.unwrap_err(), Refusal::NotAllowed, "never before the public");
    assert_eq!(room.act(room.moderator, pace(10)).await.unwrap_err(), Refusal::NotAllowed);
    assert_eq!(room.act(room.host, pace(61)).await.unwrap_err(), Refusal::Full { most: 60 });
    crowd.look().await.unwrap();
    assert_eq!(room.header().await.posts, 0, "not before they are wanted");

    room.act(room.host, pace(10)).await.unwrap();
    for _ in 0..60 {
        house.pass(1_000).await;
        crowd.look().await.unwrap();
        let header = room.header().await;
        if header.posts > 0 && room.post(header.posts).await.post.pending.is_none() {
            let _ = room.screen(header.posts, Verdict::Approve).await;
        }
    }
    let header = room.header().await;
    assert_eq!(header.posts, 10);
    assert!(header.tally.public > 5, "{:?}", header.tally);
    assert!(header.votes > 0, "they endorse what is public");
    assert_eq!(public.header().await.posts, 0);

    room.act(room.host, pace(0)).await.unwrap();
    house.pass(MINUTE).await;
    crowd.look().await.unwrap();
    assert_eq!(room.header().await.posts, 10, "they went home");
}
