//! The load of pages: what readers open first, each measured alone.

use crate::{connection::Target, crew::Member, fleet::Requests, options::PageLoad, report, runs};
use anyhow::Result;

/// Measures, prints, saves.
///
/// # Errors
/// When the server cannot be reached or a page is not to be had.
pub async fn measure(pages: &PageLoad) -> Result<()> {
    let load = &pages.load;
    let target = Target::parse(&load.base)?;
    let cookie = match &pages.login {
        Some(login) => Member::log_in(&target, None, login, &pages.password).await?.cookie().to_owned(),
        None => String::new(),
    };
    let mut sections = Vec::new();
    for (title, path) in paths(pages) {
        let request = request(&target, &path, (&cookie, pages.gzip));
        let title = if pages.gzip { format!("{title}, gzip") } else { title };
        let section = runs::repeat(load, &title, None, || Reader(request.clone())).await?;
        report::print(&section)?;
        sections.push(section);
    }
    report::save(&sections, load)
}

/// Titles and paths.
fn paths(pages: &PageLoad) -> Vec<(String, String)> {
    let room = &pages.load.room;
    let named = |named: &String| match named.split_once('=') {
        Some((title, path)) => (title.to_owned(), path.to_owned()),
        None => (named.clone(), named.clone()),
    };
    if !pages.paths.is_empty() {
        return pages.paths.iter().map(named).collect();
    }
    vec![
        ("home".to_owned(), "/".to_owned()),
        ("room, questions".to_owned(), format!("/r/{room}?view=questions")),
        ("record".to_owned(), format!("/r/{room}/record")),
    ]
}

fn request(target: &Target, path: &str, (cookie, gzip): (&str, bool)) -> Vec<u8> {
    let accepted = if gzip { "Accept-Encoding: gzip\r\n" } else { "" };
    let known = if cookie.is_empty() { String::new() } else { format!("Cookie: {cookie}\r\n") };
    let authority = &target.authority;
    let head = format!(
        "GET {path} HTTP/1.1\r\nHost: {authority}\r\nAccept: text/html\r\nAccept-Language: zh-CN\r\n{known}{accepted}\r\n"
    );
    head.into_bytes()
}

/// One page over and over.
struct Reader(Vec<u8>);

impl Requests for Reader {
    fn next(&mut self) -> &[u8] {
        &self.0
    }
}
