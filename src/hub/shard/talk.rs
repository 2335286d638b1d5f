//! How a shard listens to its readers and parts with them.

use super::{
    hearing::{Ending, Said},
    inbox::Whom,
    seat::Step,
    worker::{READ_BYTES, Worker},
};
use crate::wire::{close::Farewell, websocket};
use bytes::Bytes;
use std::io::{ErrorKind, Read};

impl Worker {
    /// Reads what there is. `closed`: nothing more will come, so it is read to the end.
    pub(super) fn read(&mut self, key: u32, closed: bool) {
        let mut buffer = std::mem::take(&mut self.buffer);
        // it went down with a panic
        buffer.resize(READ_BYTES, 0);
        while let Some(socket) = self.sockets.get_mut(key as usize).filter(|socket| !socket.dead) {
            match socket.stream.read(&mut buffer) {
                Ok(0) => self.take(key, Step::Cut),
                Ok(count) => {
                    self.hear(key, &buffer[..count]);
                    if count < buffer.len() && !closed {
                        break;
                    }
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => self.take(key, Step::Cut),
            }
        }
        self.buffer = buffer;
    }

    /// Takes in what was read.
    pub(super) fn hear(&mut self, key: u32, mut bytes: &[u8]) {
        while let Some(socket) = self.sockets.get_mut(key as usize).filter(|socket| !socket.dead) {
            let Some(said) = socket.hearing.next(&mut bytes, &mut socket.seat, self.now, &self.limits) else { return };
            match said {
                Said::Nothing => {}
                Said::Step(step) => self.take(key, step),
                Said::Answer(pong) => self.answer(key, &pong),
                Said::Leaves(code) => return self.leave(key, code),
                Said::End(ending) => return self.end_with(key, ending),
            }
        }
    }

    /// Answers a ping, unless other bytes still wait: the client learns from those that we are here.
    fn answer(&mut self, key: u32, pong: &Bytes) {
        let Some(socket) = self.sockets.get_mut(key as usize) else { return };
        if !socket.has_rest() && !socket.seat.is_closing() {
            socket.write(pong, self.now);
            self.settle(key);
        }
    }

    /// The client said farewell: it is answered in kind, and that was all.
    fn leave(&mut self, key: u32, code: u16) {
        let Some(socket) = self.sockets.get_mut(key as usize) else { return };
        if !socket.seat.is_closing() && !socket.has_rest() {
            socket.write(&websocket::close(code, ""), self.now);
        }
        self.take(key, Step::Cut);
    }

    /// Says farewell to one reader.
    pub(super) fn end_with(&mut self, key: u32, ending: Ending) {
        let Some(socket) = self.sockets.get_mut(key as usize) else { return };
        if socket.seat.is_closing() {
            return;
        }
        let (code, bytes) = self.parting.frames(ending);
        metrics::counter!("wenzheng_live_closes_total", "code" => code.to_string()).increment(1);
        socket.write_last(&bytes, self.now);
        socket.seat.close(self.now);
        self.settle(key);
    }

    /// Says farewell to many.
    pub(super) fn see_off(&mut self, whom: Whom, why: Farewell) {
        for hall in self.halls.all() {
            let here = self.halls.get(hall).map(|hall| hall.attendance.channel().room);
            if matches!(whom, Whom::Room(room) if Some(room) != here) {
                continue;
            }
            let seats = self.halls.lend(hall);
            for key in &seats {
                let visitor = self.sockets.get(*key as usize).and_then(|socket| socket.visitor);
                if !matches!(whom, Whom::Visitor(meant) if visitor != Some(meant)) {
                    self.end_with(*key, Ending::Farewell(why));
                }
            }
            self.halls.give_back(hall, seats);
        }
    }
}
