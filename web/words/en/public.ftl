# Public pages.
# Interviews
phase-draft = In preparation
phase-announced = Announced
phase-collecting = Taking questions
    .letter = Taking letters
phase-about-to-start = About to start
phase-live = Live
phase-paused = Paused
phase-closed = Ended
phase-cancelled = Cancelled
phase-discarded = Discarded

# Where a question stands
fate-received = Received
fate-held = Held for a second look
    .letter = Held: something is to be checked
fate-screened-out = Not published
    .letter = Not taken in
fate-taken-down = Taken down
fate-listed = On the list
fate-listed-unseen = Approved, published with its answer
fate-on-stage = Being answered
fate-answered = Answered
fate-answered-written = Answered in writing
fate-answered-spoken = Answered aloud
fate-answered-both = Answered aloud and in writing
fate-merged = Merged
fate-carried-over = To be answered in writing
fate-comment = A comment, needs no answer
fate-ended = Closed with an explanation
fate-withdrawn = Withdrawn
path-screened = Screened
path-screening = Being screened
path-over = The interview is over; a later answer would stand here
path-staged = Put to the guests

# How it came
origin-web = Online
origin-phone = By telephone
origin-radio = By radio
origin-hall = In the hall
    .letter = At the counter
origin-letter = By letter
origin-prepared = Prepared by the unit
origin-host = From the host

# Roles
role-administrator = Administrator
role-moderator = Moderator
role-host = Host
role-stenographer = Stenographer
role-guest = Guest
role-guest-staff = Guest’s staff
role-editor = Editor
role-approver = Approver
role-router = Router
role-handler = Case handler
role-supervisor = Supervisor
role-auditor = Auditor

# How far a reply is
reply-draft = Draft
reply-handed-over = With the guest
reply-signed-off = Signed off
reply-published = Published
reply-taken-down = Taken down

# Notices
notice-opened = The interview began
notice-paused = The interview is paused
notice-resumed = The interview goes on
notice-extended = The interview was extended
notice-postponed = The interview was moved
notice-cancelled = The interview was cancelled
notice-guest-replaced = A guest was replaced
notice-asking-closed = No more questions are taken; the interview goes on
notice-closed = The interview ended

# Times
public-just-now = just now
public-ago = { $span } ago
public-clock-left = { $span } until the planned end
public-clock-over = Past its planned end and still going on
public-clock-missed = The planned time has passed without a beginning
public-clock-soon = Starting any moment
public-clock-until = Starts in { $span }
public-clock-collects = Questions open { $span }
public-clock-asking-ends = Last chance to ask: { $span } left
public-clock-asking-ended = Questions are closed

# Publication
public-mode-after-approval = A moderator reads each question before it is published.
public-mode-with-answer = Questions are published together with their answers.
public-mode-before-approval = Questions appear { $span } after sending; a moderator reads them afterwards.

# Home
public-home-title = Live interviews
public-home-lead = Heads of departments answer the public here, in the open.
public-upcoming = Coming up
public-upcoming-none = Nothing announced at the moment
public-upcoming-none-next = New interviews appear here some days ahead.
public-past = Past interviews
public-past-all = All past interviews
public-guests = With
public-received = { $n ->
    [one] { $n } question received
   *[other] { $n } questions received
  }
public-received-answered = { $n ->
    [one] { $n } question received
   *[other] { $n } questions received
  }, { $answered } answered in public
public-prepared-count = Not counted: { $n } from the unit or host.
public-enter-room = Open the interview
public-ask = Ask a question
public-look-up = Find it quickly
public-look-up-label = Code of an interview or mailbox, or receipt number
public-look-up-hint = Codes have six digits; a receipt number looks like 482913-42-7.
public-look-up-go = Find
public-how-title = How to take part
public-how-1 = Choose an interview and write your question. No account is needed.
public-how-2 = Keep the number and the query code to see where it stands.
public-how-3 = If somebody asks what you wanted to ask, add your voice to it.
public-go-home = To the home page

# Archive
public-past-title = Past interviews
public-past-count = { $n ->
    [one] { $n } interview
   *[other] { $n } interviews
  }
public-past-none = No interview has ended yet
public-past-none-next = Records stay here for good once an interview is over.
public-pager = Pages
public-pager-back = Previous
public-pager-on = Next
public-pager-where = Page { $page } of { $pages }

# Room
public-tabs = Parts of the interview
public-rehearsal = Rehearsal
public-rehearsal-hint = Only people with the admission link can see this rehearsal. Everything in it is thrown away afterwards.
public-rehearsal-scan = Scan the QR code to enter the rehearsal. Interview codes open public interviews only.
public-tab-record = Record
public-tab-questions = Questions
public-tab-materials = Materials
public-portrait-of = Portrait of { $name }
public-material-file = { $kind }, { $size }
public-material-link = Another site:
file-picture = Picture
file-pdf = PDF
file-text = Plain text
file-document = Text document
file-table = Spreadsheet
file-slides = Slides
public-latest = Just said
public-on-stage = Being answered now
public-aside = About this interview
public-people = Guests
public-facts = At a glance
public-fact-time = Time
public-fact-units = Unit
public-fact-subjects = Subjects
public-fact-mode = Publication
public-fact-counts = Questions
public-background = Background
public-wanted = Which questions are wanted
public-join = Join by phone
public-join-code = Interview code
public-join-qr = QR code of this interview
public-calendar = Add to calendar
public-stage-over = Scan to read all questions and answers, or enter the code
public-stage-join = Scan to ask, or use the interview code
public-share = Pass it on
public-share-scan = Scan the QR code, or type the interview code on the home page, to take part.
public-share-send = Share
public-share-copy = Copy link
public-share-copied = Copied
public-record-none = No record yet
public-record-none-next = Once the interview begins, every statement is kept here.
public-record-last = These are the last { $shown } of { $n } lines.
public-record-whole = Read the whole record
public-questions-none = No public questions yet
public-questions-none-next = Yours could be the first.
public-questions-count = { $n ->
    [one] { $n } public question
   *[other] { $n } public questions
  } from citizens, { $answered } answered.
public-questions-all = All questions
public-sort = Order
public-sort-votes = Most wanted
public-sort-new = Newest
public-sort-old = Oldest
public-sort-answered = Answered first
public-speaker-host = Host
public-speaker-citizen = A citizen

# Questions
public-number = No. { $n }
public-number-title = Question { $n }
    .letter = Letter no. { $n }
public-unnamed = No name given
public-own = Yours
public-to = for
public-joined = with { $n } like it
public-joined-to = Merged into question { $n }
public-joined-here = Questions merged into this one
public-worded = Worded by the editor; see the original
public-question-gone = This question was taken down. Its text is no longer shown.
public-text-gone = This text was sealed by law and is no longer shown.
public-votes = { $n ->
    [one] { $n } person also asks
   *[other] { $n } people also ask
  }
public-vote = I ask this too
public-voted = You ask this too
public-answer = Answer
public-answers = { $n ->
    [one] { $n } answer
   *[other] { $n } answers
  }
public-line-video = Recording { $clock }
public-video = Video of the interview
public-video-sign = Video in sign language
public-video-open = Open by itself
public-answer-open = Still being answered.
public-answer-gone = This answer was taken down.
public-answer-whole = Read the whole answer
public-how-written = in writing
public-how-spoken = spoken
public-how-late = after the interview
public-errata = Corrections
public-erratum = corrected from:
public-path = Where this question stands
public-path-done = Done:
public-why = {"Under the rule: "}
public-why-rule = See this rule
public-back-to-room = Back to the interview

# Asking
public-ask-text = Your question
public-ask-text-hint = One matter at a time gets a clearer answer. Please leave out identity numbers, phone numbers and addresses.
public-ask-to = Whom do you ask?
public-ask-to-any = Any of them
public-ask-contact = Tell me when it is answered (if you like)
public-ask-contact-hint = Only used to tell you what became of this question. It is not published, and staff do not see it.
public-ask-mail = Mail address
public-ask-phone = Mobile number
public-ask-name = Your name (if you like)
public-ask-name-hint = Shown with the question. It need not be your real name.
public-ask-after = You will get a number and a query code. What cannot be published:
public-ask-send = Send question
public-ask-closed = Questions are not being taken now
public-count-most = At most { $n } characters
public-count-left = Characters left: {"{n}"}
public-count-over = Too long by {"{n}"} characters
public-errors = Please check this
public-error-title = Error:{" "}
public-crumbs = You are here

# Receipt
public-receipt-title = Question received
public-receipt-yours = Your receipt
public-receipt-number = Number
public-receipt-code = Query code
public-receipt-keep = Note both down. With them you can read it, or withdraw it, on any device.
public-receipt-keep-read = Note both down. With them you can read it on any device.
public-receipt-link = Link to look it up
public-receipt-qr = QR code that opens it
public-copy-code = Copy the code
public-copied = Copied
public-change = Change or withdraw
public-edit = Change the wording
public-edit-hint = It is screened again afterwards and keeps its number.
public-edit-send = Save the change
public-again = Change it and ask again
public-withdraw = Withdraw this question
public-withdraw-hint = It will be neither screened nor published, and cannot be brought back.
public-withdraw-send = Yes, withdraw it
public-done-edited = Your change is saved
public-done-withdrawn = Your question is withdrawn
public-done-voted = Noted: you ask this too

# Finding
public-find-title = Find a question, a letter, an interview or a mailbox
public-find-lead = With number and query code, your question or letter can be found on any device.
public-find-number-hint = Such as 482913-42-7; the hyphens may be left out
public-find-code-hint = Ten letters and digits; capitals do not matter
public-find-go = Show it
public-find-room = Only the code of an interview or mailbox?
public-find-room-hint = Six digits, shown in the hall, on notices and in addresses
public-find-code = Code
public-find-enter = Open it
public-find-no-room = No interview or mailbox has this code. Please check it and try again.
public-find-no-number = Enter the number.
public-find-no-code = Enter the query code.

# Own questions
public-mine-count = { $n } in all
public-mine-none = Nothing was sent from this device yet
public-mine-none-next = Use number and query code for what you sent elsewhere.
public-mine-keep = How we know what is yours
public-mine-keep-text = There are no accounts. A token in your browser (a cookie) tells us which questions and letters are yours; without it, or on another device, this page is empty. Numbers and query codes always work, so keep them safe.
public-mine-title = What I sent
public-mine-here = My questions
public-mine-question = Question
    .letter = Letter

# Record
public-record = Record
public-record-count = { $n ->
    [one] { $n } line
   *[other] { $n } lines
  } in all.
public-record-here = This page has lines { $first } to { $last }.
public-contents = Contents
public-record-questions = Citizens’ questions
public-record-open = Not answered yet: { $n }
public-record-open-more = { $n } more
public-line-link = { $clock }, link to this line
public-line-title = Line { $n } of the record
public-line-answers = In answer to question { $n }
public-line-reply-to = Written reply to question { $n }
public-line-gone = This line was taken down.
public-line-in-record = See it in the record
public-cite = To cite this line:

# Rules
public-rules-lead = A moderator can leave a question out, or not take a letter in, only under one of these rules.
public-rules-how = Machines only mark words for a second look. Leaving a question out, or not taking a letter in, is always a person’s decision, and its author is told which rule it was.

# Reading settings
public-reading-lead = Kept on this device only.
public-reading-done = Settings applied
public-reading-apply = Apply
public-reading-system = As the system
public-reading-size = Text size
public-reading-size-usual = Standard
public-reading-size-large = Large print
public-reading-contrast = Contrast
public-reading-contrast-more = High contrast
public-reading-contrast-standard = Standard contrast
public-reading-theme = Background
public-reading-theme-light = Light
public-reading-theme-dark = Dark
