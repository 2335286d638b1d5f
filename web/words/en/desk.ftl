# The desks: screening, answering, recording, entering for others.
desk-home = Desk
desk-crumbs = You are here
desk-public-page = Public page ({ $code })
desk-tabs = Desks of this interview
    .letter = Desks of this mailbox
desk-elsewhere = Elsewhere
desk-new-room = New interview
desk-office = Office
desk-log = Log of actions
desk-password = Change password
desk-colon = {": "}
desk-comma = {", "}

desk-rooms-live = Live now
desk-rooms-mailboxes = Mailboxes
desk-rooms-upcoming = Coming up
desk-rooms-drafts = In preparation
desk-rooms-past = Past
desk-rehearsal = Rehearsal
desk-no-rooms = No interview has been given to you yet
desk-no-rooms-do = Ask an administrator for a role in the interview you are to work in.

desk-door-queue = Screening
    .letter = Intake
desk-door-answers = Answers
desk-door-lines = Record
desk-door-enter = Enter a question
    .letter = Write down a letter
desk-door-backstage = Backstage
desk-door-room = Interview
    .letter = Mailbox

desk-trouble-title = Not done:
desk-changed = Since you looked:
desk-by-author = The asker
    .letter = The author
desk-by-clock = The system
desk-did-approve = decided to approve
    .letter = decided to take it in
desk-did-count = counted until when it is to be answered
desk-did-hold = decided to hold
desk-did-reject = decided to reject
    .letter = decided not to take it in
desk-did-merge = decided to merge it with another
    .letter = decided to join it to another letter
desk-did-undo = took the decision back
desk-did-release = put the decision into effect
desk-did-unmerge = took the merge back
    .letter = took the letters apart again
desk-did-word = edited the wording
desk-did-assign = changed who answers
desk-did-stage = put it on stage
desk-did-unstage = put it aside
desk-did-answered = marked it as answered
desk-did-rank = moved it in the list
desk-did-mute = changed the mute
desk-did-rate = rated the answer
desk-did-erase = erased parts of it by law
desk-did-take-down = took the question down
    .letter = took the letter down
desk-did-edit = changed the question
    .letter = changed the letter
desk-did-withdraw = withdrew the question
    .letter = withdrew the letter
desk-did-draft = drafted an answer
desk-did-hand-over = handed the answer to the guest
desk-did-sign-off = signed the answer off
desk-did-publish = published the answer
desk-did-publish-part = published a sentence of the answer
desk-did-finish = completed the answer
desk-did-correct-reply = corrected the answer
desk-did-take-down-reply = took the answer down

desk-done-approve = No. { $n } will be published in a moment. Until then you can undo.
    .letter = No. { $n } is taken in. In a moment it goes { $next ->
    [route] to the router
   *[other] on its way
  }; until then you can undo. Nothing of it becomes public by this.
desk-done-hold = No. { $n } is held for another look.
desk-done-reject = No. { $n } is rejected. The asker is told in a moment; until then you can undo.
    .letter = No. { $n } is not taken in. Its author is told in a moment; until then you can undo.
desk-done-merge = No. { $n } will be merged in a moment. Until then you can undo.
desk-done-undo = No. { $n }: the decision was taken back.
    .letter = Letter { $n }: the decision was taken back.
desk-done-unmerge = No. { $n } stands by itself again.
    .letter = No. { $n } is a letter by itself again.
desk-done-word = No. { $n }: the new wording is saved. Readers can still see the original.
desk-done-assign = No. { $n }: saved who answers.
desk-done-rank = No. { $n } was moved.
desk-done-stage = No. { $n } is on stage.
desk-done-answered = Marked as answered. Until the next question, what guests are recorded to have said still goes to it.
desk-done-unstage = Put aside. Where the record has no answer yet, it is back among the next ones.
desk-done-let-go = What is said next belongs to no question.
desk-done-mute = The asker is muted in this interview.
    .letter = Its author cannot write to this mailbox for now.
desk-done-lift = The mute is lifted.
desk-done-take-down = No. { $n } was taken down. A note stays in its place.
desk-done-enter = No. { $n } was entered.
desk-done-say = Line { $n } is in the record.
desk-done-head = The heading is in the record.
desk-done-bind = What the line answers was changed.
desk-done-place-line = Line { $n } was moved.
desk-done-correct-line = Corrected. The old wording stays as a note.
desk-done-take-down-line = The line was taken down.
desk-done-prepare = Kept for later. Only the crew can see it.
desk-done-reword = The words are changed.
desk-done-hold-back = Held back. Press “Add to the record” when it is time.
desk-done-show = Line { $n } is in the record.
desk-done-drop = Discarded.
desk-done-wait = Noted. It goes into the record when the time to read it over has passed.
desk-done-cue = The crew can see your cue.
desk-done-draft = Draft saved.
desk-done-draft-hand-over = Draft saved and handed to the guest.
desk-done-hand-over = Handed to the guest for signing off.
desk-done-sign-off = Signed off. It can be published now.
desk-done-publish = No. { $n }: the answer is published.
desk-done-publish-part = No. { $n }: the sentence is public.
desk-done-finish = No. { $n }: the answer is complete.
desk-done-correct-reply = The answer was corrected. The old wording stays as a note.
desk-done-take-down-reply = The answer was taken down. A note stays in its place.
desk-done-bulk = { $n ->
    [one] One question done.
   *[other] { $n } questions done.
  }
    .letter = { $n ->
    [one] One letter done.
   *[other] { $n } letters done.
  }

desk-queue-title = Screen questions
    .letter = Take letters in
desk-queue-waiting = To decide
desk-waiting = { $n } waiting
    .letter = { $n } to take in
desk-oldest = oldest for { $span }
desk-held = { $n } held
    .letter = { $n } held
desk-filter = Show
desk-pile-waiting = Waiting
    .letter = To take in
desk-pile-held = Held
desk-pile-listed = Listed
    .letter = Taken in
desk-pile-screened-out = Rejected
    .letter = Not taken in
desk-pile-all = All
desk-fast = Use the fast desk
desk-refresh = Refresh
desk-queue-empty = Nothing here
    .letter = No letters here
desk-queue-empty-do = New questions line up here, the oldest first.
    .letter = New letters line up here, the oldest first.
desk-unseen = Published already, not checked yet
desk-claim = { $name } is looking at it, { $left } left
desk-assigned = with
desk-approve = Approve
    .letter = Take in
desk-hold = Hold
desk-reject = Reject
    .letter = Do not take in
desk-reject-open = Reject, choose the reason…
    .letter = Do not take in, choose the reason…
desk-rule = Reason (the asker sees it)
    .letter = Reason (its author sees it)
desk-no-rule = No reason was chosen
desk-no-rule-do = Choose a rule. The asker will see it.
    .letter = Choose a rule. The author will see it.
desk-rule-choose = Choose a rule
desk-open = Open
desk-undo = Undo
desk-undo-left = . { $n ->
    [one] One second
   *[other] { $n } seconds
  } to undo.
desk-pick = Select No. { $n }
desk-bulk = Decide the selected questions
    .letter = Decide the selected letters
desk-bulk-hint = Tick questions above, then choose what to do. Each is decided by itself.
    .letter = Tick letters above, then choose what to do. Each is decided by itself.
desk-bulk-act = What to do
desk-bulk-rule = Reason, if rejected
    .letter = Reason, if not taken in
desk-bulk-do = Do it for the selected
desk-bulk-none = No question was selected
    .letter = No letter was selected
desk-bulk-none-do = Tick the questions you want to decide.
    .letter = Tick the letters you want to decide.
desk-bulk-some = { $done } done, { $refused } not done
    .letter = { $done } letters done, { $refused } not done
desk-bulk-some-do = Those not done are named below. Open them one by one.
desk-bulk-refused-one = No. { $n }: { $why }

desk-list-title = Order in the hall
desk-list-hint = Listed and not answered yet. The topmost is asked first.
desk-list-empty = No listed question is open
desk-list-empty-do = Approved questions line up here.
desk-list-more = { $n } more are not shown; find them under “Listed”.
desk-on-stage = On stage
desk-votes-word = { $n ->
    [one] vote
   *[other] votes
  }
desk-votes = { $n ->
    [one] 1 vote
   *[other] { $n } votes
  }
desk-stage = Put on stage
desk-answered = Answered
desk-unstage = Put aside for now
desk-heard = Answered aloud; not in the record yet
desk-up = Up
desk-down = Down

desk-claimed = { $name } is working on this question
    .letter = { $name } is working on this letter
desk-claimed-do = Wait a little ({ $left } left) or go on: the first decision counts.
desk-text = Question
    .letter = Letter
desk-worded = Edited wording (shown to the public)
desk-original = Original
desk-original-open = Show the original
desk-rejected-by = By the rule:
desk-merged-into = Merged into
desk-joined = Merged into this one:
    .letter = Joined to this letter:
desk-findings = Noticed by screening
desk-acts = Decide
desk-assign-to = Who answers
desk-anybody = Nobody in particular
desk-assign = Save
desk-word-open = Edit the wording…
desk-word-label = Wording shown to the public
desk-word-hint = Light touches only, such as a slip of the pen or a name that should not be public. The page says it was edited and keeps the original one tap away.
desk-word = Save the wording
desk-merge-open = Merge with a like question…
    .letter = Join to a letter about the same matter…
desk-no-number = This interview has no question with that number
    .letter = This mailbox has no letter with that number
desk-no-number-do = Check the number and type digits only, such as 12.
desk-no-spot = The record has no such line, or nothing of that question
desk-no-spot-do = Check the number of the line or question and type digits only, such as 12.
desk-no-further = It stands there already
desk-no-further-do = The record did not change.
desk-merge-into = Into number
desk-merge = Merge
desk-unmerge = Take the merge back
    .letter = Take the letters apart
desk-take-down-open = Take down from public pages…
desk-take-down-hint = At once, and it cannot be undone. A note with the reason stays in its place.
desk-take-down = Take down
desk-author = Asker
    .letter = Author
desk-author-staff = Entered by staff: nothing else is known of the asker.
    .letter = Written down by staff: nothing else is known of its author.
desk-author-unknown = By whom and from which browser it came is no longer kept.
    .letter = Who wrote it and from which browser it came is no longer kept.
desk-muted = Muted until
desk-mute-open = Stop this person from asking…
    .letter = Stop this person from writing…
desk-mute-hint = In this interview only. Questions already received stay.
    .letter = In this mailbox only. Letters already received stay.
desk-mute-15 = For 15 minutes
desk-mute-session = Until the interview ends
    .letter = For a day
desk-mute-lift = Lift
desk-others = { $n ->
    [0] No other questions in this interview
    [one] One more question in this interview
   *[other] { $n } more questions in this interview
  }
    .letter = { $n ->
    [0] No other letters in this mailbox
    [one] One more letter in this mailbox
   *[other] { $n } more letters in this mailbox
  }
desk-next = Next waiting: No. { $n }
    .letter = Next to take in: No. { $n }
desk-to-queue = Back to screening
    .letter = Back to intake

desk-answers-title = Answer questions
desk-list-sign = Awaiting your signature
desk-list-mine = Mine
desk-list-anybody = For any guest
desk-list-all = All
desk-answers-empty = No question to answer here
desk-answers-empty-do = Approved questions given to you appear here. Or look under “All”.
desk-answer = Answer
desk-answering = Answer to No. { $n }
desk-spoken = Said in the interview
desk-line-number = line { $n }
desk-no-reply = No written answer yet
desk-late = After the interview
desk-errata = Corrections
desk-erratum = Old wording, replaced
desk-awaits = The guest must sign it off before it can be published.
desk-hand-over = Hand to the guest
desk-sign-off = Sign off these words
desk-publish = Publish the answer
desk-draft-open = Write an answer
desk-draft-change = Change the answer…
desk-draft-label = Written answer of { $name }
desk-draft-again = After a change it must be signed off again.
desk-draft = Save draft
desk-draft-hand-over = Save and hand to the guest
desk-count-most = At most { $n } characters
desk-count-left = Characters left: {"{n}"}
desk-count-over = Too long by {"{n}"} characters
desk-part-open = Publish sentence by sentence…
desk-part-label = Next sentence
desk-part-hint = It is public at once. Your draft is offered here one sentence at a time; you can change it.
desk-part = Publish this sentence
desk-part-more = More to come
desk-finish = The answer is complete
desk-correct-open = Correct…
desk-correct-label = Corrected wording
desk-correct-hint = The old wording stays public as a note.
desk-correct = Correct in public
desk-mend = Save the change
desk-mend-hint = It is marked “edited”, with the old words folded beside it.
desk-reply-down-open = Take the answer down…
desk-reply-down-hint = At once. A note stays in its place.
desk-reply-down = Take the answer down
desk-stage-page = Screen in the hall
desk-now-stage = On stage
desk-past = Answered in this interview
desk-past-none = Nothing has been answered yet.
desk-news-list = { $n ->
    [one] { $n } question has changed
   *[other] { $n } questions have changed
  }
desk-news-one = This question has changed
desk-news-show = Show
desk-kept-saved = Saved as a draft at { $clock }
desk-kept-here = Not saved yet. Your words are kept on this device and will be saved again soon.
desk-kept-local = Changes here are not sent by themselves. They are kept on this device.
desk-kept-back = Words that were not sent last time are back.
desk-kept-conflict = Somebody else changed these words too; the present ones are above. Yours are still in the field and are not saved by themselves. Sending them replaces the others.
desk-kept-refused = Not saved: { $why }. Your words are still in the field.
desk-to-answers = Back to the list

desk-lines-title = Record of the interview
desk-say-title = Now
desk-no-stage = No question is on stage.
desk-stage-whole = Read the whole question
desk-bound = What guests say answers No. { $n }.
desk-unbound = What guests say belongs to no question.
desk-let-go = No longer to it
desk-speaker = Who speaks
desk-line-host = Host
desk-line-citizen = Citizen
desk-line-heading = Heading
desk-line-reply = Written answer
desk-line-question = On stage
desk-line-photo = Photo
desk-say-label = What was said
desk-say = Add to the record
desk-say-keys = Enter adds, Shift+Enter starts a new line; { $mend } changes the last line, Esc comes back here.
desk-sending = Being added…
desk-sending-offline = Not added yet: no connection. It is added when the line is back.
desk-sending-busy = The server is busy. It is added in a moment.
desk-unsent-old = Not added last time. Does it still belong here?
desk-unsent-refused = Not added: { $what } { $next }
desk-again = Add now
desk-take-back = Take back to the field
desk-signed-out = You are signed out. Sign in in a new tab, come back and press “Add now”; all words are still here.
desk-link-lost-n = { $n ->
    [one] The connection is lost and being restored. One line waits and is added when it is back.
   *[other] The connection is lost and being restored. { $n } lines wait and are added in order when it is back.
  }
desk-link-back = Connected again.
desk-news-many = { $n } new things
desk-line-said = { $who }: { $what }
desk-mend-wait = The last line is not in the record yet; it can be changed once it is.
desk-mend-none = There is no line to change yet.
desk-mend-leave = Leave as it was
desk-row-changed = Somebody has just changed these words; theirs stand above. Yours are still in the field and count once you save.
desk-row-gone = These words are in the record already, or were discarded. Yours are still in the field; correct them among the last lines.
desk-head-open = Add a heading…
desk-head-label = Heading
desk-head = Add
desk-no-record = Recording begins when the interview goes live.
desk-proof = To be read over
desk-proof-hint = Lines are added by themselves after { $n } s; hold back what needs longer.
desk-proof-none = Nothing waits to be read over.
desk-ahead = Prepared
desk-ahead-none = Nothing is prepared.
desk-blocks-hint = Only the crew can see these. Readers see them once they are added to the record.
desk-block-held = held back
desk-block-due = added by itself in { $n } s
desk-block-now = about to be added
desk-block-number = Passage { $n }
desk-show = Add to the record
desk-hold-back = Hold back
desk-reword-open = Change passage { $n }…
desk-reword-label = Words
desk-reword-hint = Nobody has seen them, so a change leaves no trace.
desk-reword = Save
desk-reword-show = Save and add to the record
desk-drop = Discard
desk-prepare = Keep for later
desk-last = Last lines
desk-reading = From the beginning
desk-reading-hint = In the order of the record, the earliest first. To write a new line, change to “Newest first”.
desk-read-through = Read from the beginning
desk-newest-first = Newest first
desk-older = Older lines
desk-older-hint = Older lines are mended and moved here; new ones are written elsewhere.
desk-newest-lines = Back to the last lines, to go on writing
desk-lines-pager = Earlier and later lines
desk-earlier-lines = Earlier lines
desk-later-lines = Later lines
desk-went-before = Line { $n } now stands before line { $next }
desk-went-end = Line { $n } now stands at the end
desk-last-empty = No lines yet
desk-whole-record = Open the whole record
desk-line-link = { $at }, link to line { $n }
desk-line-gone = Taken down
desk-line-asked = Question No. { $n }
desk-line-answers = Answers No. { $n }
desk-line-corrected = Corrected
desk-line-change = Change line { $n }…
desk-bind-label = Answers question number (empty for none)
desk-bind = Save
desk-place-earlier = Earlier in the record by one
desk-place-later = Later in the record by one
desk-place-before = Before line number (empty for the end)
desk-place-behind = Or after everything of question number
desk-place = Move
desk-line-down-hint = At once. A note stays in the record.
desk-heading-down-hint = At once. A heading is nobody’s words; nothing stays on the public page.
desk-line-down = Take this line down

desk-enter-title = Enter a question for somebody
desk-enter-origin = How it came
desk-enter-origin-hint = Shown to the public for good. Questions prepared by the unit or asked by the host are not counted as citizens’ questions.
desk-enter-text = Question
desk-enter-name = Name of the asker
desk-enter-name-hint = Shown to the public. Leave it empty if the asker gives none.
desk-enter-to = For whom
desk-enter = Enter the question
desk-enter-closed = This interview takes no more questions.
desk-enter-more = Enter another
desk-enter-open = Open this question
desk-receipt-title = Tell the asker this number and code
desk-receipt-number = Number
desk-receipt-code = Query code
desk-receipt-hint = With both, anyone can follow the question under “Look up a receipt”.

desk-backstage-title = Backstage
desk-backstage-hint = Only the crew of this interview sees this. It never goes into the record.
desk-backstage-empty = No cues yet
desk-backstage-own = you
desk-cue-title = Give a cue
desk-cues-last = Last cues
desk-cues-all = All cues
desk-cue-new = new
desk-cue-news = { $n ->
    [one] New cue from { $who }: { $what }
   *[other] { $n } new cues. { $who }: { $what }
  }
desk-cue-seen = Seen
desk-cue-label = Your words (may be empty)
desk-cue = Send
desk-cue-ready = Ready cues
cue-next-question = Next question, please
cue-wrap-up = Please wrap up
cue-speak-slower = Please speak more slowly
cue-data-coming = Data is on its way
cue-pause-please = Please pause

desk-press-again = Press again:{" "}
desk-press-not = Not now
desk-send-now = Sending…
desk-send-offline = No network. It will be sent by itself once there is one; no need to press again.
desk-send-busy = The server is busy. It will be sent again by itself; no need to press again.
desk-unsent = Not sent
desk-unsent-do = Not sent. Check the network and press again. Nothing is done twice.
desk-lost = The connection is lost; we are trying again. What you see may not be the latest; what you have written is safe.
desk-over = This page is no longer kept up to date.
desk-over-do = Open it again
