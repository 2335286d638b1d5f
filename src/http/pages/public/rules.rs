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
    /// Only counted in ledgers.
    pub counted: bool,
}

impl Rule {
    /// In the page's language.
    pub fn of(Ruling { id, title, text, counted_only }: Ruling, lang: Lang) -> Rule {
        let in_words = |[zh, en]: [String; 2]| if lang == Lang::Zh { zh } else { en };
        Rule { id, title: in_words(title), text: in_words(text), counted: counted_only }
    }
}

/// The rulebook in force.
pub(super) fn all(app: &App, lang: Lang) -> Vec<Rule> {
    app.desk.rulings().into_iter().map(|rule| Rule::of(rule, lang)).collect()
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
