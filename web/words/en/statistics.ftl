# Statistics of sessions.
stats-title = Statistics
stats-year = Sessions of { $year }
stats-years = Other years
stats-all-units = All units
stats-empty = No public session ended in this year
stats-empty-next = Try another year. Rehearsals and sessions called off are not counted.
stats-sentence = Sessions held: { $sessions }. Citizens’ questions: { $asked }, answered: { $answered }.
stats-sessions = Sessions
stats-least = at least { $n } a year
stats-in-notice = Announced early enough
stats-of = of { $n }
stats-asked = Received
stats-shown = Shown
stats-answered = Answered
stats-spoken = In speech
stats-written = In writing
stats-screened-out = Not let through
stats-merged = Joined to others
stats-withdrawn = Taken back
stats-until-shown = From receipt to the list
stats-until-answered = From receipt to an answer
stats-nine-of-ten = half within this; nine of ten within { $span } (of { $n })
stats-none = none
stats-month = { $n ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[other] Dec
}
stats-month-head = Month
stats-unit-head = Unit
stats-rule-head = Rule
stats-by-month = By month
stats-by-unit = By unit
stats-by-rule = Not let through, by rule
stats-by-rule-all = { $n } in all; each author was told the rule.
stats-plot = Questions shown in each month, and how many of them were answered
stats-list = Session by session
stats-session-head = Session
stats-starts = When
stats-notice = Notice
stats-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
stats-record = Record
stats-months-table = Figures by month
stats-units-table = Figures by unit
stats-rules-table = Figures by rule
stats-list-all = All sessions
stats-list-none = There is no such session
stats-list-hint = Each figure opens the questions it counts. Only citizens’ questions count, not those the hosts prepared.
stats-only-rule = where “{ $rule }” was applied
stats-list-table = Figures by session
stats-questions = Questions: { $n }
stats-questions-hint = Only citizens’ questions are counted. What is not public is not shown here either.
stats-questions-longest = Those who waited longest come first.
stats-questions-none = There is no such question
stats-question-head = Question
stats-of-session = session { $code }
stats-questions-back = Back to the figures
