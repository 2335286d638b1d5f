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
told-trial = 试发邮件
told-trial-mail =
    收到这封邮件，说明 { $link } 的邮件设置可以使用。
told-answered-sms = 您的第{ $n }号问题有答复了：{ $link }
told-answered-aloud-sms = 您的第{ $n }号问题已当场回答：{ $link }
told-screened-out-sms = 您的第{ $n }号问题没有通过审核，原因和申诉方式：{ $link }
told-taken-down-sms = 您的第{ $n }号问题已不再公开，原因：{ $link }
told-appeal-granted-sms = 您申诉的第{ $n }号问题已放行：{ $link }
told-appeal-dismissed-sms = 您对第{ $n }号问题的申诉有结果了：{ $link }
told-trial-sms = 这是一条试发短信，来自 { $link }
