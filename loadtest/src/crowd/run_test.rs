#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;
use crate::floor::{Broadcast, broadcast};
use std::sync::{
    atomic::{AtomicBool, AtomicU64},
    mpsc::{Sender, channel},
};
use std::thread::{self, JoinHandle};

const VIEWERS: usize = 200;

/// A floor in this process; its flags begin and end it.
fn floor(rate: f64) -> (SocketAddr, Arc<[AtomicBool; 2]>) {
    let flags = Arc::new([AtomicBool::new(false), AtomicBool::new(false)]);
    let (told, address) = channel();
    let given = flags.clone();
    thread::spawn(move || {
        let what = Broadcast { listen: "127.0.0.1:0".parse().unwrap(), bytes: 300, rate };
        broadcast(&what, &given[0], &given[1], |address| Ok(told.send(address)?)).unwrap();
    });
    (address.recv().unwrap(), flags)
}

fn crowd(address: SocketAddr, stalled: usize) -> (Arc<Shared>, Sender<Order>, JoinHandle<Tally>) {
    let plan = Plan {
        address,
        authority: address.to_string(),
        path: "/live/1".into(),
        viewers: VIEWERS,
        stalled,
        per_second: 10_000.0,
        at_once: 64,
        sources: vec!["127.0.0.2".parse().unwrap(), "127.0.0.3".parse().unwrap()],
        spread: Duration::from_millis(50),
    };
    let (shared, (orders, taken)) = (Arc::new(Shared::default()), channel());
    let crowd = Crowd::new(plan, shared.clone()).unwrap();
    (shared, orders, thread::spawn(move || crowd.run(&taken).unwrap()))
}

fn until(counter: &AtomicU64, least: u64) {
    grows(|| Shared::of(counter), least);
}

fn grows(count: impl Fn() -> u64, least: u64) {
    let end = Instant::now() + Duration::from_secs(60);
    while count() < least {
        assert!(Instant::now() < end, "{} of {least}", count());
        thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn everybody_is_told_everything_and_comes_back_after_a_cut() {
    let (address, flags) = floor(100.0);
    let (shared, orders, crowd) = crowd(address, 0);
    until(&shared.ready, VIEWERS as u64);
    shared.counting.store(true, Ordering::Relaxed);
    flags[0].store(true, Ordering::Relaxed);
    until(&shared.deliveries, 20 * VIEWERS as u64);
    orders.send(Order::Cut).unwrap();
    let joined = Shared::of(&shared.batches);
    until(&shared.batches, joined + 20 * VIEWERS as u64);
    until(&shared.ready, VIEWERS as u64);
    orders.send(Order::Finish).unwrap();
    let tally = crowd.join().unwrap();
    flags[1].store(true, Ordering::Relaxed);
    assert_eq!(tally.joining.count(), 2 * VIEWERS as u64, "everybody came in twice");
    assert!(tally.latencies.count() > 20 * VIEWERS as u64 && tally.away == 0);
    // The floor keeps nothing: what was said while they were away is missed, and they see it.
    assert!(tally.lost > 0 && tally.doubled + tally.senseless == 0, "{tally:?}");
    assert_eq!((tally.refused.len(), tally.closed.len()), (0, 0));
}

#[test]
fn without_a_cut_nothing_is_missed_and_the_goal_is_reached_by_all_who_read() {
    let (address, flags) = floor(100.0);
    let (shared, orders, crowd) = crowd(address, 10);
    until(&shared.ready, VIEWERS as u64);
    // Everybody is at the beginning; that was counted, and is not taken for what is asked next.
    grows(|| shared.arrived(), VIEWERS as u64);
    flags[0].store(true, Ordering::Relaxed);
    shared.goal.store(30, Ordering::Relaxed);
    grows(|| shared.arrived(), VIEWERS as u64 - 10);
    assert!(shared.arrived() < VIEWERS as u64, "ten of them do not read");
    orders.send(Order::Wake).unwrap();
    grows(|| shared.arrived(), VIEWERS as u64);
    orders.send(Order::Finish).unwrap();
    let tally = crowd.join().unwrap();
    flags[1].store(true, Ordering::Relaxed);
    assert_eq!((tally.lost, tally.doubled, tally.behind, tally.away), (0, 0, 0, 0));
    assert!(tally.late.count() >= 10 * 30, "{} came late", tally.late.count());
}
