//! Sitemaps (sitemaps.org): every address a search engine may know, in one file, or in parts under an index.

use super::xml::Xml;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
/// Most addresses of one file, by the protocol.
pub const MOST: u32 = 50_000;
/// The media type.
pub const MEDIA_TYPE: &str = "application/xml; charset=utf-8";

/// How the addresses are spread over files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    /// All in one.
    One,
    /// An index of parts.
    Parts {
        /// Files with rooms.
        rooms: u32,
        /// Files with questions.
        questions: u32,
    },
}

/// The plan for so many `rooms` with `each` addresses, and so many `questions`, where a file holds `most`.
pub fn plan(rooms: u32, each: u32, questions: u32, most: u32) -> Plan {
    let all = u64::from(rooms) * u64::from(each) + u64::from(questions);
    if all <= u64::from(most) {
        return Plan::One;
    }
    Plan::Parts { rooms: rooms.div_ceil(rooms_of_part(each, most)), questions: questions.div_ceil(most) }
}

/// Rooms of one part.
pub fn rooms_of_part(each: u32, most: u32) -> u32 {
    (most / each.max(1)).max(1)
}

/// The index of these addresses of sitemaps.
pub fn index(addresses: &[String]) -> Vec<u8> {
    list("sitemapindex", "sitemap", addresses)
}

/// The file with these addresses.
pub fn file(addresses: &[String]) -> Vec<u8> {
    list("urlset", "url", addresses)
}

fn list(around: &str, each: &str, addresses: &[String]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open(around, &[("xmlns", NAMESPACE)]);
    for address in addresses {
        xml.open(each, &[]);
        xml.holding("loc", &[], address);
        xml.close(each);
    }
    xml.close(around);
    xml.file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_holds_no_more_than_the_protocol_allows() {
        assert_eq!(plan(10, 4, 100, MOST), Plan::One);
        assert_eq!(plan(12_500, 4, 0, MOST), Plan::One);
        assert_eq!(plan(12_500, 4, 1, MOST), Plan::Parts { rooms: 1, questions: 1 });
        assert_eq!(plan(12_501, 4, 50_001, MOST), Plan::Parts { rooms: 2, questions: 2 });
        assert_eq!(plan(u32::MAX, 4, 0, MOST), Plan::Parts { rooms: u32::MAX.div_ceil(12_500), questions: 0 });
    }
}
