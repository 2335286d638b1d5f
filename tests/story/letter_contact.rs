//! Whoever writes a letter and leaves word where hears of it by mail, in the language of the page; a clerk's slip.

use crate::{
    doors::{go, mail, states},
    letters::{mailbox, opened},
    postoffice::PostOffice,
    site::Site,
};
use mail_parser::MessageParser;
use wenzheng::{
    http::Words,
    kernel::{case::CaseStep, post::Verdict, principal::Principal, text::Lang, told::Told, workflow::Workflow},
    store::ParcelState,
};

const LI: &str = "li@mail.example.test";

/// To whom, subject and text of all that arrived.
fn arrived(office: &PostOffice) -> Vec<(String, String, String)> {
    let read = |raw: &str| {
        let message = MessageParser::default().parse(raw).unwrap();
        (message.subject().unwrap().to_owned(), message.body_text(0).unwrap().into_owned())
    };
    let letters = office.letters();
    letters.into_iter().map(|came| (came.to.clone(), read(&came.raw))).map(|(to, (a, b))| (to, a, b)).collect()
}

#[tokio::test]
async fn an_author_hears_of_each_step_and_only_from_when_somebody_looked_at_the_letter() {
    let (house, office) = (opened().await, PostOffice::open().await);
    let (mail_box, notices) = (mailbox(&house, Workflow::letters()).await, mail(&house, &office));
    let code = house.db.room(mail_box.room).await.unwrap().unwrap().code;
    let ask = format!("/r/{code}/ask");
    let unreached = Site::open(&house).fresh().get(&ask).await;
    assert!(!unreached.has("name=\"mail\""), "no way out is set up: {}", unreached.body);
    let site = Site::telling(&house, notices.clone());
    let author = site.fresh();
    let filled = [("kind", "help"), ("title", "红绿灯不亮"), ("text", "河西路口的灯三天不亮。")];
    let wrong = author.press(&ask, &ask, &[filled.as_slice(), &[("mail", "没有邮箱")]].concat()).await;
    assert_eq!(wrong.status, 422, "{}", wrong.body);
    assert!(wrong.has("id=\"mail-error\"") && wrong.has("河西路口的灯三天不亮。"), "{}", wrong.body);
    let sent = author.press(&ask, &ask, &[filled.as_slice(), &[("mail", LI)]].concat()).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    go(&notices).await;
    assert_eq!(arrived(&office), [], "nobody makes the house write to strangers");

    mail_box.screen(1, Verdict::Approve).await;
    go(&notices).await;
    mail_box.step(mail_box.router, 1, mail_box.to(0)).await.unwrap();
    mail_box.step(mail_box.handlers[0], 1, CaseStep::Take).await.unwrap();
    mail_box.step(mail_box.handlers[0], 1, CaseStep::Ask { text: "哪一侧的灯？".into() }).await.unwrap();
    go(&notices).await;
    let subjects: Vec<String> = arrived(&office).into_iter().map(|(_, subject, _)| subject).collect();
    let told = ["您的来信已受理", "您的来信已交单位办理", "承办单位已签收您的来信", "请补充您的来信"];
    assert_eq!(subjects, told);
    let (to, _, body) = arrived(&office).remove(0);
    assert_eq!(to, LI);
    let own = format!("https://wz.example.org/q/{code}-1-");
    assert!(body.contains(&own) && body.contains("最迟 2026-02-27 答复"), "{body}");
    for (_, _, body) in arrived(&office) {
        assert!(!body.contains("哪一侧") && !body.contains("三天不亮"), "nobody's words leave the house: {body}");
    }
    // What its author does is not told to its author.
    let writer = Principal::Visitor(mail_box.post(1).await.visitor.unwrap());
    mail_box.step(writer, 1, CaseStep::Add { text: "北侧。".into() }).await.unwrap();
    mail_box.step(mail_box.handlers[0], 1, CaseStep::Draft { text: "已修复。".into(), end: None }).await.unwrap();
    mail_box.step(mail_box.handlers[0], 1, CaseStep::HandUp).await.unwrap();
    mail_box.step(mail_box.approver, 1, CaseStep::Agree).await.unwrap();
    go(&notices).await;
    let subjects: Vec<String> = arrived(&office).into_iter().skip(4).map(|(_, subject, _)| subject).collect();
    assert_eq!(subjects, ["您的来信有答复了"]);
}

#[tokio::test]
async fn what_a_clerk_wrote_down_is_sent_at_once_in_the_callers_language_and_printed() {
    let (house, office) = (opened().await, PostOffice::open().await);
    let (mail_box, notices) = (mailbox(&house, Workflow::letters()).await, mail(&house, &office));
    let site = Site::telling(&house, notices.clone());
    let code = house.db.room(mail_box.room).await.unwrap().unwrap().code;
    let new = format!("/desk/r/{code}/letters/new");
    let router = site.signed(mail_box.router).await;
    let said = [("origin", "phone"), ("kind", "help"), ("title", "Broken lights"), ("text", "At the east gate.")];
    let entered = router.press(&new, &new, &[said.as_slice(), &[("mail", LI), ("lang", "en")]].concat()).await;
    assert_eq!(entered.status, 303, "{}", entered.body);
    let read = router.get(&entered.to).await;
    assert!(read.has("编号和查询码也会发到"), "{}", read.body);
    go(&notices).await;
    assert_eq!(states(&notices).await, [ParcelState::Sent]);
    let (_, subject, body) = arrived(&office).remove(0);
    assert_eq!(subject, "Your letter has arrived");
    let receipt = body.split("Number ").nth(1).unwrap().split(',').next().unwrap().to_owned();
    let query = body.split("query code ").nth(1).unwrap().split('.').next().unwrap().to_owned();
    assert!(body.contains(&format!("/en/q/{receipt}/{query}\r\n")), "{body}");

    let slip = format!("/desk/r/{code}/letters/1/slip");
    let printed = router.get(&slip).await;
    for word in [&receipt, &query, "/find", "Broken lights", "2月27日"] {
        assert!(printed.has(word), "no {word}: {}", printed.body);
    }
    assert!(!printed.has(LI), "where the caller is told is nobody's business");
    assert_eq!(site.signed(mail_box.handlers[0]).await.get(&slip).await.status, 404);
    assert_eq!(site.fresh().get(&slip).await.status, 401);
    let own = mail_box.taken_in(true).await;
    assert_eq!(router.get(&format!("/desk/r/{code}/letters/{own}/slip")).await.status, 404, "a citizen's own code");
}

#[test]
fn everything_about_letters_is_said_in_both_languages() {
    let about = |code: &str| if code.starts_with("letter-") { code.to_owned() } else { format!("letter-{code}") };
    for lang in [Lang::Zh, Lang::En] {
        let say =
            |id: &str| Words::of(lang).tn(id, [("receipt", "R".into()), ("code", "C".into()), ("date", "D".into())]);
        for told in Told::ALL.into_iter().filter(|told| !told.concerns_joined()) {
            let code = about(&told.code().replace('_', "-"));
            let said = say(&format!("told-{code}-says"));
            assert!(said.contains('R'), "{lang:?} {code}: {said}");
            assert!(!say(&format!("told-{code}")).contains(&code), "{lang:?} {code}");
            assert!(!say(&format!("notices-what-{}", told.code().replace('_', "-"))).contains("notices-what"));
        }
    }
}
