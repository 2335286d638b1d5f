//! XML in memory: everything is escaped by the writer, and what XML cannot hold is left out.

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};
use std::borrow::Cow;

/// A file in the making.
pub(super) struct Xml(Writer<Vec<u8>>);

/// Names and values of an element.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    /// Begins with the declaration.
    pub fn new() -> Xml {
        let mut xml = Xml(Writer::new(Vec::new()));
        xml.put(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml.end_line();
        xml
    }

    /// Begins an element.
    pub fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        self.put(Event::Start(element(name, attributes)));
    }

    /// Ends an element.
    pub fn close(&mut self, name: &str) {
        self.put(Event::End(BytesEnd::new(name)));
        self.end_line();
    }

    /// An element without content.
    pub fn leaf(&mut self, name: &str, attributes: Attributes<'_>) {
        self.put(Event::Empty(element(name, attributes)));
        self.end_line();
    }

    /// Words.
    pub fn words(&mut self, words: &str) {
        self.put(Event::Text(BytesText::new(&possible(words))));
    }

    /// An element with nothing but words.
    pub fn holding(&mut self, name: &str, attributes: Attributes<'_>, words: &str) {
        self.open(name, attributes);
        self.words(words);
        self.close(name);
    }

    /// The file.
    pub fn file(self) -> Vec<u8> {
        self.0.into_inner()
    }

    fn end_line(&mut self) {
        self.put(Event::Text(BytesText::from_escaped("\n")));
    }

    fn put(&mut self, event: Event<'_>) {
        // Writing to memory does not fail.
        let _ = self.0.write_event(event);
    }
}

fn element<'a>(name: &'a str, attributes: Attributes<'_>) -> BytesStart<'a> {
    let mut element = BytesStart::new(name);
    for (name, value) in attributes {
        element.push_attribute((*name, possible(value).as_ref()));
    }
    element
}

/// Without the characters that XML 1.0 does not allow, however they are written.
fn possible(words: &str) -> Cow<'_, str> {
    let barred =
        |c: char| matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    if words.contains(barred) { Cow::Owned(words.replace(barred, "")) } else { Cow::Borrowed(words) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quick_xml::Reader;

    #[test]
    fn what_anybody_wrote_comes_back_and_nothing_of_it_is_markup() {
        for words in ["]]>", "<img onerror=1>", "a & b", "\"'", "\u{202E}x", "𠀀😀\u{200B}", "\u{1}a\u{FFFF}"] {
            let mut xml = Xml::new();
            xml.open("a", &[("of", words)]);
            xml.words(words);
            xml.close("a");
            let file = String::from_utf8(xml.file()).unwrap_or_default();
            let mut reader = Reader::from_str(&file);
            let mut read = String::new();
            loop {
                match reader.read_event() {
                    Ok(Event::Start(start)) => {
                        let of = start.try_get_attribute("of").ok().flatten();
                        let value = of.and_then(|of| {
                            of.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
                        });
                        assert_eq!(value.as_deref(), Some(possible(words).as_ref()), "{file}");
                    }
                    Ok(Event::Text(text)) => read.push_str(&text),
                    Ok(Event::GeneralRef(name)) => read.push_str(match &*name {
                        "lt" => "<",
                        "gt" => ">",
                        "amp" => "&",
                        "apos" => "'",
                        "quot" => "\"",
                        other => other.strip_prefix('#').map_or("?", |_| "#"),
                    }),
                    Ok(Event::Eof) | Err(_) => break,
                    Ok(_) => {}
                }
            }
            assert_eq!(read.trim_matches('\n'), possible(words), "{file}");
        }
    }
}
