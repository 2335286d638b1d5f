//! The record as a debate of Akoma Ntoso 3.0 (OASIS LegalDocML): who is who, where it is from, and the words.

use super::{
    akoma_body::{Voices, body},
    format::Say,
    table,
    xml::{Attributes, Xml},
};
use crate::wire::document::Document;

const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";
/// The country of work addresses.
const COUNTRY: &str = "cn";
/// Who wrote the file.
const MAKER: &str = "#wenzheng";

/// The file, valid against the schema of the standard.
pub(super) fn file(document: &Document, say: Say<'_>) -> Vec<u8> {
    let voices = Voices::of(document, say);
    let mut xml = Xml::new();
    xml.open("akomaNtoso", &[("xmlns", NAMESPACE)]);
    xml.open("debate", &[("name", "interview"), ("contains", "originalVersion")]);
    xml.open("meta", &[]);
    identification(&mut xml, document);
    references(&mut xml, document, &voices);
    xml.close("meta");
    preface(&mut xml, document, say);
    body(&mut xml, document, &voices, say);
    xml.close("debate");
    xml.close("akomaNtoso");
    xml.file()
}

fn language(document: &Document) -> &'static str {
    if document.lang == "en" { "eng" } else { "zho" }
}

fn identification(xml: &mut Xml, document: &Document) {
    let held = document.times.starts_at.date();
    let last = document.times.closed_at.as_ref().map_or_else(|| held.clone(), |at| at.date());
    let work = format!("/akn/{COUNTRY}/debate/{held}/{}", document.room);
    let expression = format!("{work}/{}@{last}", language(document));
    xml.open("identification", &[("source", MAKER)]);
    level(xml, "FRBRWork", &work, "/!main", |xml| {
        xml.leaf("FRBRalias", &[("value", &document.address), ("name", "permanent")]);
        xml.leaf("FRBRdate", &[("date", &held), ("name", "session")]);
        xml.leaf("FRBRauthor", &[("href", "#unit-1")]);
        xml.leaf("FRBRcountry", &[("value", COUNTRY)]);
        xml.leaf("FRBRnumber", &[("value", &document.room)]);
    });
    level(xml, "FRBRExpression", &expression, "/!main", |xml| {
        xml.leaf("FRBRdate", &[("date", &last), ("name", "record")]);
        xml.leaf("FRBRauthor", &[("href", "#unit-1")]);
        xml.leaf("FRBRlanguage", &[("language", language(document))]);
    });
    level(xml, "FRBRManifestation", &expression, "/!main.xml", |xml| {
        xml.leaf("FRBRdate", &[("date", &last), ("name", "export")]);
        xml.leaf("FRBRauthor", &[("href", MAKER)]);
        xml.leaf("FRBRformat", &[("value", "application/akn+xml")]);
    });
    xml.close("identification");
}

fn level(xml: &mut Xml, name: &str, address: &str, part: &str, rest: impl FnOnce(&mut Xml)) {
    xml.open(name, &[]);
    xml.leaf("FRBRthis", &[("value", &format!("{address}{part}"))]);
    xml.leaf("FRBRuri", &[("value", address)]);
    rest(xml);
    xml.close(name);
}

fn references(xml: &mut Xml, document: &Document, voices: &Voices) {
    xml.open("references", &[("source", MAKER)]);
    let record = format!("{}/record", document.address);
    xml.leaf("original", &[("eId", "record"), ("href", &record), ("showAs", &document.topic)]);
    let mut named = |kind: &str, id: &str, name: &str| {
        let concept = format!("/akn/ontology/{}/{COUNTRY}/{}/{id}", kind_of(kind), document.room);
        let attributes: Attributes<'_> = &[("eId", id), ("href", &concept), ("showAs", name)];
        xml.leaf(kind, attributes);
    };
    named("TLCOrganization", "wenzheng", "Wenzheng");
    let nobody = [document.room.clone()];
    let units = if document.units.is_empty() { &nobody[..] } else { &document.units };
    for (number, unit) in (1..).zip(units) {
        named("TLCOrganization", &format!("unit-{number}"), unit);
    }
    for (id, name) in &voices.people {
        named("TLCPerson", id, name);
    }
    for (id, office) in &voices.roles {
        named("TLCRole", id, office);
    }
    xml.close("references");
}

fn kind_of(kind: &str) -> &'static str {
    match kind {
        "TLCOrganization" => "organization",
        "TLCRole" => "role",
        _ => "person",
    }
}

fn preface(xml: &mut Xml, document: &Document, say: Say<'_>) {
    xml.open("preface", &[]);
    xml.open("longTitle", &[]);
    xml.open("p", &[]);
    xml.holding("docTitle", &[], &document.topic);
    xml.close("p");
    xml.close("longTitle");
    let (date, units) = (document.times.starts_at.date(), document.units.join("、"));
    xml.open("p", &[]);
    xml.holding("docDate", &[("date", &date)], &date);
    xml.close("p");
    for words in [&units, &say(&document.status_word()), &document.address] {
        xml.holding("p", &[], words);
    }
    for text in document.summary.iter().chain(&document.background) {
        paragraphs(xml, &table::shown(text, say));
    }
    xml.close("preface");
}

/// Each line of the words as a paragraph; at least one.
pub(super) fn paragraphs(xml: &mut Xml, words: &str) {
    let mut lines = words.lines().filter(|line| !line.trim().is_empty()).peekable();
    if lines.peek().is_none() {
        xml.leaf("p", &[]);
    }
    for line in lines {
        xml.holding("p", &[], line);
    }
}
