//! What was filled in at the stages of a case, as people read it, and what is to be filled in where it stands.

use crate::{
    kernel::{
        case::{Case, Filled, Manner},
        id::{PostId, TextId},
        post::Post,
        room::Header,
        text::Lang,
        workflow::{FieldKind, FormField, Stage},
    },
    store::{Db, StoreError},
    views::{
        reader::{Reader, Said, Stamp, Texts},
        workdays::date_words,
    },
};
use std::collections::{BTreeMap, HashMap};

/// The values of a form by the names of their fields.
pub type Values = BTreeMap<String, String>;

/// One field, as it was filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldRow {
    /// What was asked.
    pub title: String,
    /// What was filled in; empty where `word` says it.
    pub value: String,
    /// The language of it, where somebody wrote it.
    pub lang: Option<&'static str>,
    /// `letters-form-yes` or `letters-form-no`.
    pub word: Option<&'static str>,
    /// Others than staff read it, with the answer.
    pub public: bool,
}

/// The form of one stage, as it was filled in.
#[derive(Clone, Debug)]
pub struct FormView {
    /// How the workflow calls the stage, where it does.
    pub stage: Option<String>,
    /// `step-…` of it.
    pub step: String,
    /// When.
    pub at: Stamp,
    /// By whom, for staff.
    pub by: Option<String>,
    /// What was filled in.
    pub rows: Vec<FieldRow>,
    /// Nothing of it is there any more.
    pub gone: Option<Said>,
}

/// A field that is to be filled in, and what stands there.
#[derive(Clone, Debug)]
pub struct FieldAsked {
    /// The field.
    pub field: FormField,
    /// What was filled in before; empty for nothing.
    pub value: String,
}

impl FieldAsked {
    /// Values and what people call them, where one is chosen; those of yes and no are words of the screen.
    pub fn options(&self, lang: Lang) -> Vec<(&str, &str)> {
        match self.field.kind {
            FieldKind::Choice => {
                self.field.options.iter().map(|option| (option.name.as_str(), option.title.of(lang))).collect()
            }
            FieldKind::YesNo => vec![("yes", "letters-form-yes"), ("no", "letters-form-no")],
            _ => Vec::new(),
        }
    }
}

/// What a text holds; nothing where it was erased.
pub(super) fn values(said: &Said) -> Option<Values> {
    serde_json::from_str(said.body.as_deref()?).ok()
}

/// What is filled in at the stage where a post stands.
///
/// # Errors
/// `StoreError`.
pub async fn filled_in(db: &Db, post: &Post) -> Result<Values, StoreError> {
    let form = post.case.as_deref().and_then(|case| case.form(&post.place.stage));
    let Some(form) = form else { return Ok(Values::new()) };
    let texts = Texts::read(db, &[form.text.id]).await?;
    Ok(values(&texts.said(&form.text)).unwrap_or_default())
}

/// The form of the stage where a case stands.
pub(super) fn asked(header: &Header, post: &Post, case: &Case, filled: Option<Values>) -> Vec<FieldAsked> {
    let Some(stage) = header.workflow_of(case.version).stage(&post.place.stage) else { return Vec::new() };
    let filled = filled.unwrap_or_default();
    let value = |field: &FormField| filled.get(&field.name).cloned().unwrap_or_default();
    stage.form.iter().map(|field| FieldAsked { value: value(field), field: field.clone() }).collect()
}

/// What was filled in, in the order in which it was asked; what the workflow does not ask any more comes last, by its
/// short name. Whether others may read a field was settled when it was filled in.
pub(super) fn rows(header: &Header, filled: &Filled, said: &Said, reader: &Reader, only_public: bool) -> Vec<FieldRow> {
    let stage = header.workflow_of(filled.version).stage(&filled.stage);
    let values = values(said).unwrap_or_default();
    let asked = stage.map(|stage| stage.form.iter().map(|field| field.name.clone()).collect()).unwrap_or_default();
    let asked: Vec<String> = asked;
    let rest = values.keys().filter(|name| !asked.contains(*name)).cloned();
    let names: Vec<String> = asked.iter().cloned().chain(rest).collect();
    let shown = |name: &String| {
        let public = filled.public.contains(name);
        let value = values.get(name).filter(|_| public || !only_public)?;
        Some(row(stage, name, (value, said.lang), public, reader))
    };
    names.iter().filter_map(shown).collect()
}

fn row(
    stage: Option<&Stage>,
    name: &str,
    (value, lang): (&str, &'static str),
    public: bool,
    reader: &Reader,
) -> FieldRow {
    let field = stage.and_then(|stage| stage.field(name));
    let title = field.map_or_else(|| name.to_owned(), |field| field.title.of(reader.lang).to_owned());
    let option = |field: &FormField| field.options.iter().find(|option| option.name == value).cloned();
    let (value, lang, word) = match field.map(|field| (field, field.kind)) {
        Some((_, FieldKind::YesNo)) if value == "yes" => (String::new(), None, Some("letters-form-yes")),
        Some((_, FieldKind::YesNo)) if value == "no" => (String::new(), None, Some("letters-form-no")),
        Some((field, FieldKind::Choice)) => {
            let called = option(field).map(|option| option.title.of(reader.lang).to_owned());
            (called.unwrap_or_else(|| value.to_owned()), None, None)
        }
        Some((_, FieldKind::Date)) => {
            let day = value.parse().ok().map(|day| date_words(reader, day));
            (day.unwrap_or_else(|| value.to_owned()), None, None)
        }
        Some((_, FieldKind::Number)) => (value.to_owned(), None, None),
        _ => (value.to_owned(), Some(lang), None),
    };
    FieldRow { title, value, lang, word, public }
}

/// Forms of which everybody may read the public fields: those of a letter that is shown whole.
pub(super) fn open(post: &Post) -> Vec<&Filled> {
    let publication = post.case.as_deref().and_then(|case| case.publication).filter(|_| post.public);
    let whole = publication.is_some_and(|publication| publication.manner == Manner::Whole);
    if whole { post.forms_told() } else { Vec::new() }
}

/// What everybody may read of letters, as `stage.field`: of programs, so values are as they were filled in.
///
/// # Errors
/// `StoreError`.
pub async fn open_values(db: &Db, posts: &[&Post]) -> Result<HashMap<PostId, Values>, StoreError> {
    let forms: Vec<(PostId, &Filled)> =
        posts.iter().flat_map(|post| open(post).into_iter().map(|filled| (post.id, filled))).collect();
    let ids: Vec<TextId> = forms.iter().map(|(_, filled)| filled.text.id).collect();
    let texts = Texts::read(db, &ids).await?;
    let mut all: HashMap<PostId, Values> = HashMap::new();
    for (post, filled) in forms {
        let values = values(&texts.said(&filled.text)).unwrap_or_default();
        let public = values.into_iter().filter(|(name, _)| filled.public.contains(name));
        let named = public.map(|(name, value)| (format!("{}.{name}", filled.stage), value));
        all.entry(post).or_default().extend(named);
    }
    Ok(all)
}

/// A form as these eyes see it; none where nothing of it is for them.
pub(super) fn view(
    header: &Header,
    (filled, said): (&Filled, &Said),
    reader: &Reader,
    (by, staff): (Option<String>, bool),
) -> Option<FormView> {
    let rows = rows(header, filled, said, reader, !staff);
    let gone = said.body.is_none() && (staff || !filled.public.is_empty());
    let stage = header.workflow_of(filled.version).stage(&filled.stage);
    let step = stage.map_or("handle", |stage| stage.step.code());
    let title = stage.and_then(|stage| stage.title.as_ref()).map(|title| title.of(reader.lang).to_owned());
    (gone || !rows.is_empty()).then(|| FormView {
        stage: title,
        step: format!("step-{step}"),
        at: reader.stamp(filled.at),
        by,
        rows,
        gone: gone.then(|| said.clone()),
    })
}
