# Photos: many at once, with their words, into the record.
desk-door-photos = Photos
office-door-photos = Photos
desk-photos-title = Photos
desk-photo-choose = Choose photos, as many as you like
desk-photo-hint = JPEG, PNG or WebP, up to { $file } MB each and { $form } MB together. Photos are made smaller; where, when and with what they were taken is removed.
desk-photo-hint-script = JPEG, PNG or WebP, up to { $file } MB each. You can also drop them here or paste them. Photos are made smaller; where, when and with what they were taken is removed.
desk-photo-bring = Upload
desk-photo-brought = Without words so far
desk-photo-brought-hint = A photo goes into the record once it has a caption and a description. One that is not used within a day is deleted.
desk-photo-nth = Photo { $n }
desk-photo-caption = Caption (everybody reads it)
desk-photo-alt = Description (for those who cannot see the picture)
desk-photo-alt-hint = A description says who is in the picture and what they do, such as: “Three guests behind a long table; the one in the middle is speaking.”
desk-photo-alt-short = Description:{" "}
desk-photo-where = Where in the record
desk-photo-stay = Where it is
desk-photo-now = At the end (now)
desk-photo-before = Before { $at } { $words }
desk-photo-behind = Or after everything of question number
desk-photo-goes = Goes before line { $n } of the record
desk-photo-show = Put into the record
desk-photo-show-all = Put all that have words into the record
desk-photo-prepare-all = Keep all that have words for later
desk-photo-keep = Not yet
desk-photo-forget = Not this one
desk-photo-waiting = With words, not in the record yet
desk-photo-reword-open = Change the words…
desk-photo-shown = Photos in the record
desk-photo-shown-none = No photo in the record yet
desk-photo-not-yet = Photos go into the record once the interview has begun. You can describe them now and keep them for later.
desk-photo-gone = Taken down; readers no longer see it.
desk-photo-describe = Save the description
desk-photo-down = Take this photo down
desk-photo-none = No photo was chosen
desk-photo-none-do = Choose one or several first.
desk-photo-some = { $done } kept, { $refused } not
desk-photo-some-do = Those that were not kept are listed below; try others.
desk-photo-refused = { $name }: { $why }
desk-photo-refused-nth = Photo { $n }: { $why }
desk-photo-wordless = No photo has words yet
desk-photo-wordless-do = Write a caption and a description first.
desk-photo-undone = { $done } done, { $refused } not
desk-photo-undone-do = Those that were not are listed below. Everything you wrote is still here.
desk-photo-no-caption = the caption is missing
desk-photo-no-alt = the description is missing

desk-done-bring = { $n ->
    [one] One photo was kept. Give it its words.
   *[other] { $n } photos were kept. Give them their words.
  }
desk-done-place-photo = { $n ->
    [one] The photo is in the record.
   *[other] { $n } photos are in the record.
  }
desk-done-prepare-photo = { $n ->
    [one] The photo is kept for later. Only the crew sees it.
   *[other] { $n } photos are kept for later. Only the crew sees them.
  }
desk-done-forget = The photo is gone.
desk-done-keep = Nothing was published. Your words are still here; press a button below when they are ready.
desk-done-describe = The description is saved.

desk-photo-going = Uploading { $name }
desk-photo-again = Try again
desk-photo-leave = Leave it out
