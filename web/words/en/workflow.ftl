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
