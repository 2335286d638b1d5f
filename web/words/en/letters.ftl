fate-in-hand = Being handled
fate-ended = Closed with an explanation
desk-did-case = worked on the letter

refusal-no-such-letters = This is not a place for that.
refusal-no-such-letters-do = Choose one of the kinds of letter listed, or go to the page that is meant for it.
refusal-unknown-unit = There is no such unit.
refusal-unknown-unit-do = Choose a unit from the list.
refusal-arbitrated = This letter was sent back once and the router has decided; it cannot be sent back again.
refusal-arbitrated-do = Handle it. Where that is hard, ask for more time or leave a note.
refusal-asked-before = The author was asked once already; the clock cannot be stopped again.
refusal-asked-before-do = Answer with what you know; if need be, telephone and keep a record of the call.
refusal-time-over = The time for this step is over.
refusal-time-over-do = Go on handling the letter and talk to the supervisor.
refusal-no-consent = The author did not agree to the letter being published.
refusal-no-consent-do = Publish the title and the outcome only, or nothing.

step-screen = Intake
step-route = Routing
step-take = Taking over
step-handle = Handling
step-ask = Waiting for the author
step-approve = Approval
step-publish = Publication
step-rate = Rating
step-close = Closed

letter-enquiry = Enquiry
letter-help = Request for help
letter-suggestion = Suggestion
letter-criticism = Criticism
letter-complaint = Complaint

end-not-ours = Not within our powers
end-statutory-path = The law has its own way for it
end-already-handled = Already being handled or answered
end-unclear = Unclear, also after asking
end-advertising = Advertising
end-handed-on = Handed on to another authority

manner-whole = Publish letter and answer
manner-outcome = Publish title and outcome only
manner-nothing = Publish nothing

note-note = Note
note-contact = Contact
note-urge = Urging
note-explain = Explanation
note-call-back = Call-back

entry-case-timed = counted the time for this step
entry-case-routed = routed to a unit
entry-case-taken = taken by the unit
entry-case-returned = sent back by the unit
entry-case-drafted = drafted the answer
entry-case-handed-up = handed up for approval
entry-case-agreed = agreed
entry-case-sent-back = sent back to be reworked
entry-case-asked = asked the author
entry-case-added = added by the author
entry-case-unheard = nothing heard from the author in time
entry-case-extension-asked = asked for more time
entry-case-extension-judged = decided about more time
entry-case-answered = answered the author
entry-case-published = decided on publication
entry-case-reopened = the author demanded a redo
entry-case-closed = closed
entry-case-noted = noted
