//! Programs elsewhere hear of what happened, and telephones of answers, through real connections.

use crate::{
    doors::{all, answers, asks, go, states, telling, with},
    gateway::{Called, Gateway},
    house::{House, Interview, MINUTE, citizen},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use wenzheng::{
    kernel::{command::Command, contact::ContactForm, post::Verdict, text::Lang},
    notices::{Doors, Notices, Secret, SmsSettings, WebhookSettings},
    store::ParcelState,
};

const HOUR: i64 = 60 * MINUTE;
const KEY: &str = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const PHONE: &str = "13800138000";

fn hook(gateway: &Gateway) -> WebhookSettings {
    let secret = Secret(format!("whsec_{KEY}"));
    WebhookSettings { url: gateway.url("/hear?token=own-secret"), secret, ..WebhookSettings::default() }
}

fn hearing(house: &House, settings: WebhookSettings) -> Notices {
    with(house, Doors { webhooks: vec![settings], ..Doors::default() })
}

/// As a receiver checks it, with the key it was given.
fn is_signed(called: &Called, key: &str) -> bool {
    let mut mac = Hmac::<Sha256>::new_from_slice(&STANDARD.decode(key).unwrap()).unwrap();
    let (id, moment) = (called.header("webhook-id"), called.header("webhook-timestamp"));
    mac.update(format!("{id}.{moment}.{}", called.body).as_bytes());
    let said = called.header("webhook-signature").strip_prefix("v1,").unwrap();
    mac.verify_slice(&STANDARD.decode(said).unwrap()).is_ok()
}

fn phone() -> ContactForm {
    ContactForm { mail: String::new(), phone: PHONE.into(), lang: Some(Lang::Zh) }
}

fn texting(house: &House, gateway: &Gateway) -> Notices {
    let sms = SmsSettings { url: gateway.url("/send"), ok: "\"code\":0".into(), ..SmsSettings::default() };
    with(house, Doors { sms, ..Doors::default() })
}

/// Somebody with a telephone asks and is not let through.
pub async fn stopped(room: &Interview<'_>, text: &str) -> u32 {
    let number = asks(room, citizen(), text, phone()).await;
    room.screen(number, Verdict::Reject { rule: "insult".into() }).await.unwrap();
    room.house.pass(0).await;
    number
}

#[tokio::test]
async fn a_webhook_hears_what_the_public_knows_and_can_check_who_says_so() {
    let (house, gateway) = (House::new().await, Gateway::open().await);
    let notices = hearing(&house, hook(&gateway));
    let room = house.interview(telling()).await;
    let number = asks(&room, citizen(), "龘末班车几点？", phone()).await;
    room.screen(number, Verdict::Approve).await.unwrap();
    house.pass(0).await;
    room.live().await;
    answers(&room, number, "龘二十二点半。").await;
    room.act(room.host, Command::Close).await.unwrap();
    for _ in 0..2 {
        go(&notices).await;
    }
    let calls = gateway.calls();
    let kinds: Vec<String> = calls.iter().map(|call| call.json()["type"].as_str().unwrap().to_owned()).collect();
    assert_eq!(kinds, ["room.announced", "room.live", "post.answered", "room.closed"]);
    let code = house.db.room(room.room).await.unwrap().unwrap().code;
    let answered = calls[2].json();
    assert_eq!(answered["data"]["url"], format!("https://wz.example.org/r/{code}/q/{number}"));
    assert_eq!((&answered["data"]["post"], &answered["data"]["room"]), (&number.into(), &code.as_str().into()));
    for call in &calls {
        assert!(is_signed(call, KEY) && !is_signed(call, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
        let mut forged = call.clone();
        forged.body = forged.body.replace("room", "zoom");
        assert!(!is_signed(&forged, KEY));
        assert!(!call.body.contains('龘') && !call.body.contains(PHONE), "{}", call.body);
        assert_eq!(call.path, "/hear?token=own-secret");
    }
    assert_eq!(states(&notices).await, [ParcelState::Sent; 4]);
}

#[tokio::test]
async fn what_is_not_public_is_heard_only_by_whom_it_was_opened_to() {
    let (house, gateway) = (House::new().await, Gateway::open().await);
    let events = vec!["post.received".to_owned(), "post.answered".to_owned()];
    let notices = hearing(&house, WebhookSettings { events, inner: true, ..hook(&gateway) });
    let room = house.interview(telling()).await;
    let number = asks(&room, citizen(), "末班车几点？", phone()).await;
    go(&notices).await;
    let code = house.db.room(room.room).await.unwrap().unwrap().code;
    let heard: Vec<_> = gateway.calls().iter().map(Called::json).collect();
    assert_eq!(heard.len(), 1);
    assert_eq!(heard[0]["data"]["url"], format!("https://wz.example.org/desk/r/{code}/q/{number}"));
}

#[tokio::test]
async fn a_receiver_that_fails_hears_later_and_one_that_refuses_never() {
    let (house, gateway) = (House::new().await, Gateway::open().await);
    let notices = hearing(&house, hook(&gateway));
    house.interview(telling()).await;
    let gateway = gateway
        .closed_while(async || {
            for _ in 0..5 {
                go(&notices).await;
                house.turn(5 * HOUR);
            }
        })
        .await;
    assert_eq!(states(&notices).await, [ParcelState::Waiting]);
    for status in [500, 503, 429, 408] {
        gateway.answers(status, "");
        go(&notices).await;
        assert_eq!(states(&notices).await, [ParcelState::Waiting], "{status}");
        house.turn(2 * HOUR);
    }
    gateway.answers(204, "");
    go(&notices).await;
    assert_eq!(states(&notices).await, [ParcelState::Sent]);
    let ids: Vec<String> = gateway.calls().iter().map(|call| call.header("webhook-id").to_owned()).collect();
    assert!(ids.len() == 5 && ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    let moments: Vec<i64> =
        gateway.calls().iter().map(|call| call.header("webhook-timestamp").parse().unwrap()).collect();
    assert!(moments.is_sorted() && moments[0] < moments[4], "each try is signed for its own moment");

    gateway.answers(410, "");
    house.interview(telling()).await;
    go(&notices).await;
    let last = all(&notices).await.remove(0);
    assert_eq!((last.state, last.error.as_deref()), (ParcelState::Failed, Some("HTTP 410")));
    assert!(!last.target.contains("secret"), "{}", last.target);
}

#[tokio::test]
async fn a_receiver_that_leads_elsewhere_is_not_followed() {
    let (house, gateway) = (House::new().await, Gateway::open().await);
    let notices = hearing(&house, hook(&gateway));
    house.interview(telling()).await;
    gateway.answers(307, "");
    go(&notices).await;
    assert_eq!((states(&notices).await, gateway.calls().len()), (vec![ParcelState::Failed], 1));
}

#[tokio::test]
async fn a_telephone_gets_number_and_address_signed_and_by_day() {
    let (house, gateway) = (House::new().await, Gateway::open().await);
    let (room, notices) = (house.interview(telling()).await, texting(&house, &gateway));
    gateway.answers(200, r#"{"code":0,"msg":"ok"}"#);
    let number = stopped(&room, "末班车几点？").await;
    // it is nine in the morning; twelve hours and a half later people sleep
    house.turn(12 * HOUR + 30 * MINUTE);
    go(&notices).await;
    house.turn(10 * HOUR);
    go(&notices).await;
    assert_eq!((states(&notices).await, gateway.calls().len()), (vec![ParcelState::Waiting], 0), "half past seven");
    house.turn(31 * MINUTE);
    go(&notices).await;
    assert_eq!(states(&notices).await, [ParcelState::Sent]);
    let call = gateway.calls().remove(0).json();
    let text = call["text"].as_str().unwrap();
    assert_eq!(call["phone"], "+8613800138000");
    assert_eq!(call["id"], all(&notices).await[0].id.to_string());
    assert!(text.starts_with(&format!("【问政】您的第{number}号问题没有通过审核")), "{text}");
    assert!(text.contains("https://wz.example.org/q/") && !text.contains("末班车"), "{text}");
}

#[tokio::test]
async fn a_gateway_that_says_ok_and_means_no_is_not_believed() {
    let (house, gateway) = (House::new().await, Gateway::open().await);
    let (room, notices) = (house.interview(telling()).await, texting(&house, &gateway));
    gateway.answers(200, r#"{"code":-3,"msg":"balance; to +8613800138000"}"#);
    stopped(&room, "末班车几点？").await;
    go(&notices).await;
    let parcel = all(&notices).await.remove(0);
    let why = parcel.error.unwrap();
    assert!(parcel.state == ParcelState::Waiting && why.contains("balance") && !why.contains(PHONE), "{why}");
    gateway.answers(200, r#"{"code":0}"#);
    house.turn(HOUR);
    go(&notices).await;
    assert_eq!(states(&notices).await, [ParcelState::Sent]);
    gateway.answers(400, "");
    stopped(&room, "周末呢？").await;
    go(&notices).await;
    assert_eq!(states(&notices).await, [ParcelState::Sent, ParcelState::Failed]);
}

#[tokio::test]
async fn a_receipt_is_taken_from_whom_it_was_asked() {
    let (house, gateway) = (House::new().await, Gateway::open().await);
    let room = house.interview(telling()).await;
    let (url, secret) = (gateway.url("/send"), Secret("a-secret-of-the-gateway".into()));
    let sms = SmsSettings { url, receipt_secret: secret, receipt_ok: "DELIVRD".into(), ..SmsSettings::default() };
    let notices = with(&house, Doors { sms, ..Doors::default() });
    for text in ["末班车几点？", "周末呢？"] {
        stopped(&room, text).await;
    }
    go(&notices).await;
    let ids: Vec<String> = gateway.calls().iter().map(|call| call.json()["id"].as_str().unwrap().to_owned()).collect();
    let told = |id: &str, status: &str| serde_json::json!({ "id": id, "status": status });
    let forged = notices.receipts("a-secret-of-nobody-here", &told(&ids[0], "UNDELIV")).await.unwrap();
    assert_eq!((forged, states(&notices).await), (None, vec![ParcelState::Sent; 2]));
    let stranger = "00000000-0000-7000-8000-000000000000";
    let both = serde_json::json!([told(&ids[0], "DELIVRD"), told(&ids[1], "UNDELIV"), told(stranger, "DELIVRD"), 7]);
    assert_eq!(notices.receipts("a-secret-of-the-gateway", &both).await.unwrap(), Some(2));
    assert_eq!(states(&notices).await, [ParcelState::Sent, ParcelState::Failed]);
    assert_eq!(all(&notices).await[0].error.as_deref(), Some("UNDELIV"));
    assert_eq!(with(&house, Doors::default()).receipts("", &both).await.unwrap(), None, "nobody asked for any");
}

#[tokio::test]
async fn doors_that_cannot_be_made_say_why_at_the_start() {
    let (house, gateway) = (House::new().await, Gateway::open().await);
    let good = hook(&gateway);
    let fails = |doors: Doors, words: &str| {
        let why = crate::doors::opened(&house, doors).err().unwrap();
        assert!(why.contains(words), "{why}");
    };
    let hooks = |webhooks| Doors { webhooks, ..Doors::default() };
    fails(hooks(vec![WebhookSettings { url: "ftp://x".into(), ..good.clone() }]), "url must");
    fails(hooks(vec![WebhookSettings { secret: Secret("short".into()), ..good.clone() }]), "whsec_");
    fails(hooks(vec![WebhookSettings { events: vec!["post.received".into()], ..good.clone() }]), "inner = true");
    fails(hooks(vec![good.clone(), good.clone()]), "twice");
    let sms = SmsSettings { url: gateway.url("/"), quiet_from: "noon".into(), ..SmsSettings::default() };
    fails(Doors { sms, ..Doors::default() }, "time of day");
    let secret = Secret("short".into());
    let sms = SmsSettings { url: gateway.url("/"), receipt_secret: secret, ..SmsSettings::default() };
    fails(Doors { sms, ..Doors::default() }, "receipt_secret");
}
