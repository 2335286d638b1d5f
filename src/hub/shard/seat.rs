//! One reader's side of a stream as values: what may be written, when to resume, when to end.
//! No socket, no clock: time is an argument, in ms of a clock that only goes forward.

use crate::{
    hub::Later,
    kernel::{id::Millis, limits::Limits},
    wire::{close::Farewell, position::Position},
};

/// What is to be done for a seat now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing.
    Rest,
    /// Write the bytes of the tick; the seat counts them as told.
    Write,
    /// Write only the latest values of the tick: its batch was told already.
    Latest,
    /// Ask the channel for what comes after `position`, write it and call `resumed`, or `later`.
    Resume,
    /// Ask whether somebody is there, and call `asked`.
    Ping,
    /// Say farewell, and call `close`.
    End(Farewell),
    /// Let the socket go without a word.
    Cut,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Has had no first answer, or none since the stream began anew.
    Waiting,
    /// Is up to date.
    Open,
    /// Bytes wait since then.
    Stuck(Millis),
    /// We said farewell then.
    Closing(Millis),
}

/// One reader.
#[derive(Clone, Debug)]
pub struct Seat {
    position: Option<Position>,
    state: State,
    hidden: bool,
    /// Something was not written that others got.
    behind: bool,
    /// When we asked for a sign of life that has not come; 0 for never.
    asked_ms: Millis,
    heard_ms: Millis,
    wrote_ms: Millis,
    resyncs: u16,
    /// The minute in which they were counted.
    minute: u32,
}

const MINUTE_MS: Millis = 60_000;

impl Seat {
    /// A reader who stands at `position`, if it has one, and waits for the first answer.
    pub fn new(position: Option<Position>, now: Millis) -> Seat {
        Seat {
            position,
            state: State::Waiting,
            hidden: false,
            behind: true,
            asked_ms: 0,
            heard_ms: now,
            wrote_ms: now,
            resyncs: 0,
            minute: 0,
        }
    }

    /// Up to where everything was handed to the socket; none before anything was.
    pub fn position(&self) -> Option<Position> {
        self.position
    }

    /// Whether nobody looks, and news may come seldom.
    pub fn is_hidden(&self) -> bool {
        self.hidden
    }

    /// Whether bytes wait for the reader.
    pub fn is_stuck(&self) -> bool {
        matches!(self.state, State::Stuck(_))
    }

    /// Whether farewell was said.
    pub fn is_closing(&self) -> bool {
        matches!(self.state, State::Closing(_))
    }

    /// A tick of the stream `epoch` from `from` to `to` is at hand.
    pub fn offer(&mut self, epoch: u64, from: u64, to: u64) -> Step {
        match self.state {
            State::Closing(_) => return Step::Rest,
            State::Waiting => return Step::Resume,
            State::Stuck(_) => {
                self.behind = true;
                return Step::Rest;
            }
            State::Open if self.hidden => {
                self.behind = true;
                return Step::Rest;
            }
            State::Open => {}
        }
        match &mut self.position {
            Some(position) if position.epoch == epoch && from < to && position.at >= to => Step::Latest,
            Some(position) if position.epoch == epoch && position.at >= from => {
                position.at = position.at.max(to);
                Step::Write
            }
            _ => Step::Resume,
        }
    }

    /// How an attempt to write ended: all is on its way, or a part waits.
    pub fn sent(&mut self, whole: bool, now: Millis) {
        self.wrote_ms = now;
        if !whole && !self.is_closing() {
            self.state = State::Stuck(now);
        }
    }

    /// What waited is on its way.
    pub fn drained(&mut self, now: Millis, limits: &Limits) -> Step {
        if !self.is_stuck() {
            return Step::Rest;
        }
        (self.state, self.wrote_ms) = (State::Open, now);
        if self.behind && !self.hidden { self.resync(now, limits) } else { Step::Rest }
    }

    /// Everything up to `position` and all the latest values are at hand and will be written.
    pub fn resumed(&mut self, position: Position) {
        (self.position, self.behind, self.state) = (Some(position), false, State::Open);
    }

    /// The channel has no answer for this reader.
    pub fn later(&mut self, why: Later) -> Step {
        match why {
            Later::Wait => {
                self.state = State::Waiting;
                Step::Rest
            }
            Later::Trouble => Step::End(Farewell::Trouble),
            Later::Gone => Step::End(Farewell::Gone),
        }
    }

    /// A sign of life.
    pub fn heard(&mut self, now: Millis) {
        (self.heard_ms, self.asked_ms) = (now, 0);
    }

    /// Whether somebody looks.
    pub fn look(&mut self, hidden: bool, now: Millis, limits: &Limits) -> Step {
        self.hidden = hidden;
        let late = !hidden && self.behind && self.state == State::Open;
        if late { self.resync(now, limits) } else { Step::Rest }
    }

    /// The client names a position of its own.
    pub fn hello(&mut self, position: Position, now: Millis, limits: &Limits) -> Step {
        match self.state {
            State::Open | State::Waiting => {
                self.position = Some(position);
                self.resync(now, limits)
            }
            State::Stuck(_) | State::Closing(_) => Step::Rest,
        }
    }

    /// The moment for those who get news seldom; not counted against them.
    pub fn catch_up(&mut self) -> Step {
        if self.hidden && self.behind && self.state == State::Open { Step::Resume } else { Step::Rest }
    }

    /// A tick was lost on its way: who should have had it resumes.
    pub fn stir(&mut self) -> Step {
        match self.state {
            State::Waiting => Step::Resume,
            State::Open if !self.hidden => Step::Resume,
            State::Closing(_) => Step::Rest,
            State::Open | State::Stuck(_) => {
                self.behind = true;
                Step::Rest
            }
        }
    }

    /// We said farewell.
    pub fn close(&mut self, now: Millis) {
        if !self.is_closing() {
            self.state = State::Closing(now);
        }
    }

    /// What time alone asks for.
    pub fn due(&self, now: Millis, limits: &Limits) -> Step {
        let past = |since: Millis, most: Millis| now.saturating_sub(since) >= most;
        match self.state {
            State::Closing(since) if past(since, limits.live_close_ms) => Step::Cut,
            State::Stuck(since) if past(since, limits.live_stuck_ms) => Step::End(Farewell::Slow),
            State::Closing(_) | State::Stuck(_) => Step::Rest,
            State::Open | State::Waiting if self.asked_ms > 0 => {
                if past(self.asked_ms, limits.live_pong_ms) {
                    Step::End(Farewell::Silent)
                } else {
                    Step::Rest
                }
            }
            State::Open | State::Waiting => {
                let quiet = past(self.wrote_ms, limits.live_ping_ms);
                if quiet || past(self.heard_ms, 2 * limits.live_ping_ms) { Step::Ping } else { Step::Rest }
            }
        }
    }

    /// When `due` is worth asking again.
    pub fn due_at(&self, limits: &Limits) -> Millis {
        match self.state {
            State::Closing(since) => since + limits.live_close_ms,
            State::Stuck(since) => since + limits.live_stuck_ms,
            State::Open | State::Waiting if self.asked_ms > 0 => self.asked_ms + limits.live_pong_ms,
            State::Open | State::Waiting => {
                (self.wrote_ms + limits.live_ping_ms).min(self.heard_ms + 2 * limits.live_ping_ms)
            }
        }
    }

    /// We asked for a sign of life.
    pub fn asked(&mut self, now: Millis) {
        self.asked_ms = now.max(1);
    }

    fn resync(&mut self, now: Millis, limits: &Limits) -> Step {
        let minute = u32::try_from(now / MINUTE_MS).unwrap_or(u32::MAX);
        if self.minute != minute {
            (self.minute, self.resyncs) = (minute, 0);
        }
        if self.resyncs >= limits.live_resyncs_per_minute {
            return Step::End(Farewell::Slow);
        }
        self.resyncs += 1;
        Step::Resume
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_told_already_is_not_told_again() {
        let mut seat = Seat::new(None, 0);
        assert_eq!(seat.offer(7, 1, 2), Step::Resume, "no first answer yet");
        seat.resumed(Position { epoch: 7, at: 5 });
        assert_eq!(seat.offer(7, 3, 5), Step::Latest, "made before the reader came");
        assert_eq!(seat.offer(7, 5, 5), Step::Write, "numbers alone have no batch");
        assert_eq!(seat.offer(7, 4, 6), Step::Write);
        assert_eq!(seat.position().map(|position| position.at), Some(6));
        assert_eq!(seat.offer(7, 7, 8), Step::Resume, "a gap");
        assert_eq!(seat.offer(8, 6, 7), Step::Resume, "another journal");
    }
}
