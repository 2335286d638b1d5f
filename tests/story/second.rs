//! The second factor: an authenticator's code beside the password or the link, each good once.

use crate::{
    house::House,
    site::{Browser, Page, Site},
};
use reqwest::StatusCode;
use totp_rs::{Builder, Secret};
use uuid::Uuid;
use wenzheng::{
    auth::{hash_password, sha256},
    kernel::{
        command::OfficeCommand,
        id::{FactorId, LinkId, PersonId},
        principal::{Principal, Reach, Role},
        refusal::Refusal,
    },
};

const PASSWORD: &str = "a long enough password";
const STEP_MS: i64 = 30_000;

/// What somebody's telephone shows.
struct Phone(String);

impl Phone {
    fn shows(&self, at_ms: i64) -> String {
        let secret = Secret::try_from_base32(&self.0).unwrap();
        let seconds = u64::try_from(at_ms / 1_000).unwrap();
        Builder::new().with_secret(secret).build_noncompliant().generate(seconds).to_string()
    }
}

fn person(who: Principal) -> PersonId {
    let Principal::Staff(person) = who else { panic!("no account") };
    person
}

/// Somebody who can log in, with the administrator's rights or a moderator's.
async fn known(house: &House, login: &str, role: Role) -> Principal {
    let who = house.staff(login, &[(role, Reach::Installation)]).await;
    let hash = hash_password(PASSWORD.into()).await.unwrap();
    let set = OfficeCommand::SetPassword { person: person(who), hash };
    house.desk.office(Principal::Operator, set).await.unwrap();
    who
}

fn secret(page: &Page) -> String {
    let (_, rest) = page.body.split_once("id=\"secret\">").unwrap();
    rest.split_once('<').unwrap().0.replace(' ', "")
}

/// Sets a factor up in the browser of somebody who is signed in.
async fn set_up(house: &House, browser: &Browser) -> Phone {
    let page = browser.get("/desk/factor").await;
    let phone = Phone(secret(&page));
    let code = phone.shows(house.now());
    let set = browser.send("/desk/factor", &page.form("/desk/factor").unwrap(), &[("code", &code)]).await;
    assert_eq!((set.status, set.to.as_str()), (StatusCode::SEE_OTHER, "/desk/factor?done=factor"));
    phone
}

/// The first step of a log-in.
async fn first(browser: &Browser, login: &str) -> Page {
    browser.press("/enter", "/enter", &[("login", login), ("password", PASSWORD)]).await
}

/// The second step, from the page that the first led to.
async fn second(browser: &Browser, page: &Page, code: &str) -> Page {
    browser.send("/enter/code", &page.form("/enter/code").unwrap(), &[("code", code)]).await
}

async fn is_in(browser: &Browser) -> bool {
    browser.get("/desk/password").await.status == StatusCode::OK
}

#[tokio::test]
async fn a_code_of_the_second_factor_opens_once() {
    let house = House::new().await;
    known(&house, "wei", Role::Moderator).await;
    let site = Site::open(&house);
    let (owner, elsewhere) = (site.fresh(), site.fresh());
    for browser in [&owner, &elsewhere] {
        assert_eq!(first(browser, "wei").await.status, StatusCode::SEE_OTHER);
    }

    let page = owner.get("/desk/factor").await;
    let wrong = owner.send("/desk/factor", &page.form("/desk/factor").unwrap(), &[("code", "12345x")]).await;
    assert_eq!((wrong.status, secret(&wrong)), (StatusCode::UNAUTHORIZED, secret(&page)), "the same one to scan");
    let phone = set_up(&house, &owner).await;
    assert!(is_in(&owner).await && !is_in(&elsewhere).await, "who was in by the password alone is out");

    let stranger = site.fresh();
    let asked = first(&stranger, "wei").await;
    assert!(asked.status == StatusCode::OK && !is_in(&stranger).await, "the password alone opens nothing");
    let used = second(&stranger, &asked, &phone.shows(house.now())).await;
    assert!(used.status == StatusCode::UNAUTHORIZED && used.has("已经用过"), "the code that set it up: {}", used.body);
    assert!(second(&stranger, &asked, "000000").await.has("验证码不对"));
    assert!(!is_in(&stranger).await);

    house.turn(STEP_MS);
    let code = phone.shows(house.now());
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    let opened = second(&stranger, &asked, &spaced).await;
    assert_eq!((opened.status, opened.to.as_str()), (StatusCode::SEE_OTHER, "/desk"));
    assert!(is_in(&stranger).await);

    // Whoever saw the code being typed has the same page and the same moment.
    let thief = site.fresh();
    let asked = first(&thief, "wei").await;
    assert!(second(&thief, &asked, &code).await.has("已经用过"));
    assert!(second(&thief, &asked, &phone.shows(house.now() - STEP_MS)).await.has("已经用过"), "nor an older one");
    house.turn(STEP_MS);
    assert!(second(&thief, &asked, &code).await.has("已经用过"), "still within the time in which clocks may differ");
    assert!(!is_in(&thief).await);
}

#[tokio::test]
async fn of_two_at_once_with_one_code_one_is_let_in_and_a_restart_forgets_nothing() {
    let house = House::new().await;
    let who = known(&house, "wei", Role::Moderator).await;
    let site = Site::open(&house);
    let phone = set_up(&house, &site.signed(who).await).await;
    house.turn(STEP_MS);
    let code = phone.shows(house.now());
    let (one, other) = (site.fresh(), site.fresh());
    let (page, same) = tokio::join!(first(&one, "wei"), first(&other, "wei"));
    let (one, other) = tokio::join!(second(&one, &page, &code), second(&other, &same, &code));
    let mut both = [one.status, other.status];
    both.sort();
    assert_eq!(both, [StatusCode::SEE_OTHER, StatusCode::UNAUTHORIZED]);

    drop(site);
    let house = house.restart().await;
    let site = Site::open(&house);
    let late = site.fresh();
    let page = first(&late, "wei").await;
    assert!(second(&late, &page, &code).await.has("已经用过"));
    house.turn(STEP_MS);
    assert_eq!(second(&late, &page, &phone.shows(house.now())).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn guessing_codes_closes_the_door_and_a_link_is_asked_for_one_too() {
    let house = House::new().await;
    let who = known(&house, "wei", Role::Moderator).await;
    let site = Site::open(&house);
    let phone = set_up(&house, &site.signed(who).await).await;
    house.turn(STEP_MS);
    let (link, secret_sha256) = (LinkId(Uuid::now_v7()), sha256("of wei"));
    let issue = OfficeCommand::IssueLink { link, secret_sha256, person: person(who), room: None };
    house.desk.office(Principal::Operator, issue).await.unwrap();
    let browser = site.fresh();
    let asked = browser.press("/link/of wei", "/link/of wei", &[]).await;
    assert!(asked.status == StatusCode::OK && !is_in(&browser).await, "a link alone opens nothing either");
    for guess in 0..6 {
        assert_eq!(second(&browser, &asked, &format!("00000{guess}")).await.status, StatusCode::UNAUTHORIZED);
    }
    let right = phone.shows(house.now());
    assert_eq!(second(&browser, &asked, &right).await.status, StatusCode::TOO_MANY_REQUESTS);
    let mut planted = asked.form("/enter/code").unwrap();
    planted.iter_mut().filter(|(name, _)| name == "proof").for_each(|(_, value)| value.insert(3, 'x'));
    let other = browser.send("/enter/code", &planted, &[("code", &right)]).await;
    assert_eq!(other.to, "/enter", "nobody names the account for whom a code is asked");
}

#[tokio::test]
async fn only_its_owner_sets_a_factor_up_and_whoever_administers_the_account_takes_it_away() {
    let house = House::new().await;
    let (wei, boss) = (known(&house, "wei", Role::Moderator).await, known(&house, "boss", Role::Administrator).await);
    let (factor, person) = (FactorId(Uuid::now_v7()), person(wei));
    let set = OfficeCommand::SetFactor { person, factor, step: 1 };
    assert_eq!(house.desk.office(boss, set.clone()).await, Err(Refusal::NotAllowed));
    let site = Site::open(&house);
    let phone = set_up(&house, &site.signed(wei).await).await;
    assert_eq!(house.desk.office(wei, set).await, Err(Refusal::WrongStep), "an open screen puts no other phone there");
    let peer = known(&house, "peer", Role::Moderator).await;
    assert_eq!(house.desk.office(peer, OfficeCommand::DropFactor { person }).await, Err(Refusal::NotAllowed));

    // Where writing is off, whoever is to switch it on still comes in.
    let (off, on) = (Some("整修".to_owned()), None);
    house.desk.office(boss, OfficeCommand::SetReadOnly { message: off }).await.unwrap();
    house.turn(STEP_MS);
    let browser = site.fresh();
    let asked = first(&browser, "wei").await;
    assert_eq!(second(&browser, &asked, &phone.shows(house.now())).await.status, StatusCode::SEE_OTHER);
    house.desk.office(boss, OfficeCommand::SetReadOnly { message: on }).await.unwrap();

    let page = format!("/desk/office/people/{person}");
    let dropped = site.signed(boss).await.press(&page, &format!("{page}/factor"), &[]).await;
    assert_eq!(dropped.to, format!("{page}?done=factor-dropped"));
    assert_eq!(first(&site.fresh(), "wei").await.status, StatusCode::SEE_OTHER, "the password is enough again");
}
