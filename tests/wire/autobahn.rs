//! The core cases of the Autobahn test suite by their ids, on the codec with an echo around it.
//! What the real door says to the same bytes is in `tests/live/autobahn.rs`.

use crate::client::{close, frame, piece, raw};
use wenzheng::wire::websocket::{self, Message, ReadLimits, Reader};

const LIMITS: ReadLimits = ReadLimits { message_bytes: 70_000, pieces: 2_000 };

/// Opcode and payload of each frame the echo answers, close last.
type Answers = Vec<(u8, Vec<u8>)>;

/// An endpoint that returns messages and pings, and answers a close with its code.
fn echo(bytes: &[u8], cut: usize) -> Answers {
    let (mut answers, mut reader) = (Answers::new(), Reader::default());
    for mut part in bytes.chunks(cut.max(1)) {
        loop {
            match reader.next(&mut part, &LIMITS) {
                Ok(None) => break,
                Ok(Some(Message::Text(text))) => answers.push((1, text.as_bytes().to_vec())),
                Ok(Some(Message::Binary(bytes))) => answers.push((2, bytes.to_vec())),
                Ok(Some(Message::Ping(bytes))) => answers.push((10, websocket::pong(bytes)[2..].to_vec())),
                Ok(Some(Message::Pong(_))) => {}
                Ok(Some(Message::Close(code, _))) => {
                    answers.push((8, code.unwrap_or(1000).to_be_bytes().to_vec()));
                    return answers;
                }
                Err(fault) => {
                    answers.push((8, fault.code().to_be_bytes().to_vec()));
                    return answers;
                }
            }
        }
    }
    answers
}

fn ends(code: u16) -> (u8, Vec<u8>) {
    (8, code.to_be_bytes().to_vec())
}

struct Case {
    id: String,
    sent: Vec<u8>,
    answers: Answers,
}

fn case(id: impl Into<String>, sent: Vec<u8>, answers: Answers) -> Case {
    Case { id: id.into(), sent, answers }
}

/// 1.1.* and 1.2.*: messages of many sizes.
fn sizes() -> Vec<Case> {
    let sizes = [0, 125, 126, 127, 128, 65_535, 65_536];
    let all = [(1, 1_u8), (2, 2)].into_iter().flat_map(|(group, opcode)| {
        sizes.iter().enumerate().map(move |(nth, size)| {
            let body = vec![b'*'; *size];
            case(format!("1.{group}.{}", nth + 1), frame(opcode, &body), vec![(opcode, body)])
        })
    });
    all.collect()
}

/// 2.*: pings and pongs.
fn pings() -> Vec<Case> {
    let binary: &[u8] = &[0, 0xff, 0xfe, 0xfd, 0xfc, 0xfb, 0, 0xff];
    let ten: Vec<Vec<u8>> = (0..10).map(|nth| format!("payload-{nth}").into_bytes()).collect();
    let pings: Vec<u8> = ten.iter().flat_map(|body| frame(9, body)).collect();
    let pongs: Answers = ten.iter().map(|body| (10, body.clone())).collect();
    vec![
        case("2.1", frame(9, b""), vec![(10, vec![])]),
        case("2.2", frame(9, b"Hello, world!"), vec![(10, b"Hello, world!".to_vec())]),
        case("2.3", frame(9, binary), vec![(10, binary.to_vec())]),
        case("2.4", frame(9, &[0xfe; 125]), vec![(10, vec![0xfe; 125])]),
        case("2.5", frame(9, &[0xfe; 126]), vec![ends(1002)]),
        case("2.6", frame(9, &[0xfe; 125]), vec![(10, vec![0xfe; 125])]),
        case("2.7", frame(10, b""), vec![]),
        case("2.8", frame(10, b"unsolicited"), vec![]),
        case("2.9", [frame(10, b"unsolicited"), frame(9, b"ping")].concat(), vec![(10, b"ping".to_vec())]),
        case("2.10", pings.clone(), pongs.clone()),
        case("2.11", pings, pongs),
    ]
}

/// 3.* and 4.*: reserved bits and opcodes, after a good message.
fn reserved() -> Vec<Case> {
    let hello = || (1, b"Hello".to_vec());
    let bits = (1..8_u8).map(move |bits| {
        let opcode = [1, 1, 1, 2, 9, 8, 1][usize::from(bits) - 1];
        let sent = [frame(1, b"Hello"), raw(0x80 | bits << 4 | opcode, b"", [9; 4]), frame(9, b"")].concat();
        case(format!("3.{bits}"), sent, vec![hello(), ends(1002)])
    });
    let opcodes = [3, 4, 5, 6, 7, 11, 12, 13, 14, 15].into_iter().enumerate().map(move |(nth, opcode)| {
        let (group, nth) = (nth / 5 + 1, nth % 5 + 1);
        let sent = [frame(1, b"Hello"), frame(opcode, b"x"), frame(9, b"")].concat();
        case(format!("4.{group}.{nth}"), sent, vec![hello(), ends(1002)])
    });
    bits.chain(opcodes).collect()
}

/// 5.*: messages in pieces.
fn pieces() -> Vec<Case> {
    let whole = || (1, b"fragment1fragment2".to_vec());
    let (one, two) = (|| piece(1, b"fragment1"), || frame(0, b"fragment2"));
    let (ping, pong) = (|| frame(9, b"pongme"), || (10, b"pongme".to_vec()));
    let stray = |bytes: Vec<u8>| [bytes, frame(1, b"Hello")].concat();
    let five = |last: u8| {
        let middle = [piece(0, b"fragment2"), ping(), piece(0, b"fragment3"), piece(0, b"fragment4"), ping()].concat();
        [one(), middle, frame(last, b"fragment5")].concat()
    };
    let all_five = || (1, b"fragment1fragment2fragment3fragment4fragment5".to_vec());
    let mut cases = vec![
        case("5.1", [piece(9, b"fragment1"), two()].concat(), vec![ends(1002)]),
        case("5.2", [piece(10, b"fragment1"), two()].concat(), vec![ends(1002)]),
        case("5.6", [one(), ping(), two()].concat(), vec![pong(), whole()]),
        case("5.9", stray(piece(0, b"non-continuation")), vec![ends(1002)]),
        case(
            "5.15",
            [one(), two(), piece(0, b"fragment3"), frame(1, b"fragment4")].concat(),
            vec![whole(), ends(1002)],
        ),
        case("5.18", [one(), frame(1, b"fragment2")].concat(), vec![ends(1002)]),
        case("5.19", five(0), vec![pong(), pong(), all_five()]),
    ];
    cases.extend(["5.3", "5.4", "5.5"].map(|id| case(id, [one(), two()].concat(), vec![whole()])));
    cases.extend(["5.7", "5.8"].map(|id| case(id, [one(), ping(), two()].concat(), vec![pong(), whole()])));
    cases.extend(["5.10", "5.11"].map(|id| case(id, stray(frame(0, b"continuation")), vec![ends(1002)])));
    cases.extend(["5.12", "5.13", "5.14"].map(|id| case(id, stray(piece(0, b"continuation")), vec![ends(1002)])));
    let again = || [piece(0, b"fragment1"), frame(0, b"fragment2"), frame(1, b"x")].concat();
    cases.extend(["5.16", "5.17"].map(|id| case(id, again(), vec![ends(1002)])));
    cases.push(case("5.20", five(0), vec![pong(), pong(), all_five()]));
    cases
}

/// 6.*: what is UTF-8 and what is not.
fn texts() -> Vec<Case> {
    let greek = "Hello-µ@ßöäüàá-UTF-8!!".as_bytes();
    let kosme: &[u8] = &[0xce, 0xba, 0xe1, 0xbd, 0xb9, 0xcf, 0x83, 0xce, 0xbc, 0xce, 0xb5];
    let broken = [kosme, &[0xf4, 0x90, 0x80, 0x80], b"edited"].concat();
    let octets = |body: &[u8]| {
        let middle: Vec<u8> = body[1..].iter().flat_map(|byte| piece(0, &[*byte])).collect();
        [piece(1, &body[..1]), middle, frame(0, b"")].concat()
    };
    let good = |id: &str, sent: Vec<u8>, body: &[u8]| case(id, sent, vec![(1, body.to_vec())]);
    let bad = |id: &str, sent: Vec<u8>| case(id, sent, vec![ends(1007)]);
    let mut cases = vec![
        good("6.1.1", frame(1, b""), b""),
        good("6.1.2", [piece(1, b""), piece(0, b""), frame(0, b"")].concat(), b""),
        good("6.1.3", [piece(1, b""), piece(0, b"middle"), frame(0, b"")].concat(), b"middle"),
        good("6.2.1", frame(1, greek), greek),
        good("6.2.2", [piece(1, &greek[..12]), frame(0, &greek[12..])].concat(), greek),
        good("6.2.3", octets(greek), greek),
        good("6.2.4", octets(kosme), kosme),
        bad("6.3.1", frame(1, &broken)),
        bad("6.3.2", octets(&broken)),
        bad("6.4.1", [piece(1, kosme), piece(0, &[0xf4, 0x90, 0x80, 0x80]), frame(0, b"edited")].concat()),
        bad("6.4.2", [piece(1, &[kosme, &[0xf4]].concat()), piece(0, &[0x90]), frame(0, b"edited")].concat()),
        bad("6.4.3", frame(1, &broken)),
        bad("6.4.4", octets(&broken)),
    ];
    for (nth, text) in
        ["\0", "\u{80}", "\u{800}", "\u{10000}", "\u{7f}", "\u{7ff}", "\u{ffff}", "\u{10ffff}"].iter().enumerate()
    {
        cases.push(good(&format!("6.6.{}", nth + 2), frame(1, text.as_bytes()), text.as_bytes()));
    }
    let wrong: [(&str, &[u8]); 14] = [
        ("6.6.1", &[0xce]),
        ("6.8.1", &[0xf8, 0x88, 0x80, 0x80, 0x80]),
        ("6.8.2", &[0xfc, 0x84, 0x80, 0x80, 0x80, 0x80]),
        ("6.10.1", &[0xf7, 0xbf, 0xbf, 0xbf]),
        ("6.11.5", &[0xf4, 0x90, 0x80, 0x80]),
        ("6.12.1", &[0x80]),
        ("6.13.1", &[0xc0, 0x20]),
        ("6.14.1", &[0xc0]),
        ("6.15.1", &[0xe0, 0x80]),
        ("6.16.1", &[0xfe]),
        ("6.17.1", &[0xc0, 0xaf]),
        ("6.18.1", &[0xc1, 0xbf]),
        ("6.20.1", &[0xed, 0xa0, 0x80]),
        ("6.21.1", &[0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80]),
    ];
    cases.extend(wrong.into_iter().map(|(id, body)| bad(id, frame(1, body))));
    cases
}

/// 7.*: closing, with what comes after a close unheard.
fn closings() -> Vec<Case> {
    let hello = || (1, b"Hello".to_vec());
    let mut cases = vec![
        case("7.1.1", [frame(1, b"Hello"), frame(8, b"")].concat(), vec![hello(), ends(1000)]),
        case("7.1.2", [frame(8, b""), frame(8, b"")].concat(), vec![ends(1000)]),
        case("7.1.3", [frame(8, b""), frame(9, b"")].concat(), vec![ends(1000)]),
        case("7.1.4", [frame(8, b""), frame(1, b"Hello")].concat(), vec![ends(1000)]),
        case("7.1.5", [piece(1, b"fragment1"), frame(8, b""), frame(0, b"fragment2")].concat(), vec![ends(1000)]),
        case("7.3.1", frame(8, b""), vec![ends(1000)]),
        case("7.3.2", frame(8, b"a"), vec![ends(1002)]),
        case("7.3.3", close(1000, b""), vec![ends(1000)]),
        case("7.3.4", close(1000, b"Hello World!"), vec![ends(1000)]),
        case("7.3.5", close(1000, &[b'*'; 123]), vec![ends(1000)]),
        case("7.3.6", close(1000, &[b'*'; 124]), vec![ends(1002)]),
        case("7.5.1", close(1000, &[0xce, 0xba, 0xf4, 0x90, 0x80, 0x80]), vec![ends(1007)]),
    ];
    let good = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999];
    cases.extend((1..).zip(good).map(|(nth, code)| case(format!("7.7.{nth}"), close(code, b""), vec![ends(code)])));
    let wrong = [0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999];
    cases.extend((1..).zip(wrong).map(|(nth, code)| case(format!("7.9.{nth}"), close(code, b""), vec![ends(1002)])));
    cases.extend(
        (1..).zip([5000, 65_535]).map(|(nth, code)| case(format!("7.13.{nth}"), close(code, b""), vec![ends(1002)])),
    );
    cases
}

#[test]
fn the_core_cases_pass_whole_and_in_octets() {
    let groups = [sizes(), pings(), reserved(), pieces(), texts(), closings()];
    let all: Vec<Case> = groups.into_iter().flatten().collect();
    let mut failed = Vec::new();
    for Case { id, sent, answers } in &all {
        for cut in [usize::MAX, 1, 7] {
            let told = echo(sent, cut);
            if told != *answers {
                failed.push(format!("{id} in pieces of {cut}: {told:?}"));
            }
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
    assert!(all.len() > 100, "{} cases", all.len());
}
