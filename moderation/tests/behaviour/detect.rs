use crate::{rulebook_with, screener, shipped, underlined};
use moderation::{FINDINGS_MAX, Finding, Severity, Shingles};

/// Whether a detector alone notices anything.
fn notices(detector: &str, text: &str) -> bool {
    !screener(&rulebook_with(detector)).screen(text, &[]).is_empty()
}

#[test]
fn questions_citizens_really_ask_pass_unmarked() {
    for text in [
        "商家消费后不肯开发票，应该向哪个部门投诉？发票遗失了还能报销吗？",
        "请问个体户首次申领增值税发票需要准备哪些材料，办理期限是几天？",
        "建议公交App增加微信支付，老人乘车更方便。参加微信公众号活动有补贴吗？",
        "政府2023年10月1日发布的鲁政发〔2023〕123号文件，预算100000000元，何时到位？",
        "12345热线和0532-85911111都打不通，8:00-18:00应该有人值班吧……",
        "The bus was late again. Community members, e.g. the elderly, waited 30 min. Top priority?",
        "2019 2020 2021 2022 四年的拆迁补偿标准分别是多少？",
        "我和弟弟共3人，住在3.5公里外的5号楼2单元301，水压只有0.2MPa。",
        "局长您好！\n\n一、何时供暖？\n二、何时修路？\n三、停车难怎么办？\n谢谢！",
        "一二三四五六七八九十，这些数字幼儿园要不要教？",
    ] {
        let findings = shipped(text);
        assert!(findings.is_empty(), "{text}: {:?}", underlined(text, &findings));
    }
}

#[test]
fn a_dressed_up_word_is_found_and_underlined_in_place() {
    for word in [
        "代开发票",
        "代 开 发 票",
        "代-开*发_票",
        "代\u{200b}开\u{2060}发票",
        "代、开、发、票",
        "代😀开😀发😀票",
        "代\u{301}开发\u{302}票",
        "代　开发　票",
        "代開發票",
        "代\n开\n发\n票",
    ] {
        let text = format!("您好，{word}，请联系");
        let findings = shipped(&text);
        assert_eq!(underlined(&text, &findings), [("advertising", word)], "{text}");
        assert_eq!(findings[0].severity, Severity::Hold);
    }
}

#[test]
fn a_rule_meets_its_word_in_either_script() {
    for rule in
        [r#"words = ["內部號源"]"#, r#"pattern = "內部號源""#, r#"words = ["内部号源"]"#, r#"pattern = "内部号源""#]
    {
        for text in ["有內部號源嗎", "有内部号源吗"] {
            assert!(notices(rule, text), "{rule} {text}");
        }
    }
}

#[test]
fn phrases_do_not_join_into_a_word_over_punctuation() {
    assert!(shipped("单位代开，发票还没有拿到").is_empty());
    assert!(shipped("请问材料由谁代开\n发票遗失怎么办").is_empty());
}

#[test]
fn a_latin_word_counts_only_alone() {
    let rule = r#"words = ["casino", "vx号"]"#;
    for text in
        ["Casino!", "ＣＡＳＩＮＯ", "去casino玩", "c a s i n o", "c.a.s.i.n.o", "ca\u{200d}sino", "cásinò", "找vx号123"]
    {
        assert!(notices(rule, text), "{text}");
    }
    for text in ["casinos", "Picasino", "cas in o", "avx号"] {
        assert!(!notices(rule, text), "{text}");
    }
}

#[test]
fn an_excepted_phrase_shields_only_itself() {
    let text = "增加微信支付；有意加微信";
    let findings = shipped(text);
    assert_eq!(underlined(text, &findings), [("messenger-account", "加微信")]);
    assert_eq!(findings[0].start, text.rfind("加微信").unwrap());
}

#[test]
fn a_word_of_two_rules_is_found_for_both() {
    let second = rulebook_with("words = [\"彩票\"]").replace("version = 1\n", "").replace("probe", "other");
    let file = rulebook_with("words = [\"彩票\", \"彩 票\"]") + &second;
    let found = screener(&file).screen("买彩票", &[]);
    assert_eq!(underlined("买彩票", &found), [("other", "彩票"), ("probe", "彩票")]);
}

#[test]
fn links_are_seen_through_their_dress() {
    for text in [
        "看https://example.com/a?b=1 吧",
        "hxxp://example.com",
        "http ： // example.com",
        "www.qingdao.gov.cn/n1",
        "www。baidu。com",
        "ｗｗｗ．ｂａｉｄｕ．ｃｏｍ",
        "w w w . b a i d u . c o m",
        "请访问baidu.com了解",
        "baidu。com",
        "baidu点com",
        "baidu 点 com",
        "baidu . com",
        "baidu[.]com",
        "baidu dot com",
        "t.cn/A6x",
        "http://中文.网址/路",
        "bai\u{200b}du.com",
    ] {
        assert!(notices("links = true", text), "{text}");
    }
    let text = "见www.qingdao.gov.cn/n1/page.html，谢谢";
    assert_eq!(underlined(text, &shipped(text)), [("links", "www.qingdao.gov.cn/n1/page.html")]);
}

#[test]
fn what_only_resembles_a_link_is_none() {
    for text in [
        "It is over. Company law says so.",
        "第3.2节",
        "下午3点cn台",
        "版本1.2.3",
        "e.g. this",
        "1.app打不开 2.tv没信号",
        "我的邮箱是a@qq.com",
        "wang.me@qq.com",
        "比例1:100/年",
        "晚上20点live直播",
    ] {
        assert!(!notices("links = true", text), "{text}");
    }
}

#[test]
fn personal_data_is_seen_in_every_spelling() {
    for text in [
        "电话13800138000找我",
        "138 0013 8000",
        "138-0013-8000",
        "+86 138-0013-8000",
        "008613800138000",
        "１３８００１３８０００",
        "1 3 8 0 0 1 3 8 0 0 0",
        "一三八零零一三八零零零",
        "幺三八〇〇幺三八〇〇〇",
        "11010519491231002X",
        "110105 19491231 002x",
        "卡号6222 0212 3456 7894",
        "订单123456789012",
        "邮箱zhang.san@example.com",
        "zhang＠example。com",
        "zhang @ example . com",
        "zhang(at)example.com",
    ] {
        assert!(notices("contact = true", text), "{text}");
    }
    let text = "我是王某，138 0013 8000，请回电";
    assert_eq!(underlined(text, &shipped(text)), [("contact-data", "138 0013 8000")]);
}

#[test]
fn numbers_of_public_life_are_no_personal_data() {
    for text in [
        "热线12345",
        "0532-85911111",
        "12800138000",
        "1380013800",
        "2023-10-01 12:30",
        "投资1,380,013,800元",
        "110105 19491231 0021",
        "110105 19491331 002x",
        "6222 0212 3456 7890",
        "2019 2020 2021 2022",
        "1999 2001 123",
        "经度120.382639 纬度36.067082",
        "@市长 看看",
    ] {
        assert!(!notices("contact = true", text), "{text}");
    }
}

#[test]
fn floods_are_seen_and_emphasis_is_not() {
    let blank = format!("在吗{}在", "\u{3000}\n".repeat(12));
    let hidden = format!("在吗{}在", "\u{200b}".repeat(30));
    for text in [
        "aaaaaa",
        "顶顶顶顶",
        "顶 顶 顶 顶",
        "ＡaＡaＡa",
        "求解决求解决求解决求解决",
        "哈哈哈哈哈哈哈",
        "hahahahaha",
        &"!".repeat(30),
        &blank,
        &hidden,
    ] {
        assert!(notices("flood = true", text), "{text}");
    }
    for text in [
        "aaaaa",
        "谢谢谢",
        "www",
        "……",
        "!!!!!!",
        "100000000000",
        "求解决求解决",
        "----------------",
        "1212121212",
        "第一段\n\n\n第二段",
    ] {
        assert!(!notices("flood = true", text), "{text}");
    }
    let text = "支持！顶顶顶顶顶！";
    assert_eq!(underlined(text, &shipped(text)), [("flooding", "顶顶顶顶顶")]);
}

#[test]
fn a_near_copy_of_a_recent_text_is_marked_whole() {
    let screener = screener(moderation::DEFAULT);
    let recent = ["市南区什么时候开始供暖，老人孩子都受不了了？", "公交几点停运？"];
    let copy = "市南区 什么时候开始供暖,老人孩子都受不了啦！！";
    assert_eq!(underlined(copy, &screener.screen(copy, &recent)), [("repeated", copy)]);
    for other in ["市北区什么时候修路，停车太难了怎么办？", "公交几点", "供暖？"] {
        assert!(screener.screen(other, &recent).is_empty(), "{other}");
    }
    assert!(screener.screen(copy, &[]).is_empty());
}

#[test]
fn two_questions_from_one_mould_are_no_repeat() {
    let screener = screener(moderation::DEFAULT);
    assert!(screener.screen("请问阳光小区什么时候供暖？", &["请问海景小区什么时候供暖？"]).is_empty());
}

#[test]
fn kept_shingles_find_what_texts_find() {
    let screener = screener(moderation::DEFAULT);
    let recent = ["市南区什么时候开始供暖，老人孩子都受不了了？"];
    let kept: Vec<Shingles> = recent.iter().map(|text| Shingles::of(text)).collect();
    let found = screener.screen_beside(recent[0], &kept);
    assert_eq!(found, screener.screen(recent[0], &recent));
    assert_eq!(found.len(), 1);
    assert!((kept[0].likeness(&kept[0]) - 1.0).abs() < f64::EPSILON);
    assert!(Shingles::of("……").likeness(&Shingles::of("！！")) < f64::EPSILON);
}

#[test]
fn a_pattern_is_matched_against_the_folded_text() {
    let rule = r"pattern = 'vx[:]?[a-z]{3}\d+'";
    assert!(notices(rule, "我的ＶＸ：abc123"));
    assert!(!notices(rule, "我的vx：12"));
    let text = "我的微信号是abc_12345，谢谢";
    assert_eq!(underlined(text, &shipped(text)), [("messenger-number", "微信号是abc_12345")]);
}

#[test]
fn findings_are_bounded_and_the_gravest_stay() {
    let text = format!("{}加微信", "看www.a.com！".repeat(100));
    let findings = shipped(&text);
    assert_eq!(findings.len(), FINDINGS_MAX);
    assert_eq!(findings.last().map(|f| f.rule.as_str()), Some("messenger-account"));
    assert!(findings.is_sorted_by_key(|f| f.start));
}

#[test]
fn a_finding_travels_as_json() {
    let finding = Finding { rule: "links".into(), severity: Severity::Mark, start: 3, end: 9 };
    let json = r#"{"rule":"links","severity":"mark","start":3,"end":9}"#;
    assert_eq!(serde_json::to_string(&finding).unwrap(), json);
    assert_eq!(serde_json::from_str::<Finding>(json).unwrap(), finding);
}
