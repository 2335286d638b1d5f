# 满意度：提问人对答复的评价。
refusal-not-answered = 还没有答复
refusal-not-answered-do = 有了答复以后再来评价。
refusal-already-rated = 这个答复已经评价过了
refusal-already-rated-do = 只评价一次，不能更改。
refusal-rating-closed = 评价的时间已过
refusal-rating-closed-do = 答复公布后一段时间内可以评价；如果还有问题，请向受理单位反映。

entry-post-rated = 提问人评价答复
rating-title = 您对答复满意吗？
rating-grade = 评价
rating-hint = 只能评价一次。公开页面只显示各档人数，不显示是谁评的。
rating-choose = 请先选一档评价。
rating-text = 想说的话（可不填）
rating-text-hint = 只有工作人员看得到，不公开。
rating-send = 提交评价
rating-done = 谢谢，您的评价已经收到。
rating-own = 您的评价：{ $grade }
rating-of-author = 提问人的评价
rating-very-satisfied = 很满意
rating-satisfied = 满意
rating-mostly-satisfied = 基本满意
rating-dissatisfied = 不满意
rating-very-dissatisfied = 很不满意
rating-counts = 已答复的 { $answered } 个问题中，{ $rated } 个有提问人评价：很满意 { $a }，满意 { $b }，基本满意 { $c }，不满意 { $d }，很不满意 { $e }。没有评价的不算满意。
