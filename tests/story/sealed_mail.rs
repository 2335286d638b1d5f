//! Mail over TLS: to whom an authority vouches for, by either way, and to nobody else; receipts of gateways by HTTP.

use crate::{
    calls::stopped,
    doors::{all, asks, at, go, states, telling, with},
    gateway::Gateway,
    house::{House, citizen},
    postoffice::{Lock, PostOffice, vouched},
    site::Site,
};
use axum::http::StatusCode;
use std::path::PathBuf;
use wenzheng::{
    kernel::{post::Verdict, text::Lang},
    notices::{Doors, MailSettings, Secret, SmsSettings, Tls},
    store::ParcelState,
};

/// What becomes of one letter that goes to this office.
async fn sent(office: &PostOffice, tls: Tls, ca_file: PathBuf) -> (ParcelState, String) {
    let house = House::new().await;
    let room = house.interview(telling()).await;
    let (host, port, from) = ("127.0.0.1".into(), office.address.port(), "问政 <wz@example.org>".into());
    let (user, password) = ("wz".into(), Secret("a password that travels".into()));
    let mail = MailSettings { host, port, tls, ca_file, user, password, from };
    let notices = with(&house, Doors { mail, ..Doors::default() });
    let number = asks(&room, citizen(), "末班车几点？", at("li@mail.example.test", Lang::Zh)).await;
    room.screen(number, Verdict::Reject { rule: "insult".into() }).await.unwrap();
    house.pass(0).await;
    go(&notices).await;
    let parcel = all(&notices).await.remove(0);
    (parcel.state, parcel.error.unwrap_or_default())
}

#[tokio::test]
async fn mail_goes_to_whom_an_authority_vouches_for_and_in_the_clear_to_nobody() {
    let (folder, (pem, lock)) = (tempfile::tempdir().unwrap(), vouched());
    let ca_file = folder.path().join("authority.pem");
    std::fs::write(&ca_file, &pem).unwrap();
    let other = folder.path().join("another.pem");
    std::fs::write(&other, vouched().0).unwrap();
    for (lock, tls) in [(Lock::Starttls(lock.clone()), Tls::Starttls), (Lock::Implicit(lock), Tls::Implicit)] {
        let office = PostOffice::locked(lock).await;
        for stranger in [PathBuf::new(), other.clone()] {
            let (state, why) = sent(&office, tls, stranger).await;
            assert_eq!(state, ParcelState::Waiting, "{tls:?}: {why}");
            assert!(office.letters().is_empty(), "{tls:?}: nobody vouched for it");
        }
        let (state, why) = sent(&office, tls, ca_file.clone()).await;
        assert_eq!((state, office.letters().len()), (ParcelState::Sent, 1), "{tls:?}: {why}");
    }
    let open = PostOffice::open().await;
    assert_eq!(sent(&open, Tls::Starttls, ca_file).await.0, ParcelState::Waiting);
    assert!(open.letters().is_empty(), "a server without a lock gets nothing where one is demanded");
}

#[tokio::test]
async fn a_gateway_brings_receipts_to_the_address_that_it_was_given() {
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
    let site = Site::telling(&house, notices.clone());
    let to = |secret: &str| format!("http://{}/hooks/sms/{secret}", site.address);
    let caller = reqwest::Client::new();
    let status = async |request: reqwest::RequestBuilder| request.send().await.unwrap().status().as_u16();
    let told = serde_json::json!({ "id": ids[0], "status": "UNDELIV" });
    assert_eq!(status(caller.post(to("a-secret-of-nobody-here")).json(&told)).await, 404);
    assert_eq!(
        status(caller.post(to("a-secret-of-the-gateway")).body("{").header("content-type", "application/json")).await,
        400
    );
    assert_eq!(states(&notices).await, [ParcelState::Sent; 2]);
    assert_eq!(status(caller.post(to("a-secret-of-the-gateway")).json(&told)).await, 204);
    let form = [("id", ids[1].as_str()), ("status", "DELIVRD")];
    assert_eq!(status(caller.post(to("a-secret-of-the-gateway")).form(&form)).await, 204);
    let mut after = states(&notices).await;
    after.sort_by_key(|state| *state == ParcelState::Failed);
    assert_eq!(after, [ParcelState::Sent, ParcelState::Failed]);
    let huge = "x".repeat(4 << 20);
    assert_eq!(
        status(caller.post(to("a-secret-of-the-gateway")).body(huge).header("content-type", "application/json")).await,
        StatusCode::PAYLOAD_TOO_LARGE.as_u16()
    );
}
