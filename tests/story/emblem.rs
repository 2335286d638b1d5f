//! The site's emblem: brought through the way in for files, on every page, gone when nothing names it.

use crate::{
    house::{House, MINUTE, picture},
    site::{Browser, Site},
    survival::tables,
};
use reqwest::StatusCode;
use uuid::Uuid;
use wenzheng::{
    desk::rebuild,
    kernel::{
        command::{Emblem, OfficeCommand},
        id::{FileId, UnitId},
        principal::{Principal, Reach, Role},
        refusal::Refusal,
    },
};

const DAY: i64 = 24 * 60 * MINUTE;
const HERE: &str = "/desk/office/site";
const BRING: &str = "/desk/office/site/emblem";

fn emblem(house: &House) -> Option<Emblem> {
    house.desk.current().get().site.emblem
}

/// The picture is on the page, and whoever asks is given it.
async fn shows(page: &Browser, file: FileId, icon: bool) {
    let body = page.get("/").await.body;
    let held = |tag: &str| body.contains(&format!("<{tag} ")) && body.contains(&format!("=\"/files/{file}\""));
    assert!(held("img class=\"masthead__crest\""), "{body}");
    assert_eq!(body.contains("<link rel=\"icon\" type=\"image/png\""), icon);
    let (status, kind) = page.kind(&format!("/files/{file}")).await;
    assert_eq!((status, kind.as_str()), (StatusCode::OK, "image/png"));
}

#[tokio::test]
async fn an_emblem_is_set_shown_replaced_and_removed() {
    let house = House::new().await;
    let governor = house.staff("admin", &[(Role::Administrator, Reach::Installation)]).await;
    let site = Site::open(&house);
    let (admin, reader) = (site.signed(governor).await, site.fresh());
    assert!(!reader.get("/").await.body.contains("masthead__crest"));

    let square = admin.brings(HERE, BRING, "emblem", &picture(200, 200)).await;
    assert_eq!(square.to, "/desk/office/site?done=emblem", "{}", square.body);
    let first = emblem(&house).unwrap();
    assert_eq!((first.width, first.height), (96, 96), "made no larger than pages need");
    site.settle();
    shows(&reader, first.file, true).await;

    let wide = admin.brings(HERE, BRING, "emblem", &picture(300, 60)).await;
    assert_eq!(wide.to, "/desk/office/site?done=emblem");
    let second = emblem(&house).unwrap();
    site.settle();
    shows(&reader, second.file, false).await;
    assert_eq!(reader.get(&format!("/files/{}", first.file)).await.status, StatusCode::NOT_FOUND);
    house.turn(DAY + 1);
    house.sweep().await;
    assert!(!house.lies_on_disk(first.file) && house.lies_on_disk(second.file));

    let admin = site.signed(governor).await;
    admin.press(HERE, HERE, &[("name_zh", "云汀问政")]).await;
    assert_eq!(emblem(&house), Some(second), "names are changed without it");
    let before = tables(&house).await;
    assert!(before.iter().any(|row| row.starts_with("naming") && row.contains("emblem")));
    rebuild(&house.db, |_| ()).await.unwrap();
    assert_eq!(tables(&house).await, before);
    shows(&reader, second.file, false).await;

    let bare = format!("{BRING}/remove");
    assert_eq!(admin.press(HERE, &bare, &[]).await.to, "/desk/office/site?done=emblem-removed");
    site.settle();
    assert!(!reader.get("/").await.body.contains("masthead__crest"));
    assert_eq!(reader.get(&format!("/files/{}", second.file)).await.status, StatusCode::NOT_FOUND);
    house.sweep().await;
    assert!(!house.lies_on_disk(second.file));
}

#[tokio::test]
async fn what_is_no_picture_or_not_theirs_changes_nothing() {
    let house = House::new().await;
    let unit = UnitId(Uuid::now_v7());
    let set = OfficeCommand::SetUnit { unit, name: "市交通局".into(), parent: None };
    house.desk.office(Principal::Operator, set).await.unwrap();
    let governor = house.staff("governor", &[(Role::Administrator, Reach::Installation)]).await;
    let head = house.staff("head", &[(Role::Administrator, Reach::Unit { unit })]).await;
    let site = Site::open(&house);
    let admin = site.signed(governor).await;
    admin.brings(HERE, BRING, "emblem", &picture(40, 40)).await;
    let held = emblem(&house).unwrap();
    assert_eq!((held.width, held.height), (40, 40));

    let drawn = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    let cut = &picture(200, 200)[..300];
    let bomb = bomb();
    let refusals = [(&drawn[..], "这里不收这种文件"), (cut, "这张图片读不出来"), (&bomb, "图片的尺寸太大了")];
    for (bytes, said) in refusals {
        let refused = admin.brings(HERE, BRING, "emblem", bytes).await;
        assert!(refused.status.is_client_error() && refused.body.contains(said), "{said}: {}", refused.body);
    }
    let none = admin.press(HERE, BRING, &[]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);

    let form = admin.get(HERE).await.form(BRING).unwrap();
    let theirs = site.signed(head).await.bring(BRING, &form, "emblem", &picture(50, 50)).await;
    assert_eq!(theirs.status, StatusCode::FORBIDDEN);
    let unknown = Emblem { file: FileId([7; 32]), width: 1, height: 1 };
    let forged = wenzheng::kernel::command::Site { emblem: Some(unknown), ..Default::default() };
    let forged = house.desk.office(governor, OfficeCommand::SetSite { site: forged }).await;
    assert_eq!(forged.err(), Some(Refusal::UnknownFile { file: unknown.file }));
    assert_eq!(emblem(&house), Some(held));
}

/// A picture that says it is sixty thousand pixels each way.
fn bomb() -> Vec<u8> {
    let mut bytes = picture(8, 8);
    bytes[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    bytes[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    let sum = crc(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    bytes
}

/// As PNG counts it (ISO 3309).
fn crc(bytes: &[u8]) -> u32 {
    let bit = |sum: u32, _: i32| if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 };
    !bytes.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), bit))
}
