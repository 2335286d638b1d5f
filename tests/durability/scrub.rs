//! Bytes that change by themselves on the disk.

use crate::{
    place::{Furnished, opened},
    tables::connect,
};
use sqlx::Connection;
use std::fs;

/// A letter of a question and the head of every page of tables. What scrubbing does not see are
/// bytes of entries, votes and states that still make sense: those rows carry no digest.
#[tokio::test]
async fn a_byte_flipped_in_a_text_or_in_the_head_of_any_page_is_found() {
    let furnished = Furnished::new().await;
    let sound = furnished.copy();
    let file = fs::read(sound.path().join("wenzheng.db")).unwrap();
    let house = opened(sound, furnished.cast.now).await;
    assert!(house.db.scrub().await.unwrap().is_empty() && house.db.forged_texts().await.unwrap().is_empty());
    let question = "还在等的第2问".as_bytes();
    let at = file.windows(question.len()).position(|window| window == question).unwrap();
    // A letter of a question, and the count of cells on each page of tables.
    let mut flips = vec![at];
    flips.extend(
        (1..file.len() / 4096).map(|page| page * 4096 + 4).filter(|at| file[at - 4] == 10 || file[at - 4] == 2),
    );
    assert!(flips.len() > 20);
    for at in flips {
        let spoilt = furnished.copy();
        let mut bytes = file.clone();
        bytes[at] ^= 0x01;
        fs::write(spoilt.path().join("wenzheng.db"), bytes).unwrap();
        assert!(found(spoilt, furnished.cast.now).await, "byte {at} changed and nobody noticed");
    }
}

/// Whether opening or scrubbing says that something is wrong.
async fn found(folder: tempfile::TempDir, now: i64) -> bool {
    let look = async move {
        let house = opened(folder, now).await;
        let pages = house.db.scrub().await.map_or(true, |lines| !lines.is_empty());
        pages || house.db.forged_texts().await.map_or(true, |ids| !ids.is_empty())
    };
    tokio::spawn(look).await.unwrap_or(true)
}

#[tokio::test]
async fn a_forged_text_is_named() {
    let furnished = Furnished::new().await;
    let folder = furnished.copy();
    let mut connection = connect(folder.path()).await;
    let forge = "UPDATE texts SET body = '谁也没有这样问过' WHERE body = '已公开的第1问' RETURNING id";
    let (id,): (String,) = sqlx::query_as(forge).fetch_one(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let house = opened(folder, furnished.cast.now).await;
    assert_eq!(house.db.forged_texts().await.unwrap(), [id]);
    assert!(house.db.scrub().await.unwrap().is_empty(), "every page is sound, only the words are not");
}
