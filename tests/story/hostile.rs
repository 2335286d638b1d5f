//! What strangers to the house put into files, and what becomes of it.

use crate::house::{House, picture, upload};
use std::io::Cursor;
use uuid::Uuid;
use wenzheng::{
    files::Purpose,
    kernel::{
        file::{File, FileKind},
        id::RoomId,
        refusal::Refusal,
    },
    store::place_of,
};

async fn brought(house: &House, purpose: Purpose, bytes: impl Into<Vec<u8>>) -> Result<File, Refusal> {
    house.files().keep(upload(RoomId(Uuid::now_v7()), purpose, bytes.into())).await
}

async fn bytes_of(house: &House, file: &File) -> Vec<u8> {
    tokio::fs::read(house.db.folder().join(place_of(file.id))).await.unwrap()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let decoded = image::load_from_memory(&picture(width, height)).unwrap();
    let mut bytes = Cursor::new(Vec::new());
    decoded.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

/// A zip file whose entries are stored, except that each may claim any size it likes.
fn zip(entries: &[(&str, &[u8], u32)]) -> Vec<u8> {
    let (mut file, mut table) = (Vec::new(), Vec::new());
    for (name, body, claimed) in entries {
        let at = u32::try_from(file.len()).unwrap().to_le_bytes();
        let sizes = [u32::try_from(body.len()).unwrap().to_le_bytes(), claimed.to_le_bytes()].concat();
        let name_bytes = u16::try_from(name.len()).unwrap().to_le_bytes();
        let common = [&[20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &sizes, &name_bytes, &[0, 0]].concat();
        table.extend([b"PK\x01\x02\x14\x00", &common[..], &[0; 10], &at, name.as_bytes()].concat());
        file.extend([b"PK\x03\x04", &common[..], name.as_bytes(), body].concat());
    }
    let count = u16::try_from(entries.len()).unwrap().to_le_bytes();
    let (bytes, at) = (u32::try_from(table.len()).unwrap(), u32::try_from(file.len()).unwrap());
    let end = [&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &bytes.to_le_bytes(), &at.to_le_bytes(), &[0, 0]].concat();
    [file, table, end].concat()
}

const TYPES: (&str, &[u8], u32) = ("[Content_Types].xml", b"<Types/>", 8);
const WORDS: (&str, &[u8], u32) = ("word/document.xml", b"<w/>", 4);

#[tokio::test]
async fn what_a_browser_could_run_is_refused() {
    let house = House::new().await;
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#;
    let with_mark = format!("\u{FEFF}\n {svg}");
    let macros = zip(&[TYPES, WORDS, ("word/vbaProject.bin", b"x", 1)]);
    let climbing = zip(&[TYPES, WORDS, ("../../etc/cron.d/x", b"x", 1)]);
    let bomb = zip(&[("a", &[0; 64], u32::MAX)]);
    let refused: [(&str, &[u8]); 11] = [
        ("svg", svg.as_bytes()),
        ("svg after a mark", with_mark.as_bytes()),
        ("xml", b"<?xml version=\"1.0\"?><svg/>"),
        ("html", b"<!doctype html><script>alert(1)</script>"),
        ("script", b"#!/bin/sh\nrm -rf /"),
        ("program", b"MZ\x90\x00\x03"),
        ("gif", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"),
        ("zip bomb", &bomb),
        ("macros", &macros),
        ("climbing names", &climbing),
        ("nothing", b""),
    ];
    for (what, bytes) in refused {
        for purpose in [Purpose::Portrait, Purpose::Photo, Purpose::Paper] {
            assert_eq!(brought(&house, purpose, bytes).await, Err(Refusal::FileType), "{what}");
        }
    }
}

#[tokio::test]
async fn documents_are_told_by_content_and_kept_to_the_byte() {
    let house = House::new().await;
    let bomb = zip(&[TYPES, WORDS, ("word/media/image1.bmp", &[0; 64], u32::MAX)]);
    let polyglot = b"%PDF-1.7\n<script>alert(1)</script>\nPK\x03\x04 %%EOF".to_vec();
    let compound = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], &[0; 512], &wide, &[0; 64]].concat()
    };
    let odt = zip(&[("mimetype", b"application/vnd.oasis.opendocument.text", 39), ("content.xml", b"<o/>", 4)]);
    let papers = [
        (bomb, FileKind::Docx),
        (zip(&[TYPES, ("xl/workbook.xml", b"", 0)]), FileKind::Xlsx),
        (zip(&[("docProps/app.xml", b"", 0), ("ppt/presentation.xml", b"", 0), TYPES]), FileKind::Pptx),
        (odt, FileKind::Odt),
        (compound("WordDocument"), FileKind::Doc),
        (compound("Workbook"), FileKind::Xls),
        (polyglot, FileKind::Pdf),
        ("征求意见稿\r\n第一条".as_bytes().to_vec(), FileKind::Text),
    ];
    for (bytes, kind) in papers {
        let kept = brought(&house, Purpose::Paper, bytes.clone()).await.unwrap();
        assert_eq!((kept.kind, kept.bytes, kept.size), (kind, bytes.len() as u64, None));
        assert_eq!(bytes_of(&house, &kept).await, bytes);
        assert_eq!(brought(&house, Purpose::Portrait, bytes).await, Err(Refusal::FileType), "no portrait: {kind:?}");
    }
    let macros = [compound("WordDocument"), compound("_VBA_PROJECT")].concat();
    assert_eq!(brought(&house, Purpose::Paper, macros).await, Err(Refusal::FileType));
    let most = wenzheng::kernel::limits::Limits::default().file_bytes;
    let large = brought(&house, Purpose::Paper, vec![b'a'; most + 1]).await;
    assert_eq!(large, Err(Refusal::FileTooLarge { max_bytes: most }));
    brought(&house, Purpose::Paper, vec![b'a'; most]).await.unwrap();
}

#[tokio::test]
async fn pictures_lose_all_that_cannot_be_seen() {
    let house = House::new().await;
    // Held sideways (6: turn by a quarter), with a place in it and a zip file behind it.
    let tiff = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0GPS 31.2N 121.4E";
    let exif = [&b"Exif\0\0"[..], tiff].concat();
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let plain = jpeg(1_000, 500);
    let told = [&plain[..2], &[0xFF, 0xE1], &length, &exif, &plain[2..], &zip(&[TYPES])].concat();
    assert!(holds(&told, b"GPS 31.2N") && holds(&told, b"PK\x03\x04"));
    let kept = brought(&house, Purpose::Photo, told.clone()).await.unwrap();
    assert_eq!((kept.kind, kept.size), (FileKind::Jpeg, Some((500, 1_000))), "turned upright");
    let bytes = bytes_of(&house, &kept).await;
    assert!(!holds(&bytes, b"GPS") && !holds(&bytes, b"Exif") && !holds(&bytes, b"PK\x03\x04"));
    let again = brought(&house, Purpose::Photo, told.clone()).await.unwrap();
    assert_eq!((again.id, again.small), (kept.id, kept.small), "the same picture gets the same name");

    let portrait = brought(&house, Purpose::Portrait, told).await.unwrap();
    assert_eq!((portrait.size, portrait.small), (Some((320, 400)), None));
    let large = brought(&house, Purpose::Photo, picture(2_000, 100)).await.unwrap();
    assert_eq!(large.size, Some((1_600, 80)));
    let small = File { id: large.small.unwrap(), ..large };
    let small = image::load_from_memory(&bytes_of(&house, &small).await).unwrap();
    assert_eq!((small.width(), small.height()), (480, 24));
    let tiny = brought(&house, Purpose::Portrait, picture(1, 3)).await.unwrap();
    assert_eq!(tiny.size, Some((1, 1)));
    let clear = image::RgbaImage::from_pixel(4, 4, image::Rgba([0, 0, 0, 0]));
    let mut bytes = Cursor::new(Vec::new());
    clear.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    let clear = brought(&house, Purpose::Photo, bytes.into_inner()).await.unwrap();
    let shown = image::load_from_memory(&bytes_of(&house, &clear).await).unwrap().to_rgb8();
    assert!(shown.get_pixel(2, 2).0.iter().all(|shade| *shade > 250), "nothing stands on white paper");
}

/// A PNG that claims these sides and holds a few bytes.
fn png_claiming(width: u32, height: u32) -> Vec<u8> {
    let chunk = |kind: &[u8; 4], body: &[u8]| {
        let named = [kind, body].concat();
        let length = u32::try_from(body.len()).unwrap().to_be_bytes();
        [&length[..], &named, &crc(&named).to_be_bytes()].concat()
    };
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let data = [0x78, 0x9C, 0x63, 0, 0, 0, 1, 0, 1];
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &head), chunk(b"IDAT", &data), chunk(b"IEND", b"")].concat()
}

fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}

#[tokio::test]
async fn pictures_that_would_fill_the_memory_are_refused_unread() {
    let house = House::new().await;
    for (width, height) in [(65_535, 65_535), (8_000, 5_001)] {
        let bomb = brought(&house, Purpose::Photo, png_claiming(width, height)).await;
        assert_eq!(bomb, Err(Refusal::PictureTooLarge { width, height, max_pixels: 40_000_000 }));
    }
    // The control: a smaller claim is read, and found to be empty.
    assert_eq!(brought(&house, Purpose::Photo, png_claiming(640, 480)).await, Err(Refusal::PictureDamaged));
    let whole = picture(640, 480);
    assert_eq!(brought(&house, Purpose::Photo, &whole[..whole.len() / 2]).await, Err(Refusal::PictureDamaged));
    brought(&house, Purpose::Photo, whole).await.unwrap();
}

#[tokio::test]
async fn names_are_only_names() {
    let house = House::new().await;
    for (came, kept) in [
        ("../../etc/passwd", "passwd"),
        (r"C:\方案\线网 优化(终稿).pdf", "线网 优化(终稿)"),
        ("a\"; filename=\"x.html\r\nX: y.pdf", "a filenamex.htmlX y"),
        (".htaccess", ""),
    ] {
        let paper = upload(RoomId(Uuid::now_v7()), Purpose::Paper, b"%PDF-1.7".to_vec());
        let file = house.files().keep(wenzheng::files::Upload { name: came.into(), ..paper }).await.unwrap();
        assert_eq!(file.name, kept, "{came}");
    }
}
