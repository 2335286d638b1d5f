//! Row 7: readers that stop reading, or stop answering. The others notice nothing.

use crate::{
    client::{Client, End},
    house::{House, open_with},
};
use std::time::Duration;
use tokio::time::sleep;
use wenzheng::{http::DoorConfig, kernel::limits::Limits};

/// Says so many long lines that the reader's buffers are full and the shard has noticed.
async fn overwhelm(house: &House, other: &mut Client, lines: u32) {
    for nth in 0..lines {
        house.stage.say(&format!("{nth} {}", "长".repeat(60_000)));
        other.until("batch").await;
    }
}

#[tokio::test]
async fn a_reader_that_stops_reading_is_closed_and_may_come_back() {
    let house = open_with(|limits, _| (limits.live_stuck_ms, limits.live_close_ms) = (1_000, 15_000)).await;
    let (mut slow, mut other) = (house.reader().await, house.reader().await);
    overwhelm(&house, &mut other, 60).await;
    sleep(Duration::from_millis(2_500)).await;
    // Reads at last: what had been sent, then why it ends and when to come back.
    let end = slow.end().await;
    let End::Closed(4001, reason) = end else { panic!("{end:?}") };
    let wait_ms: u64 = reason.strip_prefix("slow ").unwrap().parse().unwrap();
    assert!((500..=10_000).contains(&wait_ms), "{reason}");
    drop(slow);
    house.stage.say("其他人照常");
    other.line("其他人照常").await;
    house.settles(1, 0).await;
}

#[tokio::test]
async fn a_reader_that_never_reads_again_is_let_go() {
    let house = open_with(|limits, _| (limits.live_stuck_ms, limits.live_close_ms) = (300, 300)).await;
    let (slow, mut other) = (house.reader().await, house.reader().await);
    overwhelm(&house, &mut other, 60).await;
    house.settles(1, 0).await;
    drop(slow);
}

#[tokio::test]
async fn a_reader_that_reads_late_is_brought_up_to_date() {
    let house = open_with(|limits, _| limits.live_stuck_ms = 60_000).await;
    let (mut slow, mut other) = (house.reader().await, house.reader().await);
    overwhelm(&house, &mut other, 60).await;
    house.stage.say("最后一行");
    other.line("最后一行").await;
    slow.line("最后一行").await;
    house.stage.say("再来一行");
    slow.line("再来一行").await;
    house.settles(2, 0).await;
}

#[tokio::test]
async fn who_is_late_again_and_again_is_sent_away_for_a_while() {
    let patient = |limits: &mut Limits, _: &mut DoorConfig| {
        (limits.live_stuck_ms, limits.live_close_ms, limits.live_resyncs_per_minute) = (60_000, 60_000, 1);
    };
    let house = open_with(patient).await;
    let (mut slow, mut other) = (house.narrow_reader().await, house.reader().await);
    // Once in a minute is forgiven. Each round may begin another minute of the shard's clock, so there may be more
    // than two, but hardly more than one of them ends one.
    let end = 'late: {
        for round in 0..20 {
            overwhelm(&house, &mut other, 40).await;
            let last = format!("第{round}轮");
            house.stage.say(&last);
            other.line(&last).await;
            if let Some(end) = slow.line_or_end(&last).await {
                break 'late end;
            }
        }
        panic!("late twenty times, and still here");
    };
    assert!(matches!(&end, End::Closed(4001, reason) if reason.starts_with("slow ")), "{end:?}");
    drop(slow);
    house.settles(1, 0).await;
}

#[tokio::test]
async fn silence_is_asked_about_and_then_ended() {
    let house = open_with(|limits, _| {
        (limits.live_ping_ms, limits.live_pong_ms, limits.live_viewers_ms) = (1_000, 1_500, 600_000);
    })
    .await;
    let (mut silent, mut alive) = (house.reader().await, house.reader().await);
    let answering = async {
        loop {
            let frame = alive.next().await.expect("who answers stays");
            assert_ne!(frame.opcode, 8);
            if frame.is("ping") {
                alive.say(r#"{"type":"pong"}"#).await;
            }
        }
    };
    let end = tokio::select! {
        () = answering => unreachable!(),
        end = silent.end() => end,
    };
    assert!(matches!(end, End::Closed(4002, _)), "{end:?}");
    drop(silent);
    house.settles(1, 0).await;
}
