//! What strangers send to the whole house by HTTP, and what each of it must get.

use crate::{
    house::{House, Interview, citizen},
    reader::{Reader, where_is},
};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;
use wenzheng::{
    auth::{hash_password, sha256},
    kernel::{
        command::{Command, OfficeCommand},
        id::{LinkId, PersonId},
        line::Speaker,
        policy::Policy,
        principal::{Principal, Reach, Role},
        room::{Phase, Schedule},
    },
};

const PASSWORD: &str = "a long enough password";
const DAY: i64 = 86_400_000;

/// An interview with the doors open.
pub struct Open<'a> {
    pub room: Interview<'a>,
    pub reader: Reader,
    pub code: String,
    _stop: tokio_util::sync::DropGuard,
}

pub async fn open(house: &House) -> Open<'_> {
    let policy = Policy { post_every_ms: 0, posts_per_visitor: 1_000, undo_ms: 0, ..Policy::default() };
    let room = house.interview(policy).await;
    let stop = CancellationToken::new();
    let reader = Reader::of(house, &stop).await;
    let code = house.db.room(room.room).await.unwrap().unwrap().code;
    Open { room, reader, code, _stop: stop.drop_guard() }
}

impl Open<'_> {
    /// Status and body of a command under this key, with these cookies.
    async fn send(&self, key: &str, cookie: &str, body: &str) -> (u16, Value, String) {
        let request = self.reader.client.post(format!("{}/api/v1/rooms/{}/commands", self.reader.base, self.code));
        let request = request.header("content-type", "application/json").header("idempotency-key", key);
        let answer = request.header("origin", &self.reader.base).header("cookie", cookie).body(body.to_owned());
        let answer = answer.send().await.unwrap();
        let (status, cookie) = (answer.status().as_u16(), cookies(&answer));
        (status, serde_json::from_str(&answer.text().await.unwrap()).unwrap(), cookie)
    }

    pub async fn ask(&self, text: &str, name: &str) -> (u16, Value) {
        let body = json!({"type": "ask", "text": text, "name": name}).to_string();
        let (status, told, _) = self.send(&Uuid::now_v7().to_string(), "", &body).await;
        (status, told)
    }

    /// Sends a form as a browser does that holds these cookies.
    pub async fn form(&self, path: &str, cookie: &str, fields: &[(&str, &str)]) -> (u16, String) {
        let request = self.reader.client.post(format!("{}{path}", self.reader.base)).header("cookie", cookie);
        let answer = request.header("origin", &self.reader.base).form(fields).send().await.unwrap();
        (answer.status().as_u16(), cookies(&answer))
    }

    pub async fn get(&self, path: &str, cookie: &str) -> (u16, String) {
        let request = self.reader.client.get(format!("{}{path}", self.reader.base)).header("cookie", cookie);
        let answer = request.header("accept", "text/html").send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }
}

fn cookies(answer: &reqwest::Response) -> String {
    let set = answer.headers().get_all("set-cookie").iter().filter_map(|line| line.to_str().ok()?.split(';').next());
    set.collect::<Vec<_>>().join("; ")
}

fn person(who: Principal) -> PersonId {
    let Principal::Staff(person) = who else { panic!("not staff") };
    person
}

/// Somebody of the staff who can log in.
async fn known(house: &House, login: &str) -> PersonId {
    known_as(house, login, Role::Moderator).await
}

/// The same in another role.
async fn known_as(house: &House, login: &str, role: Role) -> PersonId {
    let person = person(house.staff(login, &[(role, Reach::Installation)]).await);
    let hash = hash_password(PASSWORD.into()).await.unwrap();
    house.desk.office(Principal::Operator, OfficeCommand::SetPassword { person, hash }).await.unwrap();
    person
}

#[tokio::test]
async fn one_key_gives_its_first_answer_again_and_never_another() {
    let house = House::new().await;
    let open = open(&house).await;
    let ask = |text: &str| json!({"type": "ask", "text": text}).to_string();
    let (status, first, cookie) = open.send("k", "", &ask("一次")).await;
    assert_eq!(status, 200);
    let (status, again, _) = open.send("k", &cookie, &ask("一次")).await;
    assert_eq!((status, &again["receipt"], &again["answer"]["replayed"]), (200, &first["receipt"], &json!(true)));
    let (status, other, _) = open.send("k", &cookie, &ask("另一个问题")).await;
    assert_eq!((status, other["code"].as_str()), (409, Some("key-reused")));
    // Control: another key, or the same key of somebody else, is another question.
    for (key, cookie) in [("k2", cookie.as_str()), ("k", "")] {
        let (status, fresh, _) = open.send(key, cookie, &ask("一次")).await;
        assert!(status == 200 && fresh["receipt"] != first["receipt"], "{fresh}");
    }
    assert_eq!(house.db.room(open.room.room).await.unwrap().unwrap().posts, 3);
}

#[tokio::test]
async fn a_first_command_whose_answer_was_lost_is_repeated_without_a_cookie() {
    let house = House::new().await;
    let open = open(&house).await;
    let ask = |text: &str| json!({"type": "ask", "text": text}).to_string();
    let key = Uuid::now_v7().to_string();
    let (_, first, token) = open.send(&key, "", &ask("一次")).await;
    let (status, again, same) = open.send(&key, "", &ask("一次")).await;
    assert_eq!((status, &again["receipt"], &again["answer"]["replayed"]), (200, &first["receipt"], &json!(true)));
    assert!(!token.is_empty() && token == same, "{token} {same}");
    let (status, other, _) = open.send(&key, "", &ask("另一个问题")).await;
    assert_eq!((status, other["code"].as_str()), (409, Some("key-reused")));
    // Control: another key is another visitor.
    let (_, fresh, stranger) = open.send(&Uuid::now_v7().to_string(), "", &ask("一次")).await;
    assert!(fresh["receipt"] != first["receipt"] && stranger != token, "{fresh}");
}

#[tokio::test]
async fn a_one_time_link_opens_once_and_only_in_time() {
    let house = House::new().await;
    let open = open(&house).await;
    let invited = person(house.staff("invited", &[(Role::Moderator, Reach::Installation)]).await);
    let issue = async |secret: &str| {
        let (link, secret_sha256) = (LinkId(Uuid::now_v7()), sha256(secret));
        let issue = OfficeCommand::IssueLink { link, secret_sha256, person: invited, room: None };
        house.desk.office(Principal::Operator, issue).await.unwrap();
        format!("/link/{secret}")
    };
    let link = issue("0123456789abcdef0123456789abcdef").await;
    // A messenger looks at it first: that uses nothing up.
    assert_eq!(open.get(&link, "").await.0, 200);
    let (status, session) = open.form(&link, "", &[]).await;
    assert!(status == 303 && session.contains("wz_s="), "{status} {session}");
    assert_eq!(open.get("/desk", &session).await.0, 200);
    let (status, none) = open.form(&link, "", &[]).await;
    assert_eq!((status, none.contains("wz_s=")), (410, false), "it was used");
    assert_eq!(open.get(&link, "").await.0, 410);
    let late = issue("fedcba9876543210fedcba9876543210").await;
    house.turn(4 * DAY);
    let (status, none) = open.form(&late, "", &[]).await;
    assert_eq!((status, none.contains("wz_s=")), (410, false), "it came too late");
    // Control: four days are too late, a minute is not.
    let in_time = issue("00112233445566778899aabbccddeeff").await;
    house.turn(60_000);
    assert_eq!(open.form(&in_time, "", &[]).await.0, 303);
}

#[tokio::test]
async fn a_planted_session_is_never_the_one_that_is_logged_in() {
    let house = House::new().await;
    let open = open(&house).await;
    for login in ["attacker", "victim"] {
        known(&house, login).await;
    }
    let log_in = async |login: &str, cookie: &str| {
        let fields = [("login", login), ("password", PASSWORD), ("csrf", &token(&open, cookie).await)];
        let (status, session) = open.form("/enter", cookie, &fields).await;
        assert_eq!(status, 303, "{login}");
        session
    };
    let planted = log_in("attacker", "").await;
    assert!(open.get("/desk", &planted).await.1.contains("attacker"));
    let own = log_in("victim", &planted).await;
    assert_ne!(own, planted, "a log-in makes a new session");
    assert!(open.get("/desk", &own).await.1.contains("victim"));
    let (status, page) = open.get("/desk", &planted).await;
    assert!(status != 200 && !page.contains("victim"), "the planted session has ended: {status}");
}

/// The cookies of somebody new who has logged in.
pub async fn logged_in(open: &Open<'_>, house: &House, login: &str, role: Role) -> String {
    known_as(house, login, role).await;
    let fields = [("login", login), ("password", PASSWORD), ("csrf", &token(open, "").await)];
    let (status, session) = open.form("/enter", "", &fields).await;
    assert_eq!(status, 303, "{login}");
    session
}

/// The token of the forms that somebody with these cookies sees.
pub async fn token(open: &Open<'_>, cookie: &str) -> String {
    let (_, page) = open.get("/enter", cookie).await;
    let page = if page.contains("name=\"csrf\"") { page } else { open.get("/desk", cookie).await.1 };
    let found = page.split("name=\"csrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    found.unwrap_or_default().to_owned()
}

#[tokio::test]
async fn names_that_only_look_like_those_of_the_session_are_refused() {
    let house = House::new().await;
    let open = open(&house).await;
    let clones = [
        "周明远",
        "周\u{200b}明远",
        " 周明远 ",
        "周明远\u{2060}",
        "\u{202e}周明远",
        "周明\u{fe0f}远",
        "市交通局局长",
        "沈一舟",
    ];
    for name in clones {
        let (status, told) = open.ask("我是谁？", name).await;
        assert_eq!((status, told["code"].as_str()), (422, Some("name-reserved")), "{name:?}");
    }
    // Control: a name of one's own is taken, and what turns the text around is taken out of it.
    let (status, told) = open.ask("公交\u{202e}几点\u{2067}收班？", "河西\u{202e}老李").await;
    assert_eq!(status, 200, "{told}");
    open.room.screen(1, wenzheng::kernel::post::Verdict::Approve).await.unwrap();
    let page = open.reader.read(&format!("/r/{}/q/1", open.code)).await;
    assert!(page.contains("公交几点收班？") && page.contains(">河西老李</bdi>"), "{page}");
    assert!(!page.contains(['\u{202e}', '\u{2067}']));
    let zalgo = format!("问{}", "\u{0301}".repeat(40));
    assert_eq!(open.ask(&zalgo, "").await.1["code"], "unclean-text");
}

/// Spellings that a careless store would change, mend or lose.
const SPELLINGS: [&str; 9] = [
    "caf\u{e9} 与 cafe\u{301}：两种写法",
    "\u{1100}\u{1161}\u{11a8} 与 \u{ac01}",
    "生僻字：𠮷野家，𡈽，𫝆，㐂，龘",
    "👨‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿 👩🏽‍❤️‍💋‍👨🏽 🇨🇳",
    "葛\u{e0100}城 与 葛城",
    "ﬁ ﷺ Ω Ω K K ½",
    "反斜杠 \\u0041 \\n %00 &amp; &#0; '' \"",
    "第一行\n第二行\t有制表",
    "'; DROP TABLE posts; -- $1 ?1",
];

#[tokio::test]
async fn every_spelling_comes_back_byte_for_byte_and_no_text_is_mended() {
    let house = House::new().await;
    let open = open(&house).await;
    for text in SPELLINGS {
        assert_eq!(open.ask(text, "").await.0, 200, "{text:?}");
    }
    for broken in [r#"{"type":"ask","text":"\ud800"}"#, r#"{"type":"ask","text":"a\udc00b"}"#] {
        let (status, told, _) = open.send(&Uuid::now_v7().to_string(), "", broken).await;
        assert_eq!((status, told["code"].as_str()), (400, Some("malformed")), "{broken}");
    }
    for unclean in ["中\u{0}断", "响铃\u{7}", "换行\u{85}吗", "\u{1b}[31m红"] {
        let (status, told) = open.ask(unclean, "").await;
        assert_eq!((status, told["code"].as_str()), (422, Some("unclean-text")), "{unclean:?}");
    }
    for number in 1..=SPELLINGS.len() as u32 {
        open.room.screen(number, wenzheng::kernel::post::Verdict::Approve).await.unwrap();
    }
    let posts = open.reader.read(&format!("/api/v1/rooms/{}/posts", open.code)).await;
    let posts: Value = serde_json::from_str(&posts).unwrap();
    let texts: Vec<&str> =
        posts["items"].as_array().unwrap().iter().map(|post| post["question"]["text"].as_str().unwrap()).collect();
    assert_eq!(texts, SPELLINGS, "from the interface");
    let page = open.reader.read(&format!("/r/{}/q/3", open.code)).await;
    assert!(page.contains(SPELLINGS[2]), "on the page");
}

#[tokio::test]
async fn one_too_many_is_told_with_both_counts() {
    let house = House::new().await;
    let open = open(&house).await;
    let facts = |told: &Value| {
        ["chars", "max_chars", "bytes", "max_bytes"].map(|name| told["facts"][name].as_u64().unwrap_or(0))
    };
    assert_eq!(open.ask(&"长".repeat(1_000), "").await.0, 200);
    let (status, told) = open.ask(&"长".repeat(1_001), "").await;
    assert_eq!((status, told["code"].as_str(), facts(&told)), (422, Some("too-long"), [1_001, 1_000, 3_003, 65_536]));
    // A thousand characters as people count them can be a great many bytes.
    let family = "👨‍👩‍👧‍👦";
    assert_eq!(open.ask(&family.repeat(1_000), "").await.0, 200, "{} bytes", family.len() * 1_000);
    let chain = [family; 4].join("\u{200d}");
    let (status, told) = open.ask(&format!("{chain} ").repeat(620), "").await;
    let [chars, _, bytes, most] = facts(&told);
    assert!(status == 422 && told["code"] == "too-long" && bytes > most && chars > 0, "{told}");
    let (status, told) = open.ask("？", &"名".repeat(41)).await;
    assert_eq!((status, told["code"].as_str(), facts(&told)), (422, Some("too-long"), [41, 40, 123, 65_536]));
}

#[tokio::test]
async fn an_answer_after_the_close_is_marked_late_and_moves_nothing() {
    let house = House::new().await;
    let open = open(&house).await;
    let room = &open.room;
    let (early, late) = (room.listed("来得及").await, room.listed("来不及").await);
    room.live().await;
    answer(room, early, "书面答复").await;
    room.act(room.host, Command::Close).await.unwrap();
    let lines = async || {
        let lines = open.reader.read(&format!("/api/v1/rooms/{}/lines", open.code)).await;
        let lines: Value = serde_json::from_str(&lines).unwrap();
        lines["items"].as_array().unwrap().clone()
    };
    let before = lines().await;
    answer(room, late, "迟到的书面答复").await;
    let after = lines().await;
    assert_eq!((&after[..before.len()], after.len()), (&before[..], before.len() + 1), "it stands at the end");
    let posts = open.reader.read(&format!("/api/v1/rooms/{}/posts", open.code)).await;
    let posts: Value = serde_json::from_str(&posts).unwrap();
    let is_late = |nth: usize| posts["items"][nth]["replies"][0]["late"].clone();
    assert_eq!((is_late(0), is_late(1)), (json!(false), json!(true)));
    assert_eq!(house.db.room(room.room).await.unwrap().unwrap().phase, Phase::Closed);
}

/// Drafted, signed off, published.
async fn answer(room: &Interview<'_>, number: u32, text: &str) {
    let (post, guest) = (room.id(number).await, room.guests[0]);
    let draft = Command::Draft { post, revision: None, guest, text: text.to_owned() };
    let drafted = room.act(room.guest, draft).await.unwrap();
    let sign = Command::SignOff { post, revision: drafted.revision.unwrap(), guest };
    let revision = room.act(room.guest, sign).await.unwrap().revision.unwrap();
    room.act(room.guest, Command::Publish { post, revision, guest }).await.unwrap();
}

/// What a page must never hold as markup, and never run.
const HOSTILE: &str =
    "<img src=x onerror=alert(1)><script>alert(1)</script> [a](javascript:alert(1)) </textarea><svg onload=alert(1)>";

#[tokio::test]
async fn hostile_words_in_every_place_are_words_on_every_page() {
    let house = House::new().await;
    let open = open(&house).await;
    let room = &open.room;
    let header = house.db.room(room.room).await.unwrap().unwrap();
    let texts = house.db.texts(&[header.about.id]).await.unwrap();
    let about: wenzheng::kernel::room::About =
        serde_json::from_str(texts[&header.about.id].body.as_ref().unwrap()).unwrap();
    let mut guests = about.guests.clone();
    guests[0].office = "局长 <img src=x onerror=alert(1)>".into();
    let words = |part: &str| format!("{part} {HOSTILE}");
    let about = wenzheng::kernel::room::About {
        topic: words("题"),
        units: vec!["单位 <img src=x onerror=alert(1)>".into()],
        guests,
        host: "主持 <img src=x onerror=alert(1)>".into(),
        background: words("背景"),
        wanted: words("想听"),
        ..about
    };
    let schedule: Schedule = header.schedule;
    let (revision, policy) = (header.revision, header.policy.clone());
    let amend = Command::Amend { revision, policy, schedule, about, units: None };
    room.act(room.admin, amend).await.unwrap();
    let (asked, named) = (words("问"), "<b onmouseover=alert(1)>'\"");
    assert_eq!(open.ask(&asked, named).await.0, 200);
    room.screen(1, wenzheng::kernel::post::Verdict::Approve).await.unwrap();
    room.live().await;
    let post = room.post(1).await.post;
    room.act(room.host, Command::Stage { post: post.id, revision: post.revision }).await.unwrap();
    room.act(room.stenographer, Command::Head { text: words("标题"), before: None }).await.unwrap();
    room.act(room.stenographer, Command::Say { speaker: Speaker::Host, text: words("说"), before: None })
        .await
        .unwrap();
    room.act(room.host, Command::Pause { notice: words("稍候") }).await.unwrap();
    answer(room, 1, &words("书面")).await;
    room.vote(citizen(), 1).await.unwrap();
    let pages = open.reader.all(&open.code).await;
    let html: Vec<_> = pages.iter().filter(|(_, body)| body.starts_with("<!doctype html>")).cloned().collect();
    for shown in [
        "题 &#60;img",
        "背景 &#60;img",
        "问 &#60;img",
        "说 &#60;img",
        "标题 &#60;img",
        "书面 &#60;img",
        "稍候 &#60;img",
    ] {
        assert!(!where_is(&html, shown).is_empty(), "{shown} is shown nowhere");
    }
    for raw in ["<img src=x", "<script>alert", "<svg onload", "<b onmouseover", "href=\"javascript:", "</textarea><svg"]
    {
        assert_eq!(where_is(&html, raw), Vec::<String>::new(), "{raw}");
    }
}
