//! What machines read off a page (JSON-LD, schema.org): a session as an event, a question with its answers.

use serde_json::{Value, json};

/// Somebody, with an office or none.
#[derive(Clone, Debug)]
pub struct Named {
    /// Name.
    pub name: String,
    /// Office held; empty for none.
    pub office: String,
}

/// A session.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its address.
    pub address: String,
    /// Title.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// Language tag.
    pub lang: &'static str,
    /// RFC 3339.
    pub starts_at: String,
    /// RFC 3339.
    pub ends_at: String,
    /// Called off.
    pub cancelled: bool,
    /// Who holds it.
    pub units: String,
    /// Who answers.
    pub guests: Vec<Named>,
}

/// A public question.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its address.
    pub address: String,
    /// A line that names it.
    pub title: String,
    /// The words.
    pub words: String,
    /// Language tag.
    pub lang: &'static str,
    /// RFC 3339.
    pub asked_at: String,
    /// The name its author chose.
    pub asker: String,
    /// Endorsements.
    pub votes: u32,
    /// Answers.
    pub answers: Vec<Answer>,
}

/// An answer to it.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its address.
    pub address: String,
    /// Who gave it.
    pub by: Named,
    /// RFC 3339.
    pub at: String,
    /// The words.
    pub words: String,
}

fn person(who: &Named) -> Value {
    match who.office.as_str() {
        "" => json!({"@type": "Person", "name": who.name}),
        office => json!({"@type": "Person", "name": who.name, "jobTitle": office}),
    }
}

impl Event {
    /// For `<script type="application/ld+json">`.
    pub fn data(&self) -> String {
        let status = if self.cancelled { "EventCancelled" } else { "EventScheduled" };
        held(&json!({
            "@context": "https://schema.org",
            "@type": "Event",
            "name": self.title,
            "description": self.about,
            "inLanguage": self.lang,
            "url": self.address,
            "startDate": self.starts_at,
            "endDate": self.ends_at,
            "eventStatus": format!("https://schema.org/{status}"),
            "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
            "isAccessibleForFree": true,
            "location": {"@type": "VirtualLocation", "url": self.address},
            "organizer": {"@type": "GovernmentOrganization", "name": self.units},
            "performer": self.guests.iter().map(person).collect::<Vec<_>>(),
        }))
    }
}

impl Question {
    /// For `<script type="application/ld+json">`.
    pub fn data(&self) -> String {
        let answer = |answer: &Answer| {
            json!({
                "@type": "Answer",
                "text": answer.words,
                "dateCreated": answer.at,
                "url": answer.address,
                "author": person(&answer.by),
            })
        };
        let asker = Named { name: self.asker.clone(), office: String::new() };
        held(&json!({
            "@context": "https://schema.org",
            "@type": "QAPage",
            "url": self.address,
            "mainEntity": {
                "@type": "Question",
                "name": self.title,
                "text": self.words,
                "inLanguage": self.lang,
                "dateCreated": self.asked_at,
                "upvoteCount": self.votes,
                "author": person(&asker),
                "answerCount": self.answers.len(),
                "acceptedAnswer": self.answers.iter().map(answer).collect::<Vec<_>>(),
            },
        }))
    }
}

/// JSON that no markup can end: the page puts it where nothing is escaped.
fn held(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_never_end_the_script_they_stand_in() {
        let words = "</script><img src=x onerror=alert(1)><!--\u{2028}\"";
        let by = Named { name: words.into(), office: String::new() };
        let answer = Answer { address: String::new(), by, at: String::new(), words: words.into() };
        let (lang, asker, title) = ("zh-CN", words.to_owned(), words.to_owned());
        let (address, asked_at, words, answers) = (String::new(), String::new(), words.to_owned(), vec![answer]);
        let question = Question { address, title, words, lang, asked_at, asker, votes: 0, answers };
        let data = question.data();
        assert!(!data.contains('<') && !data.contains('\u{2028}'), "{data}");
        let read: Value = serde_json::from_str(&data).unwrap_or_default();
        assert_eq!(read["mainEntity"]["text"], question.words.as_str());
        assert_eq!(read["mainEntity"]["acceptedAnswer"][0]["author"]["name"], question.words.as_str());
    }
}
