// Made from src/wire/frame.rs and src/wire/item.rs; never edited.

/** One thing that changed, as it is now. */
export type Item = { "type": "question" } & Question | { "type": "line" } & Line | { "type": "room" } & Room;

/** One thing that changed, for desks: they fetch it. */
export type Changed = { "type": "post", 
/** Which one. */
post: PostId, 
/** Its number. */
number: number, 
/** Its revision now. */
revision: number, } | { "type": "line", 
/** Its number. */
line: number, 
/** Its revision now. */
revision: number, } | { "type": "block", 
/** Their number. */
block: number, 
/** Their revision now. */
revision: number, } | { "type": "cue", 
/** The staff position of the last one. */
at: number, } | { "type": "room", 
/** Its revision now. */
revision: number, };

/** A text as it may be shown now. */
export type Text = { 
/** The words; none once sealed or destroyed. */
body?: string, 
/** Language tag, such as `zh-CN`. */
lang: string, 
/** When and by what right the words went. */
erased?: Erased, };

/** A wording that was corrected. */
export type Erratum = { 
/** The old words. */
text: Text, 
/** When they were replaced. */
at: number, 
/** Replaced before the record was confirmed, which is no erratum. */
edited: boolean, };

/** A guest by the name of the notice. */
export type Guest = { 
/** Known by this within the room. */
id: GuestId, 
/** Full name. */
name: string, 
/** Office held. */
office: string, 
/** Address of the portrait. */
face?: string, };

/** A question the public sees, or the mark that one is gone. */
export type Question = { 
/** Identity, for commands. */
id: PostId, 
/** Number in its room. */
number: number, 
/** When it came. */
at: number, 
/** What became of it. */
fate: Fate, 
/** Answered in writing. */
written: boolean, 
/** Answered in speech. */
spoken: boolean, 
/** No longer public: only the mark is shown, and nothing below but numbers is there. */
gone: boolean, 
/** Citizens can endorse it. */
votable: boolean, 
/** Endorsements. */
votes: number, 
/** Questions joined to it. */
joined: number, 
/** Number of the one it was joined to; it then leaves the list. */
into?: number, 
/** How it came in. */
origin: Origin, 
/** The words shown. */
text?: Text, 
/** As it came, where the editor worded it. */
original?: Text, 
/** The name its author chose. */
name?: string, 
/** Whom it asks. */
to?: Guest, 
/** Answers, oldest first. */
answers: Array<Answer>, };

/** A written answer, or a run of spoken lines of one guest. */
export type Answer = { 
/** Who answers. */
guest: Guest, 
/** When. */
at: number, 
/** Its first line in the record. */
line?: number, 
/** Written rather than spoken. */
written: boolean, 
/** Published after the session. */
late: boolean, 
/** Published sentence by sentence, and more is to come. */
open?: boolean, 
/** Taken down: only the mark is shown. */
gone: boolean, 
/** More was said than stands here: the question's own page has it whole. */
cut: boolean, 
/** The words. */
parts: Array<Part>, };

/** A text with its old wordings. */
export type Part = { 
/** The present wording. */
text: Text, 
/** Old ones, oldest first. */
errata: Array<Erratum>, };

/** What kind of row. */
export type RowKind = "speech" | "heading" | "asked" | "reply" | "notice" | "photo";

/** The part somebody plays. */
export type Role = "host" | "guest" | "citizen";

/** Who speaks. */
export type Speaker = { 
/** As what. */
role: Role, 
/** Which guest. */
guest?: GuestId, 
/** Name, where known. */
name?: string, 
/** Office of a guest. */
office?: string, };

/** A question in the record. */
export type Asked = { 
/** Its number. */
number: number, 
/** How it came in. */
origin: Origin, 
/** The name its author chose. */
name?: string, 
/** Its words; none once it is no longer public. */
text?: Text, };

/** A row of the record. */
export type Line = { 
/** Number of the permanent link. */
number: number, 
/** Place in the record: rows stand in the order of (place, number). */
place: number, 
/** When it was said. */
at: number, 
/** What kind of row. */
kind: RowKind, 
/** Taken down: only the mark is shown. */
gone: boolean, 
/** Nor is the mark: a heading that went before the record was confirmed. */
left_out?: boolean, 
/** Who speaks. A page shows it where the row before does not say the same. */
speaker?: Speaker, 
/** The question put, or answered in writing. */
asked?: Asked, 
/** Number of the question it answers in speech. */
answers?: number, 
/** What about the session. */
notice?: Occasion, 
/** The picture; its caption is the text. */
photo?: Photo, 
/** The words. */
text?: Text, 
/** Where in the recording it was said, in whole seconds. */
video_s?: number, 
/** Old wordings, oldest first. */
errata: Array<Erratum>, };

/** A picture in the record. */
export type Photo = { 
/** Address of the file. */
src: string, 
/** In pixels. */
width: number, 
/** In pixels. */
height: number, 
/** What it shows, for those who do not see it. */
alt: Text, };

/** The room's head. */
export type Room = { 
/** Where it is in its life. */
phase: Phase, 
/** Interrupted. */
paused: boolean, 
/** No more questions are taken, whatever the time. */
asking_closed: boolean, 
/** From when questions are taken. */
collect_at: number, 
/** Planned beginning. */
starts_at: number, 
/** Planned end; questions are taken until then. */
ends_at: number, 
/** "About to start" and "asking ends soon" are shown so long before, in ms. */
soon_ms: number, 
/** Number of the question on stage. */
stage?: number, 
/** The notice that matters now. */
notice?: Notice, 
/** How far the record is, once the session is over. */
record?: Standing, 
/** Title. */
topic: Text, 
/** Units that answer. */
units: Array<string>, 
/** Guests of today's notice. */
guests: Array<Guest>, 
/** Name of the host; empty if none is named. */
host: string, 
/** Why now. */
background?: Text, 
/** Which questions are wanted. */
wanted?: Text, 
/** When others see a question. */
publication: Publication, 
/** Whether questions can be endorsed. */
votes: boolean, 
/** Longest question, in characters. */
post_chars: number, };

/** A public line about the session that still matters. */
export type Notice = { 
/** What happened. */
occasion: Occasion, 
/** Words of the host. */
text?: Text, 
/** When. */
at: number, };

/** What the room has received: citizens' questions apart from prepared ones. */
export type Counts = { 
/** Citizens' questions brought so far, public or not. */
received: number, 
/** Those the public can read. */
public: number, 
/** Of these, answered. */
answered: number, 
/** Questions of the unit or host that the public can read. */
prepared: number, };

/** How many questions lie where. */
export type Piles = { 
/** Not decided yet. */
waiting: number, 
/** To be looked at again. */
held: number, 
/** Let through. */
listed: number, 
/** Not let through. */
screened_out: number, 
/** Number of the oldest that waits; 0 for none. */
oldest: number, };

/** Why a public notice was given. */
export type Occasion = "opened" | "paused" | "resumed" | "extended" | "postponed" | "cancelled" | "guest_replaced" | "asking_closed" | "closed";

/** When a post can be seen by others. */
export type Publication = { "type": "after_approval" } | { "type": "with_answer" } | { "type": "before_approval", 
/** Time for moderators to look, in ms. */
delay_ms: number, };

/** What became of a post: the word its author and the public ledger see. */
export type Fate = "received" | "held" | "screened_out" | "listed" | "on_stage" | "answered" | "merged" | "withdrawn" | "in_hand" | "ended" | "carried_over";

/** How a post came in; shown for ever where it is not the citizen's own hand. */
export type Origin = "web" | "phone" | "radio" | "hall" | "letter" | "prepared" | "host";

/** Where a room is in its life. */
export type Phase = "draft" | "announced" | "collecting" | "live" | "closed" | "cancelled" | "discarded";

/** A guest of one room, as named in its notice. */
export type GuestId = string;

/** A staff account. */
export type PersonId = string;

/** What a citizen brought: a question, later a letter, a comment. */
export type PostId = string;

/** How far the record of a session is that is over. */
export type Standing = { 
/** In preparation, handed over or confirmed. */
stage: Stage, 
/** When it was confirmed; until then, by when it is to be. */
at: number, };

/** How far a record is. */
export type Stage = "open" | "preparing" | "handed_over" | "confirmed";

/** The mark that stands where words were. */
export type Erased = { 
/** When, UTC ms. */
at: number, 
/** By what right. */
ground: Ground, };

/** By what right; the public is told this and no more. */
export type Ground = "personal_data" | "mistake" | "decision" | "third_party" | "other_law";
