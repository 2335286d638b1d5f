# Workflows: whether one can take effect, and what is to be mended.
entry-room-workflow-adopted = Another workflow took effect
refusal-bad-workflow = This workflow cannot take effect yet
workflow-fault-no-stages = There are no stages yet. Write at least one that handles and one that closes.
workflow-fault-too-many-stages = There are too many stages; { $with } is the most.
workflow-fault-version = Versions count from 1; write 1 or more.
workflow-fault-name = { $stage ->
    [none] The short name of the workflow is written in small letters, digits and underlines, 40 at most.
   *[other] The short name “{ $stage }” is written in small letters, digits and underlines, 40 at most.
}
workflow-fault-title = { $stage ->
    [none] Give the workflow a name in both languages, 40 characters at most, without blanks around it.
   *[other] Give “{ $stage }” a name in both languages, 40 characters at most, without blanks around it.
}
workflow-fault-twice = Two stages are called “{ $stage }”; call one of them otherwise.
workflow-fault-next-unknown = “{ $stage }” leads to “{ $with }”, which does not exist. Choose a stage that does, or add this one.
workflow-fault-next-self = “{ $stage }” leads to itself; take that out.
workflow-fault-next-twice = “{ $stage }” leads to “{ $with }” twice; take one out.
workflow-fault-next-astray = Nothing done at “{ $stage }” leads to a stage like “{ $with }”; take this arrow out.
workflow-fault-start = A letter cannot begin at “{ $stage }”. Put a stage first that screens, routes, takes or handles.
workflow-fault-unanswered = Nobody answers in it. Add a stage that handles.
workflow-fault-unreached = No way leads from the first stage to “{ $stage }”. Let another stage lead there, or leave it out.
workflow-fault-dead-end = Nothing follows “{ $stage }”: letters would stay there. Let it lead on.
workflow-fault-trap = From “{ $stage }” letters only go round (with { $with }) and never close. Let one of these lead to the end.
workflow-fault-owner = Whoever is to do “{ $stage }” cannot do this step; choose another role.
workflow-fault-no-limit = “{ $stage }” has no time limit. Say within how many working days it is done.
workflow-fault-days = { $stage ->
    [none] The promise is of 1 to { $with } working days.
   *[other] Days at “{ $stage }” are 1 to { $with } working days.
}
workflow-fault-urgent-slower = { $stage ->
    [none] The promise gives urgent letters more time than others; give them less.
   *[other] At “{ $stage }” urgent letters have more time than others; give them less.
}
workflow-fault-right = “{ $stage }” has a right that its step cannot use: more time belongs to handling, the number who agree to approval, the proposal to publish to publication.
workflow-fault-approvals = At most { $with } people can be asked to agree at “{ $stage }”.
workflow-fault-screen-next = “{ $stage }” must lead both on and to a stage that closes.
workflow-fault-route-next = “{ $stage }” must lead to a stage that takes or handles, or no unit ever gets the letter.
workflow-fault-take-next = “{ $stage }” must lead to a stage that handles, and back to one that routes.
workflow-fault-handle-next = What is answered at “{ $stage }” goes nowhere. Let it lead to approval, publication, rating or the end.
workflow-fault-ask-next = “{ $stage }” must lead back to a stage that handles.
workflow-fault-approve-next = “{ $stage }” must lead on, and back to a stage that handles.
workflow-fault-publish-next = “{ $stage }” must lead to rating or to the end.
workflow-fault-rate-next = “{ $stage }” must lead to the end: many people never rate.
workflow-fault-form-astray = Nobody of the staff ends “{ $stage }” on the page of a letter, so its form would never be filled in. Move it to routing, taking, handling, approval or publication.
workflow-fault-too-many-fields = The form of “{ $stage }” has too many fields; { $with } at most.
workflow-fault-too-many-form-fields = Fields and options of all forms of the workflow are too many; { $with } at most in all.
workflow-fault-field-name = “{ $with }” in the form of “{ $stage }”: a short name takes small letters, digits and underlines only, 40 at most.
workflow-fault-field-twice = Two fields of the form of “{ $stage }” are called “{ $with }”; give one of them another short name.
workflow-fault-field-title = “{ $with }” in the form of “{ $stage }” needs a name in both languages, 40 characters at most, without spaces around it.
workflow-fault-no-options = “{ $with }” in the form of “{ $stage }” is a choice and needs at least two options.
workflow-fault-options-astray = “{ $with }” in the form of “{ $stage }” is no choice, so it has no use for options. Make it a choice or leave them out.
workflow-fault-too-many-options = “{ $with }” in the form of “{ $stage }” has too many options; 20 at most.
workflow-fault-option-twice = Two options of “{ $with }” in the form of “{ $stage }” have the same short name; change one.
workflow-fault-option-name = An option of “{ $with }” in the form of “{ $stage }” is not right: a short name of small letters, digits and underlines, and a name in both languages of 40 characters at most.
workflow-fault-kept = Questions stand at “{ $stage }”; keep this stage and what is done there.
workflow-file-too-large = The file is too large; { $with } bytes is the most.
workflow-file-syntax = Line { $line } cannot be read. Look at quotation marks, brackets and the equals sign.
workflow-file-unknown-field = Line { $line }: a workflow has no “{ $with }”. Rename it or take it out.
workflow-file-missing-field = { $line ->
    [0] “{ $with }” is missing; add it.
   *[other] The part that begins on line { $line } lacks “{ $with }”; add it.
}
workflow-file-unknown-word = Line { $line }: “{ $with }” is none of the words possible here; the table below names them.
workflow-file-shape = Line { $line } has a value of the wrong kind: days are numbers, names stand in quotation marks.
step-screen-does = It is looked whether it can be taken
step-route-does = It is given to a unit
step-take-does = The unit takes it, or sends it back with reasons
step-handle-does = The answer is written
step-ask-does = The citizen is asked for what is missing; the clock stands still
step-approve-does = Somebody else agrees to the answer, or sends it back
step-publish-does = It is decided what the public sees
step-rate-does = The citizen rates the answer
step-close-does = Nothing more is done

# Its page.
workflow-title = Workflow
workflow-lead = Version { $version } is in force. Another one is for what comes in from then on; what is under way goes on by the version it began with.
workflow-trial = What it would be
workflow-trial-sound = Nothing is wrong with it; it can take effect
workflow-trial-hint = This was only a look: nothing has changed. To let it take effect, press “Let it take effect”.
workflow-trial-faults = { $n ->
    [one] One thing is to be mended before it can take effect
   *[other] { $n } things are to be mended before it can take effect
}
workflow-trial-changes = Against the version in force
workflow-trial-same = No difference
workflow-drawn-tried = A look at: { $title }
workflow-drawn = Diagram of { $n } stages; the table beside it says the same
workflow-drawing = Diagram
workflow-download = Download the file
workflow-promise = The promise: an answer within { $limit } from receipt.
workflow-promise-none = No promise of its own: what a session leaves open has its deadline from the rules of that session.
workflow-table = The stages
workflow-c-title = Stage
workflow-c-step = What is done
workflow-c-role = Who does it
workflow-c-limit = Time limit
workflow-c-next = What may follow
workflow-c-also = Rights
workflow-days = { $n ->
    [one] 1 working day
   *[other] { $n } working days
}
workflow-days-urgent = { $n } if urgent
workflow-days-kind = { $n } for { $kind }
workflow-and = {", "}
workflow-comma = {", "}
workflow-kind-enquiry = enquiries
workflow-kind-help = requests for help
workflow-kind-suggestion = suggestions
workflow-kind-criticism = criticism
workflow-kind-complaint = complaints
workflow-no-limit = None
workflow-by-promise = By the promise
workflow-by-session = By the session
workflow-next-none = Nothing
workflow-nothing = none
workflow-also-extend = Up to { $n } working days more
workflow-also-approvals = { $n } people must agree
workflow-also-publish = Proposed for publication where the citizen agrees
workflow-card-who = { $step } · { $role }
workflow-change-new = New stage: { $stage }
workflow-change-gone = Taken out: { $stage }
workflow-change-of = { $stage }, { $what }: { $from } → { $to }
workflow-change-promise = The promise: { $from } → { $to }
workflow-change-title = The workflow is called “{ $to }”
workflow-change-order = The order or the short names of stages change
workflow-form = Change it here
workflow-form-lead = Unfold a stage to change it, then have a look at what it would be. To add a stage, fill in the blank one at the end.
workflow-file = Change it by file
workflow-file-lead = Download the file, change it and bring it back, or change it below. Its version must be higher than the one in force.
workflow-try = Have a look first
workflow-adopt = Let it take effect
workflow-f-workflow-zh = Name of the workflow in Chinese
workflow-f-workflow-en = Name of the workflow in English
workflow-f-workflow-id = Short name of the workflow
workflow-f-promise-days = Promise: working days until the answer
workflow-f-promise-urgent = Promise: working days for urgent letters
workflow-f-by-kind = Other limits by kind of letter
workflow-f-kind = Working days for { $kind }
workflow-f-new = One more stage
workflow-f-stage = Stage { $n }: { $stage }
workflow-f-stage-zh = Name in Chinese; without one, that of the step
workflow-f-stage-en = Name in English
workflow-f-stage-name = Short name: small letters, digits, underlines
workflow-f-stage-step = What is done
workflow-f-step-choice = { $step }: { $does }
workflow-f-stage-role = Who does it
workflow-f-stage-days = Time limit in working days
workflow-f-stage-urgent = Time limit for urgent letters in working days
workflow-f-stage-next = What may follow
workflow-f-stage-extend = Working days by which it may be extended (handling only)
workflow-f-stage-approvals = How many people must agree (approval only)
workflow-f-stage-publish = Propose to publish where the citizen agrees (publication only)
workflow-f-stage-drop = Take this stage out
workflow-f-number = Write a whole number.
office-f-workflow-paper = File of the workflow
office-f-workflow-file = What the file says
workflow-old-version = Version { $version } is in force; `version` in the file must be higher.
workflow-unchanged = It does not differ from the version in force.
workflow-full = { $most } earlier versions are kept here, and there is no room for one more.
workflow-versions = Versions
workflow-versions-caption = The latest first
workflow-v-version = Version
workflow-v-title = Name
workflow-v-at = Since
workflow-v-who = By
workflow-v-file = File
workflow-v-download = Download version { $version }
office-done-workflow = The workflow has taken effect
workflow-called-interview = How interviews go
workflow-called-letters = How letters go
workflow-called-two-steps = How letters go, in two steps
workflow-limit-missing = Not said yet
workflow-replay = Tried on past cases
workflow-replay-cases = Of the latest { $n } closed cases { $late } would have been late by these limits; { $now } by those in force.
workflow-replay-table = How many would have been late, by limit
workflow-replay-what = Limit
workflow-replay-new = As tried
workflow-replay-old = In force
workflow-replay-of = { $late } of { $n }
workflow-replay-promise = Answer to the author
workflow-replay-hint = At most the latest 1,000 cases. Working days by the calendar in force; time that was granted, and time that was the authors’ own, is left out. Stages of another name or step are not compared.
workflow-move = Cases on earlier versions
workflow-move-lead = A case keeps the version it began with. What is to go on by version { $version } is moved here: clocks that run stay as they are, and every case keeps a record of the move and the reason.
workflow-move-from = Version { $version }, “{ $stage }”: { $n } cases go to
workflow-move-stay = stay where they are
workflow-move-reason = Why they are moved
workflow-move-reason-hint = Only staff read it; it stands on the way of each case.
workflow-move-do = Move to the new version
office-done-moved = Moved. One press moves 500 cases at most; what is left is listed below.
