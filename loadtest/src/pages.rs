//! The load of pages: what readers open first, each measured alone.

use crate::{connection::Target, fleet::Requests, options::PageLoad, report, runs};
use anyhow::Result;

/// Measures, prints, saves.
///
/// # Errors
/// When the server cannot be reached or a page is not to be had.
pub async fn measure(pages: &PageLoad) -> Result<()> {
    let load = &pages.load;
    let target = Target::parse(&load.base)?;
    let paths = [
        ("home", "/".to_owned()),
        ("room, questions", format!("/r/{}?view=questions", load.room)),
        ("record", format!("/r/{}/record", load.room)),
    ];
    let mut sections = Vec::new();
    for (title, path) in paths {
        let request = request(&target, &path, pages.gzip);
        let title = if pages.gzip { format!("{title}, gzip") } else { title.to_owned() };
        let section = runs::repeat(load, &title, None, || Reader(request.clone())).await?;
        report::print(&section)?;
        sections.push(section);
    }
    report::save(&sections, load)
}

fn request(target: &Target, path: &str, gzip: bool) -> Vec<u8> {
    let accepted = if gzip { "Accept-Encoding: gzip\r\n" } else { "" };
    let authority = &target.authority;
    let head = format!(
        "GET {path} HTTP/1.1\r\nHost: {authority}\r\nAccept: text/html\r\nAccept-Language: zh-CN\r\n{accepted}\r\n"
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
