# The mark where words were erased by law; shared by pages and script.
erased-mark = Erased by law on { $date }. Ground: { $ground }.
erased-ground-personal-data = personal data, on request of the person concerned
erased-ground-mistake = published by mistake
erased-ground-decision = decision of a court or an authority
erased-ground-third-party = rights of a third party
erased-ground-other-law = another law
