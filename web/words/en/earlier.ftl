# Answers of earlier interviews.
earlier-title = Answered before
    .letter = Like letters, answered before
earlier-hint = These were answered in public in earlier interviews and may be what you want to know.
    .letter = These were answered in public; one of them may settle yours.
earlier-said = { $n ->
    [one] 1 like question was answered in an earlier interview.
   *[other] { $n } like questions were answered in earlier interviews.
 }
    .letter = { $n ->
        [one] 1 like letter or question was answered before.
       *[other] { $n } like letters or questions were answered before.
     }
earlier-open = Read the answer
