# The catalogue of matters, and deputies.
entry-office-matters-amended = Catalogue of matters changed
entry-office-deputy-set = Deputy named
entry-office-deputy-dropped = Deputy dropped
refusal-bad-matters = This catalogue of matters cannot be read
refusal-bad-matters-do = { $fault ->
    [empty] Write at least one matter.
    [too-many] There are too many rows from row { $row } on; 2000 is the most.
    [broken] Row { $row } is no row of a table. Look at quotation marks and separators.
    [no-column] The first row needs the columns code, path and unit.
    [code] Row { $row }: a code has letters, digits, dots and hyphens, 32 at most.
    [twice] Row { $row }: an earlier row has this code or topic.
    [path] Row { $row }: write the topic like Traffic/Bus lines, five levels at most, 40 characters each.
    [unit] Row { $row } names a unit that is not in the list of units. Write its whole name, or add it first.
    [districts] Row { $row }: write districts like East=East office; West=West office.
    [days] Row { $row }: write the limit as a number from 1 to 250, or nothing.
    [publish] Row { $row }: write yes or no under publish.
   *[words] Row { $row } has more than 40 words, or one longer than 40 characters.
}
refusal-bad-deputy = Nobody can stand in like this
refusal-bad-deputy-do = A deputy is another account that is in use, and takes over roles the person holds now. Administrators and auditors cannot be stood in for.

office-tab-matters = Matters
office-done-matters = The catalogue of matters was changed
office-done-deputy = The deputy was named
office-done-deputy-dropped = The deputy was dropped
matters-lead = { $edition ->
    [0] There is no catalogue of matters yet.
   *[other] Edition { $edition } is in force. Whoever routes a letter is shown what its words point at, and who leads.
}
matters-unchanged = It does not differ from the catalogue in force
matters-trial-hint = This was only a look: the catalogue has not changed.
matters-gone = Taken out: { $path } ({ $code })
matters-new = New: { $path } ({ $code })
matters-changed = Changed: { $path } ({ $code })
matters-more = and { $n } more
matters-district = { $district }: { $unit }
matters-days-none = As the mailbox
matters-list = All matters
matters-download = Download the sheet
matters-none = No matters yet
matters-none-next = Paste a sheet below to begin.
matters-count = { $n ->
    [one] One matter
   *[other] { $n } matters
}
matters-path = Matter
matters-unit = Unit that leads
matters-days = Time limit
matters-publish = Publish
matters-words = Words
matters-yes = Yes
matters-no = No
matters-ask-title = Try a letter
matters-ask-lead = Write some words of a letter and see what would be proposed. The first line is the title. Nothing is kept.
matters-ask = See what is proposed
matters-proposed = Proposed matters
matters-proposed-none = No matter is pointed at by these words
matters-because = Because of: { $words }
matters-set = Another catalogue
matters-set-how = Copy it from a spreadsheet or bring a CSV file; it replaces the whole catalogue. Units are written as in the list of units. Where districts differ, write East=East office; West=West office. Without a limit, that of the mailbox holds.
matters-set-example = code,path,unit,districts,days,publish,words
matters-adopt = Let it take effect
office-f-matters = Sheet of matters
office-f-matters-paper = File of the sheet (CSV)
office-f-letter = Words of the letter
office-f-district = District; may be left out
deputy-title = Deputies
deputy-own-title = My deputies
deputy-lead = While somebody is away, a deputy does the work from the deputy’s own account, and the record says for whom. Governing and auditing cannot be handed over, and a deputy cannot pass it on.
deputy-none = No deputy is named
deputy-caption = They stand in
deputy-for-caption = Stands in for
deputy-who = Name
deputy-when = Days
deputy-what = Roles
deputy-days = { $from } to { $to }
deputy-before = not yet
deputy-on = now
deputy-over = over
deputy-all = All that can be handed over
deputy-new = Name a deputy
deputy-set = Name the deputy
deputy-drop = Drop
deputy-unknown = Nobody has this log-in name. Please look again.
deputy-no-day = Please give a day.
deputy-bad-days = The last day is not before the first, not in the past, and within a year.
office-f-deputy-login = Log-in name of the deputy
office-f-deputy-from = First day
office-f-deputy-to = Last day
office-f-deputy-grant = What is handed over
deputy-own-lead = While you are away, a colleague can do your work.
deputy-open = See your deputies
