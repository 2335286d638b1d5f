# Questions that had no answer when the session ended
leftovers-door = Left open
leftovers-title = What the session left open
leftovers-nothing = This session left nothing open.
leftovers-progress = { $done } of { $n } decided.
leftovers-goes = The rest goes over to the router as it is on { $date }.
leftovers-no-way = This session’s workflow has no way on to a router: the guests answer the rest in writing.
leftovers-open = To decide ({ $n })
leftovers-hint = Questions that say much the same stand together. Tick some, then choose below what becomes of them.
leftovers-alike = { $n } questions that say much the same
leftovers-writing = A guest is writing an answer
leftovers-near = Perhaps answered: line { $n }
leftovers-is-answer = This is the answer
leftovers-give-to = Give to { $unit }
leftovers-matter = looks like “{ $matter }”
leftovers-acts = What becomes of those ticked
leftovers-unit = Which unit is to answer
leftovers-unit-hint = The time to answer counts from the end of the session and does not begin again. Once approved, the unit’s answer is public and stands in the record.
leftovers-unit-choose = Choose a unit
leftovers-give = Give to this unit
leftovers-over = Pass on to the router
leftovers-comment = Why no answer is needed
leftovers-comment-hint = For what says something and asks nothing. Everybody reads the reason on the question’s page.
leftovers-comment-do = A comment, needs no answer
leftovers-line = Answered aloud: in which line of the record
leftovers-line-hint = The number of a guest’s line. Words that answer another question stay with it; join the question to that one instead.
leftovers-line-do = This line answers it
leftovers-join = Join to the first one ticked
leftovers-done = Decided ({ $n })
leftovers-after-all = Pass on after all
leftovers-none = Nothing was decided
leftovers-none-do = Tick questions first, and fill in what the decision needs.
leftovers-case = Left open by a session and passed on on { $date }; the question has been public all along. Once approved, the answer is public and stands in the record.
leftovers-case-public = Its public page
leftovers-with-unit = There was no time to answer it in the session. { $unit } will answer in writing.
leftovers-with-router = There was no time to answer it in the session. It will be answered in writing; which unit answers is being settled.
leftovers-why-comment = Those who ran the session took it for a comment that needs no answer
leftovers-why = Why nothing is done

letter-carried = Left open by a session
end-comment = A comment, needs no answer
way-carried = Passed on after the session
entry-case-carried = passed a question on after the session
letters-way-stage = now at “{ $stage }”
desk-done-leftovers = { $n ->
    [one] One question decided.
   *[other] { $n } questions decided.
  }
office-door-leftovers = What was left open
way-moved = Goes on by a newer version of the workflow
entry-case-moved = moved an open case to a newer version of the workflow
leftovers-held = What guests are answering in writing goes over to the router once it is due; anything else goes over shortly.
leftovers-votes = endorse it
way-received-question = Question received
