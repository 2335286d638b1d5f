# Forms of stages: what whoever acts at a stage fills in.
refusal-bad-form = Some fields cannot be taken as they are
refusal-bad-form-do = Mend what is marked beside each field and save again. Everything else is still there.
refusal-form-unfilled = Fields that this stage requires are still blank
refusal-form-unfilled-do = Fill them in under “What this stage asks”, then pass the letter on.
letters-form = What this stage asks
letters-form-wanting = { $n ->
    [one] One required field is blank; the letter goes on once it is filled in.
   *[other] { $n } required fields are blank; the letter goes on once they are filled in.
}
letters-form-required = required
letters-form-optional = may stay blank
letters-form-public = shown with the answer
letters-form-inner = staff only
letters-form-blank = Not filled in yet
letters-form-yes = Yes
letters-form-no = No
letters-form-colon = :{" "}
letters-form-date-hint = Year, month, day, as in 2026-02-13.
letters-form-number-hint = Digits only, with a point if need be.
letters-form-save = Save these fields only
letters-did-fill = Saved
letters-forms = How it was handled
letters-forms-staff = Filled in along the way
letters-form-fault-unknown-field = This stage has no such field.
letters-form-fault-missing = This field is required.
letters-form-fault-too-long = This is too long; please shorten it.
letters-form-fault-several-lines = This field takes a single line.
letters-form-fault-not-a-number = Write a number, such as 12 or 12.5.
letters-form-fault-not-a-date = Write a day that there is, such as 2026-02-13.
letters-form-fault-not-an-option = Choose one of the answers listed.
letters-form-fault-not-yes-or-no = Choose yes or no.
way-filled = Fields of the stage filled in
entry-case-filled = filled in the stage’s form

workflow-c-form = Fields to fill in
workflow-change = Change the workflow
workflow-change-lead = Either item by item in a form, or as a file. Both can be tried first; trying changes nothing.
workflow-asked = { $field } ({ $facts })
workflow-held = Held by { $names }
workflow-held-many = Held by { $n } people: { $names } and others
workflow-held-nobody = Nobody holds this role yet: letters would wait here
workflow-field-text = one line
workflow-field-long-text = several lines
workflow-field-number = number
workflow-field-date = day
workflow-field-choice = one of several
workflow-field-yes-no = yes or no
workflow-f-form = Fields to fill in at this stage ({ $n })
workflow-f-field-new = One more field
workflow-f-field-zh = What is asked (Chinese)
workflow-f-field-en = What is asked (English)
workflow-f-field-name = Short name: small letters, digits, underlines
workflow-f-field-kind = What it takes
workflow-f-field-options = Options (for “one of several” only)
workflow-f-field-options-hint = One a line: short name = Chinese | English, as in visit = 上门查看 | On the spot
workflow-f-field-required = Required: without it the letter does not go on
workflow-f-field-public = Shown to the author with the answer, and to everybody where the letter is published whole
workflow-f-field-drop = Leave this field out

# Looked at before it is published.
letters-publish-look = See how it will look
letters-publish-go-on = Let it go on
letters-preview = Look before you publish
letters-preview-lead = Nothing is public yet. Below is all that everybody would see; publish it if it is right.
letters-preview-shown = What everybody would see
letters-preview-nothing = The public sees nothing of it. The letter is not among the published ones; its author still has the answer.
letters-preview-look = Please look once more
letters-preview-number = A long number stands in it: { $number }. If it is a telephone or identity number, go back and leave it out.
letters-preview-name = The name chosen by the author stands in it: { $name }.
letters-preview-files = Everybody sees the picture itself, not its name, and cannot fetch the original.
letters-preview-change = Go back and change it
letters-outcome = Outcome
letters-outcome-answered = { $unit } answered the author in writing on { $date }.
letters-outcome-ended = { $unit } answered the author on { $date }. How it ended: { $end }.
letters-outcome-office = The mailbox office
letters-together-few-none = No letter is ticked
letters-together-few-none-do = Tick two or more letters about the same thing, then press “Answer together”.
letters-together-few-one = Only one letter is ticked
letters-together-few-one-do = Tick others about the same thing. To answer this one alone, open it by its title.
letters-together-unlike = These letters differ; see whether one answer fits them all
letters-together-unlike-kind = Of different kinds: { $list }
letters-together-unlike-unit = With different units: { $list }
letters-together-unlike-matter = About different matters: { $list }
letters-together-unlike-one = { $what } ({ $letters })
letters-together-unlike-none = not settled
