//! Files of letters: whole for who works on the letter, in public only pictures that a publication names, and nothing is
//! opened that a configured scanner has not looked at.

use crate::{
    erasure::{agree, approver, propose},
    house::{House, MINUTE, citizen, picture},
    letters::{Mailbox, mailbox, opened},
    site::{Browser, Site},
    survival::tables,
};
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use wenzheng::{
    desk::rebuild,
    files::{Files, ScannerSettings},
    kernel::{
        case::CaseStep,
        command::Command,
        erasure::{Manner, Target},
        id::FileId,
        letter::{Attached, Letter, LetterKind, Writing},
        limits::Limits,
        post::Verdict,
        workflow::Workflow,
    },
};

const DAY: i64 = 24 * 60 * MINUTE;
/// What a telephone writes into a photo.
const PLACE: &[u8] = b"PLACE-36.0671N-120.3826E";
const PDF: &[u8] = b"%PDF-1.4\n% secret-of-the-lease\n";

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// A part of a TIFF that says where: one row that leads to four, then degrees, minutes and seconds of both.
fn tiff() -> Vec<u8> {
    let row = |tag: u16, kind: u16, count: u32, value: u32| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    let rows = [row(1, 2, 2, u32::from(b'N')), row(2, 5, 3, 80), row(3, 2, 2, u32::from(b'E')), row(4, 5, 3, 104)];
    let numbers = [36, 1, 4, 1, 156, 100, 120, 1, 22, 1, 5736, 100_u32];
    let first = [&b"II*\0\x08\0\0\0\x01\0"[..], &row(0x8825, 4, 1, 26), &[0; 4]].concat();
    [first, b"\x04\0".to_vec(), rows.concat(), vec![0; 4], numbers.map(u32::to_le_bytes).concat(), PLACE.to_vec()]
        .concat()
}

/// A photo that says where it was taken.
fn photo() -> Vec<u8> {
    let mut jpeg = Vec::new();
    let pixels = image::load_from_memory(&picture(900, 600)).unwrap();
    pixels.write_to(&mut std::io::Cursor::new(&mut jpeg), image::ImageFormat::Jpeg).unwrap();
    let exif = [&b"Exif\0\0"[..], &tiff()].concat();
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, &exif, &jpeg[2..]].concat()
}

fn heic() -> Vec<u8> {
    [&b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..], &[0; 64]].concat()
}

const FILLED: [(&str, &str); 4] =
    [("kind", "help"), ("title", "红绿灯不亮"), ("text", "河西路口的灯三天不亮。"), ("may_publish", "1")];

async fn code(mail: &Mailbox<'_>) -> String {
    mail.house.db.room(mail.room).await.unwrap().unwrap().code
}

/// A letter with a photo and a paper; where its author finds it.
async fn sent(author: &Browser, code: &str) -> String {
    let ask = format!("/r/{code}/ask");
    let files: [(&str, &[u8]); 2] = [("家门口.jpg", &photo()), ("租房合同.pdf", PDF)];
    let sent = author.attach(&ask, &FILLED, &files).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    sent.to.split('?').next().unwrap().to_owned()
}

async fn attached(mail: &Mailbox<'_>, number: u32) -> Vec<Attached> {
    mail.post(number).await.case.unwrap().letter.files
}

#[tokio::test]
async fn the_unit_has_them_whole_and_the_public_what_was_named() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let (site, code) = (Site::open(&house), code(&mail).await);
    let author = site.fresh();
    let own = sent(&author, &code).await;
    let files = attached(&mail, 1).await;
    let (shown, paper) = (files[0].shown.unwrap(), files[1]);
    assert!(files.len() == 2 && paper.shown.is_none());
    let page = author.get(&own).await;
    for word in ["家门口.jpg", "租房合同.pdf", "/file/0/picture"] {
        assert!(page.has(word), "no {word}: {}", page.body);
    }
    let (status, bytes, how) = author.bytes(&format!("{own}/file/0")).await;
    assert!(status == 200 && bytes == photo() && how.starts_with("attachment"), "{status} {how}");
    assert_eq!(author.bytes(&format!("{own}/file/1")).await.1, PDF);
    assert_eq!(author.bytes(&format!("{own}/file/2")).await.0, 404);
    let (status, bytes, how) = author.bytes(&format!("{own}/file/0/picture")).await;
    assert!(status == 200 && how.starts_with("inline") && !holds(&bytes, PLACE), "{status} {how}");

    mail.screen(1, Verdict::Approve).await;
    let (unit, text) = (mail.units[0], String::new());
    let route = CaseStep::Route { unit, assisting: Vec::new(), matter: None, urgent: false, text };
    mail.step(mail.router, 1, route).await.unwrap();
    let desk = format!("/desk/r/{code}/letter/1");
    let [handler, other] = [site.signed(mail.handlers[0]).await, site.signed(mail.handlers[1]).await];
    let case = handler.get(&desk).await;
    assert!(case.has("家门口.jpg") && case.has("36.06710, 120.38260"), "{}", case.body);
    assert_eq!(handler.bytes(&format!("{desk}/file/0")).await.1, photo(), "with the place, to the byte");
    assert_eq!(handler.bytes(&format!("{desk}/file/1")).await.1, PDF);
    let moderator = site.signed(mail.moderator).await;
    for id in [files[0].file, shown, paper.file] {
        assert_eq!(moderator.bytes(&format!("/files/{id}")).await.0, 404, "not by its digest, whoever asks");
        assert_eq!(site.fresh().bytes(&format!("/files/{id}")).await.0, 404);
    }
    for at in [format!("{desk}/file/0"), format!("{desk}/file/0/picture")] {
        assert_eq!(other.bytes(&at).await.0, 404, "another unit has nothing to do with it");
    }
    for at in ["file/0", "file/0/picture", "file/1"] {
        assert_eq!(site.fresh().bytes(&format!("/r/{code}/q/1/{at}")).await.0, 404);
    }

    mail.answer_in_hand(1).await;
    let editor = site.signed(mail.editor).await;
    let version =
        [("act", "publish"), ("manner", "whole"), ("title", "红绿灯不亮"), ("letter", "灯不亮"), ("answer", "已修")];
    let whole = paper.file.to_string();
    let wrong = editor.press(&desk, &desk, &[version.as_slice(), &[("files", &whole)]].concat()).await;
    assert_eq!(wrong.status, 422, "a paper is shown to nobody: {}", wrong.body);
    let named = shown.to_string();
    let done = editor.press(&desk, &desk, &[version.as_slice(), &[("files", &named)]].concat()).await;
    assert_eq!(done.to, format!("{desk}?done=publish"), "{}", done.body);
    let anybody = site.fresh();
    let (status, bytes, how) = anybody.bytes(&format!("/files/{shown}")).await;
    assert!(status == 200 && !holds(&bytes, PLACE) && !how.contains("%E5%AE%B6"), "{status} {how}");
    assert!(anybody.get(&format!("/r/{code}/q/1")).await.has(&format!("/files/{shown}")));
    nothing_is_told(&site, &mail, &code, &files).await;
    let post = mail.post(1).await.id;
    mail.act(mail.moderator, Command::TakeDown { post, rule: "insult".into() }).await.unwrap();
    assert_eq!(anybody.bytes(&format!("/files/{shown}")).await.0, 404, "nor any longer than the letter is public");
    rebuilds(&house).await;
}

async fn rebuilds(house: &House) {
    let before = tables(house).await;
    rebuild(&house.db, |_| {}).await.unwrap();
    assert_eq!(tables(house).await, before);
}

/// Names, place and bytes of what is not public, on every public address.
async fn nothing_is_told(site: &Site, mail: &Mailbox<'_>, code: &str, files: &[Attached]) {
    let (room, anybody) = (format!("/r/{code}"), site.fresh());
    let pages = ["/q/1", "", "/feed.atom", "/ledger", "/export/record.json", "/transcript", "/digest.json"];
    let pages = pages.into_iter().map(|page| format!("{room}{page}"));
    let house = ["/", "/search?q=红绿灯", "/feed/records.atom", "/sitemap.xml"].map(ToOwned::to_owned);
    let api = ["posts", "entries", "lines"].map(|of| format!("/api/v1/rooms/{}/{of}", mail.room));
    let whole = [files[0].file.to_string(), files[1].file.to_string()];
    for path in pages.chain(house).chain(api) {
        let (_, bytes, _) = anybody.bytes(&path).await;
        let said = String::from_utf8_lossy(&bytes);
        for secret in ["36.0671", "家门口", "租房合同", "secret-of-the-lease", &whole[0], &whole[1]] {
            assert!(!said.contains(secret), "{path} tells {secret}");
        }
        assert!(!holds(&bytes, PLACE), "{path} tells the place");
    }
}

#[tokio::test]
async fn what_cannot_be_taken_is_told_and_the_rest_is_kept() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let (site, code) = (Site::open(&house), code(&mail).await);
    let (author, ask) = (site.fresh(), format!("/r/{code}/ask"));
    let came: [(&str, &[u8]); 2] = [("合同.pdf", PDF), ("IMG_1.HEIC", &heic())];
    let back = author.attach(&ask, &FILLED, &came).await;
    assert_eq!(back.status, 415, "{}", back.body);
    for word in ["HEIC", "兼容性最佳", "合同.pdf", "河西路口的灯三天不亮。", "id=\"files-error\""] {
        assert!(back.has(word), "no {word}: {}", back.body);
    }
    let form = back.form(&ask).unwrap();
    let six: Vec<(&str, &[u8])> =
        ["1.txt", "2.txt", "3.txt", "4.txt", "5.txt"].map(|name| (name, name.as_bytes())).to_vec();
    let many = author.attach_to(&ask, &form, &six).await;
    assert!(many.status == 422 && many.has("一封信最多 5 个附件"), "{}", many.body);
    let form = many.form(&ask).unwrap();
    let dropped: Vec<_> = form.into_iter().chain([("drop-1".to_owned(), "1".to_owned())]).collect();
    let sent = author.attach_to(&ask, &dropped, &[]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let files = attached(&mail, 1).await;
    let rows =
        house.files().attached(mail.room, &files.iter().map(|file| file.file).collect::<Vec<_>>()).await.unwrap();
    assert_eq!(rows.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["合同", "2", "3", "4"]);

    // What was brought and never sent is swept; what a letter names is held by it, until its words are erased.
    let idle = site.fresh().attach(&ask, &FILLED, &[("x.HEIC", &heic()), ("没寄出.txt", b"never sent")]).await;
    let lost: FileId = idle.body.split("name=\"kept\" value=\"").nth(1).unwrap()[..64].parse().unwrap();
    house.turn(2 * DAY);
    house.db.sweep_files(house.now() - DAY).await.unwrap();
    assert!(house.db.files(&[lost]).await.unwrap().is_empty());
    assert_eq!(author.bytes(&format!("/r/{code}/q/1/file/0")).await.1, PDF);
    let targets = vec![Target::Post { post: mail.post(1).await.id }];
    let second = approver(&house).await;
    mail.act(wenzheng::kernel::principal::Principal::Operator, propose(targets, Manner::Destroy)).await.unwrap();
    mail.act(second, agree(1)).await.unwrap();
    house.db.wash().await.unwrap();
    assert_eq!(author.bytes(&format!("/r/{code}/q/1/file/0")).await.0, 404);
    assert!(house.db.files(&[files[0].file]).await.unwrap().is_empty() && attached(&mail, 1).await.is_empty());
    assert!(house.db.open_file(files[0].file).await.unwrap().is_none(), "nor are its bytes on the disk");
    rebuilds(&house).await;
}

#[tokio::test]
async fn a_digest_alone_opens_nothing() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let (site, code) = (Site::open(&house), code(&mail).await);
    sent(&site.fresh(), &code).await;
    let files = attached(&mail, 1).await;
    house.turn(2 * DAY);
    let brought = house.photo(mail.room).await;
    let write = |files: Vec<Attached>| {
        let letter = Letter { kind: LetterKind::Help, may_publish: false, wish: None, files };
        Command::Write(Writing {
            text: "标题\n正文".into(),
            name: String::new(),
            letter,
            origin: None,
            contact: None,
            past: None,
        })
    };
    for file in [files[0].file, files[1].file, brought] {
        let refused = mail.act(citizen(), write(vec![Attached { file, shown: None }])).await;
        assert_eq!(refused.unwrap_err().code(), "unknown-file");
    }
    let tight = Limits { letter_waiting_bytes: 3, ..Limits::default() };
    let now = house.now();
    let files = Files::new(house.db.clone(), tight, Arc::new(move || now));
    files.attach(mail.room, "一.txt".into(), b"four".to_vec()).await.unwrap();
    let more = files.attach(mail.room, "二.txt".into(), b"more".to_vec()).await;
    assert_eq!(more.unwrap_err().code(), "busy", "nobody fills the disk with files that no letter names");
    let six = vec![Attached { file: brought, shown: None }; 6];
    assert_eq!(mail.act(citizen(), write(six)).await.unwrap_err().code(), "too-many-files");
}

/// A daemon that speaks `INSTREAM`: says FOUND of what holds the word, and forgets nothing of what it was sent.
async fn daemon(word: &'static [u8]) -> (SocketAddr, Arc<Mutex<Vec<Vec<u8>>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (address, seen) = (listener.local_addr().unwrap(), Arc::<Mutex<Vec<Vec<u8>>>>::default());
    let kept = seen.clone();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut head = [0; 10];
            stream.read_exact(&mut head).await.unwrap();
            assert_eq!(&head, b"zINSTREAM\0");
            let mut bytes = Vec::new();
            loop {
                let length = stream.read_u32().await.unwrap();
                if length == 0 {
                    break;
                }
                let mut piece = vec![0; length as usize];
                stream.read_exact(&mut piece).await.unwrap();
                bytes.extend(piece);
            }
            let said: &[u8] = if holds(&bytes, word) { b"stream: Eicar-Test FOUND\0" } else { b"stream: OK\0" };
            kept.lock().unwrap().push(bytes);
            stream.write_all(said).await.unwrap();
        }
    });
    (address, seen)
}

fn asking(address: SocketAddr) -> ScannerSettings {
    ScannerSettings { address: address.to_string(), timeout_ms: 2_000, ..ScannerSettings::default() }
}

#[tokio::test]
async fn a_scanner_is_asked_about_every_file_and_a_virus_is_refused() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let (address, seen) = daemon(b"EICAR").await;
    let (site, code) = (Site::bringing(&house, house.files().scanned_by(asking(address))), code(&mail).await);
    let (author, ask) = (site.fresh(), format!("/r/{code}/ask"));
    let back = author.attach(&ask, &FILLED, &[("好.txt", b"harmless"), ("坏.txt", b"an EICAR file")]).await;
    assert!(back.status == 422 && back.has("发现了病毒") && back.has("好.txt") && !back.has("坏.txt"), "{}", back.body);
    let sent = author.attach_to(&ask, &back.form(&ask).unwrap(), &[]).await;
    let own = sent.to.split('?').next().unwrap().to_owned();
    assert_eq!(author.bytes(&format!("{own}/file/0")).await.1, b"harmless");
    assert_eq!(*seen.lock().unwrap(), [b"harmless".to_vec(), b"an EICAR file".to_vec()]);

    let [yes, no, odd] = ["true", "exit 1", "exit 2"].map(|end| {
        let command = ["sh", "-c", &format!("cat >/dev/null; {end}")].map(ToOwned::to_owned).to_vec();
        house.files().scanned_by(ScannerSettings { command, ..ScannerSettings::default() })
    });
    let attach =
        async |files: &wenzheng::files::Files| files.attach(mail.room, "a.txt".into(), b"words".to_vec()).await;
    assert!(attach(&yes).await.unwrap().own.can_be_opened());
    assert_eq!(attach(&no).await.unwrap_err().code(), "file-infected");
    assert!(!attach(&odd).await.unwrap().own.can_be_opened());
}

#[tokio::test]
async fn a_scanner_that_is_away_costs_no_letter_and_opens_no_file() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let nowhere: SocketAddr = "127.0.0.1:1".parse().unwrap();
    let (site, code) = (Site::bringing(&house, house.files().scanned_by(asking(nowhere))), code(&mail).await);
    let author = site.fresh();
    let own = sent(&author, &code).await;
    let number = 1;
    mail.screen(number, Verdict::Approve).await;
    mail.step(mail.router, number, mail.to(0)).await.unwrap();
    let (desk, handler) = (format!("/desk/r/{code}/letter/1"), site.signed(mail.handlers[0]).await);
    let closed = async || {
        for at in ["file/0", "file/0/picture", "file/1"] {
            assert_eq!(author.bytes(&format!("{own}/{at}")).await.0, 404, "{at}");
            assert_eq!(handler.bytes(&format!("{desk}/{at}")).await.0, 404, "{at}");
        }
    };
    closed().await;
    assert!(author.get(&own).await.has("正在等待查毒") && handler.get(&desk).await.has("正在等待查毒"));
    assert_eq!(house.files().scanned_by(asking(nowhere)).look_again().await.unwrap(), 0);
    closed().await;

    let (address, _) = daemon(b"secret-of-the-lease").await;
    let looked = looked_again(&house, address).await;
    assert_eq!(looked, 3, "the photo, the picture of it, the paper");
    assert_eq!(handler.bytes(&format!("{desk}/file/0")).await.1, photo());
    assert_eq!(handler.bytes(&format!("{desk}/file/1")).await.0, 404);
    assert!(handler.get(&desk).await.has("发现病毒，已停用"));
    assert_eq!(looked_again(&house, address).await, 0);
}

async fn looked_again(house: &House, address: SocketAddr) -> usize {
    house.files().scanned_by(asking(address)).look_again().await.unwrap()
}
