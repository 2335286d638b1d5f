//! Everything that can be done before the queue: cleaning, counting, screening, hashing, fresh ids.

use super::{
    continued::continued,
    current::Settings,
    named,
    submit::{Act, Inner},
    unchanged::{unchanged, unchanged_notes},
};
use crate::{
    kernel::{
        appeal::AppealStep,
        calendar::{Calendar, CalendarFault},
        clock::ClockStep,
        command::{CalendarChange, Command, OfficeCommand},
        contact,
        given::Given,
        hears::MailStep,
        id::{OFFICE, PassId, PostId, RoomId, TextId},
        material::Material,
        matter::{Catalogue, MatterFault},
        office::PersonCard,
        phrase::Phrase,
        post::{Mark, Verdict},
        principal::{Card, Principal},
        record::Notes,
        refusal::Refusal,
        room::About,
        template::Setup,
        text::{Lang, Words},
        workflow::FIELDS_MOST,
    },
    store::StoreError,
};
use lettre::Address;
use moderation::{RulebookError, Severity, Shingles};
use serde_json::Value;
use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
};
use uuid::Uuid;

/// Draws of a short code before giving up.
const CODE_TRIES: usize = 20;
/// Texts kept per room for noticing repeats.
const RECENT: usize = 64;
/// The longest mail address there can be, in bytes (RFC 5321, 4.5.3.1).
const MAIL_BYTES: usize = 254;

/// What the writer needs beside what it reads itself.
pub(super) struct Prepared {
    pub given: Given,
    pub card: Option<Card>,
}

pub(super) async fn prepare(inner: &Inner, principal: Principal, act: &Act) -> Result<Prepared, Refusal> {
    let settings = inner.current.get();
    match act {
        Act::Room(room, command) => prepare_room(inner, &settings, principal, *room, command).await,
        Act::Office(command) => {
            if let OfficeCommand::AmendMatters { file, .. } = &**command {
                matters(inner, &settings, file).await?;
            }
            let mut prepared = prepare_office(inner, &settings, command)?;
            prepared.given.files = named::files(inner, principal, OFFICE, command.files()).await?;
            Ok(prepared)
        }
    }
}

fn blank(inner: &Inner, settings: &Settings) -> Given {
    Given {
        now: 0,
        post: PostId(Uuid::now_v7()),
        pass: PassId(uuid::Builder::from_random_bytes(rand::random()).into_uuid()),
        code: String::new(),
        words: None,
        continues: None,
        author: None,
        alt: None,
        public_answer: None,
        form: None,
        about: None,
        files: Vec::new(),
        marks: Vec::new(),
        ranks: Vec::new(),
        places: Vec::new(),
        found: Vec::new(),
        cards: Vec::new(),
        name_reserved: false,
        rule_known: false,
        mover: None,
        voted: false,
        calendar: settings.calendar.clone(),
        zone: inner.zone.clone(),
        units_known: false,
        matter_days: None,
        heirs: Vec::new(),
        reference_known: false,
        limits: inner.limits.clone(),
    }
}

/// A short code that no room has; six digits can be said on the telephone.
async fn free_code(inner: &Inner) -> Result<String, Refusal> {
    for _ in 0..CODE_TRIES {
        let code = rand::random_range(100_000..1_000_000).to_string();
        if inner.db.room_by_code(&code).await.map_err(|_| Refusal::StorageFailed)?.is_none() {
            return Ok(code);
        }
    }
    Err(Refusal::Busy { retry_after_ms: 1_000 })
}

/// Whether a citizen's words are held against the rulebook.
fn is_screened(command: &Command) -> bool {
    use Command::{Appeal, Ask, Edit, Enter, Rate, Write};
    let appeals = matches!(command, Appeal { step: AppealStep::Make { .. } });
    // What was answered long ago was looked at then.
    if command.reference().is_some() {
        return false;
    }
    appeals || matches!(command, Ask { .. } | Edit { .. } | Enter { .. } | Rate { .. } | Write(_))
}

async fn prepare_room(
    inner: &Inner,
    settings: &Settings,
    principal: Principal,
    room: RoomId,
    command: &Command,
) -> Result<Prepared, Refusal> {
    let mut given = blank(inner, settings);
    given.matter_days = command.matter().and_then(|code| settings.matters.find(code)?.days);
    if let Some(words) = command.words() {
        let clean = cleaned(inner, words)?;
        if is_screened(command) {
            let post = command.posts().first().copied().unwrap_or(given.post);
            given.marks = screened(inner, settings, (room, post), &clean);
        }
        let (continues, whole) = continued(inner, command, clean).await?;
        unchanged(inner, room, command, &whole).await?;
        given.continues = continues;
        given.words = (!whole.is_empty()).then(|| bind(whole, None));
    }
    if let Some(alt) = command.alt() {
        let clean = cleaned(inner, alt)?;
        given.alt = (!clean.is_empty()).then(|| bind(clean, None));
    }
    if let Some(answer) = command.public_answer() {
        let clean = cleaned(inner, answer)?;
        given.public_answer = (!clean.is_empty()).then(|| bind(clean, None));
    }
    given.form = command.values().map(|values| form(inner, values)).transpose()?;
    let card = command.name().map(|name| card(inner, principal, name, command)).transpose()?;
    if let Some(card) = &card {
        given.name_reserved = is_reserved(inner, room, &card.name).await?;
        given.author = Some(bind(as_json(card)?, Some(Lang::guess(&card.name))));
    }
    if let Some(about) = command.about() {
        given.about = Some(bind(as_json(&checked(inner, about)?)?, Some(about.lang)));
    }
    if let Some(notes) = command.notes() {
        let json = as_json(&checked_notes(inner, notes)?)?;
        unchanged_notes(inner, room, &json).await?;
        given.about = Some(bind(json, Some(notes.lang)));
    }
    if let Command::Clock { step: ClockStep::Forget { posts } } = command {
        given.cards = cards(inner, posts).await?;
    }
    given.files = named::files(inner, principal, room, command.files()).await?;
    if let Command::Draw(_) = command {
        given.code = free_code(inner).await?;
    }
    given.rule_known = cited(command).is_some_and(|rule| settings.rulebook.is_citable(rule));
    Ok(Prepared { given, card })
}

fn prepare_office(inner: &Inner, settings: &Settings, command: &OfficeCommand) -> Result<Prepared, Refusal> {
    let mut given = blank(inner, settings);
    let body = match command {
        OfficeCommand::SetSite { site } => Some(as_json(site)?),
        OfficeCommand::AdoptRulebook { file } => {
            let rulebook = moderation::Rulebook::parse(file).map_err(bad_rulebook)?;
            moderation::Screener::new(&rulebook).map_err(bad_rulebook)?;
            // Rules are cited by id: whoever reads the log must be able to tell which wording was in force.
            if rulebook.version <= settings.rulebook.version && *file != settings.rulebook_file {
                return Err(Refusal::OldVersion { version: settings.rulebook.version });
            }
            Some(file.clone())
        }
        OfficeCommand::AmendCalendar { change, seen } => {
            let calendar = &settings.calendar;
            if calendar.edition != *seen {
                return Err(Refusal::Stale { revision: calendar.edition });
            }
            Some(amended(calendar, change)?.written())
        }
        OfficeCommand::AmendMatters { file, seen } => Some(seen_matters(settings, file, *seen)?.written()),
        OfficeCommand::SetReadOnly { message } => message.as_deref().map(|text| cleaned(inner, text)).transpose()?,
        OfficeCommand::SetUnit { name, .. } => {
            let name = cleaned(inner, name)?;
            fits(inner, &name, inner.limits.name_chars)?;
            Some(name)
        }
        OfficeCommand::SetPerson { login, name, .. } => {
            let card = PersonCard { login: cleaned(inner, login)?.to_lowercase(), name: cleaned(inner, name)? };
            Some(as_json(&card)?)
        }
        OfficeCommand::SetTemplate { setup, .. } => Some(as_json(&checked_setup(inner, setup)?)?),
        OfficeCommand::SetPassword { hash, .. } => Some(hash.clone()),
        OfficeCommand::Mail { step: MailStep::Ask { address, .. }, .. } => Some(mail(address)?),
        OfficeCommand::SetPhrases { phrases, .. } => Some(as_json(&checked_phrases(inner, phrases)?)?),
        _ => None,
    };
    given.words = body.filter(|body| !body.is_empty()).map(|body| bind(body, None));
    Ok(Prepared { given, card: None })
}

/// What is filled into a form, without what is blank: one text, so that all of it goes when it has to go.
fn form(inner: &Inner, values: &BTreeMap<String, String>) -> Result<(Words, BTreeMap<String, String>), Refusal> {
    if values.len() > FIELDS_MOST {
        return Err(Refusal::Full { most: FIELDS_MOST });
    }
    let clean = values.iter().map(|(name, value)| Ok((name.clone(), cleaned(inner, value)?.trim().to_owned())));
    let clean = clean.collect::<Result<BTreeMap<_, _>, Refusal>>()?;
    let clean: BTreeMap<_, _> = clean.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let said = clean.values().map(String::as_str).collect::<Vec<_>>().join("\n");
    Ok((bind(as_json(&clean)?, Some(Lang::guess(&said))), clean))
}

/// The catalogue that a sheet would be, where it names nothing but units of the tree.
pub(super) async fn matters(inner: &Inner, settings: &Settings, file: &str) -> Result<Catalogue, Refusal> {
    let failed = |_| Refusal::StorageFailed;
    let units = inner.db.units().await.map_err(failed)?;
    let ids: Vec<TextId> = units.iter().map(|unit| unit.name.id).collect();
    let texts = inner.db.texts(&ids).await.map_err(failed)?;
    let names: HashSet<&str> = texts.values().filter_map(|row| row.body.as_deref()).collect();
    let read = Catalogue::read_for(settings.matters.edition + 1, file, |unit| names.contains(unit));
    read.map_err(bad_matters)
}

fn seen_matters(settings: &Settings, file: &str, seen: u32) -> Result<Catalogue, Refusal> {
    let edition = settings.matters.edition;
    if edition != seen {
        return Err(Refusal::Stale { revision: edition });
    }
    let catalogue = Catalogue::read(edition + 1, file).map_err(bad_matters)?;
    if catalogue.matters == settings.matters.matters { Err(Refusal::Unchanged) } else { Ok(catalogue) }
}

fn bad_matters(MatterFault { row, kind }: MatterFault) -> Refusal {
    Refusal::BadMatters { row, fault: kind.code() }
}

fn amended(calendar: &Calendar, change: &CalendarChange) -> Result<Calendar, Refusal> {
    let amended = match change {
        CalendarChange::Set { file } => calendar.amended(file),
        CalendarChange::Withdraw { year } => calendar.withdrawn(*year),
    };
    amended.map_err(|CalendarFault { row, kind }| Refusal::BadCalendar { row, fault: kind.code() })
}

fn cleaned(inner: &Inner, text: &str) -> Result<String, Refusal> {
    if text.len() > inner.limits.text_bytes {
        let counts = moderation::count(text);
        let (max_chars, max_bytes) = (inner.limits.reply_chars, inner.limits.text_bytes);
        return Err(Refusal::TooLong { chars: counts.people, max_chars, bytes: counts.bytes, max_bytes });
    }
    moderation::clean(text).map_err(|_| Refusal::UncleanText)
}

fn bind(body: String, lang: Option<Lang>) -> Words {
    let lang = lang.unwrap_or_else(|| Lang::guess(&body));
    let counted = |text: &str| moderation::count(text).people;
    let (people, first_line) = (counted(&body), body.split_once('\n').map(|(first, _)| counted(first)));
    let mut words = Words::new(TextId(Uuid::now_v7()), format!("{:032x}", rand::random::<u128>()), body, lang, people);
    words.first_line = first_line.unwrap_or(people);
    words
}

fn as_json<T: serde::Serialize>(value: &T) -> Result<String, Refusal> {
    serde_json::to_string(value).map_err(|e| Refusal::Malformed { why: e.to_string() })
}

fn card(inner: &Inner, principal: Principal, name: &str, command: &Command) -> Result<Card, Refusal> {
    let name = cleaned(inner, name)?.replace('\n', " ");
    fits(inner, &name, inner.limits.chosen_name_chars)?;
    let visitor = match principal {
        Principal::Visitor(visitor) => Some(visitor),
        _ => None,
    };
    let card = Card { visitor, name, ..Card::default() };
    let Some(contact) = command.contact() else { return Ok(card) };
    let words = command.words().unwrap_or_default();
    let lang = Some(contact.lang.unwrap_or_else(|| Lang::guess(words)));
    Ok(Card { mail: mail(&contact.mail)?, phone: telephone(&contact.phone)?, lang, ..card })
}

/// A mail address as it will be written to; empty where none is given.
fn mail(typed: &str) -> Result<String, Refusal> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(String::new());
    }
    let address: Address = typed.parse().map_err(|_| Refusal::BadMail)?;
    // a host of one word is one of somebody's own net
    let sound = typed.len() <= MAIL_BYTES && address.domain().contains('.') && !address.domain().starts_with('[');
    if sound { Ok(address.to_string()) } else { Err(Refusal::BadMail) }
}

fn telephone(typed: &str) -> Result<String, Refusal> {
    if typed.trim().is_empty() { Ok(String::new()) } else { contact::phone(typed).ok_or(Refusal::BadPhone) }
}

/// The cards of these posts' authors with nothing but the name, each with the one it takes the place of.
async fn cards(inner: &Inner, posts: &[PostId]) -> Result<Vec<(TextId, Words)>, Refusal> {
    let failed = |_| Refusal::StorageFailed;
    let posts = inner.db.posts_by_id(posts).await.map_err(failed)?;
    let old: Vec<TextId> = posts.iter().map(|listed| listed.post.author.id).collect();
    let texts = inner.db.texts(&old).await.map_err(failed)?;
    let card = |id: TextId| {
        let body = texts.get(&id)?.body.as_deref()?;
        let card = serde_json::from_str::<Card>(body).ok()?.forgotten();
        Some((id, as_json(&card).ok()?, card.name))
    };
    let bound = |(id, body, name): (TextId, String, String)| (id, bind(body, Some(Lang::guess(&name))));
    Ok(old.into_iter().filter_map(card).map(bound).collect())
}

/// Findings in the text; it then counts as recent for the next one. Others are kept waiting
/// only while the list changes, not while the text is screened.
fn screened(inner: &Inner, settings: &Settings, (room, post): (RoomId, PostId), text: &str) -> Vec<Mark> {
    let folded = moderation::fold(text);
    let own = Arc::new(Shingles::of_folded(&folded));
    let known = known_and_now(inner, (room, post), own.clone());
    let findings = settings.screener.screen_folded(text, &folded, &own, known.iter().map(AsRef::as_ref));
    let mark = |f: &moderation::Finding| Mark {
        rule: f.rule.clone(),
        hold: f.severity == Severity::Hold,
        start: f.start,
        end: f.end,
    };
    findings.iter().map(mark).collect()
}

/// The recent texts of others before this one: whoever changes a text does not repeat it.
fn known_and_now(inner: &Inner, (room, post): (RoomId, PostId), now: Arc<Shingles>) -> Vec<Arc<Shingles>> {
    let mut recent = inner.recent.entry(room).or_default();
    recent.retain(|(of, _)| *of != post);
    let known = recent.iter().map(|(_, text)| text.clone()).collect();
    recent.push_back((post, now));
    if recent.len() > RECENT {
        recent.pop_front();
    }
    known
}

/// Names of guests, host, units and the site belong to them alone, however they are spelt.
async fn is_reserved(inner: &Inner, room: RoomId, name: &str) -> Result<bool, Refusal> {
    if name.is_empty() {
        return Ok(false);
    }
    let failed = |_| Refusal::StorageFailed;
    let Some(header) = inner.db.room(room).await.map_err(failed)? else { return Ok(false) };
    let Some(about) = notice(inner, room, header.about.id).await.map_err(failed)? else { return Ok(false) };
    let site = &inner.current.get().site;
    let guests = about.guests.iter().flat_map(|guest| [&guest.name, &guest.office]);
    let mut reserved = guests.chain(&about.units).chain([&about.host, &site.name_zh, &site.name_en]);
    Ok(reserved.any(|held| !held.is_empty() && moderation::same_name(held, name)))
}

/// What is wrong with a rulebook, as names and numbers: each language has its own words.
pub(super) fn bad_rulebook(error: RulebookError) -> Refusal {
    let why = error.to_string();
    let members = serde_json::to_value(&error.fault).unwrap_or_default();
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut values: BTreeMap<String, String> =
        members.as_object().into_iter().flatten().map(|(name, value)| (name.clone(), text(value))).collect();
    let fault = values.remove("fault").unwrap_or_default();
    Refusal::BadDocument { rule: error.rule.unwrap_or_default(), fault, values, why }
}

/// The notice of a room, kept until there is another; none where it cannot be read.
async fn notice(inner: &Inner, room: RoomId, text: TextId) -> Result<Option<Arc<About>>, StoreError> {
    if let Some(kept) = inner.notices.get(&room).filter(|kept| kept.0 == text) {
        return Ok(Some(kept.1.clone()));
    }
    let texts = inner.db.texts(&[text]).await?;
    let body = texts.get(&text).and_then(|row| row.body.as_deref());
    let about = body.and_then(|body| serde_json::from_str(body).ok()).map(Arc::new);
    if let Some(about) = &about {
        inner.notices.insert(room, (text, Arc::clone(about)));
    }
    Ok(about)
}

fn checked(inner: &Inner, about: &About) -> Result<About, Refusal> {
    let mut about = about.clone();
    for text in [&mut about.topic, &mut about.host, &mut about.background, &mut about.wanted] {
        *text = cleaned(inner, text)?;
    }
    for name in about.units.iter_mut().chain(&mut about.subjects) {
        *name = cleaned(inner, name)?;
    }
    for guest in &mut about.guests {
        guest.name = cleaned(inner, &guest.name)?;
        guest.office = cleaned(inner, &guest.office)?;
    }
    checked_materials(inner, &mut about.materials)?;
    let name_limit = inner.limits.name_chars;
    fits(inner, &about.topic, inner.limits.title_chars)?;
    let names = about.guests.iter().flat_map(|guest| [&guest.name, &guest.office]);
    names
        .chain(&about.units)
        .chain(&about.subjects)
        .chain([&about.host])
        .try_for_each(|name| fits(inner, name, name_limit))?;
    Ok(about)
}

fn checked_materials(inner: &Inner, materials: &mut [Material]) -> Result<(), Refusal> {
    for material in materials {
        material.title = cleaned(inner, &material.title)?;
        material.note = cleaned(inner, &material.note)?;
        fits(inner, &material.title, inner.limits.title_chars)?;
        fits(inner, &material.note, inner.limits.note_chars)?;
    }
    Ok(())
}

/// Whoever clears both fields of one takes it away.
fn checked_phrases(inner: &Inner, phrases: &[Phrase]) -> Result<Vec<Phrase>, Refusal> {
    let mut checked = Vec::new();
    for phrase in phrases {
        let phrase = Phrase { title: cleaned(inner, &phrase.title)?, text: cleaned(inner, &phrase.text)? };
        fits(inner, &phrase.title, inner.limits.name_chars)?;
        fits(inner, &phrase.text, inner.limits.phrase_chars)?;
        match (phrase.title.is_empty(), phrase.text.is_empty()) {
            (true, true) => {}
            (_, true) => return Err(Refusal::Empty),
            _ => checked.push(phrase),
        }
    }
    let most = inner.limits.phrases;
    if checked.len() > most { Err(Refusal::Full { most }) } else { Ok(checked) }
}

fn checked_setup(inner: &Inner, setup: &Setup) -> Result<Setup, Refusal> {
    let mut setup = setup.clone();
    let Setup { name, host, background, wanted, answering, subjects, .. } = &mut setup;
    for text in [name, host, background, wanted].into_iter().chain(answering).chain(subjects) {
        *text = cleaned(inner, text)?;
    }
    let names = [&setup.name, &setup.host].into_iter().chain(&setup.answering).chain(&setup.subjects);
    names.into_iter().try_for_each(|name| fits(inner, name, inner.limits.name_chars))?;
    Ok(setup)
}

fn checked_notes(inner: &Inner, notes: &Notes) -> Result<Notes, Refusal> {
    let mut notes = notes.clone();
    notes.summary = cleaned(inner, &notes.summary)?;
    notes.recording = cleaned(inner, &notes.recording)?;
    checked_materials(inner, &mut notes.materials)?;
    fits(inner, &notes.summary, inner.limits.reply_chars)?;
    fits(inner, &notes.recording, inner.limits.note_chars)?;
    Ok(notes)
}

/// Refuses a text of more characters, with both counts.
fn fits(inner: &Inner, text: &str, max_chars: usize) -> Result<(), Refusal> {
    let moderation::Counts { people: chars, bytes, .. } = moderation::count(text);
    let max_bytes = inner.limits.text_bytes;
    if chars > max_chars { Err(Refusal::TooLong { chars, max_chars, bytes, max_bytes }) } else { Ok(()) }
}

/// The rule a command cites.
fn cited(command: &Command) -> Option<&str> {
    match command {
        Command::Screen { verdict: Verdict::Reject { rule }, .. } | Command::TakeDown { rule, .. } => Some(rule),
        _ => None,
    }
}
