# The room's page while it is live: words that come with the stream.
live-viewers =
    { $n ->
        [one] 1 person watching
       *[other] { $n } people watching
    }
live-new-lines = { $n } new
live-new-questions =
    { $n ->
        [one] Show 1 new question
       *[other] Show { $n } new questions
    }
live-reorder = Support has changed. Put in order
live-lost = The connection is lost; we are trying again. Everything shown and everything you wrote is still here.
live-back =
    { $n ->
        [0] Connected again. Nothing was missed.
        [one] Connected again. 1 missed item has been added.
       *[other] Connected again. { $n } missed items have been added.
    }
live-outdated = This page no longer updates by itself.
live-outdated-do = Reload
live-not-sent = It was not sent; what you wrote is still here. Check the network and press again. It will not be sent twice.
live-vote-not-sent = It was not sent. Check the network and press again. It will not be counted twice.
live-close = Close
live-sheet = Asking and my questions
live-mine-news = news
live-digest-lines =
    { $n ->
        [one] 1 new line in the record.
       *[other] { $n } new lines in the record.
    }
live-digest-questions =
    { $n ->
        [one] 1 new question.
       *[other] { $n } new questions.
    }
live-on-stage = Question { $n } is being answered now.
live-own-answered = Your question { $n } has an answer.
live-similar = Others have asked something close to this
live-similar-said =
    { $n ->
        [one] 1 similar question below the field.
       *[other] { $n } similar questions below the field.
    }
live-new-tab = (new tab)
live-similar-hint = If it is the same question, support theirs instead of writing it again.
