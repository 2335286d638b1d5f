//! Files at the door: brought by staff, given out by permit, inert wherever they go.

use crate::house::{House, citizen, picture};
use std::sync::Arc;
use tokio_util::sync::CancellationToken;
use wenzheng::{
    auth::Auth,
    http::{self, App, Door, DoorConfig, Probes},
    kernel::{
        command::Command,
        limits::Limits,
        policy::Policy,
        principal::{Principal, Reach, Role},
    },
    store::place_of,
    wire::keys::{Key, Keys},
};

struct Shelf {
    base: String,
    auth: Auth,
    keys: Keys,
    now: i64,
    client: reqwest::Client,
    stop: CancellationToken,
}

impl Drop for Shelf {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Shelf {
    async fn open(house: &House) -> Shelf {
        let keys = Keys::new(Key { id: "k1".into(), secret: [7; 32] }, vec![]);
        let auth = Auth::new(house.db.clone(), &Limits::default(), jiff::tz::TimeZone::UTC);
        let app = App {
            similar: wenzheng::similar::Similar::new(house.db.clone(), &Limits::default()),
            archive: house.archive.clone(),
            notices: crate::doors::closed(house),
            db: house.db.clone(),
            desk: house.desk.clone(),
            files: house.files(),
            auth: auth.clone(),
            viewers: std::sync::Arc::new(|_| 0),
            keys: keys.clone(),
            zone: jiff::tz::TimeZone::UTC,
        };
        let door = Door::new(DoorConfig::default(), keys.clone());
        let probes = Probes { ready: Arc::new(|| true), metrics: Arc::new(String::new) };
        let router = http::door(http::routes(app), door.clone(), probes);
        let listener = http::listen("127.0.0.1:0".parse().unwrap(), &door.config.limits).unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let (stop, now) = (CancellationToken::new(), house.now());
        tokio::spawn(http::serve(listener, router, door, stop.clone()));
        Shelf { base, auth, keys, now, client: reqwest::Client::new(), stop }
    }

    async fn cookie(&self, who: Principal) -> String {
        let Principal::Staff(person) = who else { return String::new() };
        let session = self.auth.open(person, self.now).await.unwrap();
        format!("wz_s={}", self.keys.seal("wz_s", &session))
    }

    async fn get(&self, path: &str, who: Principal) -> reqwest::Response {
        let request = self.client.get(format!("{}{path}", self.base)).header("Cookie", self.cookie(who).await);
        request.send().await.unwrap()
    }

    /// Sends the fields and then a file to the door for programs.
    async fn bring(&self, who: Principal, fields: &[(&str, &str)], name: &str, bytes: &[u8]) -> (u16, String, String) {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
        }
        let head = format!("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        body.extend([head.as_bytes(), bytes, b"\r\n--x--\r\n"].concat());
        let request = self.client.post(format!("{}/api/v1/files", self.base)).body(body);
        let request = request.header("Content-Type", "multipart/form-data; boundary=x").header("Origin", &self.base);
        let answer = request.header("Cookie", self.cookie(who).await).send().await.unwrap();
        let (status, json) = (answer.status().as_u16(), answer.json::<serde_json::Value>().await.unwrap());
        let text = |key: &str| json[key].as_str().unwrap_or_default().to_owned();
        (status, text("code"), text("file"))
    }
}

fn header<'a>(answer: &'a reqwest::Response, name: &str) -> &'a str {
    answer.headers().get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
}

#[tokio::test]
async fn staff_bring_files_and_everybody_gets_what_is_public() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let code = house.db.room(room.room).await.unwrap().unwrap().code;
    let shelf = Shelf::open(&house).await;
    let fields = [("room", code.as_str()), ("purpose", "photo")];
    let photo = picture(2_000, 1_000);
    let (status, _, file) = shelf.bring(room.stenographer, &fields, "会场.png", &photo).await;
    assert_eq!((status, file.len()), (201, 64));

    let path = format!("/files/{file}");
    for stranger in [citizen(), house.staff("elsewhere", &[]).await] {
        assert_eq!(shelf.get(&path, stranger).await.status(), 404);
    }
    let own = shelf.get(&path, room.moderator).await;
    assert_eq!((own.status().as_u16(), header(&own, "cache-control")), (200, "private, no-store"));
    room.live().await;
    let id = file.parse().unwrap();
    let place = Command::PlacePhoto { file: id, text: "会场".into(), alt: "三个人".into(), before: None };
    let line = room.act(room.stenographer, place).await.unwrap().line.unwrap();
    let open = shelf.get(&path, citizen()).await;
    assert_eq!(open.status(), 200);
    assert_eq!(header(&open, "content-type"), "image/jpeg");
    assert_eq!(header(&open, "cache-control"), "public, max-age=31536000, s-maxage=0, immutable");
    assert_eq!(header(&open, "x-content-type-options"), "nosniff");
    assert_eq!(header(&open, "content-security-policy"), "default-src 'none'; sandbox");
    assert!(header(&open, "set-cookie").is_empty());
    let etag = header(&open, "etag").to_owned();
    let kept = std::fs::read(house.db.folder().join(place_of(id))).unwrap();
    assert_eq!(open.bytes().await.unwrap(), kept);
    let again = shelf.client.get(format!("{}{path}", shelf.base)).header("If-None-Match", etag);
    assert_eq!(again.send().await.unwrap().status(), 304);
    let small = shelf.get(&format!("{path}/small"), citizen()).await.bytes().await.unwrap();
    assert_eq!(image::load_from_memory(&small).unwrap().width(), 480);

    room.act(room.moderator, Command::TakeDownLine { line }).await.unwrap();
    for gone in [path.clone(), format!("{path}/small")] {
        assert_eq!(shelf.get(&gone, citizen()).await.status(), 404, "{gone}");
        assert_eq!(shelf.get(&gone, room.moderator).await.status(), 200);
    }
    for nothing in ["/files/x", "/files/..%2f..%2fsecret.key", &format!("/files/{}", "0".repeat(64))] {
        assert!(shelf.get(nothing, room.moderator).await.status().is_client_error(), "{nothing}");
    }
}

#[tokio::test]
async fn documents_are_handed_over_to_be_saved() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let code = house.db.room(room.room).await.unwrap().unwrap().code;
    let shelf = Shelf::open(&house).await;
    let fields = [("room", code.as_str()), ("purpose", "paper")];
    let paper = b"%PDF-1.7 <script>alert(1)</script>";
    let (_, _, file) = shelf.bring(room.host, &fields, "../线网 方案.html", paper).await;
    let given = shelf.get(&format!("/files/{file}"), room.host).await;
    assert_eq!(header(&given, "content-type"), "application/pdf");
    let name = "attachment; filename*=UTF-8''%E7%BA%BF%E7%BD%91%20%E6%96%B9%E6%A1%88.pdf";
    assert_eq!(header(&given, "content-disposition"), name);
    assert_eq!(header(&given, "content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(given.bytes().await.unwrap(), &paper[..]);
}

#[tokio::test]
async fn what_cannot_be_kept_is_said_with_a_code() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let code = house.db.room(room.room).await.unwrap().unwrap().code;
    let shelf = Shelf::open(&house).await;
    let photo = [("room", code.as_str()), ("purpose", "photo")];
    let auditor = house.staff("auditor", &[(Role::Auditor, Reach::Installation)]).await;
    let picture = picture(640, 480);
    let large = vec![b'a'; Limits::default().file_bytes + 1];
    let no_room = [("purpose", "photo")];
    /// Who brings what, and what is said.
    type Case<'a> = (Principal, &'a [(&'a str, &'a str)], &'a [u8], (u16, &'a str));
    let cases: [Case; 7] = [
        (room.host, &photo, b"<svg/>", (415, "file-type")),
        (room.host, &photo, &picture[..400], (422, "picture-damaged")),
        (room.host, &photo, &large, (413, "file-too-large")),
        (room.host, &no_room, &picture, (404, "not-found")),
        (room.host, &[("room", &code), ("purpose", "fun")], &picture, (400, "malformed")),
        (auditor, &photo, &picture, (403, "not-allowed")),
        (citizen(), &photo, &picture, (401, "login-required")),
    ];
    for (who, fields, bytes, (status, code)) in cases {
        let said = shelf.bring(who, fields, "a.png", bytes).await;
        assert_eq!((said.0, said.1.as_str()), (status, code));
    }
    assert_eq!(house.db.all_files().await.unwrap(), []);
}
