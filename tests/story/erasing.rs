//! The desk of erasures as two people use it without script.

use crate::{
    house::House,
    strangers::{Open, logged_in, open, token},
};
use uuid::Uuid;
use wenzheng::kernel::{post::Verdict, principal::Role};

const WORDS: &str = "龘：请打 13800001111";

/// A press of a button at the desk of erasures.
async fn press(open: &Open<'_>, cookie: &str, fields: &[(&str, &str)]) -> u16 {
    let (csrf, key) = (token(open, cookie).await, Uuid::now_v7().to_string());
    let mut all = vec![("csrf", csrf.as_str()), ("key", key.as_str()), ("back", "erasures?post=1")];
    all.extend_from_slice(fields);
    open.form(&format!("/desk/r/{}/act", open.code), cookie, &all).await.0
}

#[tokio::test]
async fn two_people_erase_at_the_desk_and_the_auditor_sees_it() {
    let house = House::new().await;
    let open = open(&house).await;
    assert_eq!(open.ask(WORDS, "龘名").await.0, 200);
    open.room.screen(1, Verdict::Approve).await.unwrap();
    let one = logged_in(&open, &house, "one", Role::Moderator).await;
    let two = logged_in(&open, &house, "two", Role::Approver).await;
    let auditor = logged_in(&open, &house, "auditor", Role::Auditor).await;
    let page = format!("/desk/r/{}/erasures", open.code);
    let about = format!("{page}?post=1");
    let question = format!("/desk/r/{}/q/1", open.code);
    assert!(open.get(&question, &one).await.1.contains(&about), "the question leads there");
    let (status, body) = open.get(&about, &one).await;
    assert!(
        status == 200 && body.contains(WORDS) && body.contains("龘名"),
        "everything that would go is shown: {body}"
    );
    let post = open.room.id(1).await;
    let targets = [format!("post:{post}"), format!("author:{post}")];
    let fields = [("act", "erase-propose"), ("target", &targets[0]), ("target", &targets[1]), ("manner", "destroy")];
    let whole = [("ground", "personal_data"), ("text", "当事人申请")];
    assert_eq!(press(&open, &one, &fields).await, 422, "no ground was chosen");
    assert_eq!(press(&open, &two, &[&fields[..], &whole].concat()).await, 403, "who agrees does not propose");
    assert_eq!(press(&open, &one, &[&fields[..], &whole].concat()).await, 303);
    let (_, body) = open.get(&page, &two).await;
    assert!(body.contains(WORDS) && body.contains("当事人申请") && body.contains("erase-agree"), "{body}");
    assert!(!open.get(&page, &one).await.1.contains("erase-agree"), "who proposed is not asked to agree");

    let agree = [("act", "erase-agree"), ("erasure", "1")];
    assert_eq!(press(&open, &two, &agree).await, 422, "without typing the number nothing happens");
    assert_eq!(press(&open, &one, &[&agree[..], &[("sure", "1")]].concat()).await, 403);
    assert!(open.get(&page, &two).await.1.contains(WORDS));
    assert_eq!(press(&open, &two, &[&agree[..], &[("sure", "1")]].concat()).await, 303);
    assert_eq!(press(&open, &two, &[&agree[..], &[("sure", "1")]].concat()).await, 409, "it is done");

    let desks =
        ["", "/queue?pile=all", "/q/1", "/erasures", "/erasures?post=1", "/answers?list=all", "/lines", "/host"];
    for desk in desks {
        for cookie in [&one, &two, &auditor] {
            let (_, body) = open.get(&format!("/desk/r/{}{desk}", open.code), cookie).await;
            assert!(!body.contains('龘'), "{desk}: {body}");
        }
    }
    let (status, body) = open.get(&page, &auditor).await;
    assert!(status == 200 && body.contains("已办理") && !body.contains("erase-propose"), "{body}");
    let (_, log) = open.get("/desk/log", &auditor).await;
    for act in ["提出依法抹去", "同意依法抹去", "依法抹去办理完毕", "依法抹去问题中的内容"]
    {
        assert!(log.contains(act), "{act}: {log}");
    }
    assert!(!log.contains('龘'));
    assert_eq!(open.get(&page, "").await.0, 303, "strangers are led to the log-in");
}
