//! The core cases of the Autobahn suite by their ids against the real door. Ours is no echo, so what is
//! asserted is what the door must do: pongs, close codes, and living on where nothing was wrong.

use crate::{
    bytes::{close, frame, piece, raw},
    client::Client,
    house::{House, open_with},
};

/// What must come of it.
enum Must {
    /// The connection lives on, after these pongs.
    Live(Vec<Vec<u8>>),
    /// It is closed with this code.
    Close(u16),
}
use Must::{Close, Live};

struct Case {
    id: String,
    sent: Vec<Vec<u8>>,
    must: Must,
}

fn case(id: impl Into<String>, sent: Vec<Vec<u8>>, must: Must) -> Case {
    Case { id: id.into(), sent, must }
}

/// Text that our protocol takes and ignores, so that only the framing is tried.
const HELLO: &[u8] = br#"{"type":"hallo"}"#;

fn sizes_and_pings() -> Vec<Case> {
    let padded = |size: usize| [HELLO, &vec![b' '; size - HELLO.len()]].concat();
    let mut cases = Vec::new();
    for (nth, size) in [(2, 125), (3, 126), (4, 127), (5, 128)] {
        cases.push(case(format!("1.1.{nth}"), vec![frame(1, &padded(size))], Live(vec![])));
    }
    cases.push(case("1.1.6", vec![frame(1, &padded(65_535))], Close(1009)));
    cases.push(case("1.1.7", vec![frame(1, &padded(65_536))], Close(1009)));
    cases.push(case("1.2.2", vec![frame(2, &[0xfe; 125])], Close(1003)));
    let ten: Vec<Vec<u8>> = (0..10).map(|nth| format!("payload-{nth}").into_bytes()).collect();
    let pings: Vec<u8> = ten.iter().flat_map(|body| frame(9, body)).collect();
    cases.extend([
        case("2.1", vec![frame(9, b"")], Live(vec![vec![]])),
        case("2.2", vec![frame(9, b"Hello, world!")], Live(vec![b"Hello, world!".to_vec()])),
        case("2.3", vec![frame(9, &[0, 0xff, 0xfe])], Live(vec![vec![0, 0xff, 0xfe]])),
        case("2.4", vec![frame(9, &[0xfe; 125])], Live(vec![vec![0xfe; 125]])),
        case("2.5", vec![frame(9, &[0xfe; 126])], Close(1002)),
        case("2.6", frame(9, &[0xfe; 125]).iter().map(|byte| vec![*byte]).collect(), Live(vec![vec![0xfe; 125]])),
        case("2.7", vec![frame(10, b"")], Live(vec![])),
        case("2.8", vec![frame(10, b"unsolicited")], Live(vec![])),
        case("2.9", vec![frame(10, b"unsolicited"), frame(9, b"ping")], Live(vec![b"ping".to_vec()])),
        case("2.10", vec![pings.clone()], Live(ten.clone())),
        case("2.11", pings.iter().map(|byte| vec![*byte]).collect(), Live(ten)),
    ]);
    cases
}

fn reserved() -> Vec<Case> {
    let after_hello = |bad: Vec<u8>| vec![frame(1, HELLO), bad, frame(9, b"")];
    let bits = (1..8_u8).map(|bits| {
        let opcode = [1, 1, 1, 2, 9, 8, 1][usize::from(bits) - 1];
        case(format!("3.{bits}"), after_hello(raw(0x80 | bits << 4 | opcode, b"", [9; 4])), Close(1002))
    });
    let opcodes = [3, 4, 5, 6, 7, 11, 12, 13, 14, 15].into_iter().enumerate().map(|(nth, opcode)| {
        case(format!("4.{}.{}", nth / 5 + 1, nth % 5 + 1), after_hello(frame(opcode, b"")), Close(1002))
    });
    bits.chain(opcodes).collect()
}

fn pieces() -> Vec<Case> {
    let (one, two) = (|| piece(1, &HELLO[..7]), || frame(0, &HELLO[7..]));
    let pong = || vec![b"pongme".to_vec()];
    vec![
        case("5.1", vec![piece(9, b"fragment1"), two()], Close(1002)),
        case("5.2", vec![piece(10, b"fragment1"), two()], Close(1002)),
        case("5.3", vec![one(), two()], Live(vec![])),
        case("5.6", vec![one(), frame(9, b"pongme"), two()], Live(pong())),
        case("5.9", vec![piece(0, b"non-continuation"), frame(1, HELLO)], Close(1002)),
        case("5.12", vec![frame(0, b"non-continuation"), frame(1, HELLO)], Close(1002)),
        case("5.15", vec![one(), two(), piece(0, b"x"), frame(1, HELLO)], Close(1002)),
        case("5.18", vec![one(), frame(1, HELLO)], Close(1002)),
        case(
            "5.19",
            vec![one(), frame(9, b"pongme"), piece(0, b""), frame(9, b"pongme"), two()],
            Live([pong(), pong()].concat()),
        ),
    ]
}

fn texts() -> Vec<Case> {
    let greek = "{\"type\":\"µ@ßöäüàá-UTF-8!!\"}".as_bytes();
    let octets = |body: &[u8]| -> Vec<Vec<u8>> { frame(1, body).iter().map(|byte| vec![*byte]).collect() };
    let kosme: &[u8] = &[0xce, 0xba, 0xe1, 0xbd, 0xb9, 0xcf, 0x83];
    let mut cases = vec![
        case("6.2.1", vec![frame(1, greek)], Live(vec![])),
        case("6.2.2", vec![piece(1, &greek[..10]), frame(0, &greek[10..])], Live(vec![])),
        case("6.2.3", octets(greek), Live(vec![])),
        case("6.4.1", vec![piece(1, kosme), piece(0, &[0xf4, 0x90, 0x80, 0x80]), frame(0, b"edited")], Close(1007)),
        case("6.4.2", vec![piece(1, &[kosme, &[0xf4]].concat()), piece(0, &[0x90])], Close(1007)),
        case("6.4.3", octets(&[kosme, &[0xf4, 0x90, 0x80, 0x80], b"edited"].concat()), Close(1007)),
    ];
    let wrong: [(&str, &[u8]); 8] = [
        ("6.6.1", &[0xce]),
        ("6.8.1", &[0xf8, 0x88, 0x80, 0x80, 0x80]),
        ("6.10.1", &[0xf7, 0xbf, 0xbf, 0xbf]),
        ("6.12.1", &[0x80]),
        ("6.14.1", &[0xc0]),
        ("6.17.1", &[0xc0, 0xaf]),
        ("6.20.1", &[0xed, 0xa0, 0x80]),
        ("6.21.1", &[0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80]),
    ];
    cases.extend(wrong.map(|(id, body)| case(id, vec![frame(1, body)], Close(1007))));
    cases
}

fn closings() -> Vec<Case> {
    let mut cases = vec![
        case("7.1.1", vec![frame(1, HELLO), frame(8, b"")], Close(1000)),
        case("7.1.2", vec![frame(8, b""), frame(8, b"")], Close(1000)),
        case("7.1.3", vec![frame(8, b""), frame(9, b"")], Close(1000)),
        case("7.1.5", vec![piece(1, b"fragment1"), frame(8, b""), frame(0, b"fragment2")], Close(1000)),
        case("7.3.2", vec![frame(8, b"a")], Close(1002)),
        case("7.3.5", vec![close(1000, &[b'*'; 123])], Close(1000)),
        case("7.3.6", vec![close(1000, &[b'*'; 124])], Close(1002)),
        case("7.5.1", vec![close(1000, &[0xce, 0xba, 0xf4, 0x90, 0x80, 0x80])], Close(1007)),
    ];
    let good = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999];
    cases.extend((1..).zip(good).map(|(nth, code)| case(format!("7.7.{nth}"), vec![close(code, b"")], Close(code))));
    let wrong = [0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999];
    cases.extend((1..).zip(wrong).map(|(nth, code)| case(format!("7.9.{nth}"), vec![close(code, b"")], Close(1002))));
    cases
}

/// What the door did, if it was not what it must.
async fn wrong(house: &House, sent: &[Vec<u8>], must: &Must) -> Option<String> {
    let mut client: Client = house.reader().await;
    for bytes in sent {
        client.send(bytes).await;
    }
    match must {
        Close(code) => {
            let end = client.end().await;
            (end.code() != *code).then(|| format!("{end:?}"))
        }
        Live(pongs) => {
            client.send(&frame(9, b"the last one")).await;
            let mut heard = Vec::new();
            loop {
                match client.next().await {
                    Some(frame) if frame.opcode == 10 && frame.body == b"the last one" => break,
                    Some(frame) if frame.opcode == 10 => heard.push(frame.body),
                    Some(frame) if frame.opcode == 1 => {}
                    other => return Some(format!("{other:?}")),
                }
            }
            (heard != *pongs).then(|| format!("{heard:?}"))
        }
    }
}

#[tokio::test]
async fn the_core_cases_pass_at_the_door() {
    let house = open_with(|limits, _| limits.live_messages_per_second = 1_000).await;
    let groups = [sizes_and_pings(), reserved(), pieces(), texts(), closings()];
    let mut failed = Vec::new();
    for Case { id, sent, must } in groups.into_iter().flatten() {
        if let Some(what) = wrong(&house, &sent, &must).await {
            failed.push(format!("{id}: {what}"));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
    house.settles(0, 0).await;
}
