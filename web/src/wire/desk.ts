// Made from src/views/staff and src/http/api/desk; never edited.

/** What a desk knows before it asks anything. */
export type DeskData = { 
/** Short code of the room. */
room: string, 
/** Title of the session. */
topic: string, 
/** Its language. */
lang: string, 
/** Proves that a write comes from our own page. */
csrf: string, 
/** Who sits here. */
me: PersonId, 
/** What stands before each path of ours: empty, or `/en`. */
prefix: string, 
/** The installation's time zone. */
zone: string, 
/** The server's clock, UTC ms. */
now: number, 
/** When the session ends at the latest, UTC ms. */
over_at: number, 
/** Where a letter goes that is let in, as a step's code; none where questions are asked. */
letters: string | null, 
/** Characters of a question as people count them. */
post_chars: number, 
/** Time in which a decision can be undone, in ms. */
undo_ms: number, 
/** What the reader may do. */
may: May, 
/** Rules a person may reject by. */
rules: Array<Rule>, 
/** Who answers. */
guests: Array<GuestCard>, };

/** A page of one pile, oldest first. */
export type QueuePage = { 
/** Its rows. */
rows: Array<Row>, 
/** Where the next page begins. */
next: number | null, };

/** One question with what somebody deciding it needs. */
export type OnePost = { 
/** The question. */
whole: Whole, 
/** Questions of this room that say much the same. */
likes: Array<Like>, 
/** Questions of other rooms that say much the same and were answered. */
earlier: Array<Earlier>, 
/** What happened since the revision that was seen. */
changes: Array<Change>, };

/** A question of another room that was answered. */
export type Earlier = { 
/** Its permanent address, without the prefix of the language. */
path: string, 
/** Title of its room. */
topic: string, 
/** Units that answered. */
units: string, 
/** Language tag of both. */
room_lang: string, 
/** The day it became public. */
day: string, 
/** Its words. */
text: Array<Stretch>, 
/** Their language tag. */
lang: string, };

/** News of one room. */
export type News = { 
/** Of the stream. */
epoch: number, 
/** The position to ask from next. */
at: number, 
/** The server's clock, UTC ms. */
now: number, 
/** Too much was missed: read queue and list anew. */
anew: boolean, 
/** Questions that changed since. */
posts: Array<PostId>, 
/** Decisions that can still be undone, the latest first. */
pending: Array<Row>, 
/** How many questions lie where. */
piles: Piles, 
/** When the question came that waits longest, UTC ms. */
oldest_at: number | null, 
/** Who looks at which question. */
claims: Array<Claimed>, 
/** Where the room is in its life. */
phase: Phase, 
/** Interrupted. */
paused: boolean, 
/** The question on stage. */
on_stage: PostId | null, 
/** What the reader may do now. */
may: May, };

/** What came of a claim. */
export type ClaimTold = { 
/** For how long it holds without renewal, in ms. */
lasts_ms: number, 
/** The colleague who holds it instead. */
other: Held | null, };

/** The list. */
export type List = { 
/** The question on stage, then open ones in the crew's order. */
rows: Array<Row>, 
/** How many of the list are not shown. */
more: number, };

/** A question in a list of a desk. */
export type Row = { 
/** Identity. */
id: PostId, 
/** Number in its room. */
number: number, 
/** The revision shown; acts carry it. */
revision: number, 
/** The wording in force. */
text: Said, 
/** Chosen name. */
name: string | null, 
/** `origin-…`, where a citizen did not write it. */
origin: string | null, 
/** Whom the citizen asked. */
to: string | null, 
/** Who is to answer. */
assigned: GuestId | null, 
/** By name. */
assigned_name: string | null, 
/** When it came. */
at: Stamp, 
/** How long ago. */
wait: string, 
/** Code of the fate. */
fate: string, 
/** `fate-…`. */
fate_word: string, 
/** Titles of the rules that noticed something, each once. */
marks: Array<string>, 
/** Title of the rule it was screened out by. */
rule: string | null, 
/** Endorsements. */
votes: number, 
/** A decision that can still be undone. */
pending: Decided | null, 
/** A colleague who is looking at it. */
claim: Held | null, 
/** What stands on its cover, where it is a letter. */
letter: Cover | null, 
/** Can be let through, held or rejected. */
waits: boolean, 
/** Rejected, but not taken down: can still be let through. */
reconsiders: boolean, 
/** Its author appeals, and nobody has decided about it. */
appealed: boolean, 
/** The host says that it was answered aloud; the record does not show it yet. */
heard: boolean, 
/** On stage now. */
stage: boolean, 
/** Public already, though nobody has looked yet. */
unseen: boolean, 
/** Its place in the crew's list. */
rank: number, 
/** Where it goes one place up or down. */
up: Spot | null, 
/** See `up`. */
down: Spot | null, };

/** The cover of a letter. */
export type Cover = { 
/** `letter-…`. */
kind: string, 
/** Its author agrees to publication. */
may_publish: boolean, 
/** Whom the author would like to answer. */
wish: string | null, 
/** Until when its author is to be answered. */
answer: Until | null, 
/** Until when this stage is to be done. */
stage: Until | null, 
/** What came with it. */
files: Array<Enclosed>, };

/** A last day. */
export type Until = { 
/** In words. */
day: string, 
/** ISO 8601. */
iso: string, 
/** It is over. */
late: boolean, };

/** A file that came with a letter. */
export type Enclosed = { 
/** Its place among those of the letter: where it is handed out. */
nth: number, 
/** The name it came under, with its ending. */
name: string, 
/** Size, in words. */
weighs: string, 
/** A scanner has nothing against it, or none is set up. */
open: boolean, };

/** A spot in the crew's list. */
export type Spot = { 
/** The question that follows; none at the end. */
before: PostId | null, };

/** A decision whose undo window is open. */
export type Decided = { 
/** `desk-did-…`. */
word: string, 
/** Whole seconds left. */
seconds: number, 
/** The same in ms. */
left_ms: number, 
/** By whom. */
by: string | null, };

/** Somebody's claim. */
export type Held = { 
/** By whom. */
name: string, 
/** For how long still, in words. */
left: string, };

/** One question. */
export type Whole = { 
/** As in lists. */
row: Row, 
/** The author's words, cut at findings. */
pieces: Array<Piece>, 
/** Language of the author's words. */
lang: string, 
/** When and by what right the author's words went, where they were sealed or destroyed. */
gone: Said | null, 
/** What screening noticed. */
findings: Array<Finding>, 
/** The editor's wording. */
worded: Said | null, 
/** Number of the one it was joined to. */
into: number | null, 
/** Numbers of those joined to it. */
joined: Array<number>, 
/** Others by the same author in this room, newest first. */
others: Array<Row>, 
/** Whether it came from a browser that is known, so that it can be muted. */
citizen: boolean, 
/** Whether staff entered it. */
entered: boolean, 
/** The author's mute. */
muted: Stamp | null, 
/** What its author thought of the answer. */
rated: Rated | null, 
/** What its author says against the decision that stopped it. */
appeal: Appealed | null, 
/** What can be done with it now. */
acts: Acts, 
/** The next one that waits. */
next: number | null, };

/** Acts that its state allows; whether the reader may do them is `May`. */
export type Acts = { 
/** Approve. */
approve: boolean, 
/** Hold. */
hold: boolean, 
/** Reject by a rule. */
reject: boolean, 
/** Join to another. */
merge: boolean, 
/** Take the merge back. */
unmerge: boolean, 
/** Word lightly. */
word: boolean, 
/** Assign to a guest. */
assign: boolean, 
/** Stop its author for a while. */
mute: boolean, 
/** Put on stage. */
stage: boolean, 
/** Take off the stage. */
unstage: boolean, 
/** Let the decision stand against which its author appeals. */
dismiss: boolean, 
/** Take down. */
take_down: boolean, };

/** A stretch of text, under a rule or under none. */
export type Piece = { 
/** The words. */
text: string, 
/** Title of the rule that noticed it. */
rule: string | null, };

/** A finding told beside the text. */
export type Finding = { 
/** Title of the rule. */
title: string, 
/** Its wording. */
text: string, 
/** The words it is about; empty where it is about the whole. */
quote: string, 
/** Whether the rule asks to hold. */
hold: boolean, };

/** Something that happened to a question. */
export type Change = { 
/** Id of the word: `desk-did-…`. */
word: string, 
/** Who; none for the author or the schedule. */
by: string | null, 
/** Whether the author did it. */
author: boolean, 
/** When. */
at: Stamp, };

/** A rule in the reader's language. */
export type Rule = { 
/** Its id. */
id: string, 
/** A few words. */
title: string, 
/** What authors are told. */
text: string, 
/** Whether a person may reject by it. */
citable: boolean, };

/** Doors and acts open to one member of staff in one room. */
export type May = { 
/** Decide what is let through. */
screen: boolean, 
/** Let a decision stand against which an author appeals. */
judge: boolean, 
/** Order the list. */
order: boolean, 
/** Put on stage, and take off. */
stage: boolean, 
/** Let lines bind to nothing. */
let_go: boolean, 
/** Enter questions for others. */
enter: boolean, 
/** Write, bind and correct lines. */
say: boolean, 
/** Take lines and replies down. */
take_down: boolean, 
/** Correct any published reply. */
edit: boolean, 
/** Guests whose answers may be written. */
writes: Array<GuestId>, 
/** Guests in whose name may be signed. */
signs: Array<GuestId>, 
/** Give and see cues. */
cue: boolean, 
/** Prepare, announce, open, pause or close the room. */
lead: boolean, 
/** Open, pause, extend and close the session. */
host: boolean, 
/** In this room a guest signs before anything is published. */
sign_off: boolean, 
/** Guests whose answers may be published sentence by sentence. */
releases: Array<GuestId>, 
/** The room is in progress. */
live: boolean, 
/** Mend lines; once the record is confirmed, as a public erratum. */
mends: boolean, 
/** The record is confirmed. */
confirmed: boolean, 
/** Prepare the record for confirmation. */
prepares_record: boolean, 
/** Lines are taken. */
records: boolean, 
/** Lines can be prepared. */
prepares: boolean, 
/** Questions can be entered now. */
takes: boolean, 
/** Reads what others work on, and changes nothing. */
reads: boolean, 
/** Propose that words go by law. */
erase: boolean, 
/** Agree to that, as a second person. */
agree: boolean, };

/** A guest as pages show one. */
export type GuestCard = { 
/** Identity within the room. */
id: GuestId, 
/** Full name. */
name: string, 
/** Office held. */
office: string, 
/** Address of the portrait. */
face: string | null, 
/** First character of the name, where there is no portrait. */
initial: string, };

/** A question that says much the same. */
export type Like = { 
/** Identity, for staff only. */
post?: PostId, 
/** Number in its room. */
number: number, 
/** From 0 to 1. */
score: number, 
/** The wording in force. */
text: Array<Stretch>, 
/** Its language tag. */
lang: string, 
/** What became of it. */
fate: Fate, 
/** Endorsements. */
votes: number, };

/** A stretch of text. */
export type Stretch = { 
/** The words. */
text: string, 
/** Both questions say it. */
shared: boolean, };

/** A text as it may be shown now. */
export type Said = { 
/** Words; none once sealed or destroyed. */
body: string | null, 
/** Its language tag. */
lang: string, 
/** When and by what right they went, where that is known. */
erased?: Erased, };

/** A moment in words. */
export type Stamp = { 
/** UTC ms. */
ms: number, 
/** For `datetime`. */
iso: string, 
/** For `title`. */
exact: string, 
/** Hours and minutes. */
clock: string, 
/** The day. */
day: string, 
/** Day and clock. */
moment: string, 
/** Just now. */
fresh: boolean, 
/** How long ago, within a day. */
age: string | null, };

/** How many posts of a room lie where. */
export type Piles = { 
/** Not decided yet. */
waiting: number, 
/** To be looked at again. */
held: number, 
/** Let through. */
listed: number, 
/** Not let through, with an appeal that waits. */
appealed: number, 
/** Not let through otherwise. */
screened_out: number, 
/** All of them. */
whole: number, 
/** Number of the oldest that waits; 0 for none. */
oldest: number, };

/** A colleague looks at a question. */
export type Claimed = { 
/** The question. */
post: PostId, 
/** Who. */
by: PersonId, 
/** The name colleagues know. */
name: string, 
/** Until when, UTC ms. */
until: number, };

/** What became of a post: the word its author and the public ledger see. */
export type Fate = "received" | "held" | "screened_out" | "listed" | "on_stage" | "answered" | "merged" | "withdrawn" | "in_hand" | "ended" | "carried_over";

/** Where a room is in its life. */
export type Phase = "draft" | "announced" | "collecting" | "live" | "closed" | "cancelled" | "discarded";

/** What a citizen brought: a question, later a letter, a comment. */
export type PostId = string;

/** A guest of one room, as named in its notice. */
export type GuestId = string;

/** A staff account. */
export type PersonId = string;

/** The mark that stands where words were. */
export type Erased = { 
/** When, UTC ms. */
at: number, 
/** By what right. */
ground: Ground, };

/** By what right; the public is told this and no more. */
export type Ground = "personal_data" | "mistake" | "decision" | "third_party" | "other_law";

/** One of five. */
export type Grade = "very_satisfied" | "satisfied" | "mostly_satisfied" | "dissatisfied" | "very_dissatisfied";

/** What an author thought of the answer. */
export type Rated = { 
/** The grade. */
grade: Grade, 
/** A sentence, which is not public. */
text: Said | null, 
/** When. */
at: Stamp, };

/** An author's appeal. */
export type Appealed = { 
/** Why, which is not public. */
text: Said, 
/** When. */
at: Stamp, 
/** `appeal-…`: what became of it. */
word: string, 
/** Why the decision stands, as its author is told. */
reason: Said | null, 
/** It waits, and the reader is who stopped the question. */
own: boolean, };
