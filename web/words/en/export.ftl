# Transcript, downloads and feeds.
# Downloads
export-title = Download
export-lead = One record, several formats. Words that were taken down are in none of them.
export-text = Plain text
export-xlsx = Excel workbook
export-csv = CSV table
export-json = JSON, for programs
export-akoma = Akoma Ntoso XML, a standard for archives
export-captions = Captions of the recording (WebVTT)
export-colon = {": "}

# Columns of the files
export-sheet-record = Record
export-sheet-questions = Questions
export-sheet-answers = Answers
export-sheet-corrections = Corrections
export-sheet-facts = About
export-col-line = Line
export-col-time = Time
export-col-video = In the recording
export-col-kind = Kind
export-col-speaker = Speaker
export-col-office = Office
export-col-question = Question
export-col-text = Words
export-col-address = Link
export-col-asked = Asked
export-col-asker = Asker
export-col-origin = How it came
export-col-fate = Outcome
export-col-joined = Like ones joined
export-col-votes = Also asked by
export-col-guest = Answered by
export-col-how = How
export-col-replaced = Corrected
export-col-old = Words before
export-col-fact = Fact
export-col-value = Value
export-fact-topic = Topic
export-fact-zone = Time zone
export-fact-status = State
export-fact-address = Address
export-fact-summary = Summary
export-kind-speech = Statement
export-kind-heading = Heading
export-kind-question = Question
export-kind-reply = Written answer
export-kind-notice = Notice
export-kind-photo = Photo

# Transcript
transcript = Transcript
transcript-over = Record of a live interview
transcript-print = To print or to keep as PDF, use your browser's print command: the pages are laid out for A4.
transcript-opened = Opened
transcript-closed = Closed
transcript-zone = Time zone
transcript-recording = Recording begins
transcript-host = Host
transcript-guests = Guests
transcript-units = Answering
transcript-time = Time
transcript-place = Address
transcript-state = State
transcript-paged = Read page by page
transcript-materials = Materials
transcript-cite = How to cite
transcript-cite-as = { $units }: “{ $topic }”, record of a live interview, { $held }. { $address }, read on { $seen }.
transcript-cite-line = To cite a single line, use the link on its time. Links stay valid.
transcript-video = Recording { $clock }
transcript-rest = These are the first { $shown } lines of { $n }.
transcript-rest-link = Read on
transcript-asks = asks
transcript-alt = The picture shows:

# Feeds
feed-sessions = Interviews to come
feed-records = Records of interviews
feed-answers = Latest answers
feed-follow = Follow
feed-calendar = Calendar of all interviews
export-erased = Erased by law
