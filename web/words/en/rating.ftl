# Satisfaction: what authors think of the answers to their questions.
refusal-not-answered = There is no answer yet
refusal-not-answered-do = Come back once it has one.
refusal-already-rated = This answer was rated already
refusal-already-rated-do = Each answer is rated once, and that cannot be changed.
refusal-rating-closed = The time for rating is over
refusal-rating-closed-do = An answer can be rated for a while after it was published; if something is still open, turn to the unit.

entry-post-rated = An author rated the answer
rating-title = Are you satisfied with the answer?
rating-grade = Your rating
rating-hint = Once only. Public pages show how many gave which grade, never who.
rating-choose = Choose a grade first.
rating-text = Anything to add (optional)
rating-text-hint = Only staff see it; it is not published.
rating-send = Send the rating
rating-done = Thank you, your rating was received.
rating-own = Your rating: { $grade }
rating-of-author = The author's rating
rating-very-satisfied = very satisfied
rating-satisfied = satisfied
rating-mostly-satisfied = mostly satisfied
rating-dissatisfied = dissatisfied
rating-very-dissatisfied = very dissatisfied
rating-counts = Of { $answered } answered questions { $rated } were rated by their authors: very satisfied { $a }, satisfied { $b }, mostly satisfied { $c }, dissatisfied { $d }, very dissatisfied { $e }. Unrated ones do not count as satisfied.
