# Mail to staff
hears-title = Reminders by mail
hears-own-lead = We write to you when letters wait for you. A mail says how many, their numbers, days and links; never what a letter says or who wrote it.
hears-open = Set up reminders
hears-off = No mail is sent here yet
hears-off-do = Whoever runs the server sets mail up in wenzheng.toml; then an address can be given.
hears-address = Your address
hears-confirmed = Confirmed.
hears-waiting = Not confirmed yet. A code was sent there; it is good for three days. Nothing else is sent before you confirm.
hears-code = Type the code
hears-confirm = Confirm this address
hears-what = When to write
hears-what-lead = Never at night or on days off. While you stand in for a colleague, their letters are in your mail too.
hears-often-morning = All together, each working morning
hears-often-each = For every letter
hears-often-off = Never
hears-other = Change or remove the address
hears-other-open = Use another address
hears-ask = Send a code
hears-drop = Remove the address, no more mail
hears-state-none = No address yet. A code is sent to the one you give; reminders begin when its owner has confirmed it.
hears-state-asked = A code was sent to the address; its owner has not confirmed yet.
hears-state-confirmed = Its owner has confirmed an address.
office-f-mail-address = Mail address
office-f-mail-address-hint = Such as zhang@example.gov.cn
office-f-mail-code = Code
office-f-mail-code-hint = Ten letters and digits, from the mail.
office-f-mail-waits = What waits for me
office-f-mail-waits-hint = Letters to route, answer, agree to, publish, explain or call back about, and requests for more time.
office-f-mail-above = What I watch over
office-f-mail-above-hint = Letters of my unit, or of units I watch over, that are overdue, urged or poorly rated.
office-f-mail-lang = Language of mails
office-done-mail-asked = The code was sent
office-done-mail-confirmed = The address is confirmed
office-done-mail-chosen = Reminders saved
office-done-mail-dropped = The address is gone; no more reminders
entry-office-mail-asked = Mail address given
entry-office-mail-confirmed = Mail address confirmed
entry-office-mail-chosen = Reminders by mail changed
entry-office-mail-dropped = Mail address removed
notices-what-staff-confirm = Staff: confirm an address
notices-what-staff-morning = Staff: the morning's letters
notices-what-staff-waits = Staff: a letter waits
notices-what-staff-explain = Staff: a word is owed
notices-what-staff-judge = Staff: more time is asked for
notices-what-staff-late-here = Head of unit: a letter is late
notices-what-staff-late = Supervisor: a letter is late
notices-about-staff = Staff
letters-pile-late-here = Late in your unit
letters-pile-late-here-hint = Letters of your unit whose time for the present step is over.
staff-mail-hello = Hello { $name },
staff-mail-foot =
    Your letters: { $desk }
    Change or stop these mails: { $choose }

    This message was sent by a machine; replies are not read.
staff-mail-morning = Letters for you: { $n }
staff-mail-one = { $list }: letter { $n }, { $room }
staff-mail-list = { $list } ({ $n })
staff-mail-for = For { $whom } · { $list }
staff-mail-letter = { $room }, no. { $n }
staff-mail-letter-due = { $room }, no. { $n }, by { $date }
staff-mail-letter-late = { $room }, no. { $n }, was due { $date }
staff-mail-more = The others: { $link }
staff-mail-confirm = Please confirm your address
staff-mail-confirm-mail =
    Hello { $name },

    this address was given to remind you of letters. If it is yours, sign in and type this code:

    { $code }

    or open this page and press “Confirm”:

    { $link }

    The code is good for three days. If this is not meant for you, do nothing: there will be no further mail.
# Canned phrases
phrases-own = My phrases
phrases-own-lead = They stand beside the draft when you answer letters. Only you see them.
phrases-of-unit = Phrases of { $unit }
phrases-of-unit-lead = Everybody who answers for this unit, or for one below it, has them beside the draft. Its head and its administrators change them.
phrases-how = Up to { $n }, of 500 characters each, in the order of their numbers. Clear title and words to remove one.
phrases-nth = Phrase { $n }
phrases-place = Place
phrases-name = Title
phrases-text = Words
phrases-units = Phrases of units
phrases-offered = Phrases ({ $n })
phrases-none = There are none yet.
phrases-mine = Mine
phrases-insert = Insert
phrases-change = Add or change phrases
office-done-phrases = Phrases saved
entry-office-phrases-set = Phrases changed
