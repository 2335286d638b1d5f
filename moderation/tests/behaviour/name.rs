use moderation::{same_name, skeleton};

#[test]
fn a_clone_of_a_name_is_recognised() {
    for (name, clone) in [
        ("王建国", "王\u{200b}建国"),
        ("王建国", "王 建　国"),
        ("王建国", "王·建国"),
        ("王建国", "王建國"),
        ("张丽华", "張麗華"),
        ("王建国", "★王建国★"),
        ("王建国", "\u{202e}王建国"),
        ("王建国", "王建国\u{fe0f}"),
        ("王建国", "王\u{3164}建国"),
        ("Bob Smith", "ＢＯＢ ｓｍｉｔｈ"),
        ("Bob Smith", "Воb Ѕmіth"),
        ("Paypal", "Раураl"),
        ("Bill", "BiII"),
        ("Bill", "B1ll"),
        ("José", "Jose"),
        ("host", "h0st"),
        ("Martin", "rnartin"),
        ("Владимир", "ВЛАДИМИР"),
        ("市政府", "市政府！"),
    ] {
        assert!(same_name(name, clone), "{name} {clone} {} {}", skeleton(name), skeleton(clone));
        assert!(same_name(clone, name), "{clone} {name}");
    }
}

#[test]
fn other_names_stay_free() {
    for (name, other) in [
        ("王建国", "王建军"),
        ("王建国", "王建"),
        ("王建国", "建国王"),
        ("王建国", "小王建国"),
        ("Bob", "Rob"),
        ("ガス", "カス"),
        ("कि", "का"),
        ("😀", "😃"),
        ("😀", "王"),
        ("", "王"),
    ] {
        assert!(!same_name(name, other), "{name} {other}");
    }
    assert!(same_name("😀", " 😀"));
}
