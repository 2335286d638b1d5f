# 来信办理页面的话：看得到的人、表单里哪一栏不对。
letters-author-reads = 来信人会看到。
letters-only-staff = 只有工作人员看得到。
letters-sent-it-back = 已退回过
letters-instead-here = 您正在代 { $name } 办理这封来信。
letters-next = 审下一封
letters-ways = 代办人、邮件提醒、常用语：

letters-wrong-route-unit-unknown-unit = 请选择承办单位和协办单位；选中的单位要仍在使用。
letters-wrong-route-too-long = 交办意见太长，请缩短。
letters-wrong-end-end-empty = 请选择不交单位办理的原因。
letters-wrong-end-empty = 请写给来信人的说明。
letters-wrong-judge-days-empty = 同意的天数请用数字写，例如 5。
letters-wrong-judge-days-full = 最多可延 { $n } 个工作日，最少 1 个。
letters-wrong-judge-empty = 不同意延期，请写明原因。
letters-wrong-draft-empty = 请先写答复，再送出。
letters-wrong-ask-empty = 请写明需要来信人补充什么。
letters-wrong-extend-days-empty = 延期的天数请用数字写，例如 5。
letters-wrong-extend-days-full = 最多可延 { $n } 个工作日，最少 1 个。
letters-wrong-extend-empty = 请写明为什么要延期。
letters-wrong-return-empty = 请写明为什么退回、应由谁办理。
letters-wrong-send-back-empty = 请写明哪里要改。
letters-wrong-rework-empty = 请写明为什么重新办理。
letters-wrong-call-back-called-empty = 请选择回访的结果。
letters-wrong-call-back-empty = 请写来信人怎么说。
letters-wrong-note-empty = 请写要记录的内容。
