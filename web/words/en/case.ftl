# Words of the page on which a letter is handled: who reads what, and which field is wrong.
letters-author-reads = The author reads this.
letters-only-staff = Only staff see this.
letters-sent-it-back = sent it back before
letters-instead-here = You act for { $name } here.
letters-next = The next one to agree to
letters-ways = Deputies, reminders, phrases:

letters-wrong-route-unit-unknown-unit = Choose the unit, and helpers if any, among those that are open.
letters-wrong-route-too-long = The word to the unit is too long; please shorten it.
letters-wrong-end-end-empty = Choose why no unit gets it.
letters-wrong-end-empty = Write what the author is to read.
letters-wrong-judge-days-empty = Give the days as a number, such as 5.
letters-wrong-judge-days-full = { $n } working days at most, one at least.
letters-wrong-judge-empty = Say why there is no more time.
letters-wrong-draft-empty = Write the answer before you send it on.
letters-wrong-ask-empty = Write what the author is to add.
letters-wrong-extend-days-empty = Give the days as a number, such as 5.
letters-wrong-extend-days-full = { $n } working days at most, one at least.
letters-wrong-extend-empty = Say why more time is needed.
letters-wrong-return-empty = Say why it is not yours and whose it is.
letters-wrong-send-back-empty = Say what is to be changed.
letters-wrong-rework-empty = Say why it is done again.
letters-wrong-call-back-called-empty = Choose what the call came to.
letters-wrong-call-back-empty = Write what the author said.
letters-wrong-note-empty = Write what is to be noted.
