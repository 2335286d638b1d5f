//! Webhooks: programs elsewhere hear of what happened, signed as Standard Webhooks (standardwebhooks.com) are.
//! Where they lead is said in the configuration alone, so nobody else makes this server call anything.

use super::{
    client::{Call, Client, is_callable, json, judged},
    door::Kit,
    outcome::Outcome,
    settings::WebhookSettings,
};
use crate::{
    kernel::{
        id::Millis,
        post::Post,
        room::Header,
        text::hex,
        told::{Fact, Told},
    },
    store::{Parcel, StoreError},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, Mac};
use hyper::Method;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// How the secret of a webhook begins.
const PREFIX: &str = "whsec_";
/// Bytes of a secret, at least and at most.
const SECRET_BYTES: std::ops::RangeInclusive<usize> = 24..=64;
/// Hex digits of the digest that tells addresses apart.
const TARGET_DIGITS: usize = 16;

/// One address that hears.
pub(super) struct Webhook {
    client: Client,
    url: String,
    secret: Vec<u8>,
    facts: Vec<Fact>,
    /// What its parcels are kept under: the address itself may hold a secret.
    pub target: String,
}

impl Webhook {
    pub fn new(client: Client, settings: &WebhookSettings) -> Result<Webhook, String> {
        let WebhookSettings { url, secret, events, inner } = settings;
        if !is_callable(url) {
            return Err("url must begin with http:// or https://".into());
        }
        let secret = secret.0.strip_prefix(PREFIX).and_then(|rest| STANDARD.decode(rest).ok());
        let secret = secret.filter(|secret| SECRET_BYTES.contains(&secret.len()));
        let secret = secret.ok_or("secret must be whsec_ and 24 to 64 bytes in base64")?;
        let facts = facts(events, *inner)?;
        let target = hex(&Sha256::digest(url.as_bytes())).chars().take(TARGET_DIGITS).collect();
        Ok(Webhook { client, url: url.clone(), secret, facts, target })
    }

    /// Whether it is to hear of this.
    pub fn hears(&self, fact: Fact) -> bool {
        self.facts.contains(&fact)
    }

    pub async fn send(&self, kit: &Kit, parcel: &Parcel) -> Outcome {
        let body = match body(kit, parcel).await {
            Ok(Ok(body)) => body.to_string(),
            Ok(Err(outcome)) => return outcome,
            Err(error) => return Outcome::Later(error.to_string()),
        };
        self.call(parcel.id, (kit.now)(), body).await
    }

    /// Something that means nothing, to see whether it arrives.
    pub async fn try_out(&self, kit: &Kit) -> Outcome {
        let now = (kit.now)();
        let body = json!({ "type": "wenzheng.trial", "timestamp": moment(now), "data": { "url": kit.public_url } });
        self.call(Uuid::now_v7(), now, body.to_string()).await
    }

    async fn call(&self, id: Uuid, now: Millis, body: String) -> Outcome {
        let seconds = now / 1_000;
        let signature = signature(&self.secret, &id.to_string(), seconds, &body);
        let headers = vec![
            json(),
            ("webhook-id".into(), id.to_string()),
            ("webhook-timestamp".into(), seconds.to_string()),
            ("webhook-signature".into(), signature),
        ];
        let call = Call { method: Method::POST, url: self.url.clone(), headers, body };
        let outcome = match self.client.send(call).await {
            Ok(answer) => judged(&answer),
            Err(outcome) => outcome,
        };
        outcome.without(&[&self.url])
    }
}

/// Which facts are meant: those named, or all that the public knows.
fn facts(events: &[String], inner: bool) -> Result<Vec<Fact>, String> {
    let named = events.iter().map(|code| Fact::parse(code).ok_or_else(|| format!("there is no event {code:?}")));
    let named: Vec<Fact> = named.collect::<Result<_, _>>()?;
    if let Some(fact) = named.iter().find(|fact| fact.is_inner() && !inner) {
        return Err(format!("{:?} is not public: set inner = true if its receiver may know", fact.code()));
    }
    let all = Fact::ALL.into_iter().filter(|fact| inner || !fact.is_inner());
    Ok(if named.is_empty() { all.collect() } else { named })
}

/// `v1,` and the HMAC-SHA-256 of id, moment and body in base64.
fn signature(secret: &[u8], id: &str, seconds: i64, body: &str) -> String {
    // an HMAC takes keys of any length
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else { return String::new() };
    mac.update(format!("{id}.{seconds}.{body}").as_bytes());
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

/// Codes, ids and addresses; no words and nobody's name.
async fn body(kit: &Kit, parcel: &Parcel) -> Result<Result<Value, Outcome>, StoreError> {
    let void = |code| Ok(Err(Outcome::Void(code)));
    let Some(fact) = Fact::parse(&parcel.what) else { return void("unknown") };
    let Some(header) = kit.db.room(parcel.room).await?.filter(Header::is_public) else { return void("gone") };
    let post = match parcel.post {
        Some(id) => kit.db.posts_by_id(&[id]).await?.pop().map(|listed| listed.post),
        None => None,
    };
    if parcel.post.is_some() && post.is_none() {
        return void("gone");
    }
    if post.as_ref().is_some_and(|post| fact == Fact::Answered && !Told::Answered.stands(post)) {
        return void("no-longer-so");
    }
    let data = data(kit, &header, post.as_ref());
    Ok(Ok(json!({ "type": fact.code(), "timestamp": moment(parcel.made_at), "data": data })))
}

fn data(kit: &Kit, header: &Header, post: Option<&Post>) -> Value {
    let room = format!("{}/r/{}", kit.public_url, header.code);
    let mut data = json!({ "room": header.code, "room_id": header.id, "url": room });
    if let Some(post) = post {
        let thing = if post.case.is_some() { "letter" } else { "q" };
        let desk = format!("{}/desk/r/{}/{thing}/{}", kit.public_url, header.code, post.number);
        data["post"] = json!(post.number);
        data["post_id"] = json!(post.id);
        if let Some(case) = &post.case {
            data["step"] = json!(post.place.step.code());
            data["unit_id"] = json!(case.unit);
            data["due"] = json!(post.stage_due());
            data["reminded"] = json!(case.reminded);
        }
        data["url"] = json!(if post.public { format!("{room}/q/{}", post.number) } else { desk });
    }
    data
}

fn moment(at: Millis) -> String {
    jiff::Timestamp::from_millisecond(at).map(|at| at.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the standard's own libraries.
    #[test]
    fn it_is_signed_as_the_standard_says() {
        let secret = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap_or_default();
        let said = signature(&secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, r#"{"test": 2432232314}"#);
        assert_eq!(said, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn what_is_not_public_is_only_told_where_that_is_said() {
        assert!(facts(&["post.received".into()], false).is_err());
        assert!(facts(&["post.invented".into()], true).is_err());
        assert_eq!(facts(&["post.received".into()], true), Ok(vec![Fact::Received]));
        assert!(facts(&[], false).is_ok_and(|facts| facts.len() == 6 && !facts.iter().any(|fact| fact.is_inner())));
        assert_eq!(facts(&[], true).map(|facts| facts.len()), Ok(11));
    }
}
