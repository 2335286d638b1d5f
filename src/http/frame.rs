//! The frame of every page: what `base.html` shows around the content.

use super::{assets, failure::Failure, language, visit::Visit, words::Words};
use crate::{
    kernel::{command::Emblem, erasure::Ground, rating::Grade, tally::Tally, text::Lang},
    views::{letter::Outcome, reader::Said, when::When},
};
use axum::{extract::FromRequestParts, http::request::Parts};
use fluent_templates::fluent_bundle::FluentValue;
use jiff::tz::TimeZone;
use serde::Serialize;

/// A desk of script: what it loads, and what it is told as JSON that no markup can end.
#[derive(Clone, Debug)]
pub struct Takeover {
    /// Scripts and styles.
    pub loads: assets::Loads,
    /// JSON without `<`.
    pub data: String,
}

/// The picture beside the site's name, as pages show it.
#[derive(Clone, Debug)]
pub struct Crest {
    /// Its address.
    pub href: String,
    /// Width and height on the page, in CSS pixels.
    pub size: (u32, u32),
    /// Whether its shape is one for the icon of a tab.
    pub icon: bool,
}

impl Crest {
    /// Height on a page where it is not very wide, in CSS pixels.
    const HEIGHT: u32 = 32;
    /// The most width.
    const WIDTH: u32 = 128;

    /// As pages show `emblem`.
    pub fn of(emblem: &Emblem) -> Crest {
        let (width, height) = (emblem.width.max(1), emblem.height.max(1));
        let at_height = (width * Self::HEIGHT).div_ceil(height).max(1);
        let at_width = (height * Self::WIDTH).div_ceil(width).max(1);
        let size = if at_height <= Self::WIDTH { (at_height, Self::HEIGHT) } else { (Self::WIDTH, at_width) };
        let icon = width <= height * 5 / 4 && height <= width * 5 / 4;
        Crest { href: format!("/files/{}", emblem.file), size, icon }
    }
}

/// What `base.html` needs. An extractor; handlers fill in `at`, `staff` and `wide`.
#[derive(Clone, Debug)]
pub struct Frame {
    /// BCP 47 tag of the page.
    pub lang: &'static str,
    /// `light` or `dark`; none follows the system.
    pub theme: Option<&'static str>,
    /// `large`.
    pub size: Option<&'static str>,
    /// `more` or `standard`.
    pub contrast: Option<&'static str>,
    /// Address of the style sheet; none without the web bundle.
    pub css: Option<String>,
    /// Address of the script.
    pub js: Option<String>,
    /// `home`, `archive`, `search`, `mine`, `desk` or empty.
    pub at: &'static str,
    /// This page in the other language; opening it remembers the choice.
    pub twin: String,
    /// The site's name.
    pub site_name: String,
    /// The picture beside it.
    pub crest: Option<Crest>,
    /// Footer lines.
    pub footer_lines: Vec<String>,
    /// Telephone and counter hours, as one line.
    pub contact: Option<String>,
    /// Name of who is signed in.
    pub staff: Option<String>,
    /// For the hidden `csrf` field.
    pub csrf: String,
    /// Whether the page is as wide as a desk.
    pub wide: bool,
    /// The line shown while the installation takes no writes.
    pub calm: Option<String>,
    /// The desk that takes over from this page where script runs.
    pub desk: Option<Takeover>,
    /// Path of this page without the prefix of the language and without query.
    pub path: String,
    /// Words of the page's language.
    pub words: Words,
    /// The installation's time zone.
    pub zone: TimeZone,
}

impl Frame {
    /// The frame of an answer to this visit.
    pub fn of(visit: &Visit) -> Frame {
        let (look, words, site) = (visit.look(), visit.words(), visit.door().site());
        let pick = |zh: &str, en: &str| either(words.lang, zh, en);
        let name = pick(&site.name_zh, &site.name_en);
        let english = words.lang == Lang::En && !site.footer_en.is_empty();
        Frame {
            lang: words.lang.tag(),
            theme: look.theme,
            size: look.size,
            contrast: look.contrast,
            css: assets::href("site.css"),
            js: assets::href("site.ts"),
            at: "",
            twin: twin(visit),
            site_name: if name.is_empty() { words.t("failure-site") } else { name },
            crest: site.emblem.as_ref().map(Crest::of),
            footer_lines: if english { site.footer_en.clone() } else { site.footer_zh.clone() },
            contact: contact(words, &site.phone, &pick(&site.hours_zh, &site.hours_en)),
            staff: None,
            csrf: visit.csrf(),
            wide: false,
            calm: visit.door().calm().map(|line| line.to_string()),
            desk: None,
            path: visit.path().to_owned(),
            words,
            zone: visit.door().config.zone.clone().unwrap_or(TimeZone::UTC),
        }
    }

    /// Lets the desk `name` of `web/src/desks` take over from this page, told `data`.
    pub fn taken_over(&mut self, name: &str, data: &impl Serialize) {
        let loads = assets::loads(&format!("desks/{name}/{name}.ts"));
        // Only a shape that JSON cannot hold fails; then the plain page stays.
        let data = serde_json::to_string(data).inspect_err(|error| tracing::error!(%error, "a desk without data"));
        self.desk = loads.zip(data.ok()).map(|(loads, data)| Takeover { loads, data: data.replace('<', "\\u003c") });
    }

    /// The words of `id`.
    pub fn t(&self, id: &str) -> String {
        self.words.t(id)
    }

    /// The words of `id` around one value.
    pub fn t1(&self, id: &str, name: &'static str, value: impl Into<FluentValue<'static>>) -> String {
        self.words.t1(id, name, value)
    }

    /// The words of `id` around two values.
    pub fn t2(
        &self,
        id: &str,
        name: &'static str,
        value: impl Into<FluentValue<'static>>,
        name2: &'static str,
        value2: impl Into<FluentValue<'static>>,
    ) -> String {
        self.words.t2(id, name, value, name2, value2)
    }

    /// The mark where words were: when they went and by what right, as far as that is known.
    pub fn gone(&self, text: &Said) -> String {
        let Some(erased) = text.erased else { return self.t("public-text-gone") };
        let date = When::new(erased.at, &self.zone, self.words.lang).whole_day();
        self.t2("erased-mark", "date", date, "ground", self.t(ground_word(erased.ground)))
    }

    /// What became of a letter, in one sentence.
    pub fn outcome(&self, outcome: &Outcome) -> String {
        let unit = outcome.unit.clone().unwrap_or_else(|| self.t("letters-outcome-office"));
        let (unit, date) = (("unit", unit.into()), ("date", outcome.at.day.clone().into()));
        match &outcome.end {
            None => self.words.tn("letters-outcome-answered", [unit, date]),
            Some(end) => self.words.tn("letters-outcome-ended", [unit, date, ("end", self.t(end).into())]),
        }
    }

    /// How many of the answered questions were rated, and how; none while none is.
    pub fn rated(&self, tally: &Tally) -> Option<String> {
        let [a, b, c, d, e] = tally.grades;
        let counts = [("answered", tally.answered), ("rated", tally.rated())];
        let grades = [("a", a), ("b", b), ("c", c), ("d", d), ("e", e)];
        let all = counts.into_iter().chain(grades).map(|(name, count)| (name, FluentValue::from(count)));
        (tally.rated() > 0).then(|| self.words.tn("rating-counts", all))
    }

    /// A path of ours in the page's language.
    pub fn url(&self, path: &str) -> String {
        language::url(self.words.lang, path)
    }
}

/// The word of a grade.
pub(crate) fn grade_word(grade: Grade) -> &'static str {
    match grade {
        Grade::VerySatisfied => "rating-very-satisfied",
        Grade::Satisfied => "rating-satisfied",
        Grade::MostlySatisfied => "rating-mostly-satisfied",
        Grade::Dissatisfied => "rating-dissatisfied",
        Grade::VeryDissatisfied => "rating-very-dissatisfied",
    }
}

/// Telephone and counter hours, as far as they are known.
fn contact(words: Words, phone: &str, hours: &str) -> Option<String> {
    match (phone.is_empty(), hours.is_empty()) {
        (true, true) => None,
        (false, true) => Some(words.t1("site-phone", "phone", phone.to_owned())),
        (true, false) => Some(words.t1("site-hours", "hours", hours.to_owned())),
        (false, false) => Some(words.t2("site-contact", "phone", phone.to_owned(), "hours", hours.to_owned())),
    }
}

/// The word of a ground.
pub(crate) fn ground_word(ground: Ground) -> &'static str {
    match ground {
        Ground::PersonalData => "erased-ground-personal-data",
        Ground::Mistake => "erased-ground-mistake",
        Ground::Decision => "erased-ground-decision",
        Ground::ThirdParty => "erased-ground-third-party",
        Ground::OtherLaw => "erased-ground-other-law",
    }
}

fn either(lang: Lang, zh: &str, en: &str) -> String {
    let (own, other) = if lang == Lang::En { (en, zh) } else { (zh, en) };
    if own.is_empty() { other.to_owned() } else { own.to_owned() }
}

fn twin(visit: &Visit) -> String {
    let query = if visit.query().is_empty() { String::new() } else { format!("?{}", visit.query()) };
    format!("/speak/{}{}{query}", language::code(language::other(visit.lang())), visit.path())
}

impl<S: Send + Sync> FromRequestParts<S> for Frame {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        Visit::from_request_parts(parts, state).await.map(|visit| Frame::of(&visit))
    }
}
