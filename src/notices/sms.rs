//! Text messages through whatever gateway takes an HTTP request: address, headers and body are templates.

use super::{
    author::Letter,
    client::{Call, Client, is_callable, judged},
    door::Kit,
    outcome::Outcome,
    receipt::SECRET_CHARS,
    settings::{Secret, SmsSettings},
};
use crate::{
    kernel::{id::Millis, text::Lang},
    store::Parcel,
};
use hyper::Method;
use jiff::{Timestamp, civil::Time, tz::TimeZone};
use uuid::Uuid;

/// How values are written into a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Writing {
    Plain,
    Json,
    Form,
}

/// The way to one gateway.
pub(super) struct Sms {
    client: Client,
    settings: SmsSettings,
    method: Method,
    headers: Vec<(String, String)>,
    writing: Writing,
    quiet: Option<(Time, Time)>,
}

/// What a message is made of.
struct Text<'a> {
    id: Uuid,
    phone: &'a str,
    text: String,
}

impl Sms {
    pub fn new(client: Client, settings: &SmsSettings) -> Result<Sms, String> {
        if !is_callable(&settings.url) {
            return Err("url must begin with http:// or https://".into());
        }
        let secret = settings.receipt_secret.0.chars().count();
        if (1..SECRET_CHARS).contains(&secret) {
            return Err(format!("receipt_secret must have {SECRET_CHARS} characters at least"));
        }
        let method = settings.method.parse().map_err(|_| "method must be a method of HTTP, such as \"POST\"")?;
        let headers: Vec<(String, String)> = settings.headers.iter().map(header).collect::<Result<_, _>>()?;
        let writing = writing(&headers);
        let quiet = quiet(&settings.quiet_from, &settings.quiet_to)?;
        Ok(Sms { client, settings: settings.clone(), method, headers, writing, quiet })
    }

    /// Whether people sleep at `now`.
    pub fn rests(&self, now: Millis, zone: &TimeZone) -> bool {
        let Some((from, to)) = self.quiet else { return false };
        let clock = Timestamp::from_millisecond(now).map(|at| at.to_zoned(zone.clone()).time()).unwrap_or_default();
        if from <= to { (from..to).contains(&clock) } else { clock >= from || clock < to }
    }

    pub async fn send(&self, kit: &Kit, parcel: &Parcel) -> Outcome {
        let letter = match Letter::write(kit, parcel).await {
            Ok(letter) => letter,
            Err(outcome) => return outcome,
        };
        if letter.card.phone.is_empty() {
            return Outcome::Void("no-contact");
        }
        let text = letter.sms(kit);
        self.post(Text { id: parcel.id, phone: &letter.card.phone, text }).await
    }

    /// A message that only says that messages arrive.
    pub async fn try_out(&self, kit: &Kit, to: &str, lang: Lang) -> Outcome {
        let Some(phone) = crate::kernel::contact::phone(to) else {
            return Outcome::Never("no telephone number".into());
        };
        let text = (kit.say)(lang, "told-trial-sms", &[("link", kit.public_url.clone())]);
        self.post(Text { id: Uuid::now_v7(), phone: &phone, text }).await
    }

    async fn post(&self, text: Text<'_>) -> Outcome {
        let local = text.phone.strip_prefix("+86").unwrap_or(text.phone.trim_start_matches('+'));
        let sign = &self.settings.sign;
        let id = text.id.to_string();
        let values =
            [("phone", text.phone), ("mobile", local), ("text", &text.text), ("id", &id), ("sign", sign.as_str())];
        let call = Call {
            method: self.method.clone(),
            url: filled(&self.settings.url, &values, Writing::Form),
            headers: self.headers.clone(),
            body: filled(&self.settings.body.0, &values, self.writing),
        };
        let outcome = match self.client.send(call).await {
            Ok(answer) => match judged(&answer) {
                // many gateways answer 200 to what they do not take
                Outcome::Sent if !answer.body.contains(&self.settings.ok) => Outcome::Later(answer.body),
                outcome => outcome,
            },
            Err(outcome) => outcome,
        };
        outcome.without(&[text.phone, local, &text.text])
    }
}

fn header(line: &Secret) -> Result<(String, String), String> {
    let (name, value) =
        line.0.split_once(':').ok_or("each of headers must be like \"Content-Type: application/json\"")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

fn writing(headers: &[(String, String)]) -> Writing {
    let kind = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    match kind.map(|(_, value)| value.to_ascii_lowercase()) {
        Some(kind) if kind.contains("json") => Writing::Json,
        Some(kind) if kind.contains("x-www-form-urlencoded") => Writing::Form,
        _ => Writing::Plain,
    }
}

/// From when to when nobody is woken; the same moment twice is never.
fn quiet(from: &str, to: &str) -> Result<Option<(Time, Time)>, String> {
    let time = |text: &str| {
        let fault = || format!("{text:?} must be a time of day such as \"21:00\"");
        text.parse::<Time>().map_err(|_| fault())
    };
    let (from, to) = (time(from)?, time(to)?);
    Ok((from != to).then_some((from, to)))
}

/// A template with its places filled in one pass: what is filled in is never read as a template.
fn filled(template: &str, values: &[(&str, &str)], writing: Writing) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let found = values.iter().find_map(|(name, value)| {
            let left = after.strip_prefix('{')?.strip_prefix(name)?.strip_prefix('}')?;
            Some((value, left))
        });
        match found {
            Some((value, left)) => {
                out.push_str(&written(value, writing));
                rest = left;
            }
            None => {
                out.push('{');
                rest = after.strip_prefix('{').unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

fn written(value: &str, writing: Writing) -> String {
    match writing {
        Writing::Plain => value.to_owned(),
        Writing::Json => {
            let quoted = serde_json::to_string(value).unwrap_or_default();
            let inner = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
            inner.unwrap_or_default().to_owned()
        }
        Writing::Form => value.bytes().map(escaped).collect(),
    }
}

fn escaped(byte: u8) -> String {
    match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_written_as_the_body_needs_it_and_read_no_further() {
        let values = [("text", "公交\"线{phone}\"&x"), ("phone", "+86138")];
        assert_eq!(filled("{phone} {text} {other}", &values, Writing::Plain), "+86138 公交\"线{phone}\"&x {other}");
        let json = filled(r#"{"to":"{phone}","text":"{text}"}"#, &values, Writing::Json);
        let read: serde_json::Value = serde_json::from_str(&json).unwrap_or_default();
        assert_eq!((read["to"].as_str(), read["text"].as_str()), (Some("+86138"), Some(values[0].1)));
        assert_eq!(filled("to={phone}&t={text}", &values[1..], Writing::Form), "to=%2B86138&t={text}");
        assert_eq!(filled("{", &values, Writing::Plain), "{");
    }

    #[test]
    fn a_value_that_ends_in_a_quote_stays_whole() {
        assert_eq!(written("“a\"", Writing::Json), "“a\\\"");
    }

    #[test]
    fn times_of_quiet_go_over_midnight() {
        assert_eq!(quiet("00:00", "00:00"), Ok(None));
        assert!(quiet("21:00", "8 Uhr").is_err());
        assert!(quiet("21:00", "08:00").is_ok_and(|quiet| quiet.is_some()));
    }
}
