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
told-over-by = It is answered by { $date }.
told-went-over = Your question { $n } goes on to { $unit }
told-went-over-mail =
    Hello,

    There was no time for your question { $n } in “{ $topic }”. { $unit } answers it in writing. { $by } The answer will be public on this page and in the record of the interview:

    { $link }

    This message was sent by a machine; replies are not read.
told-went-over-open = Your question { $n } is answered in writing
told-went-over-open-mail =
    Hello,

    There was no time for your question { $n } in “{ $topic }”. It is answered in writing: a router now finds the unit for it, and you will hear which. { $by } The answer will be public on this page and in the record of the interview:

    { $link }

    This message was sent by a machine; replies are not read.
told-more-time = More time for your question { $n }
told-more-time-mail =
    Hello,

    { $unit } needs more time for your question { $n } in “{ $topic }” and was given it. { $by } The answer will be public on this page:

    { $link }

    This message was sent by a machine; replies are not read.
told-ended = Your question { $n } is closed
told-ended-mail =
    Hello,

    Your question { $n } in “{ $topic }” gets no answer of its own. Why is said on this page, for everybody:

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
told-went-over-sms = { $unit } answers your question { $n } in writing. { $by } { $link }
told-went-over-open-sms = Your question { $n } is answered in writing by a unit yet to be found. { $by } { $link }
told-more-time-sms = More time for your question { $n }. { $by } { $link }
told-ended-sms = Your question { $n } gets no answer of its own; why: { $link }
told-trial-sms = A test message from { $link }
told-letter-received = Your letter has arrived
told-letter-received-says = Your letter has arrived. Number { $receipt }, query code { $code }.
told-letter-taken-in = Your letter was accepted
told-letter-taken-in-says = Your letter { $receipt } was accepted.
told-letter-routed = Your letter is with a unit
told-letter-routed-says = Your letter { $receipt } was given to the unit that answers it.
told-letter-taken = A unit has taken up your letter
told-letter-taken-says = The unit has taken up your letter { $receipt } and is working on it.
told-letter-returned = Your letter goes to another unit
told-letter-returned-says = The unit sent your letter { $receipt } back; it will be decided anew who answers it. The day it is due stays.
told-letter-asked = A question about your letter
told-letter-asked-says = The unit needs to know more about your letter { $receipt }. Until you tell it, the clock stands still.
told-letter-unheard = Work on your letter goes on
told-letter-unheard-says = Nothing was added to your letter { $receipt } in time, so work goes on with what it says.
told-letter-extended = Your letter takes longer
told-letter-extended-says = The unit was given more time for your letter { $receipt }; the page says why.
told-letter-answered = Your letter has an answer
told-letter-answered-says = Your letter { $receipt } has been answered.
told-letter-published = Whether your letter is published
told-letter-published-says = It was decided how much of your letter { $receipt } is published.
told-letter-closed = Your letter is closed
told-letter-closed-says = Your letter { $receipt } is closed.
told-letter-screened-out = Your letter was not taken in
told-letter-screened-out-says = Your letter { $receipt } was not taken in. The page says by which rule, and how to ask for a second look.
told-letter-taken-down = Your letter is no longer public
told-letter-taken-down-says = Your letter { $receipt } was taken down. The page says by which rule.
told-letter-appeal-granted = Your letter was let through after all
told-letter-appeal-granted-says = Somebody else has looked at your letter { $receipt } again, and it was accepted.
told-letter-appeal-dismissed = Your letter was looked at again
told-letter-appeal-dismissed-says = Somebody else has looked at your letter { $receipt } again. The decision stands; the page says why.
told-letter-by = {" "}It will be answered by { $date }.
told-letter-mail =
    Hello,

    { $says } ({ $topic })

    What has happened so far and every word of it are on this page. The address is for you alone:

    { $link }

    This message was sent by a machine; replies are not read.
told-letter-sms = { $says } { $link }
