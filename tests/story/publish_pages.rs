//! What the public is to see is looked at before it is published, and letters answered together are compared first.

use crate::{
    letters::{mailbox, opened},
    site::{Browser, Page, Site},
};
use wenzheng::kernel::{case::CaseStep, workflow::Workflow};

const SHOWN: [(&str, &str); 6] = [
    ("act", "publish"),
    ("press", "look"),
    ("manner", "whole"),
    ("title", "红绿灯不亮"),
    ("letter", "信号灯三天不亮。[略]"),
    ("answer", "已修复。"),
];

fn with<'a>(form: &[(&'a str, &'a str)], other: (&'a str, &'a str)) -> Vec<(&'a str, &'a str)> {
    form.iter().map(|pair| if pair.0 == other.0 { other } else { *pair }).collect()
}

/// The words of one part of a page, without its markup.
fn words(page: &Page, from: &str, to: &str) -> String {
    let part = page.body.split_once(from).unwrap_or_else(|| panic!("no {from}: {}", page.body)).1;
    let part = part.split_once(to).unwrap_or_else(|| panic!("no {to}: {part}")).0;
    let (mut text, mut inside) = (String::new(), false);
    for sign in part.chars() {
        match sign {
            '<' => inside = true,
            '>' => (inside, text) = (false, text + " "),
            _ if !inside => text.push(sign),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn press(who: &Browser, desk: &str, page: &Page, button: &str) -> Page {
    who.send(desk, &page.form(desk).unwrap(), &[("press", button)]).await
}

#[tokio::test]
async fn a_letter_is_looked_at_as_the_public_will_see_it_and_only_then_published() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let (number, site) = (mail.answered(true).await, Site::open(&house));
    let code = house.db.room(mail.room).await.unwrap().unwrap().code;
    let (desk, public) = (format!("/desk/r/{code}/letter/{number}"), format!("/r/{code}/q/{number}"));
    let editor = site.signed(mail.editor).await;
    assert!(editor.get(&desk).await.has("先看公开后的样子"));
    let seen = editor.press(&desk, &desk, &SHOWN).await;
    assert_eq!(seen.status, 200);
    assert!(seen.has("还没有公开") && !seen.has("承办人张三"), "{}", seen.body);
    assert_eq!(site.fresh().get(&public).await.status, 404, "a look publishes nothing");
    for (wrong, code) in
        [(("title", " "), 422), (("answer", ""), 422), (("manner", "all"), 422), (("revision", "1"), 409)]
    {
        let form = editor.get(&desk).await.form(&desk).unwrap();
        let others = SHOWN.into_iter().filter(|pair| pair.0 != wrong.0);
        let told = editor.send(&desk, &form, &others.chain([wrong]).collect::<Vec<_>>()).await;
        assert_eq!(told.status, code, "{wrong:?}: {}", told.body);
        assert!(told.has("信号灯三天不亮。[略]"), "what was typed is still there");
    }
    let back = press(&editor, &desk, &seen, "change").await;
    assert!(back.has("value=\"红绿灯不亮\"") && back.has("信号灯三天不亮。[略]") && !back.has("role=\"alert\""));
    let long = editor.press(&desk, &desk, &with(&SHOWN, ("answer", "请拨 13800001234，河西老李您好。"))).await;
    assert!(long.has("有一串较长的数字：13800001234") && long.has("出现了来信人的称呼：河西老李"), "{}", long.body);

    let done = press(&editor, &desk, &seen, "publish").await;
    assert_eq!(done.to, format!("{desk}?done=publish"), "{}", done.body);
    let again = press(&editor, &desk, &seen, "publish").await;
    assert_eq!(again.to, format!("{desk}?done=publish"), "sent twice it is published once: {}", again.body);
    let page = site.fresh().get(&public).await;
    for part in ["letter__title", "letter__text", "answer__head", "answer__text"] {
        let of = |page: &Page| words(page, part, "</");
        assert_eq!(of(&seen), of(&page), "{part}");
    }
    let answers = |page: &Page| page.body.matches("class=\"answer answer--letter\"").count();
    assert_eq!(answers(&page), answers(&seen));
}

#[tokio::test]
async fn of_a_letter_that_is_not_shown_the_outcome_is_a_sentence() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let (number, site) = (mail.answered(false).await, Site::open(&house));
    let code = house.db.room(mail.room).await.unwrap().unwrap().code;
    let (desk, public) = (format!("/desk/r/{code}/letter/{number}"), format!("/r/{code}/q/{number}"));
    let editor = site.signed(mail.editor).await;
    let refused = editor.press(&desk, &desk, &SHOWN).await;
    assert_eq!(refused.status, 403, "its author did not agree");
    let nothing = editor.press(&desk, &desk, &with(&SHOWN, ("manner", "nothing"))).await;
    assert!(nothing.has("公众什么也看不到") && nothing.has("确定不公开") && !nothing.has("class=\"letter\""));
    let seen = editor.press(&desk, &desk, &with(&SHOWN, ("manner", "outcome"))).await;
    press(&editor, &desk, &seen, "publish").await;
    let page = site.fresh().get(&public).await;
    for page in [&seen, &page] {
        assert!(page.has("市交通局已于") && page.has("书面答复来信人。"), "{}", page.body);
        let shown = words(page, "<main", "</main>");
        assert!(!shown.contains("信号灯三天不亮") && !shown.contains("河西老李"), "{shown}");
    }
    assert!(site.fresh().get(&format!("/en{public}")).await.has("answered the author in writing on"));
}

#[tokio::test]
async fn letters_that_differ_are_named_before_they_get_one_answer() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let (one, like, other) = (mail.in_hand(true).await, mail.in_hand(true).await, mail.taken_in(true).await);
    let code = house.db.room(mail.room).await.unwrap().unwrap().code;
    let site = Site::open(&house);
    let handler = site.signed(mail.handlers[0]).await;
    let path = |numbers: &[u32]| {
        let cases: Vec<String> = numbers.iter().map(|number| format!("case={code}/{number}")).collect();
        format!("/desk/letters/together?{}", cases.join("&"))
    };
    assert!(!handler.get(&path(&[one, like])).await.has("选中的来信不大一样"));
    let CaseStep::Route { unit, assisting, urgent, text, .. } = mail.to(0) else { unreachable!() };
    let matter = Some("traffic-3".to_owned());
    mail.step(mail.router, other, CaseStep::Route { unit, assisting, matter, urgent, text }).await.unwrap();
    let page = handler.get(&path(&[one, like, other])).await;
    assert!(page.has("选中的来信不大一样") && page.has("事项不同：没有确定"), "{}", page.body);
    assert!(page.has("traffic-3") && !page.has("类别不同") && !page.has("单位不同"), "{}", page.body);
    assert!(page.has("name=\"text\""), "said, and not forbidden");

    let none = handler.get("/desk/letters/together").await;
    assert_eq!(none.to, "/desk/letters?pile=handle&few=0");
    assert!(handler.get(&none.to).await.has("还没有选来信"));
    let single = handler.get(&path(&[like])).await;
    let page = handler.get(&single.to).await;
    assert!(page.has("只选了一封来信") && page.has(&format!("value=\"{code}/{like}\" checked")), "{}", page.body);
}
