# Working days: which days offices work, and how deadlines are counted.
workdays = Working days
workdays-lead = Which days offices work. Deadlines count working days from the day after receipt, and anybody can count one again here.
workdays-count = Count a deadline
workdays-received = Received on
workdays-received-fault = Write a date like 2026-02-13
workdays-how-many = Working days
workdays-do = Count
workdays-last = By { $date }
workdays-no-end = The clock stands still; the end is counted once it goes on
workdays-rule = Received on { $received }; the day after is day 1, { $n } working days.
workdays-edition = { $n ->
    [0] By the calendar that comes with the system.
   *[other] By edition { $n } of the calendar.
}
workdays-nth = Day { $n }
workdays-not = not counted
workdays-work = Working day
workdays-make-up = Worked in exchange
workdays-weekend = Weekend
workdays-holiday = Holiday
workdays-paused = Clock stands still
workdays-year = { $year }
workdays-years = Other years
workdays-worked = { $n } working days in the year
workdays-unknown = The holidays of { $year } are not here yet
workdays-unknown-why = Until then only weekends are left out in that year; deadlines are counted again afterwards.
workdays-runs = Holidays and days worked in exchange in { $year }
workdays-name = Holiday
workdays-what = Offices
workdays-dates = Dates
workdays-days = { $n } days
workdays-file = As a table (CSV)
workdays-mon = Mo
workdays-tue = Tu
workdays-wed = We
workdays-thu = Th
workdays-fri = Fr
workdays-sat = Sa
workdays-sun = Su

office-tab-calendar = Calendar
office-done-calendar = The calendar was changed
calendar-lead = { $edition ->
    [0] The calendar that comes with the system is in force, with the holidays of { $years }.
   *[other] Edition { $edition } is in force, with the holidays of { $years }.
}
calendar-missing-do = They are most often announced in November. Take them in below then, so that deadlines across the year are right.
calendar-set = Take in holidays
calendar-set-how = Copy them from a spreadsheet, or paste CSV. Each year in the table is replaced as a whole; other years stay. The first row names the columns: from, to, day, name, name_en; day is off or work.
calendar-set-example = from,to,day,name,name_en
    2027-01-01,2027-01-03,off,元旦,New Year
    2027-01-09,,work,元旦,New Year
office-f-table = Holidays
office-f-table-hint = “to” may be empty for one day. Only days that differ from every week; ordinary weekends are known.
calendar-try = See what changes
calendar-adopt = Adopt
calendar-trial = This would change
calendar-trial-says = { $n ->
    [one] 1 day differs from the calendar in force
   *[other] { $n } days differ from the calendar in force
}
calendar-trial-none = Nothing differs from the calendar in force
calendar-trial-hint = This is a preview; the calendar has not changed.
calendar-becomes-work = becomes a working day
calendar-becomes-off = becomes a holiday
calendar-withdraw-open = Withdraw { $year }…
calendar-withdraw-how = Afterwards only weekends are left out in that year, until its holidays are taken in again.
calendar-withdraw = Withdraw this year
entry-post-counted = Counted until when to answer
entry-office-calendar-amended = Changed the calendar of working days
refusal-bad-calendar = This is no table of holidays
refusal-bad-calendar-do = { $fault ->
    [empty] Keep the holidays of at least one year.
    [too-many] There are too many rows from row { $row } on; take them in by parts.
    [broken] Row { $row } is no row of a table; look at quotes and separators.
    [no-column] The first row must name the columns “from” and “day”.
    [date] Write the date in row { $row } like 2027-01-01.
    [run] In row { $row } the last day is before the first, or more than a hundred days later.
    [day] In row { $row } the day must be off or work.
    [twice] The date in row { $row } was written before.
    [name] The name in row { $row } is too long.
   *[idle] The day in row { $row } is worked every week anyway; look at its date.
}
deadline-by = To be answered by { $date } ({ $n } working days after the end)
deadline-day = { $day ->
    [0] The day after the end is day 1.
   *[other] This is day { $day } of { $n }.
}
deadline-past = Was to be answered by { $date }; that time is over
deadline-made-up = { $date } is worked in exchange and counts
deadline-moved = By the calendar before: { $date }
deadline-again = How it is counted
office-f-answer-days = Working days to answer after the end
office-f-answer-days-hint = What is not answered at the end gets a deadline in working days, which the public sees. 0 promises nothing.
desk-left-open = { $n } to answer, the first by { $date }
desk-left-past = { $n } to answer; the first was due on { $date }
stats-left = Left open at the end
stats-in-time = Answered in time
stats-late = Answered late
stats-open-late = Late and open
calendar-set-example-name = What the table looks like
