# Every way of saying no: refusal-… tells what happened, refusal-…-do what to do next.
wait-seconds = { $n ->
    [one] a second
   *[other] { $n } seconds
}
wait-minutes = { $n ->
    [one] a minute
   *[other] { $n } minutes
}

refusal-malformed = We could not read what was sent
refusal-malformed-do = Please go back, reload the page and try once more.
refusal-empty = Nothing is written yet
refusal-empty-do = Please write something, then send it.
refusal-too-long = This is too long: { $chars } characters, { $max_chars } fit
refusal-too-long-do = Please shorten it, or send it in parts.
refusal-too-long-bytes = This is too long: { $bytes } bytes, { $max_bytes } fit
refusal-too-long-bytes-do = Rare characters and emoji take many bytes. Please shorten it, or send it in parts.
refusal-unclean-text = The text holds characters that cannot be kept
refusal-unclean-text-do = Some of them cannot be seen. Typing the passage afresh usually helps.
refusal-name-reserved = This name cannot be used here
refusal-name-reserved-do = It looks like the name of a guest, host or office. Please choose another.
refusal-bad-mail = This is not a mail address
refusal-bad-mail-do = It should look like name@example.com. You can also leave it empty.
refusal-bad-phone = This number takes no text messages
refusal-bad-phone-do = Please give a mobile number of mainland China, or one from elsewhere beginning with + and its country. You can also leave it empty.
refusal-bad-times = These times do not fit together
refusal-bad-times-do = Please check the dates: the end must come after the beginning.
refusal-not-found = There is no such page
refusal-not-found-do = The address may be mistyped, or the page is no longer public. You can start from the front page.
refusal-login-required = Please log in first
refusal-login-required-do = This page is for staff.
refusal-not-allowed = Your account cannot do this
refusal-not-allowed-do = If your work needs it, ask an administrator to change your role.
refusal-bad-origin = For safety, this was not accepted
refusal-bad-origin-do = The page may have been open for too long. Please reload it on this site and send again.
refusal-bad-login = Name or password is wrong
refusal-bad-login-do = Check capital letters and try again. If you forgot it, an administrator can send you a new link.
refusal-bad-factor = The one-time code is wrong or its time is over
refusal-bad-factor-do = Enter the digits that the authenticator shows now. If they never fit, check the clock of your phone.
refusal-code-used = This one-time code was used before
refusal-code-used-do = Each code works once. Wait until the authenticator shows the next one.
refusal-weak-password = This password is too easy to guess
refusal-weak-password-do = Use at least 10 characters and more than a few different ones. A sentence you remember is a good choice.
refusal-link-spent = This link no longer works
refusal-link-spent-do = A link works once and for a limited time. Please ask whoever sent it for a new one.
refusal-bad-code = Receipt number and query code do not match
refusal-bad-code-do = Please compare them with your receipt. Capitals and spaces make no difference.
refusal-old-version = The rules changed, but not their version
refusal-old-version-do = Version { $version } is in force. Raise `version` in the file, then adopt it.
refusal-unchanged = Nothing was changed
refusal-unchanged-do = A correction is public and keeps the old wording for ever. Change the words first.
refusal-not-screened = This question has not been let through yet
refusal-not-screened-do = A moderator lets it through first; then it can be put to the guests.
refusal-asking-closed = No questions are taken now
    .letter = No letters are taken now
refusal-asking-closed-do = The interview may not have opened yet, or it is over; its page says which.
    .letter = The mailbox may not be open yet, or it is closed; its page says which.
refusal-wrong-phase = This cannot be done at this point
refusal-wrong-phase-do = The interview may just have moved on. Reload the page to see where it is.
    .letter = The mailbox may just have been changed. Reload the page to see how it is.
refusal-already-done = Somebody else has just done this
refusal-already-done-do = Nothing was done twice. The page shows how things stand now.
refusal-wrong-step = This cannot be done with it now
    .letter = This cannot be done with the letter now
refusal-wrong-step-do = It may already be a step further. Reload the page and look again.
refusal-stale = Somebody else was faster
refusal-stale-do = Please look at the latest version, then decide whether to go on.
refusal-too-late-to-undo = It is already public, so it cannot be undone
    .letter = It has gone on already, so it cannot be undone
refusal-too-late-to-undo-do = If it should not be public, take it down.
    .letter = Talk to the router, who can still end it.
refusal-quota-used = { $most ->
    [one] You can ask one question in this interview, and you have asked it
   *[other] You can ask { $most } questions in this interview, and you have asked them
}
    .letter = { $most ->
    [one] You can write one letter to this mailbox, and you have written it
   *[other] You can write { $most } letters to this mailbox, and you have written them
}
refusal-quota-used-do = You can support what others ask, or edit a question of yours that is still waiting.
    .letter = Your letters and where they stand can be read with their codes. If it cannot wait, call the number at the foot of the page.
refusal-too-soon = That was very soon after the last one
    .letter = That was very soon after your last letter
refusal-too-soon-do = Please send it in { $wait }. What you wrote is not lost.
refusal-muted = You cannot ask in this interview for now
    .letter = You cannot write to this mailbox for now
refusal-muted-do = You can still read everything. If you think this is wrong, call the number at the foot of the page.
    .letter = Letters that are public can still be read. If you think this is wrong, call the number at the foot of the page.
refusal-no-vote-here = This question takes no support from you
    .letter = You cannot add to this letter that it concerns you too
refusal-no-vote-here-do = Your own questions and prepared ones are not counted. All others are.
    .letter = Your own letters are not counted. All other public ones are.
refusal-unknown-guest = No such guest takes part in this interview
refusal-unknown-guest-do = The guest may have been replaced. Reload the page and choose again.
refusal-unknown-rule = The rulebook has no such rule
refusal-unknown-rule-do = It may have changed. Reload the page and choose from the list.
refusal-full = There is no room for more: { $most } at most
refusal-full-do = Remove what is no longer needed, then add the new one.
refusal-key-reused = This collides with something you sent before
refusal-key-reused-do = The earlier one went through. Reload the page, check it, and fill in the form again.
refusal-name-taken = This name is taken
refusal-name-taken-do = Please choose another.
refusal-bad-document = This document cannot be read
refusal-file-too-large = That file is too large
refusal-file-too-large-do = One file may have up to { $max_mib } MB. Please make it smaller or split it.
refusal-file-type = This type of file is not taken here
refusal-file-type-do = Pictures: JPEG, PNG or WebP. Documents: PDF, plain text, or Word, Excel, PowerPoint and OpenDocument without macros.
refusal-heic-picture = This is a HEIC photo, which cannot be opened here
refusal-heic-picture-do = On an iPhone choose Settings → Camera → Formats → Most Compatible and take it again, or mail the photo to yourself, which makes a JPEG of it. On other telephones save it as JPG in the gallery.
refusal-file-infected = A virus was found in that file; it was not taken
refusal-file-infected-do = Please clean your device first, or save what it says as a PDF or a picture. Everything else you wrote is still here.
refusal-too-many-files = Too many files
refusal-too-many-files-do = A letter may have up to { $most } files. Please leave some out, or put several pictures into one PDF.
refusal-picture-too-large = That picture is too large: { $width } × { $height } pixels
refusal-picture-too-large-do = Up to { $max_mpx } million pixels are read. Please make it smaller and try again.
refusal-picture-damaged = That picture cannot be read
refusal-picture-damaged-do = The file may be incomplete. Please export it again and upload the new one.
refusal-unknown-file = The file was not found
refusal-unknown-file-do = It may have been cleared after a day unused, or cannot stand here. Please upload it again.
refusal-bad-link = That address cannot be used
refusal-bad-link-do = Please give a whole address that begins with https://, without a user name, spaces or quotes.
refusal-video-host = Video from this site is not shown here
refusal-video-host-do = Ask the operator to add the site to the setting limits.video_hosts, or use one that is there.
refusal-no-recording = There can be no captions yet: nobody said when the recording begins
refusal-no-recording-do = Captions can be had once the host or the desk of the record has said when it begins. All other formats are there now.
refusal-too-large-to-export = This record is too long to be had in one file
refusal-too-large-to-export-do = Please read the record page by page; programs page through lines and posts below /api/v1/rooms.
refusal-slow-down = Too many requests come from where you are
refusal-slow-down-do = Please try again in { $wait }.
refusal-busy = Many people are here right now
refusal-busy-do = Please try again in { $wait }. What you were sending, if anything, was not saved yet; sent again it will not arrive twice.
refusal-read-only = Reading only for now
refusal-read-only-do = We are doing maintenance; nothing is lost. Please come back to write a little later.
refusal-storage-full = Nothing can be saved at the moment
refusal-storage-full-do = This was not taken in; reading works as usual. Please try again in { $wait }.
refusal-storage-failed = We cannot tell whether this was saved
refusal-storage-failed-do = Send it again from the same page in { $wait }; it will not arrive twice.
refusal-method-not-allowed = This address cannot be used in this way
refusal-method-not-allowed-do = Please start again from the front page.
refusal-upgrade-required = This address is for live connections
refusal-upgrade-required-do = Programs open it as a WebSocket, version 13.
refusal-not-acceptable = We do not have the format you ask for
refusal-not-acceptable-do = Only JSON is given here.
refusal-unsupported-type = This kind of content cannot be read
refusal-unsupported-type-do = Please use the form on the page. Programs send JSON, not compressed.
refusal-body-too-large = This is too much to take in at once
refusal-body-too-large-do = At most { $max_kib } KiB fit. Please send less.
refusal-timed-out = This took too long
refusal-timed-out-do = The connection may be unsteady. Try again in { $wait }; sent from the same page, nothing arrives twice.
refusal-internal = Something went wrong on our side
refusal-internal-do = It was noted and somebody will look. Please try again a little later.

failure-again = Try again
failure-home = To the front page
failure-code = Code
failure-site = Wenzheng

# what is to be mended in a rulebook file
rulebook-rule = Rule “{ $rule }”: { $mend }
rulebook-too-large = the file has { $bytes } bytes; shorten it to { $max }
rulebook-unreadable = this does not read as a rulebook. The parser says: { $why }
rulebook-version = version counts from 1; write 1 or more
rulebook-rules = there are { $rules } rules; write 1 to { $max } of them as [[rules]]
rulebook-taken = an earlier rule has this id; choose another
rulebook-shape = a member is missing, unknown or of the wrong kind. The parser says: { $why }
rulebook-idle = it neither looks for anything nor may be cited; give it a check or write cite = true
rulebook-id = write the id in small letters and digits joined by single hyphens, at most { $max } characters
rulebook-unclean = { $field } has blanks around it or invisible characters; type it anew
rulebook-length = { $field } has { $chars } characters; write 1 to { $max }
rulebook-except = except only limits words; list words or leave except out
rulebook-detectors = it has several checks; keep one and make a rule of each other
rulebook-words = there are { $words } words and { $except } exceptions; list at least one word, at most { $max } in all
rulebook-word = the word “{ $word }” has { $chars } letters and digits; use { $min } to { $max }
rulebook-pattern-length = pattern has { $bytes } bytes; shorten it to { $max }
rulebook-pattern = pattern does not compile. The compiler says: { $why }
rulebook-pattern-empty = pattern matches an empty text and so would find everything; make it demand something
rulebook-threshold = repeats.threshold is { $threshold }; use a number over 0 and up to 1
rulebook-ours = a check of this program is broken, please report it: { $why }

# why a start ends because of the data folder, in the terminal
folder-create = The data folder { $place } is not there and cannot be made: { $why }. Name another one (--data), or make it and give its user the right to write.
folder-write = The data folder { $place } cannot be written: { $why }. Look at its owner and rights, and that it is not mounted read-only.
folder-in-use = Another process is using the data folder { $place }. Stop it first (a server, an import or a rebuild), then try again.
folder-database = { $place } cannot be used: { $why }. It must be a database of this program that its user may read and write.
folder-migration = The database cannot be brought up to date: { $why }. If it is of a newer version, use that one; else restore a backup.
folder-chain = The journal of the older version cannot be chained: { $why }. Restore a backup, or report this.
folder-engine = SQLite { $version } is too old; 3.51.3 or newer is needed.
