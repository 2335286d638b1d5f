fate-in-hand = 办理中
fate-ended = 已说明不予办理的原因
desk-did-case = 办理了信件

refusal-no-such-letters = 这里不接收这一类内容。
refusal-no-such-letters-do = 请选择所列的信件类别，或到相应的栏目提交。
refusal-unknown-unit = 没有这个单位。
refusal-unknown-unit-do = 请从名单中选择单位。
refusal-arbitrated = 这封信退回过一次，分办员已经裁定，不能再退。
refusal-arbitrated-do = 请办理；办理有困难的，可以申请延期或写备注说明。
refusal-asked-before = 已经请来信人补充过一次，不能再次暂停计时。
refusal-asked-before-do = 请按现有情况答复，需要时打电话核实并记入联系记录。
refusal-time-over = 这一步的期限已过。
refusal-time-over-do = 请继续办理，并联系督办员。
refusal-no-consent = 来信人没有同意公开信件内容。
refusal-no-consent-do = 可以只公开标题和办理结果，或者不公开。

step-screen = 受理
step-route = 分办
step-take = 签收
step-handle = 办理
step-ask = 待来信人补充
step-approve = 审核
step-publish = 公开
step-rate = 评价
step-close = 办结

letter-enquiry = 咨询
letter-help = 求助
letter-suggestion = 建议
letter-criticism = 批评
letter-complaint = 投诉

end-not-ours = 不属于本市职权
end-statutory-path = 应走法定途径
end-already-handled = 已在办理或已答复
end-unclear = 补充后仍不明确
end-advertising = 广告
end-handed-on = 已转交其他机关

manner-whole = 公开来信和答复
manner-outcome = 只公开标题和办理结果
manner-nothing = 不公开

note-note = 备注
note-contact = 联系记录
note-urge = 督办
note-explain = 办理说明
note-call-back = 回访

entry-case-timed = 计算了本环节期限
entry-case-routed = 分办给单位
entry-case-taken = 单位签收
entry-case-returned = 单位退回
entry-case-drafted = 起草答复
entry-case-handed-up = 送审
entry-case-agreed = 审核同意
entry-case-sent-back = 审核退回
entry-case-asked = 请来信人补充
entry-case-added = 来信人补充
entry-case-unheard = 来信人未在期限内补充
entry-case-extension-asked = 申请延期
entry-case-extension-judged = 决定延期申请
entry-case-answered = 答复来信人
entry-case-published = 决定公开方式
entry-case-reopened = 来信人要求重新办理
entry-case-closed = 办结
entry-case-noted = 记录
