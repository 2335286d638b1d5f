//! Where an author wants to be told is on no page, in no file and in no log; the office sees what waits, never for whom.

use crate::{
    doors::{all, asks, at, go, mail, telling},
    house::{House, citizen},
    postoffice::{Mood, PostOffice},
    reader::where_is,
    strangers::{logged_in, open, token},
};
use uuid::Uuid;
use wenzheng::{
    kernel::{
        command::Command, contact::Contact, policy::Policy, post::Verdict, principal::Role, room::About, text::Lang,
    },
    store::ParcelState,
};

const MAIL: &str = "geheim.kontakt@mail.example.test";
const PHONE: &str = "13911112222";

#[tokio::test]
async fn a_contact_is_on_no_page_and_in_no_file() {
    let house = House::new().await;
    let open = open(&house).await;
    let room = &open.room;
    let header = house.db.room(room.room).await.unwrap().unwrap();
    let texts = house.db.texts(&[header.about.id]).await.unwrap();
    let about: About = serde_json::from_str(texts[&header.about.id].body.as_ref().unwrap()).unwrap();
    let policy = Policy { contact: Contact::Optional, ..header.policy.clone() };
    let (revision, schedule, units) = (header.revision, header.schedule, None);
    room.act(room.admin, Command::Amend { revision, policy, schedule, about, units }).await.unwrap();

    let ask = format!("/r/{}/ask", open.code);
    let form = open.get(&ask, "").await.1;
    assert!(form.contains("name=\"mail\"") && form.contains("name=\"phone\""), "the form asks where the room does");
    let value = |name: &str| {
        let rest = form.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let (csrf, key, asker) = (value("csrf"), value("key"), value("asker"));
    let fields = |mail| {
        let own = [("csrf", csrf.as_str()), ("key", &key), ("asker", &asker), ("text", "票价会涨吗？")];
        own.into_iter().chain([("mail", mail), ("phone", PHONE)]).collect::<Vec<_>>()
    };
    assert_eq!(open.form(&ask, "", &fields("no mail")).await.0, 422);
    assert_eq!(open.form(&ask, "", &fields(MAIL)).await.0, 303);
    let card = room.post(1).await.post.author.id;
    let card = house.db.texts(&[card]).await.unwrap()[&card].body.clone().unwrap();
    assert!(card.contains(MAIL) && card.contains(PHONE), "the control: {card}");

    room.screen(1, Verdict::Approve).await.unwrap();
    house.pass(0).await;
    let pages = open.reader.all(&open.code).await;
    assert!(where_is(&pages, "票价会涨吗？").len() > 4, "hardly a page was read");
    let admin = logged_in(&open, &house, "governor", Role::Administrator).await;
    let desks =
        ["", "/queue?pile=all", "/q/1", "/erasures?post=1", "/answers?list=all", "/lines", "/host", "/room", "/record"];
    let desks = desks.iter().map(|end| format!("/desk/r/{}{end}", open.code));
    let own = ["/desk/log", "/desk/office/notices", "/desk/statistics/questions"].map(String::from);
    let api = ["queue?pile=listed", "posts/1", "news?after=0"];
    let api = api.iter().map(|end| format!("/api/v1/rooms/{}/desk/{end}", open.code));
    let mut all = pages;
    for path in desks.chain(own).chain(api) {
        all.push((path.clone(), open.get(&path, &admin).await.1));
    }
    for secret in [MAIL, "geheim.kontakt", PHONE] {
        assert_eq!(where_is(&all, secret), Vec::<String>::new(), "{secret}");
    }
    let entries = house.db.entries_after(room.room, 0, 100).await.unwrap();
    assert!(!format!("{entries:?}").contains("geheim"));
}

#[tokio::test]
async fn a_room_that_asks_for_none_has_no_fields_for_it() {
    let house = House::new().await;
    let open = open(&house).await;
    let form = open.get(&format!("/r/{}/ask", open.code), "").await.1;
    assert!(form.contains("name=\"text\"") && !form.contains("name=\"mail\""), "{form}");
}

#[tokio::test]
async fn the_office_sees_what_did_not_get_through_and_lets_it_be_tried_again() {
    let (house, office) = (House::new().await, PostOffice::open().await);
    let open = open(&house).await;
    let room = house.interview(telling()).await;
    let notices = mail(&house, &office);
    let number = asks(&room, citizen(), "末班车几点？", at(MAIL, Lang::Zh)).await;
    room.screen(number, Verdict::Reject { rule: "insult".into() }).await.unwrap();
    house.pass(0).await;
    office.mood(Mood::Refuses);
    go(&notices).await;
    let page = "/desk/office/notices";
    let admin = logged_in(&open, &house, "governor", Role::Administrator).await;
    let auditor = logged_in(&open, &house, "auditor", Role::Auditor).await;
    let moderator = logged_in(&open, &house, "someone", Role::Moderator).await;
    let (status, body) = open.get(page, &admin).await;
    assert!(status == 200 && body.contains("没有通过审核") && body.contains("user unknown"), "{body}");
    assert!(!body.contains("geheim"), "{body}");
    assert!(body.contains("/desk/office/notices/again"));
    let (status, read) = open.get(page, &auditor).await;
    assert!(status == 200 && read.contains("user unknown") && !read.contains("/again"), "{read}");
    assert_eq!(open.get(page, &moderator).await.0, 403);
    let id = all(&notices).await[0].id.to_string();
    for (cookie, expected) in [(&moderator, 403), (&auditor, 403), (&admin, 303)] {
        let (csrf, key) = (token(&open, cookie).await, Uuid::now_v7().to_string());
        let fields = [("csrf", csrf.as_str()), ("key", &key), ("one", &id)];
        assert_eq!(open.form("/desk/office/notices/again", cookie, &fields).await.0, expected);
    }
    assert_eq!(all(&notices).await[0].state, ParcelState::Waiting);
    office.mood(Mood::Takes);
    go(&notices).await;
    assert_eq!(office.letters().len(), 1);
    let body = open.get(page, &admin).await.1;
    assert!(!body.contains("user unknown"), "{body}");
}

#[tokio::test]
async fn a_trial_goes_out_at_once_and_tells_what_the_other_side_said() {
    let (house, office) = (House::new().await, PostOffice::open().await);
    let notices = mail(&house, &office);
    assert_eq!(notices.doors(), ["mail"]);
    notices.try_out("mail", MAIL, Lang::En).await.unwrap();
    assert_eq!(office.letters()[0].to, MAIL);
    office.mood(Mood::Refuses);
    let why = notices.try_out("mail", MAIL, Lang::Zh).await.unwrap_err();
    assert!(why.contains("550") && !why.contains("geheim"), "{why}");
    assert!(notices.try_out("sms", PHONE, Lang::Zh).await.is_err());
    assert!(notices.try_out("mail", "nobody", Lang::Zh).await.is_err());
}
