//! Rows 2 to 6 and 9: what readers must not send, each with its close code; and half-closed connections.

use crate::{
    bytes::{close, frame, piece, raw},
    client::{Client, End},
    house::{House, open, open_with},
};
use tokio::io::AsyncWriteExt;

/// What a fresh reader gets for these bytes.
async fn fate(house: &House, bytes: &[u8]) -> End {
    let mut client = house.reader().await;
    client.send(bytes).await;
    client.end().await
}

#[tokio::test]
async fn broken_frames_are_closed_with_their_codes() {
    let house = open().await;
    let mut unmasked = frame(1, b"{}");
    unmasked[1] &= 0x7f;
    assert_eq!(fate(&house, &unmasked).await.code(), 1002);
    assert_eq!(fate(&house, &frame(3, b"")).await.code(), 1002);
    assert_eq!(fate(&house, &raw(0xc1, b"{}", [1; 4])).await.code(), 1002);
    assert_eq!(fate(&house, &frame(9, &[0; 126])).await.code(), 1002);
    assert_eq!(fate(&house, &[piece(1, &"问".as_bytes()[..2]), frame(0, b"a")].concat()).await.code(), 1007);
    let mut claim = vec![0x81, 0xff, 0x7f];
    claim.extend([0xff; 7]);
    claim.extend([0; 4]);
    assert_eq!(fate(&house, &claim).await.code(), 1009);
    assert_eq!(fate(&house, &frame(1, &[b' '; 5_000])).await.code(), 1009);
    assert_eq!(fate(&house, &frame(2, b"binary")).await.code(), 1003);
    assert_eq!(fate(&house, &frame(1, b"no json")).await.code(), 4503);
    for code in [1005, 1006, 65_535] {
        assert_eq!(fate(&house, &close(code, b"")).await.code(), 1002, "{code}");
    }
    house.settles(0, 0).await;
}

#[tokio::test]
async fn floods_are_closed() {
    let house = open().await;
    let mut pieces = piece(1, b"a");
    (0..131_000).for_each(|_| pieces.extend(piece(0, b"a")));
    assert_eq!(fate(&house, &pieces).await.code(), 1008);
    assert_eq!(fate(&house, &frame(9, b"x").repeat(5_000)).await.code(), 1008);
    assert_eq!(fate(&house, &frame(1, br#"{"type":"pong"}"#).repeat(5_000)).await.code(), 1008);
    house.settles(0, 0).await;
    // Control: with those bounds away all of it is taken in, and only the size stops the first.
    let lax = open_with(|limits, _| {
        (limits.live_message_pieces, limits.live_message_bytes) = (u32::MAX, 1 << 20);
        (limits.live_messages_per_second, limits.live_controls_per_second) = (u16::MAX, u16::MAX);
    })
    .await;
    let mut client = lax.reader().await;
    client.send(&frame(9, b"x").repeat(5_000)).await;
    client.send(&close(1000, b"")).await;
    assert_eq!(client.end().await.code(), 1000);
}

#[tokio::test]
async fn a_farewell_is_answered_in_kind() {
    let house = open().await;
    assert_eq!(fate(&house, &close(1001, "再见".as_bytes())).await.code(), 1001);
    assert_eq!(fate(&house, &frame(8, b"")).await.code(), 1000);
    house.settles(0, 0).await;
}

#[tokio::test]
async fn who_hangs_up_without_a_word_leaves_nothing_behind() {
    let house = open().await;
    let (mut half, gone) = (house.reader().await, house.reader().await);
    house.settles(2, 0).await;
    half.stream.shutdown().await.unwrap();
    drop(gone);
    house.settles(0, 0).await;
    assert_eq!(half.end().await, End::Cut);
}

#[tokio::test]
async fn unknown_types_are_ignored_and_pings_answered() {
    let house = open().await;
    let mut client: Client = house.reader().await;
    client.say(r#"{"type":"of-tomorrow","what":[1]}"#).await;
    client.send(&frame(9, b"still here?")).await;
    loop {
        let frame = client.next().await.unwrap();
        assert_ne!(frame.opcode, 8);
        if frame.opcode == 10 {
            return assert_eq!(frame.body, b"still here?");
        }
    }
}
