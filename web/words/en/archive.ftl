# The archive and its search.
archive-search = Search
archive-ways = Ways through past interviews
archive-way-all = All
archive-way-months = By month
archive-way-units = By unit
archive-way-subjects = By subject
archive-way-guests = By guest
archive-months = Past interviews by month
archive-units = Past interviews by unit
archive-subjects = Past interviews by subject
archive-guests = Past interviews by guest
archive-year = { $year }
archive-rooms = { $n ->
    [one] 1 interview
   *[other] { $n } interviews
 }
archive-of-month = { $name }
archive-of-unit = Unit: { $name }
archive-of-subject = Subject: { $name }
archive-of-guest = Guest: { $name }
archive-none = No past interviews here
archive-none-next = The address may be mistyped, or the interviews here are not over yet.

search-title = Search
search-title-of = Search for “{ $q }”
search-lead = Looks through all public questions, letters, answers, statements and notices.
search-label = Words to look for
search-hint = Write one or more words. Put them in quotation marks to find them exactly as written.
search-go = Search
search-narrow = Narrow down
search-narrow-go = Search within this
search-widen = Search everything
search-kind = Content
search-unit = Unit
search-guest = Words of
search-from = From
search-to = To
search-any-kind = Everything
search-any-unit = All units
search-any-guest = Anybody
search-any-from = The beginning
search-any-to = Today
search-kind-notice = Interview notice
search-kind-question = Question
    .letter = Letter
search-kind-posts = Questions and letters
search-kind-reply = Written answer
search-kind-speech = Statement
search-kind-heading = Heading
search-kind-photo = Photo
search-order = Order
search-order-best = Best match
search-order-new = Newest
search-found = { $n ->
    [one] 1 result
   *[other] { $n } results
 }
search-found-more = More than { $n } results; more words will find better ones
search-loose = Nothing holds all of the words. These hold some of them.
search-loose-but = { $n ->
    [one] The first one holds all of the words, the others hold some of them.
   *[other] The first { $n } hold all of the words, the others hold some of them.
 }
search-none = Nothing found for “{ $q }”
search-none-next = Try other words, or fewer of them. Past interviews can also be looked through by unit, month and guest.
search-none-narrowed = Nothing within these bounds. Widen them, or try other words.
search-to-archive = All past interviews
search-wordless = These words stand everywhere
search-wordless-next = Write words that say what it is about, such as “bus fares”.
search-empty = What are you looking for?
search-empty-next = Write a few words, such as “bus fares”, to look through all public interviews.
search-too-long = That is too long: { $n } characters at most. Keep only the words that matter.
archive-about = Records of past interviews: who asked, who answered and what was said, by month, unit, subject and guest, or by searching every word.
