// Made from src/wire/frame.rs and src/wire/item.rs; never edited.
import type { Changed, Counts, GuestId, Item, Line, PersonId, Piles, PostId, Question, Room } from "./items";

export const PROTOCOL = 1;

/** What readers of a room get. Unknown types are to be ignored. */
export type Frame = { "type": "hello" } & Hello | { "type": "snapshot" } & Snapshot | { "type": "batch" } & Batch<Item> | { "type": "latest" } & Latest | { "type": "mine", } | { "type": "ping", } | { "type": "bye" } & Bye;

/** What desks get. They fetch what their permit allows. */
export type StaffFrame = { "type": "hello" } & Hello | { "type": "snapshot" } & StaffSnapshot | { "type": "batch" } & Batch<Changed> | { "type": "latest" } & StaffLatest | { "type": "ping", } | { "type": "bye" } & Bye;

/** What clients say. Commands never travel here: they are posted. */
export type ClientFrame = { "type": "hello", 
/** Of the stream, as it was told. */
epoch: number, 
/** Last offset seen. */
at: number, } | { "type": "pong", } | { "type": "visible", } | { "type": "hidden", };

/** The beginning of a stream. */
export type Hello = { 
/** What the server speaks. */
protocol: number, 
/** The stream's epoch. */
epoch: number, 
/** Where the stream stands once the frames that come with this one are applied. */
at: number, 
/** The server's clock, UTC ms. */
now: number, 
/** If nothing comes for so long the connection is dead, in ms. */
silence_ms: number, 
/** After a loss, come back at a random moment not before this, in ms. */
retry_least_ms: number, 
/** And not after this; double it with each failure in a row. */
retry_most_ms: number, };

/** The room whole, as its page shows it at first. */
export type Snapshot = { 
/** The stream's epoch. */
epoch: number, 
/** Position of what follows. */
at: number, 
/** The room's head. */
room: Room, 
/** The last lines of the record, in its order. */
lines: Array<Line>, 
/** Lines of the record that stand before them. */
lines_before: number, 
/** The most endorsed questions, and the one on stage. */
questions: Array<Question>, };

/** Nothing but a position. */
export type StaffSnapshot = { 
/** The stream's epoch. */
epoch: number, 
/** The position to go on from. */
at: number, };

/** Present views of everything that changed in (from, to], each once. */
export type Batch<I> = { 
/** Everything up to here is left out. */
from: number, 
/** The position after it. */
to: number, 
/** In the order of the last change. */
items: Array<I>, };

/** Values of which only the latest counts. What is left out did not change. */
export type Latest = { 
/** Readers of the room now. */
viewers?: number, 
/** What the room has received. */
counts?: Counts, 
/** Endorsements by number of the question. */
tallies?: { [key in number]: number }, 
/** Guests who are writing now: all of them. */
typing?: Array<GuestId>, };

/** The same for desks. */
export type StaffLatest = { 
/** Readers of the room now. */
viewers?: number, 
/** How many questions lie where. */
piles?: Piles, 
/** Endorsements by number of the question. */
tallies?: { [key in number]: number }, 
/** Guests for whom somebody is writing now: all of them. */
typing?: Array<GuestId>, 
/** Who looks at which question: all claims. */
claims?: Array<Claimed>, 
/** Who of the crew is here: all of them. */
crew?: Array<Present>, };

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

/** A member of the crew is here. */
export type Present = { 
/** Who. */
person: PersonId, 
/** The name colleagues know. */
name: string, 
/** The desk, such as `moderation`; a word of the desks. */
desk: string, };

/** The last frame before the end, where there is time for one. */
export type Bye = { 
/** The close code that follows. */
code: number, 
/** When to come back, in ms; none where coming back does not help. */
retry_after_ms?: number, };
