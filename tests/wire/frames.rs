//! Frames one by one: what each wrong one gets, what is kept between two reads, what the server writes.

use crate::{
    checks::{LIMITS, check, read},
    client::{close, frame, piece, raw},
};
use proptest::prelude::*;
use wenzheng::wire::websocket::{self, Fault, Flood, FloodLimits, Message, ReadLimits, Reader, accept};

fn code(bytes: &[u8]) -> Option<u16> {
    check(bytes);
    read(bytes, &[], &LIMITS).fault
}

#[test]
fn wrong_frames_get_their_codes() {
    let mut unmasked = frame(1, b"a");
    unmasked[1] &= 0x7f;
    assert_eq!(code(&unmasked), Some(1002));
    for opcode in [3, 4, 5, 6, 7, 11, 12, 13, 14, 15] {
        assert_eq!(code(&frame(opcode, b"")), Some(1002), "opcode {opcode}");
    }
    for bits in [0x10, 0x20, 0x40, 0x70] {
        assert_eq!(code(&raw(0x81 | bits, b"a", [1; 4])), Some(1002), "RSV {bits:x}");
    }
    assert_eq!(code(&frame(9, &[0; 126])), Some(1002));
    assert_eq!(code(&piece(9, b"")), Some(1002), "a ping in pieces");
    assert_eq!(code(&[0x81, 0xfe, 0, 3, 0, 0, 0, 0, 1, 2, 3]), Some(1002), "not the shortest length");
    let ends = [1005, 1006, 65_535, 0, 999, 1004, 1015, 1016, 2999, 5000];
    assert!(ends.into_iter().all(|end| code(&close(end, b"")) == Some(1002)));
    assert_eq!(code(&frame(8, &[3])), Some(1002));
    assert_eq!(code(&close(1000, b"\xff")), Some(1007));
    assert_eq!(code(&close(3000, "再见".as_bytes())), None);
}

#[test]
fn text_is_refused_as_soon_as_it_cannot_be_text() {
    let euro = "€".as_bytes();
    let split = [piece(1, &euro[..1]), frame(0, &euro[1..])].concat();
    assert_eq!(code(&split), None);
    assert_eq!(code(&[piece(1, &euro[..1]), frame(0, b"a")].concat()), Some(1007));
    assert_eq!(code(&piece(1, b"\xed\xa0")), Some(1007), "half a surrogate pair, before the message ends");
    assert_eq!(code(&frame(1, &euro[..2])), Some(1007), "cut within a character");
    let begun = frame(1, b"ab\xffcd");
    assert_eq!(code(&begun[..begun.len() - 2]), Some(1007), "before the frame ends");
}

#[test]
fn a_claim_is_judged_before_anything_is_kept() {
    let mut claim = vec![0x82, 0xff, 0x7f];
    claim.extend([0xff; 7]);
    claim.extend([0; 4]);
    assert_eq!(code(&claim), Some(1009));
    claim[2] = 0xff;
    assert_eq!(code(&claim), Some(1002), "the highest bit is never set");
    assert_eq!(code(&[piece(2, &[0; 500]), frame(0, &[0; 101])].concat()), Some(1009), "over all pieces");
    assert_eq!(code(&[piece(2, &[0; 500]), frame(0, &[0; 100])].concat()), None);
}

#[test]
fn a_message_in_countless_pieces_is_a_flood() {
    let mut bytes = piece(1, b"a");
    (0..131_000).for_each(|_| bytes.extend(piece(0, b"a")));
    assert_eq!(read(&bytes, &[1_000], &ReadLimits::default()).fault, Some(1008));
    // Control: without that bound the size alone stops it.
    let unbounded = ReadLimits { pieces: u32::MAX, ..ReadLimits::default() };
    assert_eq!(read(&bytes, &[1_000], &unbounded).fault, Some(1009));
}

#[test]
fn nothing_is_kept_at_rest() {
    let (mut reader, limits) = (Reader::default(), ReadLimits::default());
    assert_eq!(size_of::<Reader>(), size_of::<usize>());
    let bytes = [piece(1, b"a"), frame(9, b"x"), frame(0, b"b")].concat();
    let (begun, ended) = bytes.split_at(9);
    let mut input = begun;
    assert_eq!(reader.next(&mut input, &limits), Ok(None));
    assert!(!reader.is_at_rest());
    input = ended;
    assert_eq!(reader.next(&mut input, &limits), Ok(Some(Message::Ping(b"x"))));
    assert_eq!(reader.next(&mut input, &limits), Ok(Some(Message::Text("ab"))));
    assert_eq!(reader.next(&mut input, &limits), Ok(None));
    assert!(reader.is_at_rest());
}

#[test]
fn floods_are_counted_by_the_second() {
    let (mut flood, limits) = (Flood::default(), FloodLimits { messages: 3, controls: 2 });
    let (ping, text) = (Message::Ping(b""), Message::Text(""));
    assert_eq!(flood.count(&ping, 1, &limits), Ok(()));
    assert_eq!(flood.count(&ping, 1, &limits), Ok(()));
    assert!(matches!(flood.count(&ping, 1, &limits), Err(Fault::Flood(_))));
    (0..3).for_each(|_| assert_eq!(flood.count(&text, 2, &limits), Ok(())));
    assert_eq!(flood.count(&text, 2, &limits).map_err(Fault::code), Err(1008));
}

#[test]
fn keys_are_sixteen_bytes() {
    // the example of RFC 6455, 1.3
    assert_eq!(accept(b"dGhlIHNhbXBsZSBub25jZQ==").as_deref(), Some("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    let wrong: [&[u8]; 6] = [
        b"",
        b"AAAA",
        b"dGhlIHNhbXBsZSBub25jZQ",
        b"dGhlIHNhbXBsZSBub25jZ!==",
        b"dGhlIHNhbXBsZSBub25jZWU=",
        &[b'A'; 24],
    ];
    assert!(wrong.into_iter().all(|key| accept(key).is_none()));
}

#[test]
fn the_server_writes_what_the_standard_says() {
    assert_eq!(websocket::text("Hi")[..], [0x81, 2, b'H', b'i']);
    assert_eq!(websocket::ping(b"")[..], [0x89, 0]);
    assert_eq!(websocket::pong(&[7; 200]).len(), 2 + 125);
    assert_eq!(websocket::close(1009, "ab")[..], [0x88, 4, 0x03, 0xf1, b'a', b'b']);
    let cut = websocket::close(4000, &"问".repeat(60));
    assert_eq!((cut[1], std::str::from_utf8(&cut[4..]).unwrap().chars().count()), (125, 41));
    assert_eq!(websocket::text(&"a".repeat(125))[..2], [0x81, 125]);
    assert_eq!(websocket::text(&"a".repeat(126))[..4], [0x81, 126, 0, 126]);
    assert_eq!(websocket::text(&"a".repeat(65_536))[..10], [0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]);
}

fn some_frame() -> impl Strategy<Value = Vec<u8>> {
    let first =
        prop_oneof![8 => prop::sample::select(vec![0x81, 0x01, 0x80, 0x00, 0x89, 0x8a, 0x82, 0x02]), 1 => any::<u8>()];
    let body = prop_oneof![
        4 => "[a-z问政€𠀀]{0,40}".prop_map(String::into_bytes),
        1 => prop::collection::vec(any::<u8>(), 0..200),
    ];
    (first, body, any::<[u8; 4]>()).prop_map(|(first, body, mask)| raw(first, &body, mask))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_cut_reads_the_same(frames in prop::collection::vec(some_frame(), 0..12), cuts in prop::collection::vec(1_usize..40, 1..8)) {
        let bytes = frames.concat();
        check(&bytes);
        prop_assert_eq!(read(&bytes, &cuts, &LIMITS), read(&bytes, &[], &LIMITS));
    }

    #[test]
    fn any_bytes_are_judged_as_by_the_oracle(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        check(&bytes);
    }

    #[test]
    fn any_text_comes_through(text in "\\PC{0,300}", mask in any::<[u8; 4]>()) {
        let limits = ReadLimits { message_bytes: 2_000, pieces: 1 };
        let heard = read(&raw(0x81, text.as_bytes(), mask), &[3], &limits);
        prop_assert_eq!(heard.messages, vec![('t', text.into_bytes())]);
    }
}
