//! A house with its doors open, and a reader who follows every link.

use crate::house::House;
use std::{
    collections::{BTreeSet, VecDeque},
    sync::Arc,
};
use tokio_util::sync::CancellationToken;
use wenzheng::{
    app,
    config::Config,
    wire::keys::{Key, Keys},
};

/// Pages that are looked at; a house that has more must look at its addresses again.
const MOST: usize = 400;

/// Somebody with a browser that keeps no cookies unless they are handed in.
pub struct Reader {
    pub client: reqwest::Client,
    pub base: String,
}

impl Reader {
    /// Serves the house on a free port.
    pub async fn of(house: &House, stop: &CancellationToken) -> Reader {
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
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Reader { client, base: format!("http://{}", address.await.unwrap()) }
    }

    /// One page, or word that the copy under this tag still holds.
    pub async fn page(&self, path: &str, tag: Option<&str>) -> reqwest::Response {
        let request = self.client.get(format!("{}{path}", self.base)).header("accept", "text/html");
        tag.into_iter().fold(request, |request, tag| request.header("if-none-match", tag)).send().await.unwrap()
    }

    pub async fn read(&self, path: &str) -> String {
        let answer = self.client.get(format!("{}{path}", self.base)).header("accept", "*/*").send().await.unwrap();
        answer.text().await.unwrap()
    }

    /// Every page of ours that can be reached from the first one and the interface, by address.
    pub async fn all(&self, code: &str) -> Vec<(String, String)> {
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

/// Addresses of the pages that hold these words.
pub fn where_is(pages: &[(String, String)], words: &str) -> Vec<String> {
    pages.iter().filter(|(_, body)| body.contains(words)).map(|(path, _)| path.clone()).collect()
}
