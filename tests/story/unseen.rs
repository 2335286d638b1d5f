//! What only the crew may see is on no page that the public can reach, whatever pages there are.

use crate::house::{House, Interview};
use std::{
    collections::{BTreeSet, VecDeque},
    sync::Arc,
};
use tokio_util::sync::CancellationToken;
use wenzheng::{
    app,
    config::Config,
    kernel::{command::Command, line::Speaker, policy::Policy},
    wire::keys::{Key, Keys},
};

/// Pages that are looked at; a house that has more must look at its addresses again.
const MOST: usize = 400;

struct Reader {
    client: reqwest::Client,
    base: String,
}

impl Reader {
    /// Serves the house on a free port.
    async fn of(house: &House, stop: &CancellationToken) -> Reader {
        let keys = Keys::new(Key { id: "k1".into(), secret: [7; 32] }, vec![]);
        let roof = app::House { db: house.db.clone(), desk: house.desk.clone(), files: house.files(), keys };
        let mut config = Config { listen: ([127, 0, 0, 1], 0).into(), ..Config::default() };
        let door = &mut config.door;
        for rate in [&mut door.reads_per_second, &mut door.connection_per_second, &mut door.public_per_second] {
            *rate = 0;
        }
        let (told, address) = tokio::sync::oneshot::channel();
        let stop = stop.clone();
        tokio::spawn(async move {
            let told = |address| told.send(address).unwrap();
            roof.serve(&config, Arc::new(String::new), stop, told).await.unwrap();
        });
        Reader { client: reqwest::Client::new(), base: format!("http://{}", address.await.unwrap()) }
    }

    async fn read(&self, path: &str) -> String {
        let answer = self.client.get(format!("{}{path}", self.base)).header("accept", "*/*").send().await.unwrap();
        answer.text().await.unwrap()
    }

    /// Every page of ours that can be reached from the first one and the interface, by address.
    async fn all(&self, code: &str) -> Vec<(String, String)> {
        let begin = ["/", "/en/", "/archive", "/api/v1/rooms", "/api/openapi.json"].map(String::from);
        let own = ["", "/posts?limit=100", "/lines?limit=100"].map(|end| format!("/api/v1/rooms/{code}{end}"));
        let room = ["?view=questions", "?view=record", "/record"].map(|end| format!("/r/{code}{end}"));
        let mut open: VecDeque<String> = begin.into_iter().chain(own).chain(room).collect();
        let mut known: BTreeSet<String> = open.iter().cloned().collect();
        let mut pages = Vec::new();
        while let Some(path) = open.pop_front() {
            assert!(pages.len() < MOST, "more pages than expected");
            let body = self.read(&path).await;
            for link in links(&body, &self.base) {
                if known.insert(link.clone()) {
                    open.push_back(link);
                }
            }
            pages.push((path, body));
        }
        pages
    }
}

/// Addresses of ours that a page leads to; changing the language or the look leads to the same pages.
fn links(body: &str, base: &str) -> Vec<String> {
    let named = ["href=\"", "src=\"", "content=\""].into_iter().flat_map(|name| body.split(name).skip(1));
    let paths = named.filter_map(|rest| rest.split('"').next()).map(|link| link.trim_start_matches(base));
    let own = paths.filter(|link| link.starts_with('/') && !link.starts_with("//"));
    let plain = own.map(|link| link.split('#').next().unwrap_or_default().replace("&#38;", "&").replace("&amp;", "&"));
    plain.filter(|link| !link.contains("/speak/") && !link.starts_with("/assets/")).collect()
}

fn where_is(pages: &[(String, String)], words: &str) -> Vec<String> {
    pages.iter().filter(|(_, body)| body.contains(words)).map(|(path, _)| path.clone()).collect()
}

async fn secrets(room: &Interview<'_>) -> Vec<&'static str> {
    let guest = Speaker::Guest { guest: room.guests[0] };
    let steno = room.stenographer;
    let prepare = |speaker, text: &str| Command::Prepare { speaker, text: text.into() };
    room.act(steno, prepare(Some(guest), "秘稿甲，嘉宾还没有说。")).await.unwrap();
    room.act(steno, prepare(None, "秘稿乙，小标题")).await.unwrap();
    room.act(steno, Command::Say { speaker: Speaker::Host, text: "秘稿丙，等着校对。".into() }).await.unwrap();
    room.act(steno, Command::Reword { block: 3, revision: 1, text: "秘稿丁，已经改过。".into() }).await.unwrap();
    let cue = Command::Cue { cue: None, text: "秘稿戊，请收尾".into() };
    room.act(room.host, cue).await.unwrap();
    vec!["秘稿戊", "秘稿甲", "秘稿乙", "秘稿丙", "秘稿丁"]
}

#[tokio::test]
async fn words_of_the_crew_are_on_no_public_page_until_they_are_shown() {
    let house = House::new().await;
    let room = house.interview(Policy { proof_ms: 600_000, ..Policy::default() }).await;
    let number = room.listed("票价会涨吗？").await;
    room.live().await;
    let post = room.post(number).await.post;
    room.act(room.host, Command::Stage { post: post.id, revision: post.revision }).await.unwrap();
    let secrets = secrets(&room).await;
    let stop = CancellationToken::new();
    let reader = Reader::of(&house, &stop).await;
    let code = house.db.room(room.room).await.unwrap().unwrap().code;

    let pages = reader.all(&code).await;
    assert!(where_is(&pages, "票价会涨吗？").len() > 4, "hardly a page was read");
    for secret in secrets {
        assert_eq!(where_is(&pages, secret), Vec::<String>::new(), "{secret}");
    }
    // The control: once shown they are found by the same look.
    room.act(room.stenographer, Command::Show { block: 1, revision: 1 }).await.unwrap();
    room.act(room.stenographer, Command::Show { block: 3, revision: 2 }).await.unwrap();
    let pages = reader.all(&code).await;
    for (shown, least) in [("秘稿甲", 3), ("秘稿丁", 3)] {
        let found = where_is(&pages, shown);
        assert!(found.len() >= least, "{shown} is only on {found:?}");
    }
    assert_eq!(where_is(&pages, "秘稿丙"), Vec::<String>::new(), "what was corrected in time");
    stop.cancel();
}
