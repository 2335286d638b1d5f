//! The readers of one channel in one shard, and the list of all such halls.

use super::socket::Socket;
use crate::hub::{Attendance, Channel, Hub, Outlet};
use slab::Slab;
use std::{collections::HashMap, sync::Arc};

/// One channel's readers here.
pub(super) struct Hall {
    pub attendance: Attendance,
    /// Keys of its sockets.
    pub seats: Vec<u32>,
    counted: usize,
}

/// All channels that somebody here listens to.
pub(super) struct Halls {
    hub: Hub,
    outlet: Arc<dyn Outlet>,
    halls: Slab<Hall>,
    by_channel: HashMap<Channel, u32>,
    /// Halls whose number of readers changed.
    moved: Vec<u32>,
}

impl Halls {
    pub fn new(hub: Hub, outlet: Arc<dyn Outlet>) -> Halls {
        Halls { hub, outlet, halls: Slab::new(), by_channel: HashMap::new(), moved: Vec::new() }
    }

    pub fn of(&self, channel: Channel) -> Option<u32> {
        self.by_channel.get(&channel).copied()
    }

    pub fn get(&self, hall: u32) -> Option<&Hall> {
        self.halls.get(hall as usize)
    }

    pub fn all(&self) -> Vec<u32> {
        self.by_channel.values().copied().collect()
    }

    /// Takes the list of seats out, to be put back: so that seats can be changed while it is walked.
    pub fn lend(&mut self, hall: u32) -> Vec<u32> {
        self.halls.get_mut(hall as usize).map(|hall| std::mem::take(&mut hall.seats)).unwrap_or_default()
    }

    pub fn give_back(&mut self, hall: u32, seats: Vec<u32>) {
        if let Some(hall) = self.halls.get_mut(hall as usize) {
            hall.seats = seats;
        }
    }

    /// The hall of a channel, opened for its first reader.
    pub fn enter(&mut self, channel: Channel) -> u32 {
        if let Some(hall) = self.of(channel) {
            return hall;
        }
        let attendance = self.hub.attend(channel, self.outlet.clone());
        let hall = self.halls.insert(Hall { attendance, seats: Vec::new(), counted: 0 }) as u32;
        self.by_channel.insert(channel, hall);
        hall
    }

    /// Gives a socket its seat.
    pub fn seat(&mut self, key: u32, socket: &mut Socket) {
        let Some(hall) = self.halls.get_mut(socket.hall as usize) else { return };
        socket.nth = hall.seats.len() as u32;
        hall.seats.push(key);
        self.moved.push(socket.hall);
    }

    /// Takes the seat away; the last one of the row moves to its place.
    pub fn leave(&mut self, socket: &Socket, sockets: &mut Slab<Socket>) {
        let Some(hall) = self.halls.get_mut(socket.hall as usize) else { return };
        let nth = socket.nth as usize;
        hall.seats.swap_remove(nth);
        if let Some(moved) = hall.seats.get(nth).and_then(|key| sockets.get_mut(*key as usize)) {
            moved.nth = socket.nth;
        }
        self.moved.push(socket.hall);
    }

    /// Tells the hub how many readers there are, and closes halls nobody sits in.
    pub fn count(&mut self) {
        for key in std::mem::take(&mut self.moved) {
            let Some(hall) = self.halls.get_mut(key as usize) else { continue };
            let now = hall.seats.len();
            if hall.counted != now {
                hall.counted = now;
                hall.attendance.count(now);
            }
            if now == 0 {
                self.by_channel.remove(&hall.attendance.channel());
                self.halls.remove(key as usize);
            }
        }
    }
}
