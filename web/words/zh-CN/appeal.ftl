# 申诉：问题未获通过时，提问人可以请另一位工作人员复核一次。
refusal-already-appealed = 这个问题已经申诉过了
refusal-already-appealed-do = 每个问题只能申诉一次；结果会写在这一页上。
refusal-own-decision = 这个问题是您决定不予通过的
refusal-own-decision-do = 申诉须由另一位审核员、审批人或管理员决定；您也可以改为通过。

entry-post-appealed = 提问人对未通过提出申诉
entry-post-appeal-dismissed = 维持未通过的决定

appeal-title = 不同意这个决定？
appeal-lead = 您可以申诉一次，由作出决定的人以外的工作人员复核。
appeal-text = 申诉理由
appeal-text-hint = 请说明为什么这个问题不违反上面的规则。只有工作人员看得到，不公开。
appeal-send = 提交申诉
appeal-done = 申诉已经收到，结果会写在这一页上。
appeal-yours = 您的申诉
appeal-of-author = 提问人的申诉
appeal-open = 申诉待复核
appeal-granted = 申诉成立，已改为通过
appeal-dismissed = 经复核，维持原决定
appeal-judge-hint = 申诉由作出决定的人以外的工作人员复核：成立就按“通过”，不成立就维持原决定。
appeal-own = 这个问题是您决定不予通过的，申诉由同事复核；您也可以改为通过。
appeal-dismiss-open = 维持原决定…
appeal-reason = 维持的理由
appeal-reason-hint = 提问人会看到，请针对申诉理由作答；不公开。
appeal-reason-given = 维持的理由
desk-dismiss = 维持原决定
desk-did-appeal = 提出了申诉
desk-did-dismiss = 维持了未通过的决定
desk-done-dismiss = 第 { $n } 号：已维持原决定，提问人会看到结果。
desk-pile-appealed = 申诉
ledger-count-appeals = 提出申诉
ledger-count-appeals-granted = 其中申诉成立
ledger-count-appeals-dismissed = 其中维持原决定
desk-appeals = { $n } 件申诉待复核
