# 发给提问人的邮件和短信。只说编号、主题和网址，不引用任何人的话。
told-answered = 您的第 { $n } 号问题有答复了
told-answered-mail =
    您好：

    您在“{ $topic }”中提出的第 { $n } 号问题已有书面答复，请打开下面的网页查看：

    { $link }

    此邮件由系统发出，请勿回复。
told-answered-aloud = 您的第 { $n } 号问题已当场回答
told-answered-aloud-mail =
    您好：

    您在“{ $topic }”中提出的第 { $n } 号问题，嘉宾已当场回答。现场记录在下面的网页：

    { $link }

    此邮件由系统发出，请勿回复。
told-screened-out = 您的第 { $n } 号问题没有通过审核
told-screened-out-mail =
    您好：

    您在“{ $topic }”中提出的第 { $n } 号问题没有通过审核。依据哪一条规则、怎样申诉，请看下面的网页。这个网址只发给您本人：

    { $link }

    此邮件由系统发出，请勿回复。
told-taken-down = 您的第 { $n } 号问题已不再公开
told-taken-down-mail =
    您好：

    您在“{ $topic }”中提出的第 { $n } 号问题已不再公开。依据哪一条规则，请看下面的网页。这个网址只发给您本人：

    { $link }

    此邮件由系统发出，请勿回复。
told-appeal-granted = 您的申诉通过了，第 { $n } 号问题已放行
told-appeal-granted-mail =
    您好：

    您在“{ $topic }”中提出的第 { $n } 号问题经复核已经放行：

    { $link }

    此邮件由系统发出，请勿回复。
told-appeal-dismissed = 您对第 { $n } 号问题的申诉有结果了
told-appeal-dismissed-mail =
    您好：

    您在“{ $topic }”中提出的第 { $n } 号问题经复核，维持原来的决定。理由请看下面的网页。这个网址只发给您本人：

    { $link }

    此邮件由系统发出，请勿回复。
told-over-by = 最迟 { $date } 答复。
told-went-over = 您的第 { $n } 号问题转{ $unit }书面答复
told-went-over-mail =
    您好：

    您在“{ $topic }”中提出的第 { $n } 号问题，访谈中没有来得及答复，已转{ $unit }书面答复。{ $by }答复会公开在下面的网页，也会写回访谈实录：

    { $link }

    此邮件由系统发出，请勿回复。
told-went-over-open = 您的第 { $n } 号问题转为书面答复
told-went-over-open-mail =
    您好：

    您在“{ $topic }”中提出的第 { $n } 号问题，访谈中没有来得及答复，已转为书面答复，由分办员确定由哪个单位答复，定下后再通知您。{ $by }答复会公开在下面的网页，也会写回访谈实录：

    { $link }

    此邮件由系统发出，请勿回复。
told-more-time = 您的第 { $n } 号问题延长了答复期限
told-more-time-mail =
    您好：

    您在“{ $topic }”中提出的第 { $n } 号问题，{ $unit }需要更多时间答复，已经同意延期。{ $by }答复会公开在下面的网页：

    { $link }

    此邮件由系统发出，请勿回复。
told-ended = 您的第 { $n } 号问题不再另行答复
told-ended-mail =
    您好：

    您在“{ $topic }”中提出的第 { $n } 号问题不再另行答复，理由公开写在下面的网页：

    { $link }

    此邮件由系统发出，请勿回复。
told-trial = 试发邮件
told-trial-mail =
    收到这封邮件，说明 { $link } 的邮件设置可以使用。
told-answered-sms = 您的第{ $n }号问题有答复了：{ $link }
told-answered-aloud-sms = 您的第{ $n }号问题已当场回答：{ $link }
told-screened-out-sms = 您的第{ $n }号问题没有通过审核，原因和申诉方式：{ $link }
told-taken-down-sms = 您的第{ $n }号问题已不再公开，原因：{ $link }
told-appeal-granted-sms = 您申诉的第{ $n }号问题已放行：{ $link }
told-appeal-dismissed-sms = 您对第{ $n }号问题的申诉有结果了：{ $link }
told-went-over-sms = 您的第{ $n }号问题已转{ $unit }书面答复。{ $by }{ $link }
told-went-over-open-sms = 您的第{ $n }号问题已转为书面答复，正在确定单位。{ $by }{ $link }
told-more-time-sms = 您的第{ $n }号问题延长了答复期限。{ $by }{ $link }
told-ended-sms = 您的第{ $n }号问题不再另行答复，理由：{ $link }
told-trial-sms = 这是一条试发短信，来自 { $link }
told-letter-received = 来信已收到
told-letter-received-says = 您的来信已收到，编号 { $receipt }，查询码 { $code }。
told-letter-taken-in = 您的来信已受理
told-letter-taken-in-says = 您的来信（编号 { $receipt }）已受理。
told-letter-routed = 您的来信已交单位办理
told-letter-routed-says = 您的来信（编号 { $receipt }）已交单位办理。
told-letter-taken = 承办单位已签收您的来信
told-letter-taken-says = 承办单位已签收您的来信（编号 { $receipt }），正在办理。
told-letter-returned = 您的来信将另定承办单位
told-letter-returned-says = 您的来信（编号 { $receipt }）被承办单位退回，将重新确定由谁办理，答复期限不变。
told-letter-asked = 请补充您的来信
told-letter-asked-says = 承办单位请您补充来信（编号 { $receipt }）的内容，补充之前期限暂停计算。
told-letter-unheard = 您的来信继续办理
told-letter-unheard-says = 没有等到您的补充，来信（编号 { $receipt }）按已有内容继续办理。
told-letter-extended = 您的来信延长了答复期限
told-letter-extended-says = 您的来信（编号 { $receipt }）延长了答复期限，理由见网页。
told-letter-answered = 您的来信有答复了
told-letter-answered-says = 您的来信（编号 { $receipt }）有答复了。
told-letter-published = 您的来信是否公开已有决定
told-letter-published-says = 您的来信（编号 { $receipt }）是否公开已有决定。
told-letter-closed = 您的来信已办结
told-letter-closed-says = 您的来信（编号 { $receipt }）已办结。
told-letter-screened-out = 您的来信未予受理
told-letter-screened-out-says = 您的来信（编号 { $receipt }）未予受理，依据和申诉方式见网页。
told-letter-taken-down = 您的来信已不再公开
told-letter-taken-down-says = 您的来信（编号 { $receipt }）已不再公开，依据见网页。
told-letter-appeal-granted = 您的申诉通过了，来信已受理
told-letter-appeal-granted-says = 您申诉的来信（编号 { $receipt }）经复核已受理。
told-letter-appeal-dismissed = 您对来信的申诉有结果了
told-letter-appeal-dismissed-says = 您的来信（编号 { $receipt }）经复核，维持原来的决定，理由见网页。
told-letter-by = 最迟 { $date } 答复。
told-letter-mail =
    您好：

    { $says }（{ $topic }）

    办理经过和全文请看下面的网页。这个网址只发给您本人：

    { $link }

    此邮件由系统发出，请勿回复。
told-letter-sms = { $says }{ $link }
