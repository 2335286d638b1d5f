# How far a record is, for pages and for the live page alike.
record-stage-preparing = Record in preparation
record-stage-handed-over = Waiting for confirmation
record-stage-confirmed = Record confirmed
record-confirmed-at = confirmed by the unit on { $at }
record-public-due = Its wording may still change; the unit is to confirm it by { $at }.
record-public-overdue = Its wording may still change. It was to be confirmed by { $at } and is not yet.
