//! The rulebook as the public reads it.

use super::{here::reader, tag::Tag};
use crate::{
    desk::Ruling,
    http::{App, Failure, Frame, Visit},
    kernel::text::Lang,
};
use askama::Template;
use axum::{extract::State, response::Response};

/// A rule in the page's language.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    /// Its id.
    pub id: String,
    /// A few words.
    pub title: String,
    /// The wording.
    pub text: String,
}

impl Rule {
    /// In the page's language.
    pub fn of(Ruling { id, title, text }: Ruling, lang: Lang) -> Rule {
        let in_words = |[zh, en]: [String; 2]| if lang == Lang::Zh { zh } else { en };
        Rule { id, title: in_words(title), text: in_words(text) }
    }
}

/// The rulebook in force.
fn all(app: &App, lang: Lang) -> Vec<Rule> {
    let settings = app.desk.current().get();
    let in_words = |zh: &String, en: &String| if lang == Lang::Zh { zh.clone() } else { en.clone() };
    let rules = settings.rulebook.rules.iter().map(|rule| Rule {
        id: rule.id.clone(),
        title: in_words(&rule.title.zh, &rule.title.en),
        text: in_words(&rule.text.zh, &rule.text.en),
    });
    rules.collect()
}

#[derive(Template)]
#[template(path = "public/rules.html")]
struct RulesPage {
    frame: Frame,
    rules: Vec<Rule>,
}

pub(super) async fn rules(visit: Visit, mut frame: Frame, State(app): State<App>) -> Result<Response, Failure> {
    let reader = reader(&app, &visit, &mut frame).await?;
    let tag = Tag::of(&visit, &frame, &reader).with(&app.desk.current().get().rulebook_file);
    let lang = visit.lang();
    tag.answer(&visit, async { Ok(RulesPage { frame, rules: all(&app, lang) }) }).await
}
