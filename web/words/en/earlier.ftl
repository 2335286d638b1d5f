# Answers of earlier interviews.
earlier-title = Answered before
earlier-hint = These were answered in public in earlier interviews and may be what you want to know.
earlier-said = { $n ->
    [one] 1 like question was answered in an earlier interview.
   *[other] { $n } like questions were answered in earlier interviews.
 }
earlier-open = Read the answer
