# What authors are told by mail and text message: number, topic and address, nobody's words.
told-answered = Your question no. { $n } has an answer
told-answered-mail =
    Hello,

    your question no. { $n } in “{ $topic }” has been answered in writing. You can read the answer here:

    { $link }

    This message was sent by a machine; replies are not read.
told-answered-aloud = Your question no. { $n } was answered in the session
told-answered-aloud-mail =
    Hello,

    a guest has answered your question no. { $n } in “{ $topic }” in the session. The record is here:

    { $link }

    This message was sent by a machine; replies are not read.
told-screened-out = Your question no. { $n } was not let through
told-screened-out-mail =
    Hello,

    your question no. { $n } in “{ $topic }” was not let through. This page says by which rule, and how to ask for a second look. The address is for you alone:

    { $link }

    This message was sent by a machine; replies are not read.
told-taken-down = Your question no. { $n } is no longer public
told-taken-down-mail =
    Hello,

    your question no. { $n } in “{ $topic }” was taken down. This page says by which rule. The address is for you alone:

    { $link }

    This message was sent by a machine; replies are not read.
told-appeal-granted = Your question no. { $n } was let through after all
told-appeal-granted-mail =
    Hello,

    somebody else has looked at your question no. { $n } in “{ $topic }” again, and it was let through:

    { $link }

    This message was sent by a machine; replies are not read.
told-appeal-dismissed = Your question no. { $n } was looked at again
told-appeal-dismissed-mail =
    Hello,

    somebody else has looked at your question no. { $n } in “{ $topic }” again. The decision stands; this page says why. The address is for you alone:

    { $link }

    This message was sent by a machine; replies are not read.
told-trial = A test of mail
told-trial-mail =
    This message arrived, so mail from { $link } works.
told-answered-sms = Your question no. { $n } has an answer: { $link }
told-answered-aloud-sms = Your question no. { $n } was answered in the session: { $link }
told-screened-out-sms = Your question no. { $n } was not let through. Why, and how to appeal: { $link }
told-taken-down-sms = Your question no. { $n } is no longer public. Why: { $link }
told-appeal-granted-sms = Your question no. { $n } was let through after all: { $link }
told-appeal-dismissed-sms = Your question no. { $n } was looked at again: { $link }
told-trial-sms = A test message from { $link }
