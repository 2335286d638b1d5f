//! Questions of about sixty characters, as different from each other as those of a town.

use crate::chance::Chance;

const PLACES: [&str; 12] = [
    "城南新村",
    "滨河花园",
    "老粮站宿舍",
    "东门市场旁",
    "五里桥",
    "文昌路口",
    "纺织厂家属院",
    "北湖小区",
    "学府街",
    "火车站南广场",
    "青石巷",
    "开发区二期",
];
const WHO: [&str; 8] = [
    "我家老人",
    "楼里的住户",
    "上夜班的工人",
    "带孩子的家长",
    "坐轮椅的邻居",
    "租房的年轻人",
    "摆摊的小商户",
    "骑车上学的学生",
];
const MATTERS: [&str; 12] = [
    "最近常遇到停水，事先没有人通知",
    "晚上路灯只亮一半，走路看不清",
    "公交末班车提前了，下班赶不上",
    "电梯修了三个月还没有好",
    "垃圾站的味道很大，窗户不敢开",
    "办社保卡跑了四趟，材料每次不一样",
    "人行道被车占满，只能走机动车道",
    "暖气不热，测温的人一直没有来",
    "孩子入学的划片线看不明白",
    "工地夜里施工，投诉后只停了一天",
    "体检报告迟迟取不到",
    "河边护栏坏了两处，很不安全",
];
const ASKS: [&str; 8] = [
    "请问什么时候能解决，由哪个部门负责",
    "能不能公布一下时间表，让大家心里有数",
    "这笔钱今年有没有安排，安排了多少",
    "是不是可以先临时处理，再慢慢改造",
    "请给一个能打通的电话，遇事好联系",
    "以后有变动能否提前三天贴出通知",
    "请问有没有人来现场看过，结论是什么",
    "别的区已经改好了，我们这里还要等多久",
];

/// The question of this number; numbers near each other give words far apart.
pub fn question(number: u64) -> String {
    let mut chance = Chance(number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let (place, who) = (pick(&PLACES, &mut chance), pick(&WHO, &mut chance));
    let (matter, ask) = (pick(&MATTERS, &mut chance), pick(&ASKS, &mut chance));
    let house = number % 98 + 2;
    format!("我住在{place}{house}号楼，{who}{matter}，已经反映过{}次。{ask}？编号{number}。", chance.0 % 7 + 2)
}

fn pick(list: &[&'static str], chance: &mut Chance) -> &'static str {
    let nth = usize::try_from(chance.below(list.len() as u64)).unwrap_or(0);
    list.get(nth).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_questions_are_the_same() {
        let all: Vec<String> = (0..5_000).map(question).collect();
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len());
        let chars = all.iter().map(|text| text.chars().count()).sum::<usize>() / all.len();
        assert!((50..75).contains(&chars), "{chars} characters in the mean");
        assert!(all.iter().all(|text| !text.contains(['"', '\\'])), "they stand in JSON as they are");
    }
}
