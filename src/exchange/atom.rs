//! Atom feeds (RFC 4287). A crate for the format would bring a second library for time along.

use super::xml::Xml;
use crate::kernel::id::Millis;
use jiff::Timestamp;

/// A feed.
#[derive(Clone, Debug)]
pub struct Feed {
    /// Its own address, which is also its identity.
    pub address: String,
    /// The page it follows.
    pub page: String,
    /// Title.
    pub title: String,
    /// Who publishes it.
    pub author: String,
    /// Language tag.
    pub lang: &'static str,
    /// What it says if it holds nothing, in UTC ms.
    pub updated_at: Millis,
    /// Newest first.
    pub entries: Vec<Entry>,
}

/// One piece of news.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The same whatever changes.
    pub id: String,
    /// The page it is about.
    pub address: String,
    /// Title.
    pub title: String,
    /// When it was published, in UTC ms.
    pub published_at: Millis,
    /// When it changed last in a way that readers care about, in UTC ms.
    pub updated_at: Millis,
    /// Who wrote it, where that is not the publisher.
    pub authors: Vec<String>,
    /// The words, as text.
    pub words: String,
}

/// The media type of feeds.
pub const MEDIA_TYPE: &str = "application/atom+xml; charset=utf-8";

impl Feed {
    /// The file.
    pub fn file(&self) -> Vec<u8> {
        let newest = self.entries.iter().map(|entry| entry.updated_at).max().unwrap_or(self.updated_at);
        let mut xml = Xml::new();
        xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", self.lang)]);
        xml.holding("id", &[], &self.address);
        xml.holding("title", &[], &self.title);
        xml.holding("updated", &[], &utc(newest));
        xml.leaf("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &self.address)]);
        xml.leaf("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &self.page)]);
        author(&mut xml, &self.author);
        for entry in &self.entries {
            entry.put(&mut xml);
        }
        xml.close("feed");
        xml.file()
    }
}

impl Entry {
    fn put(&self, xml: &mut Xml) {
        xml.open("entry", &[]);
        xml.holding("id", &[], &self.id);
        xml.holding("title", &[], &self.title);
        xml.holding("published", &[], &utc(self.published_at));
        xml.holding("updated", &[], &utc(self.updated_at));
        xml.leaf("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &self.address)]);
        for name in &self.authors {
            author(xml, name);
        }
        xml.holding("content", &[("type", "text")], &self.words);
        xml.close("entry");
    }
}

fn author(xml: &mut Xml, name: &str) {
    xml.open("author", &[]);
    xml.holding("name", &[], name);
    xml.close("author");
}

fn utc(ms: Millis) -> String {
    let at = Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH);
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
