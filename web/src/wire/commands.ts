// Made from src/kernel/command.rs and what it names; never edited.

/** A command to one room. Staff commands about a post or line carry the revision they saw. */
export type Command = { "type": "ask", 
/** The words. */
text: string, 
/** The name to show; empty for none. */
name: string, 
/** Whom to ask. */
to?: GuestId | null, 
/** Where to be told. */
contact?: ContactForm | null, } | { "type": "edit", 
/** Which post. */
post: PostId, 
/** New words. */
text: string, } | { "type": "withdraw", 
/** Which post. */
post: PostId, } | { "type": "vote", 
/** Which post. */
post: PostId, } | { "type": "enter", 
/** The words. */
text: string, 
/** The name to show; empty for none. */
name: string, 
/** How it came. */
origin: Origin, 
/** Whom it asks. */
to?: GuestId | null, 
/** Where its author is to be told. */
contact?: ContactForm | null, } | { "type": "write" } & Writing | { "type": "case", 
/** Which post. */
post: PostId, 
/** The revision seen. */
revision: number, 
/** What. */
step: CaseStep, } | { "type": "screen", 
/** Which post. */
post: PostId, 
/** The revision seen. */
revision: number, 
/** What is decided. */
verdict: Verdict, } | { "type": "undo", 
/** Which post. */
post: PostId, 
/** The revision seen. */
revision: number, } | { "type": "release", 
/** Which post. */
post: PostId, } | { "type": "unmerge", 
/** Which post. */
post: PostId, 
/** The revision seen. */
revision: number, } | { "type": "word", 
/** Which post. */
post: PostId, 
/** The revision seen. */
revision: number, 
/** The wording to show. */
text: string, } | { "type": "assign", 
/** Which post. */
post: PostId, 
/** The revision seen. */
revision: number, 
/** Whom. */
guest?: GuestId | null, } | { "type": "rank", 
/** Which post. */
post: PostId, 
/** The revision seen. */
revision: number, 
/** The listed post that it goes directly before; none for the end of the list. */
before?: PostId | null, } | { "type": "stage", 
/** Which post. */
post: PostId, 
/** The revision seen; a later one is as good where words and fate are still the same. */
revision: number, } | { "type": "unstage", 
/** The post that is meant; where another one is on stage by now, that one stays. None for whichever it is. */
post?: PostId | null, 
/** It was answered aloud: lines of guests go on binding to it, until the next one comes on stage. */
answered: boolean, } | { "type": "let_go" } | { "type": "mute", 
/** A post of the author. */
post: PostId, 
/** For how long, in ms; 0 lifts it. */
for_ms: number, } | { "type": "take_down", 
/** Which post. */
post: PostId, 
/** By which rule. */
rule: string, } | { "type": "draft", 
/** Which post. */
post: PostId, 
/** The revision seen; may be left out for a first draft only. */
revision?: number | null, 
/** Whose answer. */
guest: GuestId, 
/** The words. */
text: string, } | { "type": "hand_over", 
/** Which post. */
post: PostId, 
/** Whose answer. */
guest: GuestId, } | { "type": "sign_off", 
/** Which post. */
post: PostId, 
/** The revision seen: what is signed is what was read. */
revision: number, 
/** Whose answer. */
guest: GuestId, } | { "type": "publish", 
/** Which post. */
post: PostId, 
/** The revision seen. */
revision: number, 
/** Whose answer. */
guest: GuestId, } | { "type": "publish_part", 
/** Which post. */
post: PostId, 
/** The revision seen. */
revision: number, 
/** Whose answer. */
guest: GuestId, 
/** The sentence. */
text: string, } | { "type": "finish", 
/** Which post. */
post: PostId, 
/** The revision seen. */
revision: number, 
/** Whose answer. */
guest: GuestId, } | { "type": "correct_reply", 
/** Which post. */
post: PostId, 
/** The revision seen. */
revision: number, 
/** Whose answer. */
guest: GuestId, 
/** New words. */
text: string, } | { "type": "take_down_reply", 
/** Which post. */
post: PostId, 
/** Whose answer. */
guest: GuestId, } | { "type": "say", 
/** Who. */
speaker: Speaker, 
/** What. */
text: string, 
/** The line that it goes directly before; none for the end of the record. */
before?: number | null, } | { "type": "head", 
/** The words. */
text: string, 
/** The line that it goes directly before; none for the end of the record. */
before?: number | null, } | { "type": "prepare", 
/** Who will say it; none for a heading. */
speaker?: Speaker | null, 
/** What. */
text: string, } | { "type": "reword", 
/** Which block. */
block: number, 
/** The revision seen. */
revision: number, 
/** New words. */
text: string, 
/** What a photo shows, where that is said anew too. */
alt?: string | null, } | { "type": "hold", 
/** Which block. */
block: number, 
/** The revision seen. */
revision: number, } | { "type": "show", 
/** Which block. */
block: number, 
/** The revision seen. */
revision: number, } | { "type": "drop", 
/** Which block. */
block: number, 
/** The revision seen. */
revision: number, } | { "type": "place_photo", 
/** The stored file. */
file: FileId, 
/** The caption. */
text: string, 
/** What it shows, for those who cannot see it. */
alt: string, 
/** The line that it goes directly before; none for the end of the record. */
before?: number | null, } | { "type": "prepare_photo", 
/** The stored file. */
file: FileId, 
/** The caption. */
text: string, 
/** What it shows, for those who cannot see it. */
alt: string, 
/** The line that it will go directly before; none for the end of the record. */
before?: number | null, } | { "type": "describe", 
/** Which line. */
line: number, 
/** The revision seen. */
revision: number, 
/** New words. */
alt: string, 
/** Whether it is known that this is a public erratum. */
erratum: boolean, } | { "type": "bind", 
/** Which line. */
line: number, 
/** The revision seen. */
revision: number, 
/** Which post. */
post?: PostId | null, } | { "type": "place_line", 
/** Which line. */
line: number, 
/** The revision seen. */
revision: number, 
/** The line that it goes directly before; none for the end of the record. */
before?: number | null, } | { "type": "correct_line", 
/** Which line. */
line: number, 
/** The revision seen. */
revision: number, 
/** New words. */
text: string, 
/** Whether it is known that this is a public erratum. */
erratum: boolean, } | { "type": "take_down_line", 
/** Which line. */
line: number, } | { "type": "cue", 
/** A ready one. */
cue?: ReadyCue | null, 
/** Own words; may be empty beside a ready one. */
text: string, } | { "type": "draw" } & Drawing | { "type": "workflow", 
/** Which step. */
step: WorkflowStep, } | { "type": "amend", 
/** The header's revision seen. */
revision: number, 
/** Rules. */
policy: Policy, 
/** Times. */
schedule: Schedule, 
/** Notice. */
about: About, 
/** Units for permits; none leaves them. */
units?: Array<UnitId> | null, } | { "type": "announce" } | { "type": "advance" } | { "type": "go_live" } | { "type": "pause", 
/** The line. */
notice: string, } | { "type": "resume", 
/** The line; may be empty. */
notice: string, } | { "type": "extend", 
/** New end. */
ends_at: number, 
/** The end that was in force when somebody decided this; refused where it has been moved since. */
seen?: number | null, 
/** The line; may be empty. */
notice: string, } | { "type": "postpone", 
/** New times. */
schedule: Schedule, 
/** The line. */
notice: string, } | { "type": "cancel", 
/** The line. */
notice: string, } | { "type": "replace_guest", 
/** The header's revision seen. */
revision: number, 
/** The notice with the new guest. */
about: About, 
/** The line. */
notice: string, } | { "type": "start_video", 
/** That moment; now if left out. */
zero_at?: number | null, } | { "type": "close" } | { "type": "record", 
/** What is done with it. */
step: RecordStep, } | { "type": "discard" } | { "type": "rate", 
/** Which post. */
post: PostId, 
/** How. */
grade: Grade, 
/** A sentence for staff; may be empty. */
text: string, } | { "type": "appeal", 
/** Which step of it. */
step: AppealStep, } | { "type": "erase", 
/** Which step of it. */
step: ErasureStep, } | { "type": "clock", 
/** Which step. */
step: ClockStep, } | { "type": "pace_crowd", 
/** Questions in a minute. */
per_minute: number, };

/** What the sender is told. */
export type Told = { 
/** The answer of the desk: positions, and the post's number and revision. */
answer: Answer, 
/** The receipt, where a post was received. */
receipt: Receipt | null, };

/** A receipt: number and secret code. */
export type Receipt = { number: string, code: string, };

/** The answer to a command. Kept with its idempotency key and given again to a repeat. */
export type Answer = { 
/** The room. */
room: RoomId, 
/** Its staff position after the command. */
staff_at: number, 
/** Its public position after the command. */
public_at: number, 
/** The post it was about. */
post?: PostId | null, 
/** That post's number in the room. */
number?: number | null, 
/** That post's revision. */
revision?: number | null, 
/** The line that was written. */
line?: number | null, 
/** The block that was written, changed or shown. */
block?: number | null, 
/** Whether this is the kept answer of an earlier, identical command. */
replayed: boolean, };

/** An `application/problem+json` body (RFC 9457) with members of our own. */
export type Problem = { 
/** `urn:wenzheng:problem:<code>`. */
type: string, 
/** What happened, in the reader's language. */
title: string, 
/** The HTTP status. */
status: number, 
/** The stable code. */
code: string, 
/** What to do next in the reader's language, or for developers what is wrong. */
detail?: string, 
/** When to come back, in ms. */
retry_after_ms?: number, 
/** Inputs the problem is about. */
fields: Array<FieldNote>, 
/** Numbers and names of the refusal. */
facts?: { [key in string]: string }, };

/** The input a problem is about. */
export type FieldNote = { 
/** Its name, as in the form or the JSON. */
name: string, 
/** The code of what is wrong with it. */
code: string, };

/** Who speaks a line. */
export type Speaker = { "type": "host" } | { "type": "guest", 
/** Which one. */
guest: GuestId, } | { "type": "citizen" };

/** How a post came in; shown for ever where it is not the citizen's own hand. */
export type Origin = "web" | "phone" | "radio" | "hall" | "letter" | "prepared" | "host";

/** A moderator's decision. */
export type Verdict = { "type": "approve" } | { "type": "hold" } | { "type": "reject", 
/** Its id; the author is shown its wording. */
rule: string, } | { "type": "merge", 
/** The post that stays. */
into: PostId, };

/** The noun of a room. It chooses words and page layout, never behaviour. */
export type RoomKind = "office" | "interview" | "mailbox";

/** A room's rules as values. */
export type Policy = { 
/** When others see a post. */
publication: Publication, 
/** What is asked of an asker. */
identity: Identity, 
/** Longest post, in characters as people count them. */
post_chars: number, 
/** Posts one visitor may bring to this room. */
posts_per_visitor: number, 
/** Least time between two posts of one visitor, in ms. */
post_every_ms: number, 
/** Whether others can endorse a post. */
votes: boolean, 
/** Time in which a decision can be undone before anyone else learns of it, in ms. */
undo_ms: number, 
/** Time in which a second pair of eyes can look at what is typed before it is shown, in ms; 0 for none. */
proof_ms: number, 
/** Whether only an approver of the unit may announce. */
announced_by_approver: boolean, 
/** Whether a guest must sign off what staff drafted. */
sign_off: boolean, 
/** Whether a guest may publish an answer sentence by sentence while answering. */
by_sentence: boolean, 
/** Announcing with less notice than this warns, in days. */
notice_days_least: number, 
/** Announcing with more notice than this warns, in days. */
notice_days_most: number, 
/** "About to start" and "asking ends soon" are shown this long before, in ms. */
soon_ms: number, 
/** A room that nobody closes is closed this long after its planned end, in ms. */
close_after_ms: number, 
/** The record is to be confirmed this long after the end, in ms. */
record_ms: number, 
/** What a session leaves open is to be answered within so many working days after the end; 0 promises nothing, as
 * rooms of before did. */
answer_days?: number, 
/** By which browser a post came is forgotten so long after the end, in days; 0 for never. */
contacts_days: number, 
/** So long after the last answer its question's author can rate it, in days; 0 for never. */
rate_days: number, 
/** It stands open until somebody closes it: its planned end says nothing. */
standing: boolean, 
/** Kinds of letters it takes; none where it takes questions. */
letters: Array<LetterKind>, 
/** Units from which a letter may wish an answer; none for any. */
wishes: Array<UnitId>, 
/** Longest title of a letter, in characters; 0 where there is no such limit. */
title_chars: number, 
/** Files that may go with a letter; 0 where none may. */
files_per_letter: number, 
/** Whether authors are asked how they can be told. */
contact: Contact, };

/** When a post can be seen by others. */
export type Publication = { "type": "after_approval" } | { "type": "with_answer" } | { "type": "before_approval", 
/** Time for moderators to look, in ms. */
delay_ms: number, };

/** What the room asks of somebody before taking a post. */
export type Identity = "nothing";

/** Whether a room asks how its authors can be told of an answer. */
export type Contact = "nothing" | "optional";

/** Where an author wants to be told, as it was typed. */
export type ContactForm = { 
/** A mail address; empty for none. */
mail: string, 
/** A telephone number that takes text messages; empty for none. */
phone: string, 
/** The language to be told in; where none is named, that of the question. */
lang?: Lang | null, };

/** When things happen, in UTC ms. */
export type Schedule = { 
/** From when posts are taken. */
collect_at: number, 
/** Planned beginning. */
starts_at: number, 
/** Planned end; posts are taken until then. */
ends_at: number, };

/** The notice of a room: one text, in one language, kept as JSON. */
export type About = { 
/** What it is about; the title. */
topic: string, 
/** Names of the units that answer, as they are to be printed. */
units: Array<string>, 
/** Fields of life it belongs to, such as 交通出行; the archive has a shelf of them. */
subjects?: Array<string>, 
/** Who answers. */
guests: Array<Guest>, 
/** Who hosts; also reserved as a name. */
host: string, 
/** Why now, in a few paragraphs. */
background: string, 
/** Which questions are wanted. */
wanted: string, 
/** What to read beside it. */
materials?: Array<Material>, 
/** Where moving pictures of the session are: an `https:` address; empty for none. */
video?: string, 
/** The same with an interpreter into sign language. */
sign_video?: string, 
/** Language of the notice. */
lang: Lang, };

/** A guest as the notice names them. */
export type Guest = { 
/** Known by this within the room. */
id: GuestId, 
/** Full name. */
name: string, 
/** Office held, such as "director of the transport bureau". */
office: string, 
/** A stored picture. */
portrait: FileId | null, };

/** The language a text was written in; each text carries its own. */
export type Lang = "zh" | "en";

/** A new room. */
export type Drawing = { 
/** The noun. */
kind: RoomKind, 
/** Rules. */
policy: Policy, 
/** Times. */
schedule: Schedule, 
/** Notice. */
about: About, 
/** Units for permits. */
units: Array<UnitId>, 
/** To be thrown away. */
rehearsal: boolean, 
/** The room it is copied from. */
copied_from?: RoomId | null, };

/** A letter as it is written by a citizen, or by staff for one. */
export type Writing = { 
/** The words; the first line is the title. */
text: string, 
/** The name to be shown by; empty for none. */
name: string, 
/** What goes with the words. */
letter: Letter, 
/** How it came, where staff write it down. */
origin?: Origin | null, 
/** Where its author wants to be told. */
contact?: ContactForm | null, 
/** What had become of it elsewhere, where an administrator brings a letter of before. */
past?: Past | null, };

/** A letter of before: its own times, and what became of it. */
export type Past = { 
/** Its number where it comes from. A letter of the room that has it already is this letter. */
reference: string, 
/** When it was received there, UTC ms. */
received_at: number, 
/** The unit that has or had it. */
unit?: UnitId | null, 
/** The matter of the catalogue. */
matter?: string | null, 
/** When it was answered, UTC ms; none where it was not. */
answered_at?: number | null, 
/** The answer; empty where there is none. */
answer: string, 
/** Nothing was done, for this reason. */
end?: End | null, 
/** What its author thought of it. */
grade?: Grade | null, 
/** How much of it the public sees; none where that is not decided. */
manner?: CaseManner | null, };

/** A file that goes with a letter, as the house keeps it. */
export type Attached = { 
/** As it came: for its author and those who work on the letter. */
file: FileId, 
/** Of a picture, what could be shown to everybody. */
shown?: FileId | null, };

/** What goes with the words of a letter. The first line of the words is its title. */
export type Letter = { 
/** What it is. */
kind: LetterKind, 
/** Its author agrees that it is published with its answer. */
may_publish: boolean, 
/** Whom the author would like to answer: a wish, not the route. */
wish?: UnitId | null, 
/** Files that go with it. */
files: Array<Attached>, };

/** One step. Whoever sends it names the revision of the post that was seen. */
export type CaseStep = { "type": "go_over", 
/** The unit that is to answer. */
unit?: UnitId | null, } | { "type": "comment", 
/** Why, for everybody. */
text: string, } | { "type": "route", 
/** The unit that answers. */
unit: UnitId, 
/** Units that help. */
assisting: Array<UnitId>, 
/** The matter of the catalogue that it is. */
matter?: string | null, 
/** It cannot wait as long as others. */
urgent: boolean, 
/** A word to the unit; may be empty. */
text: string, } | { "type": "end", 
/** Why, as everybody counts it. */
end: End, 
/** Why, in words for its author. */
text: string, } | { "type": "take" } | { "type": "return", 
/** Why. */
text: string, } | { "type": "draft", 
/** The words. */
text: string, 
/** The answer is that nothing is done, for this reason. */
end?: End | null, } | { "type": "fill", 
/** Values by the names of their fields: words, a number, a day (`2026-02-13`), the name of an option, `yes` or
 * `no`. */
values: { [key in string]: string }, } | { "type": "hand_up" } | { "type": "ask", 
/** What. */
text: string, } | { "type": "extend", 
/** Working days. */
days: number, 
/** Why, for the author too. */
text: string, } | { "type": "judge", 
/** How many working days it gets; none for no. */
days?: number | null, 
/** Why; may be empty where it is granted. */
text: string, } | { "type": "agree" } | { "type": "send_back", 
/** Why. */
text: string, } | { "type": "publish", 
/** All of it, the outcome only, nothing. */
manner: CaseManner, 
/** The letter as the public reads it, its title in the first line. */
letter: string, 
/** The answer as the public reads it. */
answer: string, 
/** Pictures of the letter that go with it, as they can be shown. */
files: Array<FileId>, } | { "type": "add", 
/** The words. */
text: string, } | { "type": "redo", 
/** Why. */
text: string, } | { "type": "rework", 
/** Why, for the author too. */
text: string, } | { "type": "call_back", 
/** What came of it. */
called: Called, 
/** What was said; may be empty where nobody was reached. */
text: string, } | { "type": "note", 
/** What it is. */
kind: NoteKind, 
/** The words. */
text: string, };

/** How much the public sees. */
export type CaseManner = "whole" | "outcome" | "nothing";

/** What a call back came to. */
export type Called = "content" | "discontent" | "unreached";

/** Why nothing is done: what a case is counted as. */
export type End = "not_ours" | "statutory_path" | "already_handled" | "unclear" | "advertising" | "handed_on" | "comment";

/** What somebody notes down beside a case; none of it is public. */
export type NoteKind = "note" | "contact" | "urge" | "explain" | "call_back";

/** Stages in order; a post starts at the first and keeps the version it began with. */
export type Workflow = { 
/** Name of the workflow. */
id: string, 
/** Raised with every change. */
version: number, 
/** The stages. */
stages: Array<Stage>, 
/** How people call it. */
title?: Title | null, 
/** Within how many working days from receipt the citizen is answered; none promises nothing by itself. */
promise?: Limit | null, };

/** A step of `Command::Workflow`. */
export type WorkflowStep = { "type": "adopt", 
/** The whole of it; its version is higher than the one in force. */
workflow: Workflow, 
/** The version that was in force when somebody decided this. */
seen: number, } | { "type": "move", 
/** Which post. */
post: PostId, 
/** The version that is meant. */
version: number, 
/** The stage at which somebody saw the case. */
from: string, 
/** The stage at which it is to stand, of the same step. */
to: string, 
/** Why. */
text: string, };

/** A name in both languages. */
export type Title = { 
/** In Chinese. */
zh: string, 
/** In English. */
en: string, };

/** How long something may take, in working days. */
export type Limit = { 
/** Where nothing else is said. */
days: number, 
/** For what is urgent. */
urgent?: number | null, 
/** For letters of a kind that are not urgent. */
kinds: { [key in LetterKind]?: number }, };

/** What may be done at a stage beside its step, and how often. */
export type Rights = { 
/** Handle: how many working days an extension may add; 0 for none. */
extend_days: number, 
/** Approve: how many people must agree; 0 counts as one. */
approvals: number, 
/** Publish: what is proposed where the citizen agrees. */
publish_by_default: boolean, };

/** One named stage. */
export type Stage = { 
/** Unique within the workflow. */
name: string, 
/** What is done here. */
step: StepKind, 
/** Who does it. */
role: Role, 
/** Stages that may follow, the usual one first. */
next: Array<string>, 
/** How people call it; the step's word where nothing is said. */
title?: Title | null, 
/** How long it may take; where nothing is said, until the answer is due. */
limit?: Limit | null, 
/** What else may be done here. */
rights: Rights, 
/** What is filled in here before the case goes on. */
form: Array<FormField>, };

/** One field of a form. */
export type FormField = { 
/** Unique within the stage. */
name: string, 
/** What is asked. */
title: Title, 
/** What it takes. */
kind: FieldKind, 
/** Without it the case does not go on. */
required?: boolean, 
/** The author with the answer, and the public with a letter that is shown whole, may read it. */
public?: boolean, 
/** The answers of a choice. */
options?: Array<FieldOption>, };

/** One of the answers of a choice. */
export type FieldOption = { 
/** Unique within the field. */
name: string, 
/** How people call it. */
title: Title, };

/** What a field takes. */
export type FieldKind = "text" | "long_text" | "number" | "date" | "choice" | "yes_no";

/** What is done at a stage. Rules match on this, never on a stage's name or a room's kind. */
export type StepKind = "screen" | "route" | "take" | "handle" | "ask" | "approve" | "publish" | "rate" | "close";

/** What a letter is, by its author's own choice. */
export type LetterKind = "enquiry" | "help" | "suggestion" | "criticism" | "complaint";

/** What a member of staff may do, where the grant applies. */
export type Role = "administrator" | "moderator" | "host" | "stenographer" | "guest" | "guest_staff" | "editor" | "approver" | "router" | "handler" | "supervisor" | "auditor";

/** One thing to read. */
export type Material = { 
/** What it is called. */
title: string, 
/** A word about it. */
note?: string, 
/** Where it is. */
source: Source, };

/** Where a material is. */
export type Source = { "type": "file", 
/** Which file. */
file: FileId, } | { "type": "link", 
/** An `https:` address. */
href: string, };

/** A sign that needs no typing. */
export type ReadyCue = "next_question" | "wrap_up" | "speak_slower" | "data_coming" | "pause_please";

/** What is done with a record. */
export type RecordStep = { "type": "note", 
/** The record's revision seen. */
revision: number, 
/** All of it. */
notes: Notes, 
/** Whether it is known that this is a public erratum. */
erratum: boolean, } | { "type": "hand_over" } | { "type": "return", 
/** Why. */
reason: string, } | { "type": "confirm", 
/** That position. */
seen: number, };

/** What stands beside the lines of a record: one text, in one language, kept as JSON. */
export type Notes = { 
/** What the session came to, in a few paragraphs. */
summary: string, 
/** What to read further; beside what the notice named. */
materials?: Array<Material>, 
/** What became of the recording, where there was one. */
recording: string, 
/** Language of the words. */
lang: Lang, };

/** What the desk is asked to do; who proposes never agrees. */
export type ErasureStep = { "type": "propose", 
/** What is to go. */
targets: Array<Target>, 
/** How. */
manner: Manner, 
/** By what right. */
ground: Ground, 
/** Why, for staff only. */
reason: string, } | { "type": "agree", 
/** Its number. */
erasure: number, } | { "type": "decline", 
/** Its number. */
erasure: number, };

/** What is done about a decision that stopped a post. Granting an appeal is approving the post. */
export type AppealStep = { "type": "make", 
/** Which post. */
post: PostId, 
/** Why it should be let through; for staff only. */
text: string, } | { "type": "dismiss", 
/** Which post. */
post: PostId, 
/** Its revision as seen. */
revision: number, 
/** Why; its author is told. */
reason: string, };

/** What the schedule does because time goes by. */
export type ClockStep = { "type": "forget", 
/** Some of them. */
posts: Array<PostId>, } | { "type": "show_due", 
/** Which block. */
block: number, } | { "type": "count", 
/** Which post. */
post: PostId, 
/** The day of the end in the installation's zone, which is not counted. */
received: string, } | { "type": "remind", 
/** Which post. */
post: PostId, } | { "type": "carry", 
/** Which post. */
post: PostId, } | { "type": "succeed", 
/** Which post. */
post: PostId, } | { "type": "lapse", 
/** Which post. */
post: PostId, };

/** A thing that people see, with every wording it ever had. */
export type Target = { "type": "post", 
/** Which one. */
post: PostId, } | { "type": "author", 
/** Of which post. */
post: PostId, } | { "type": "reply", 
/** To which post. */
post: PostId, 
/** Whose. */
guest: GuestId, } | { "type": "line", 
/** Its number. */
line: number, } | { "type": "notes" } | { "type": "notice", 
/** Its text. */
text: TextId, };

/** What is done with the words. */
export type Manner = "seal" | "destroy";

/** By what right; the public is told this and no more. */
export type Ground = "personal_data" | "mistake" | "decision" | "third_party" | "other_law";

/** One of five. */
export type Grade = "very_satisfied" | "satisfied" | "mostly_satisfied" | "dissatisfied" | "very_dissatisfied";

/** What a citizen brought: a question, later a letter, a comment. */
export type PostId = string;

/** A guest of one room, as named in its notice. */
export type GuestId = string;

/** A room: a place with a policy, a workflow and a schedule. */
export type RoomId = string;

/** A department, district or bureau. */
export type UnitId = string;

/** A stored file: the SHA-256 of its bytes. Written as 64 lower-case hex digits. */
export type FileId = string;

/** A row of `texts`: every free text that people wrote. */
export type TextId = string;
