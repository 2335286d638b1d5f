# The moderator's desk: screening by keyboard.
mod-seconds = { $n ->
    [one] { $n } second
   *[other] { $n } seconds
  }
mod-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
  }
mod-hours = { $m ->
    [0] { $n } h
   *[other] { $n } h { $m } min
  }
mod-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
  }

mod-waiting = waiting
    .letter = to take in
mod-oldest = longest wait
mod-held = on hold
mod-none-waits = nobody is waiting
mod-link-polling = updated every two seconds
mod-link-live = updated live
mod-link-lost = Connection lost. What you decided is safe; trying to reconnect…
mod-plain = Use the simple page
mod-keys = Keys
mod-keys-close = Close
mod-keys-hint = Keys go by their place on the keyboard, so they work with any input method. While you write in a field, hold Alt as well.
mod-loading = Reading…

mod-panes = Panes
mod-pane-queue = Queue
mod-pane-question = Question
    .letter = Letter
mod-pane-list = Order in the hall

mod-queue-empty = All done
mod-queue-empty-do = New questions will appear here by themselves.
    .letter = New letters will appear here by themselves.
mod-pile-empty = Nothing here
    .letter = No letters here
mod-pile-empty-do = Look at another pile, or go back to “Waiting”.
    .letter = Look at another pile, or go back to “To take in”.
mod-claimed = { $name } is looking
mod-pick = Select no. { $n }
mod-picked = { $n } selected
    .letter = { $n } selected
mod-pick-all = Select all
mod-more = Read more

mod-nothing-chosen = Choose a question
    .letter = Choose a letter
mod-nothing-chosen-hand = Open one from the list.
mod-nothing-chosen-do = Press { $key } for the next one.
mod-unread = This question could not be read
    .letter = This letter could not be read
mod-unread-do = It is read again once the connection is back; you can look at others meanwhile.
    .letter = It is read again once the connection is back; you can look at other letters meanwhile.
mod-claim-other = { $name } is working on this question
    .letter = { $name } is working on this letter
mod-claim-other-do = You can go on to the next one, or decide all the same; the first decision counts.
mod-waited = waiting for { $span }
mod-asked = { $span } ago
mod-merge-title = Merge into which one?
mod-merge-none = No question is like it. You can type a number.
    .letter = No letter is like it. You can type a number.
mod-merge-number = Another number
mod-merge-into = Merge into no. { $n }
mod-likes = Similar questions
    .letter = Similar letters
mod-likes-none = No question says much the same
    .letter = No letter says much the same
mod-like-share = Words that both share are shaded.
    .letter = Words that both letters share are shaded.
mod-history = Other questions by this person in this interview
    .letter = Other letters by this person in this mailbox
mod-history-none = No other questions in this interview
    .letter = No other letters in this mailbox
mod-word = Edit wording
mod-assign = Assign
mod-mute = Mute
mod-choose = Choose by the key shown, Esc to cancel
mod-cancel = Cancel
mod-save = Save wording
mod-save-hint = Ctrl + Enter saves, Esc cancels
mod-rare = More…
mod-undo = Undo
mod-undo-none = Decisions can be undone here for a few seconds.
mod-move-up = Move up
mod-move-down = Move down
mod-next = Next
mod-previous = Previous
mod-pick-this = Select / deselect
mod-to-list = Queue / order in the hall
mod-help = Show this table

mod-you = You
mod-sending = Sending…
mod-sending-offline = Connection lost: sent again once it is back, never twice
mod-sending-busy = The server is busy: sent again shortly, never twice
mod-left = { $n ->
    [one] { $n } second to undo
   *[other] { $n } seconds to undo
  }
mod-due = taking effect…
mod-number-act = No. { $n }:{ " " }
mod-trouble-show = Show the question
    .letter = Show the letter
mod-trouble-close = Got it
mod-changed = Changed just now:
mod-for-picked = { $act } ({ $n })
    .letter = { $act } ({ $n })

refusal-unsent = The server could not be reached
refusal-unsent-do = This may not have been done. Check the network, look at the question as it is now, then decide whether to do it again.
    .letter = This may not have been done. Check the network, look at the letter as it is now, then decide whether to do it again.
