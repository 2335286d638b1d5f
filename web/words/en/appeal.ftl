# Appeals: the author of a question that was not let through can ask once that somebody else looks again.
refusal-already-appealed = You have appealed already
    .letter = You have appealed about this letter already
refusal-already-appealed-do = There is one appeal for each question; what became of it is told on this page.
    .letter = There is one appeal for each letter; what became of it is told on this page.
refusal-own-decision = You stopped this question yourself
    .letter = You decided not to take this letter in
refusal-own-decision-do = Another moderator, approver or administrator decides about the appeal; you can still approve it.
    .letter = Another moderator, approver or administrator decides about the appeal; you can still take it in.

entry-post-appealed = An author appealed against a decision
entry-post-appeal-dismissed = Let a decision stand against which an author appealed

appeal-title = Do you disagree?
appeal-lead = You can appeal once. Somebody other than who decided will look again.
appeal-text = Your reasons
appeal-text-hint = Say why the question does not break the rule above. Only staff see this.
    .letter = Say why the letter does not break the rule above. Only staff see this.
appeal-send = Send the appeal
appeal-done = Your appeal has arrived. What becomes of it will be told on this page.
appeal-yours = Your appeal
appeal-of-author = The author’s appeal
    .letter = The author’s appeal
appeal-open = Appeal to be looked at
appeal-granted = Appeal granted: let through
    .letter = Appeal granted: taken in
appeal-dismissed = Looked at again; the decision stands
appeal-judge-hint = Somebody other than who decided looks at an appeal: approve the question to grant it, or let the decision stand.
    .letter = Somebody other than who decided looks at an appeal: take the letter in to grant it, or let the decision stand.
appeal-own = You stopped this question, so a colleague looks at the appeal; you can still approve it.
    .letter = You decided not to take this letter in, so a colleague looks at the appeal; you can still take it in.
appeal-dismiss-open = Let the decision stand…
appeal-reason = Why it stands
appeal-reason-hint = The author reads this; answer the reasons given. It is not public.
    .letter = The author of the letter reads this; answer the reasons given. It is not public.
appeal-reason-given = Why it stands
desk-dismiss = Let the decision stand
desk-did-appeal = appealed
desk-did-dismiss = let the decision stand
    .letter = let the decision stand: not taken in
desk-done-dismiss = Question { $n }: the decision stands; its author is told.
    .letter = Letter { $n }: the decision stands; its author is told.
desk-pile-appealed = Appeals
ledger-count-appeals = Appealed against
ledger-count-appeals-granted = Of these, granted
ledger-count-appeals-dismissed = Of these, dismissed
desk-appeals = { $n ->
    [one] 1 appeal to look at
   *[other] { $n } appeals to look at
}
